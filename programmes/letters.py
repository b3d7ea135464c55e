"""Which event of the registry tells whom. Every letter is written in the transaction of its event."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import Permission
from django.db.models import Q

from accounts.letters import write
from accounts.models import User
from programmes.models import Scheduling
from programmes.permissions import may_publish


def about_unpublished(scheduling: Scheduling, reasons: Sequence[str] = ()) -> None:
    """Tell who scheduled a publication that it was not carried out, and why.

    Where that person publishes no more, everybody is told who does.
    """
    context = {
        "scheduling": scheduling,
        "programme": scheduling.programme,
        "reasons": reasons,
        "path": f"/admin/programmes/programme/{scheduling.programme_id}/publish/",
    }
    told = [scheduling.made_by] if may_publish(scheduling.made_by) else _publishers()
    for user in told:
        write(key=f"unpublished:{scheduling.pk}", to=user, template="programmes/unpublished", context=context)


def _publishers() -> list[User]:
    permission = Permission.objects.filter(content_type__app_label="programmes", codename="publish_programme")
    has_it = Q(groups__permissions__in=permission) | Q(user_permissions__in=permission) | Q(is_superuser=True)
    return list(User.objects.filter(has_it, is_active=True, is_staff=True).distinct())
