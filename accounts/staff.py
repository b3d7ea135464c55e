"""Staff accounts and the groups that say what each may do."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User

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
def make_staff(*, email: str, password: str, name: str, groups: list[str]) -> User:
    """A member of staff with a confirmed address, in ``groups``; an existing account is brought to this."""
    user = User.objects.filter(email=email.strip().lower()).first() or User.objects.create_user(email)
    user.is_staff, user.name = True, name or user.name
    if password:
        user.set_password(password)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    set_groups(user=user, groups=groups)
    return user


def set_groups(*, user: User, groups: Iterable[str]) -> None:
    """Put ``user`` in exactly ``groups``, each with the permissions it has today."""
    user.groups.set([_group(name) for name in groups])


def forget_second_factor(*, user: User) -> None:
    """Take every authenticator off ``user``, whose telephone is lost: the next sign-in sets up a new one."""
    Authenticator.objects.filter(user=user).delete()


def _group(name: str) -> Group:
    group, _created = Group.objects.get_or_create(name=name)
    may_look = Q(codename__startswith="view_", content_type__app_label__in=_EVERYONE_SEES)
    may_do = Q(codename__in=GROUPS[name], content_type__app_label__in=_ROOMS)
    group.permissions.set(Permission.objects.filter(may_look | may_do))
    return group
