"""``verify_registry`` finds what was planted, says where, and fails."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from lifecycle.models import LensMapping
from programmes import workflow
from programmes.models import Party, Placement, Programme, Quantity, SearchEntry, Version
from tests.factories import make_placement, make_programme, prose, publish, quantity, row
from tests.programmes.test_versions import tamper

pytestmark = pytest.mark.usefixtures("taxonomy")


@pytest.fixture
def programme():
    programme = make_programme(
        title={"en": "Bins", "fr": "Bacs"},
        content={
            "overall_objective": prose("Less waste."),
            "targets": [row("t1", "Half of it", quantity("50", by=2020))],
        },
    )
    make_placement(programme, "waste", "legal")
    workflow.correct_record(programme=programme, notes={"en": "Placed."}, by=None, reason="Asked.")
    return programme


def verify():
    """What the command says, fault by fault; empty when it finds none."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("verify_registry", stdout=out, stderr=err)
    except CommandError as failure:
        found = err.getvalue().splitlines()
        ending = "1 fault." if len(found) == 1 else f"{len(found)} faults."
        # Django ends the process with this code.
        return found if (str(failure), failure.returncode) == (ending, 1) else [f"ended with {failure}"]
    assert (out.getvalue(), err.getvalue()) == ("No fault found.\n", "")
    return []


def write(table, **columns):
    """Change a row behind everybody's back."""
    changes = ", ".join(f"{column} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {changes}", [*columns.values()])


def test_a_sound_registry_has_no_fault(programme):
    assert verify() == []


def test_an_empty_registry_has_no_fault():
    assert verify() == []


# --- Citations --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cites", [[], [{"document": "", "part": "paragraph", "position": "7"}], [{"document": "A/1"}]]
)
@pytest.mark.parametrize("path", ["title", "overall_objective", "targets/t1"])
def test_an_item_without_a_citation_is_found(path, cites):
    content = {
        "overall_objective": prose("Less waste."),
        "targets": [row("t1", "Half of it", quantity("50"))],
    }
    programme = make_programme(title="Bins", content=content, published=False)
    # A citation that is not whole is refused by the workflow: such a row comes from elsewhere.
    publish(programme, "listed")
    version = Version.objects.get()
    code, _slash, row_id = path.partition("/")
    holder = version.content["items"][code]
    (holder[0] if row_id else holder)["cites"] = cites
    version.sha256 = workflow.version_hash(version)
    tamper(version, content=json.dumps(version.content), sha256=version.sha256)
    assert verify() == [f"10YFP-001: {path} has no citation"]


@pytest.mark.parametrize(
    "missing", [{"document": None}, {"locator": ""}, {"position": ""}, {"document": None, "position": ""}]
)
@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Party, "Ruritania (lead)"),
        (Placement, "Submitter: Integrated waste management × Laws and regulations"),
    ],
)
def test_a_party_or_placement_without_a_citation_is_found(model, name, missing, programme):
    model.objects.update(**missing)
    assert verify() == [f"10YFP-001: {name} has no citation"]


def test_a_cell_without_a_reason_is_found(programme):
    Programme.objects.update(cell_reason_en=None)
    assert verify() == ["10YFP-001: its cell has no reason"]


def test_what_is_not_public_needs_no_citation_yet(programme):
    unfinished = make_programme(title="Unfinished", published=False)
    Party.objects.filter(programme=unfinished).update(document=None)
    Programme.objects.filter(pk=unfinished.pk).update(cell_reason_en=None)
    assert verify() == []


def test_a_withdrawn_programme_is_still_examined(programme):
    workflow.change_status(
        programme=programme, kind="withdrawn", notes={"en": "Gone."}, by=None, reason="Asked."
    )
    assert verify() == []
    Party.objects.update(document=None)
    assert verify() == ["10YFP-001: Ruritania (lead) has no citation"]


# --- Derived rows -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title_en", "Baskets"),
        ("title_fr", None),
        ("title_ru", "Баки"),
        ("summary_en", "More waste."),
        ("sort_key_zh_hans", "00"),
        ("title_status", "{}"),
    ],
)
def test_a_stale_column_is_found(column, value, programme):
    write("programmes_programme", **{column: value})
    assert verify() == [f"10YFP-001: {column} does not follow from the current version"]


@pytest.mark.parametrize("column", ["titles", "names", "texts"])
def test_stale_words_of_search_are_found(column, programme):
    write("programmes_searchentry", **{column: " other "})
    assert verify() == ["10YFP-001: search does not follow from the current version"]


def test_missing_words_of_search_are_found(programme):
    SearchEntry.objects.all().delete()
    assert verify() == ["10YFP-001: search does not follow from the current version"]


@pytest.mark.parametrize(
    "change", [{"value": 51}, {"value": None}, {"by": None}, {"unit": "people"}, {"item_id": "t2"}]
)
def test_a_stale_quantity_is_found(change, programme):
    Quantity.objects.update(**change)
    assert verify() == ["10YFP-001: quantities does not follow from the current version"]


@pytest.mark.parametrize("act", ["missing", "added"])
def test_a_missing_or_added_quantity_is_found(act, programme):
    if act == "missing":
        Quantity.objects.all().delete()
    else:
        Quantity.objects.create(programme=programme, item="targets", item_id="t1", order=1, value=7)
    assert verify() == ["10YFP-001: quantities does not follow from the current version"]


@pytest.mark.parametrize("change", [{"stage": "waste"}, {"instrument": "legal"}, {"status": "retired"}])
def test_a_cell_or_status_changed_without_a_version_is_found(change, programme):
    Programme.objects.update(**change)
    (name,) = change
    assert verify() == [f"10YFP-001: {name} does not follow from the current version"]


def test_a_programme_made_public_without_a_version_is_found():
    programme = make_programme(published=False)
    Programme.objects.filter(pk=programme.pk).update(status="listed", reference="10YFP-001", serial=1)
    assert verify() == ["10YFP-001: it has no version"]


# --- Lenses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lens", "base"), [("eu", "waste"), ("marrakech", "mixed"), ("report", "legal")])
def test_a_base_code_without_a_line_is_found(lens, base):
    LensMapping.objects.filter(lens=lens, **{"stage" if base == "waste" else "instrument": base}).delete()
    assert verify() == [f"lens {lens}: {base} is on none of its lines"]


def test_a_lens_without_any_line_is_found():
    LensMapping.objects.filter(lens="marrakech").delete()
    assert len(verify()) == 6 + 6
