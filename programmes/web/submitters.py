"""Who submits programmes, and everything one submitter is part of."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.views.generic import DetailView, TemplateView

from languages.collation import sort_key
from languages.official import language_for
from languages.reading import read
from programmes.models import Party, Submitter
from programmes.status import SubmitterKind
from programmes.web.pages import PublicPage
from programmes.web.standing import standing_of_titles


class SubmitterListView(PublicPage, TemplateView):
    """Everybody who is part of a listed programme, by kind, in the reader's alphabet."""

    template_name = "programmes/submitters.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        submitters = sorted(Submitter.objects.with_programme_counts(), key=_alphabetical)
        kinds = [(kind, [each for each in submitters if each.kind == kind.value]) for kind in SubmitterKind]
        return super().get_context_data(
            kinds=[(kind, members) for kind, members in kinds if members], total=len(submitters), **kwargs
        )


class SubmitterView(PublicPage, DetailView):
    """One submitter, its names as printed beside the name of today, and its programmes."""

    template_name = "programmes/submitter.html"
    context_object_name = "submitter"
    queryset = Submitter.objects.public().select_related("parent", "successor")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        submitter: Submitter = self.object
        parties = list(Party.objects.public().filter(submitter=submitter))
        related = list(Submitter.objects.public().related_to(submitter))
        return super().get_context_data(
            parties=parties,
            standing=standing_of_titles(party.programme for party in parties),
            printed=_names_as_printed(parties),
            divisions=sorted((each for each in related if each.parent_id == submitter.pk), key=_alphabetical),
            predecessors=sorted(
                (each for each in related if each.successor_id == submitter.pk), key=_alphabetical
            ),
            **kwargs,
        )


def _names_as_printed(parties: list[Party]) -> list[tuple[str, str]]:
    """Every name under which a submitter was printed, with its language, in order of first appearance."""
    return list(dict.fromkeys((party.named_as, party.named_language) for party in parties))


def _alphabetical(submitter: Submitter) -> str:
    code = language_for(get_language()).code
    return sort_key(read(submitter, "name").text, code)
