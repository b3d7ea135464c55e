"""What of a programme is compared with other entries: its title and summary, in every language they have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.db import transaction

from languages.alike.finder import Passage
from languages.official import CODES, column
from programmes.models import Meaning, Programme
from programmes.template.content import digest

# The items of the template that tell most, the most telling first, and the columns that hold the first two.
TELLING = ("title", "overall_objective", "description")
COLUMNS = {"title": "title", "overall_objective": "summary"}
# Of one text so much is compared.
TEXT_LENGTH = 600


class Encoder(Protocol):
    """Makes vectors; ``maker`` names the model, since those of two models cannot be compared."""

    maker: str

    def encode(self, passages: Sequence[Passage]) -> bytes: ...


def passages_of(programme: Programme) -> list[Passage]:
    """The passages that ``programme`` is found by."""
    return [
        Passage(item, code, text[:TEXT_LENGTH])
        for item, field in COLUMNS.items()
        for code in CODES
        if (text := getattr(programme, column(field, code)))
    ]


def hash_of(passages: Sequence[Passage]) -> str:
    """What stored vectors say they were made from."""
    return digest([passage.text for passage in passages])


def write_meanings(*, encoder: Encoder, most: int) -> int:
    """Make the vectors of up to ``most`` listed programmes that have none; how many had none.

    Publishing takes them away in its own transaction: a programme that is published while its vectors are
    made keeps none, and comes again.
    """
    made = Meaning.objects.filter(maker=encoder.maker)
    bare = list(Programme.objects.counted().exclude(pk__in=made.values("programme")).order_by("pk")[:most])
    for programme in bare:
        passages = passages_of(programme)
        vectors = encoder.encode(passages)
        with transaction.atomic():
            now = Programme.objects.select_for_update().counted().filter(pk=programme.pk).first()
            if now and passages_of(now) == passages:
                Meaning.objects.update_or_create(
                    programme=now,
                    defaults={"maker": encoder.maker, "of": hash_of(passages), "vectors": vectors},
                )
    return len(bare)
