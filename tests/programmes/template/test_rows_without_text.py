"""A row says something in words: amounts and sources alone are refused by name, never dropped unsaid."""

import pytest
from django.core.exceptions import ValidationError

from programmes.template.content import digest, text_hash
from programmes.template.merge import CitesEdit, ContentEdit, RowsEdit, TextEdit, merge
from tests.factories import CITE, quantity, row
from tests.programmes.template.sending import content

CONTENT = content(targets=[row("t1", "Half of it", quantity("50")), row("t2", "All of it")])


def sends(order, *, quantities=None, texts=(), cites=()):
    """What comes back of a French page that showed ``CONTENT``."""
    stored = {each["id"]: each["quantities"] for each in CONTENT["items"]["targets"]}
    counted = {
        row_id: (given, digest(stored.get(row_id, []))) for row_id, given in (quantities or {}).items()
    }
    rows = RowsEdit("targets", order, ["t1", "t2"], counted)
    return ContentEdit("fr", "unofficial", texts, rows=[rows], cites=cites)


@pytest.mark.parametrize(
    "given",
    [
        {"quantities": {"t9": [quantity("20")]}},
        {"quantities": {"t9": [quantity(None, placeholder="xx")]}},
        {"cites": [CitesEdit("targets/t9", [CITE], digest([]))]},
    ],
    ids=["an amount", "an open amount", "a source"],
)
def test_a_new_row_without_text_is_refused_by_name(given):
    with pytest.raises(ValidationError) as refusal:
        merge(CONTENT, sends(["t1", "t9", "t2"], **given))
    assert refusal.value.message_dict == {
        "targets/t9/fr": [
            "Possible specific targets, row 2: amounts or sources stand here without a text. "
            "Write the text of this row, or remove the row."
        ]
    }


def test_a_new_row_with_nothing_on_it_is_left_out():
    assert merge(CONTENT, sends(["t1", "t9", "t2"], quantities={"t9": []})) == CONTENT


def test_a_row_whose_last_text_is_emptied_goes_with_the_amounts_it_had_but_not_with_new_ones():
    emptied = TextEdit("targets/t1", "", text_hash("Half of it"))
    edit = ContentEdit("en", "original", [emptied])
    assert [each["id"] for each in merge(CONTENT, edit)["items"]["targets"]] == ["t2"]
    counted = RowsEdit(
        "targets", ["t1", "t2"], ["t1", "t2"], {"t1": ([quantity("60")], digest([quantity("50")]))}
    )
    with pytest.raises(ValidationError) as refusal:
        merge(CONTENT, ContentEdit("en", "original", [emptied], rows=[counted]))
    assert list(refusal.value.message_dict) == ["targets/t1/en"]
