"""Is the registry what it says it is? Statements cited, derived rows fresh, chains whole."""

from __future__ import annotations

from collections.abc import Iterator

from languages.reading import all_texts
from lifecycle.models import Instrument, Lens, Stage
from lifecycle.scheme import load_scheme
from programmes import citations
from programmes.derived import stale_parts
from programmes.models import Party, Placement, Programme, Version
from programmes.status import ProgrammeStatus
from programmes.template.content import passages
from programmes.workflow import version_hash

CHUNK = 200


def faults() -> Iterator[str]:
    """One line for every fault found, naming the programme and what is wrong with it."""
    yield from _lens_faults()
    public = Programme.objects.public().select_related("current")
    for programme in public.iterator(chunk_size=CHUNK):
        yield from _programme_faults(programme)
    for statement in _uncited():
        yield f"{statement.programme.reference}: {statement} has no citation"


def _programme_faults(programme: Programme) -> Iterator[str]:
    for part in stale_parts(programme):
        yield f"{programme.reference}: {part} does not follow from the current version"
    if programme.current is not None:
        for passage in passages(programme.current.content):
            if not passage.cites or not all(citations.is_complete(cite) for cite in passage.cites):
                yield f"{programme.reference}: {passage.path} has no citation"
        if not all_texts(programme, "cell_reason"):
            yield f"{programme.reference}: its cell has no reason"
    yield from _chain_faults(programme)


def _chain_faults(programme: Programme) -> Iterator[str]:
    previous = ""
    number = 0
    versions = Version.objects.published().filter(programme=programme).order_by("number")
    for number, version in enumerate(versions.iterator(chunk_size=CHUNK), start=1):
        if version.number != number:
            yield f"{programme.reference}: version {number} is missing"
        if version.previous_sha256 != previous:
            yield f"{programme.reference}: version {version.number} does not name the hash of the one before"
        if version.sha256 != version_hash(version):
            yield f"{programme.reference}: version {version.number} is not what its hash says"
        previous = version.sha256
    if programme.current is None or programme.current.number != number:
        yield f"{programme.reference}: the current version is not the last one"


def _uncited() -> Iterator[Party | Placement]:
    for model in (Party, Placement):
        rows = model.objects.filter(programme__status__in=ProgrammeStatus.PUBLIC).select_related("programme")
        for row in rows.iterator(chunk_size=CHUNK):
            if not row.is_cited:
                yield row


def _lens_faults() -> Iterator[str]:
    scheme = load_scheme()
    stages, instruments = (
        set(Stage.objects.values_list("pk", flat=True)),
        set(Instrument.objects.values_list("pk", flat=True)),
    )
    for lens in Lens.objects.values_list("pk", flat=True):
        mapped = scheme.lenses.get(lens)
        rows = {code for line in mapped.rows for code in line.base_codes} if mapped else set()
        columns = {code for line in mapped.columns for code in line.base_codes} if mapped else set()
        for code in sorted((stages - rows) | (instruments - columns)):
            yield f"lens {lens}: {code} is on none of its lines"
