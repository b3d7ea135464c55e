"""Staff accounts and the groups that say what each may do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import RoleChange, User

_CURATED = ("party", "placement", "submitter", "document", "statedcount", "sourceentry", "entrylink")
_CORRECTABLE = ("stage", "instrument", "term", "lens", "lensline", "lensmapping")

# What members of each group may do, as permission code names; everyone on the staff may look at the registry.
# ``change_programme`` is writing on working versions; the record takes parties and placements as well.
GROUPS: dict[str, tuple[str, ...]] = {
    "reader": (),
    "translator": ("change_programme",),
    "curator": (
        "add_programme",
        "change_programme",
        *(f"{act}_{model}" for model in _CURATED for act in ("add", "change", "delete")),
        *(f"change_{model}" for model in _CORRECTABLE),
    ),
    "publisher": ("publish_programme",),
    "screener": (
        "screen_submission",
        "change_membership",
        *(f"{act}_call" for act in ("add", "change")),
    ),
    "administrator": ("view_user", "add_user", "change_user", "view_letter"),
}
GROUP_LABELS = {
    "reader": _("Reader: looks at everything, changes nothing"),
    "translator": _("Translator: writes on working versions"),
    "curator": _("Curator: writes on working versions, keeps submitters, sources and taxonomy"),
    "publisher": _("Publisher: makes things public"),
    "screener": _("Screener: decides on submissions, on who acts for a submitter, and keeps the calls"),
    "administrator": _("Administrator: decides who is on the staff and what each may do"),
}
_ROOMS = ("submissions", "programmes", "lifecycle", "accounts")
_EVERYONE_SEES = ("submissions", "programmes", "lifecycle")


@transaction.atomic
def make_staff(*, email: str, password: str, name: str, groups: list[str], by: User | None = None) -> User:
    """A member of staff with a confirmed address, in ``groups``; an existing account is brought to this.

    Without ``by`` a command does it.
    """
    user = User.objects.filter(email=email.strip().lower()).first() or User.objects.create_user(email)
    user.name = name or user.name
    if password:
        user.set_password(password)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return set_role(user=user, groups=groups, by=by, is_staff=True, is_active=user.is_active)


@transaction.atomic
def set_role(*, user: User, groups: Iterable[str], by: User | None, is_staff: bool, is_active: bool) -> User:
    """Give ``user`` exactly this role, each group with the permissions it has today.

    Where it is another role than before, that is recorded, and they are signed out everywhere.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    before = _role_of(locked)
    locked.is_staff, locked.is_active = is_staff, is_active
    locked.save(update_fields=["is_staff", "is_active"])
    locked.groups.set([_group(name) for name in groups])
    after = _role_of(locked)
    if after != before:
        RoleChange.objects.create(user=locked, by=by, before=before, after=after)
        end_sessions(user=locked)
    return locked


def end_sessions(*, user: User) -> None:
    """Sign ``user`` out everywhere."""
    user.signed_out_at = timezone.now()
    user.save(update_fields=["signed_out_at"])


@transaction.atomic
def forget_second_factor(*, user: User, by: User | None) -> None:
    """Take every authenticator off ``user``, whose telephone is lost: the next sign-in sets up a new one.

    That is recorded, and whoever has found the telephone is signed out.
    """
    forgotten, _by_table = Authenticator.objects.filter(user=user).delete()
    if forgotten:
        RoleChange.objects.create(
            user=user, by=by, before={"second_factor": True}, after={"second_factor": False}
        )
    end_sessions(user=user)


def without_second_factor() -> QuerySet[User]:
    """Those of the staff who have not set up a second factor yet."""
    factors = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    staff = User.objects.filter(is_staff=True, is_active=True)
    return staff.exclude(pk__in=factors.values("user"))


def _role_of(user: User) -> dict[str, Any]:
    groups = sorted(user.groups.values_list("name", flat=True))
    return {"is_active": user.is_active, "is_staff": user.is_staff, "groups": groups}


def _group(name: str) -> Group:
    group, _created = Group.objects.get_or_create(name=name)
    may_look = Q(codename__startswith="view_", content_type__app_label__in=_EVERYONE_SEES)
    may_do = Q(codename__in=GROUPS[name], content_type__app_label__in=_ROOMS)
    group.permissions.set(Permission.objects.filter(may_look | may_do))
    return group
