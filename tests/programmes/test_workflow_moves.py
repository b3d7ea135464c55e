"""Which publication is legal from which status: the whole table, written out by hand."""

import pytest

from programmes import workflow
from programmes.models import Programme, Version
from programmes.status import ProgrammeStatus, VersionKind
from tests.factories import NOTES, make_programme

pytestmark = pytest.mark.usefixtures("taxonomy")

# (status, kind) -> the status it leads to. Every pair that is not here is refused.
PUBLISHED_FROM_THE_WORKING_VERSION = {
    ("prepared", "listed"): "listed",
    ("listed", "updated"): "listed",
    ("listed", "corrected"): "listed",
    ("listed", "translated"): "listed",
}
CHANGES_OF_STATUS = {
    ("listed", "withdrawn"): "withdrawn",
    ("listed", "retired"): "retired",
    ("withdrawn", "restored"): "listed",
    ("retired", "restored"): "listed",
}
LEGAL_KINDS = {
    "prepared": ["listed"],
    "listed": ["updated", "corrected", "translated", "withdrawn", "retired"],
    "withdrawn": ["restored"],
    "retired": ["restored"],
    "joined": [],
}
NO_KINDS = ["", "published", "deleted"]
ALL_PAIRS = [(status, kind) for status in ProgrammeStatus.values for kind in [*VersionKind.values, *NO_KINDS]]


def in_status(status):
    """A programme in ``status`` with a working version, so that only the status can be a hindrance."""
    programme = make_programme(published=status != "prepared")
    if status in ("withdrawn", "retired"):
        workflow.change_status(programme=programme, kind=status, notes=NOTES, by=None, reason="It ended.")
    elif status == "joined":
        # No act of this room leads there yet: a joint programme is made from submissions.
        Programme.objects.filter(pk=programme.pk).update(status="joined")
    workflow.open_working_version(programme=programme, by=None)
    programme.refresh_from_db()
    assert programme.status == status
    return programme


def state(programme):
    programme.refresh_from_db()
    columns = {field.attname: getattr(programme, field.attname) for field in Programme._meta.fields}
    return columns, list(Version.objects.filter(programme=programme).values())


def attempt(act, programme, legal, kind, **options):
    status, before = programme.status, state(programme)
    if (status, kind) in legal:
        version = act(programme=programme, kind=kind, notes=NOTES, by=None, **options)
        after = state(programme)[0]
        assert (after["status"], after["current_id"]) == (legal[status, kind], version.pk)
        assert version.kind == kind
    else:
        with pytest.raises(workflow.MoveRefused):
            act(programme=programme, kind=kind, notes=NOTES, by=None, **options)
        assert state(programme) == before


def test_the_table_speaks_of_every_status():
    assert list(LEGAL_KINDS) == ProgrammeStatus.values
    assert len(ALL_PAIRS) == 5 * (8 + 3)


@pytest.mark.parametrize(("status", "kind"), ALL_PAIRS)
def test_the_working_version_is_published_only_as_the_table_says(status, kind):
    attempt(workflow.publish, in_status(status), PUBLISHED_FROM_THE_WORKING_VERSION, kind)


@pytest.mark.parametrize(("status", "kind"), ALL_PAIRS)
def test_a_status_changes_only_as_the_table_says(status, kind):
    attempt(workflow.change_status, in_status(status), CHANGES_OF_STATUS, kind, reason="A letter of May.")


@pytest.mark.parametrize("status", ProgrammeStatus.values)
def test_a_record_is_corrected_only_while_it_is_listed(status):
    programme = in_status(status)
    before = state(programme)
    if status == "listed":
        version = workflow.correct_record(programme=programme, notes=NOTES, by=None, reason="A slip.")
        assert (version.kind, version.number, state(programme)[0]["status"]) == ("corrected", 2, "listed")
    else:
        with pytest.raises(workflow.MoveRefused):
            workflow.correct_record(programme=programme, notes=NOTES, by=None, reason="A slip.")
        assert state(programme) == before


@pytest.mark.parametrize("status", ProgrammeStatus.values)
def test_the_kinds_on_offer_are_those_of_the_table(status):
    assert workflow.legal_kinds(in_status(status)) == LEGAL_KINDS[status]


def test_a_refusal_says_from_where_to_where():
    with pytest.raises(workflow.MoveRefused) as refusal:
        workflow.publish(programme=in_status("withdrawn"), kind="updated", notes=NOTES, by=None)
    assert refusal.value.messages == ["A programme that is “Withdrawn” cannot become “Updated”."]
