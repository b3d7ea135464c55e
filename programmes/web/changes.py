"""What one version says otherwise than the one before it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404
from django.views.generic import TemplateView

from languages.reading import pick
from programmes.changes import content_changes, record_changes
from programmes.models import Version
from programmes.template.content import title_texts
from programmes.web.pages import PublicPage


class ChangesView(PublicPage, TemplateView):
    """A version beside the one before it; of neither is a word shown while one of them is withheld."""

    template_name = "programmes/changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number = self.kwargs["number"]
        version, before = two_versions(self.kwargs["reference"], number)
        last = version.programme.current
        following = number + 1 if last and last.number and last.number > number else None
        found = {} if version.withheld or before.withheld else what_changed(before, version)
        return super().get_context_data(
            version=version,
            before=before,
            next_number=following,
            is_withheld=not found,
            **found,
            **kwargs,
        )


def two_versions(reference: str, number: int) -> list[Version]:
    """The version with ``number`` and the one before it; there is no such page of a first version."""
    found = list(
        Version.objects.public()
        .filter(Q(number=number) | Q(number=number - 1), programme__reference=reference)
        .select_related("programme__current")
        .defer("programme__current__content", "programme__current__record")
    )
    if len(found) < 2:
        raise Http404
    return found


def what_changed(before: Version, version: Version) -> dict[str, Any]:
    """Every difference between two versions that may be read, and the title of the later one."""
    return {
        "title": pick(title_texts(version.content)),
        "content_changes": content_changes(before.content, version.content),
        "record_changes": record_changes(before.record, version.record),
    }
