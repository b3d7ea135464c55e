"""What the texts on a page are worth as evidence, said once for the whole page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from languages.official import language_for
from programmes.models import Programme
from programmes.status import TextStatus

ALL_OURS = _("The titles on this page are unofficial translations by the registry.")
SOME_OURS = _(
    "Some of the titles on this page are unofficial translations by the registry; each programme’s page "
    "says which."
)


def standing_of_titles(programmes: Iterable[Programme]) -> str | Promise:
    """The sentence a list of titles needs: empty where all stand in a source or are marked as foreign."""
    code = language_for(get_language()).code
    statuses = [programme.title_status[code] for programme in programmes if code in programme.title_status]
    ours = sum(status not in TextStatus.FROM_SOURCE for status in statuses)
    if not ours:
        return ""
    return ALL_OURS if ours == len(statuses) else SOME_OURS
