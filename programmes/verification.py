"""Is the registry what it says it is? Statements cited, derived rows fresh, chains whole."""

from __future__ import annotations

from collections.abc import Iterator

from languages.reading import all_texts
from lifecycle.models import Instrument, Lens, Stage
from lifecycle.scheme import load_scheme
from programmes import citations
from programmes.derived import stale_parts
from programmes.likeness import hash_of, passages_of
from programmes.models import Meaning, Party, Placement, Programme, Version
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
    broken = list(_chain_faults(programme))
    yield from broken
    if broken or programme.current is None:
        return  # nothing can be compared with a version that is not what it was
    for part in [*_unrecorded(programme, programme.current), *stale_parts(programme)]:
        yield f"{programme.reference}: {part} does not follow from the current version"
    for passage in passages(programme.current.content):
        if not citations.are_complete(passage.cites):
            yield f"{programme.reference}: {passage.path} has no citation"
    if not all_texts(programme, "cell_reason"):
        yield f"{programme.reference}: its cell has no reason"
    meaning = Meaning.objects.filter(programme=programme).first()
    if meaning and meaning.of != hash_of(passages_of(programme)):
        yield f"{programme.reference}: its vectors were made from other texts"


def _unrecorded(programme: Programme, version: Version) -> list[str]:
    """What of the programme was changed without a version that says so."""
    now = {
        "status": programme.status,
        "stage": programme.stage_id,
        "instrument": programme.instrument_id,
    }
    return [name for name, value in now.items() if version.record[name] != value]


def _chain_faults(programme: Programme) -> Iterator[str]:
    previous = ""
    number = 0
    versions = Version.objects.published().filter(programme=programme).order_by("number")
    versions = versions.prefetch_related("withholdings")
    for number, version in enumerate(versions.iterator(chunk_size=CHUNK), start=1):
        if version.number != number:
            yield f"{programme.reference}: version {number} is missing"
        if version.previous_sha256 != previous:
            yield f"{programme.reference}: version {version.number} does not name the hash of the one before"
        if version.published_at is None or version.sha256 != version_hash(version):
            yield f"{programme.reference}: version {version.number} is not what its hash says"
        elif version.record["reference"] != programme.reference:
            whose = version.record["reference"]
            yield f"{programme.reference}: version {version.number} is of another programme, {whose}"
        if not _is_withheld_as_recorded(version):
            yield f"{programme.reference}: version {version.number} is not withheld as its withholdings say"
        previous = version.sha256
    if number == 0:
        yield f"{programme.reference}: it has no version"
    elif programme.current is None or programme.current.number != number:
        yield f"{programme.reference}: the current version is not the last one"
    elif programme.current.withheld_id:
        yield f"{programme.reference}: the current version is withheld"


def _is_withheld_as_recorded(version: Version) -> bool:
    in_force = [each.pk for each in version.withholdings.all() if each.lifted_at is None]
    return in_force == ([version.withheld_id] if version.withheld_id else [])


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
