"""Sets of registry rows in the registry's own words; who may see what is said here, once."""

from __future__ import annotations

import json
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Value, When, Window
from django.db.models.functions import Cast, JSONObject, RowNumber, TruncDate
from django.utils.translation import gettext_lazy as _

from languages.freezing import FrozenQuerySet
from languages.official import CODES, column, columns, language_for
from languages.terms import Term, terms
from programmes.status import PlacementScope, ProgrammeStatus, SchedulingOutcome, TextStatus
from programmes.subqueries import ListOf, RowsIn

# Nobody types more words than this to find one programme; a pasted page would make a very long query.
MOST_WORDS = 30
# How far back the newest changes are looked through.
NEWEST = 200


def _title_order(language: str) -> tuple[str, str]:
    return column("sort_key", language_for(language).code), "serial"


def _begins(column: str, term: Term) -> Q:
    either = [Q(**{f"search_entry__{column}__contains": f" {each}"}) for each in term.beginnings]
    return reduce(or_, either)


def _as_printed(to: str) -> JSONObject:
    """A printed line with its place, where ``to`` leads to it."""
    columns = ("part", "position", "wording", "wording_language")
    return JSONObject(document=f"{to}document__symbol", **{name: f"{to}{name}" for name in columns})


class NaturalKeyManager(models.Manager):
    """Rows that fixtures name by the fields in the model's ``natural_fields``."""

    def get_by_natural_key(self, *key: Any) -> models.Model:
        return self.get(**dict(zip(self.model.natural_fields, key, strict=True)))  # type: ignore[attr-defined]


class ProgrammeQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Programmes that have a page anyone may open."""
        return self.filter(status__in=ProgrammeStatus.PUBLIC)

    def counted(self) -> Self:
        """Programmes in the matrix, the lists and every total."""
        return self.filter(status__in=ProgrammeStatus.COUNTED)

    def in_title_order(self, language: str) -> Self:
        """Alphabetical for a reader of ``language``; equal titles in order of reference."""
        return self.order_by(*_title_order(language))

    def available_in(self, language: str) -> Self:
        """Programmes whose title can be read in ``language`` itself, not in a fallback."""
        return self.filter(**{f"{column('title', language)}__isnull": False})

    def count_titles(self) -> dict[str, tuple[int, int]]:
        """For every language how many programmes have a title in it, and how many of these from a source."""
        counts = {}
        for code in CODES:
            counts[f"has_{code}"] = Count(column("title", code))
            from_source = {f"title_status__{code}__in": TextStatus.FROM_SOURCE}
            counts[f"source_{code}"] = Count("pk", filter=Q(**from_source))
        found = self.aggregate(**counts)
        return {code: (found[f"has_{code}"], found[f"source_{code}"]) for code in CODES}

    def unprinted(self) -> Self:
        """Programmes that no printed line of a document means."""
        links = self.model.entry_links.rel.related_model.objects.filter(programme=OuterRef("pk"))
        return self.exclude(Exists(links))

    def search(self, words: str) -> Self:
        """Programmes in which every word of ``words`` occurs, a word that begins with it, or a form of it.

        A word is looked for in titles, references, submitters and texts of all six languages, whatever
        the reader's. Words without letters or figures find nothing.
        """
        wanted = [term.beginnings for term in terms(words)[:MOST_WORDS]]
        if not wanted:
            return self.none()
        entries = self.model.search_entry.related.related_model.objects
        # A set of keys, found once: joined, PostgreSQL would compare words again for every row it joins.
        return self.filter(pk__in=entries.filter(words__has_beginnings=wanted).values("programme"))

    def best_first(self, words: str, language: str) -> Self:
        """By how well ``words`` match: titles before names before texts, in titles whole words before
        beginnings before other forms.
        """
        score: Any = Value(0)
        for term in terms(words)[:MOST_WORDS]:
            score += Case(
                When(search_entry__titles__contains=f" {term.word} ", then=12),
                When(search_entry__titles__contains=f" {term.word}", then=8),
                When(_begins("titles", term), then=6),
                When(_begins("names", term), then=4),
                default=1,
            )
        return self.annotate(score=score).order_by("-score", *_title_order(language))

    def with_difference(self) -> Self:
        """Programmes that know as ``differs`` whether some source places them in another cell."""
        elsewhere = self.model.placements.rel.related_model.objects.filter(
            programme=OuterRef("pk"), scope=PlacementScope.PRIMARY
        ).exclude(stage=OuterRef("stage"), instrument=OuterRef("instrument"))
        return self.annotate(differs=Exists(elsewhere))

    def with_corrigenda(self) -> Self:
        """Programmes that know as ``superseded_lines`` which printed lines that mean them were superseded.

        Each stands there as it is printed, ``before``, with the line that puts it right, ``after``.
        """
        link = self.model.entry_links.rel.related_model
        own = link.objects.filter(programme=OuterRef(OuterRef("pk"))).values("entry")
        later = link.entry.field.related_model.objects.filter(
            Q(supersedes__in=own) | Q(supersedes__supersedes__in=own)
        ).order_by("supersedes__part", "supersedes__position", "pk")
        told = JSONObject(before=_as_printed("supersedes__"), after=_as_printed(""))
        return self.annotate(superseded_lines=ListOf(later.values(value=told)))

    def with_neighbours(self) -> Self:
        """Programmes that know as ``neighbours`` how many other counted ones share their cell."""
        others = (
            self.model._default_manager.counted()
            .filter(stage=OuterRef("stage"), instrument=OuterRef("instrument"))
            .exclude(pk=OuterRef("pk"))
        )
        return self.annotate(neighbours=RowsIn(others.order_by().values("pk")))

    def for_matrix(self, per_cell: int) -> Self:
        """The first ``per_cell`` programmes of every base cell, in reference order.

        Each carries ``in_cell``, the number of programmes in its base cell, and ``differs``.
        """
        base_cell = [F("stage"), F("instrument")]
        return (
            self.annotate(
                in_cell=Window(Count("pk"), partition_by=base_cell),
                place=Window(RowNumber(), partition_by=base_cell, order_by=F("serial").asc()),
            )
            .with_difference()
            .filter(place__lte=per_cell)
            .order_by("serial")
        )

    def with_parties(self) -> Self:
        """The parties of every programme and their submitters, in one further query."""
        parties = self.model.parties.rel.related_model.objects.select_related("submitter")
        return self.prefetch_related(Prefetch("parties", parties))

    def in_order(self, sort: str | None, language: str, words: str = "") -> Self:
        """In the order that ``sort`` names; without one, best match for ``words`` first, else by title."""
        if sort == "reference":
            return self.order_by("serial")
        if sort == "changed":
            return self.order_by("-changed_at", "serial")
        if words and sort != "title":
            return self.best_first(words, language)
        return self.in_title_order(language)

    def page(self, start: int, size: int, *, sort: str | None, language: str, words: str = "") -> Self:
        """``size`` of these from ``start`` on, ordered as ``in_order`` says; each carries ``total``, the
        number of all of them.

        One query for the page and its total, however many tables are then joined to the page.
        """
        chosen = self.in_order(sort, language, words)[start : start + size].values("pk")
        page = self.model._default_manager.filter(pk__in=chosen)
        return page.in_order(sort, language, words).annotate(total=RowsIn(self.order_by().values("pk")))


class EntryLinkQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Links to programmes that have a page, with what a list says of each, in reference order."""
        shown = ["reference", "serial", "status", "title_status", *columns("title")]
        return (
            self.filter(programme__status__in=ProgrammeStatus.PUBLIC)
            .select_related("programme")
            .only("entry", "basis", *(f"programme__{name}" for name in shown))
            .order_by("programme__serial", "pk")
        )


class PartyQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Parts in programmes that have a page, with the programme, in reference order."""
        return (
            self.filter(programme__status__in=ProgrammeStatus.PUBLIC)
            .select_related("programme__stage", "programme__instrument")
            .order_by("programme__serial")
        )


class SubmitterQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug: str) -> models.Model:
        return self.get(slug=slug)

    def public(self) -> Self:
        """Submitters that are part of a programme with a page, and those they belong to or became.

        A name that stands in prepared programmes alone is nobody's business yet.
        """
        parts = self.model.parties.rel.related_model.objects.filter(
            submitter=OuterRef("pk"), programme__status__in=ProgrammeStatus.PUBLIC
        )
        named = self.model._default_manager.filter(Exists(parts))
        return self.filter(
            Exists(parts) | Q(pk__in=named.values("parent")) | Q(pk__in=named.values("successor"))
        )

    def related_to(self, submitter: models.Model) -> Self:
        """Those that are part of ``submitter``, or that it continues."""
        return self.filter(Q(parent=submitter) | Q(successor=submitter))

    def counting_programmes(self) -> Self:
        """Each with ``programme_count``, the number of counted programmes it is part of."""
        counted = Q(parties__programme__status__in=ProgrammeStatus.COUNTED)
        return self.annotate(programme_count=Count("parties", filter=counted))

    def with_programme_counts(self) -> Self:
        """Submitters that are part of a counted programme, each with ``programme_count``."""
        return self.counting_programmes().filter(programme_count__gt=0).order_by("kind", "slug")


class VersionQuerySet(FrozenQuerySet):
    """Versions; a numbered one is frozen and refuses every change through every manager."""

    refusal = _("A published version is never changed or deleted; publish a new one.")

    def frozen(self) -> Self:
        return self.filter(number__isnull=False)

    def published(self) -> Self:
        """What is or was public under a number, newest first, and what withholds it."""
        return self.frozen().select_related("withheld").order_by("-number")

    def public(self) -> Self:
        """What anyone may look up by its number, newest first: published, of a programme that has a page.

        The words of one that is ``withheld`` are not for showing, nor are those of its record or its note.
        """
        return self.published().filter(programme__status__in=ProgrammeStatus.PUBLIC)

    def readable(self) -> Self:
        """Those whose words anyone may read: public, and not withheld."""
        return self.public().filter(withheld=None)

    def latest_first(self) -> Self:
        """What anyone may look up, of all programmes, the latest first."""
        return self.public().order_by("-published_at", "-programme__serial")

    def newest_changes(self) -> Self:
        """Published versions of programmes that have a page, the latest first.

        Of the newest ``NEWEST`` each knows as ``alike`` how many were published on the same day for the same
        cause; of more than three such only the latest stands for all of them.
        """
        newest = self.latest_first()
        act: list[Any] = [TruncDate("published_at"), F("kind")]
        return (
            self.filter(pk__in=newest.values("pk")[:NEWEST])
            .select_related("withheld")
            .annotate(
                alike=Window(Count("pk"), partition_by=act),
                place=Window(
                    RowNumber(), partition_by=act, order_by=[F("published_at").desc(), F("pk").desc()]
                ),
            )
            .filter(Q(alike__lte=3) | Q(place=1))
            .defer("content", "record")
            .order_by("-published_at", "-programme__serial")
        )

    def working(self) -> Self:
        """The private working versions."""
        return self.filter(number__isnull=True)

    def mark_withheld(self, withholding: models.Model | None) -> None:
        """Say what withholds these, or that nothing does: the one change that the guard lets through."""
        models.QuerySet.update(self.frozen(), withheld=withholding)

    def citing(self, symbol: str) -> Self:
        """Versions that cite the document ``symbol``: in text or record, or in what waits beside them."""
        # As text, since SQLite cannot look inside JSON; the quotation marks keep E/1 apart from E/12.
        as_written = {json.dumps(symbol), json.dumps(symbol, ensure_ascii=False)}
        parts = ("content", "record", "contributions")
        said = [Q(**{f"{part}_words__contains": written}) for part in parts for written in as_written]
        words = {f"{part}_words": Cast(part, models.TextField()) for part in parts}
        return self.annotate(**words).filter(reduce(or_, said))


class WithholdingQuerySet(FrozenQuerySet):
    """Withholdings: kept for ever, each changed once by being lifted."""

    def lift(self, *, at: datetime, by: Any, reason: str) -> None:
        """Write when, by whom and why these were lifted: the one change that the guard lets through."""
        models.QuerySet.update(self.filter(lifted_at=None), lifted_at=at, lifted_by=by, lift_reason=reason)


class SchedulingQuerySet(FrozenQuerySet):
    """Publications at a stated time; one that has ended refuses every change through every manager."""

    def frozen(self) -> Self:
        return self.exclude(outcome=SchedulingOutcome.WAITING)

    def waiting(self) -> Self:
        """Publications whose time is still to come, or has just come; the first to come first."""
        return self.filter(outcome=SchedulingOutcome.WAITING).order_by("publish_at", "pk")

    def due(self, at: datetime) -> Self:
        """Those whose time has come at ``at``."""
        return self.waiting().filter(publish_at__lte=at)
