"""Sets of registry rows in the registry's own words; who may see what is said here, once."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from languages.folding import query_words
from languages.official import column, language_for
from programmes.status import PlacementScope, ProgrammeStatus

# Nobody types more words than this to find one programme; a pasted page would make a very long query.
MOST_WORDS = 30


def _title_order(language: str) -> tuple[str, str]:
    return column("sort_key", language_for(language).code), "serial"


class FrozenError(Exception):
    """Somebody tried to change or delete what was published."""

    def __init__(self) -> None:
        super().__init__(_("A published version is never changed or deleted; publish a new one."))


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

    def search(self, words: str) -> Self:
        """Programmes in which every word of ``words`` occurs, or a word that begins with it.

        A word is looked for in titles, references, submitters and texts of all six languages, whatever
        the reader's. Words without letters or figures find nothing.
        """
        wanted = query_words(words)[:MOST_WORDS]
        return self.filter(search_entry__words__has_beginnings=wanted) if wanted else self.none()

    def best_first(self, words: str, language: str) -> Self:
        """By how well ``words`` match: titles before names before texts, whole words before beginnings."""
        score: Any = Value(0)
        for word in query_words(words)[:MOST_WORDS]:
            score += Case(
                When(search_entry__titles__contains=f" {word} ", then=12),
                When(search_entry__titles__contains=f" {word}", then=8),
                When(search_entry__names__contains=f" {word}", then=4),
                default=1,
            )
        return self.annotate(score=score).order_by("-score", *_title_order(language))

    def for_matrix(self, per_cell: int) -> Self:
        """The first ``per_cell`` programmes of every base cell, in reference order.

        Each carries ``in_cell``, the number of programmes in its base cell, and ``differs``, whether some
        source places it in another cell.
        """
        elsewhere = self.model.placements.rel.related_model.objects.filter(
            programme=OuterRef("pk"), scope=PlacementScope.PRIMARY
        ).exclude(stage=OuterRef("stage"), instrument=OuterRef("instrument"))
        base_cell = [F("stage"), F("instrument")]
        return (
            self.annotate(
                in_cell=Window(Count("pk"), partition_by=base_cell),
                place=Window(RowNumber(), partition_by=base_cell, order_by=F("serial").asc()),
                differs=Exists(elsewhere),
            )
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

    def with_programme_counts(self) -> Self:
        """Submitters that are part of a counted programme, each with ``programme_count``."""
        counted = Q(parties__programme__status__in=ProgrammeStatus.COUNTED)
        return (
            self.annotate(programme_count=Count("parties", filter=counted))
            .filter(programme_count__gt=0)
            .order_by("kind", "slug")
        )


class VersionQuerySet(models.QuerySet):
    """Versions; a numbered one is frozen and refuses every change through every manager."""

    def published(self) -> Self:
        """What is or was public under a number, newest first."""
        return self.filter(number__isnull=False).order_by("-number")

    def newest_changes(self) -> Self:
        """Published versions of programmes that have a page, the latest first."""
        return (
            self.filter(number__isnull=False, programme__status__in=ProgrammeStatus.PUBLIC)
            .defer("content", "record")
            .order_by("-published_at", "-programme__serial")
        )

    def working(self) -> Self:
        """The private working versions."""
        return self.filter(number__isnull=True)

    def update(self, **fields: Any) -> int:
        self._refuse_frozen()
        return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_frozen()
        return super().delete()

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        self._refuse_frozen(pk__in=[version.pk for version in objs])
        return super().bulk_update(objs, fields, batch_size)

    def bulk_create(self, *args: Any, **options: Any) -> NoReturn:
        # update_conflicts would overwrite frozen rows, and no one needs to make versions in bulk.
        raise FrozenError

    def _raw_delete(self, using: str | None) -> int:
        self._refuse_frozen()
        return super()._raw_delete(using)

    def _refuse_frozen(self, **only: Any) -> None:
        # A fresh query: the set itself may be sliced or ordered in ways that cannot be filtered again.
        chosen = self.model._base_manager.filter(number__isnull=False)
        chosen = chosen.filter(**only) if only else chosen.filter(pk__in=self.order_by().values("pk"))
        if chosen.exists():
            raise FrozenError
