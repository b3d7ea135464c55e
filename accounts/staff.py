"""Staff accounts and the groups that say what each may do."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from accounts.models import User

# What members of each group may do, as permission code names; everyone on the staff may look.
GROUPS: dict[str, tuple[str, ...]] = {
    "reader": (),
    "translator": ("change_programme",),
    "curator": (
        *(
            f"{act}_{model}"
            for model in (
                "programme",
                "party",
                "placement",
                "submitter",
                "document",
                "statedcount",
                "sourceentry",
                "entrylink",
            )
            for act in ("add", "change")
        ),
        "delete_party",
        "delete_placement",
        "delete_entrylink",
    ),
    "publisher": ("publish_programme",),
}
REGISTRY_APPS = ("programmes", "lifecycle")


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
    user.groups.set([_group(group) for group in groups])
    return user


def _group(name: str) -> Group:
    group, _created = Group.objects.get_or_create(name=name)
    may_look = Q(codename__startswith="view_", content_type__app_label__in=REGISTRY_APPS)
    may_do = Q(codename__in=GROUPS[name], content_type__app_label__in=REGISTRY_APPS)
    group.permissions.set(Permission.objects.filter(may_look | may_do))
    return group
