"""What a content may hold: every limit at its edge, every refusal with its address."""

import json
from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from languages.official import CODES
from programmes.status import TextStatus
from programmes.validators import clean_content, clean_text
from tests.factories import CITE, prose, quantity, row


def content(**items):
    return {"edition": "csd-2010", "items": items}


def faults(given_content):
    """Addresses and messages of everything that is wrong."""
    with pytest.raises(ValidationError) as refusal:
        clean_content(given_content)
    return refusal.value.message_dict if hasattr(refusal.value, "error_dict") else refusal.value.messages


def targets(*quantities, row_id="t1", text="Half of it"):
    return content(targets=[row(row_id, text, *quantities)])


def stored_quantity(**fields):
    cleaned = clean_content(targets({**quantity(None), **fields}))
    return cleaned["items"]["targets"][0]["quantities"][0]


# --- Texts ------------------------------------------------------------------------------------------


def test_a_text_is_stored_composed_trimmed_and_with_plain_line_ends():
    assert (
        clean_text(" cafe\N{COMBINING ACUTE ACCENT}\r\n\r\nnoir ", limit=20, label="Title") == "café\n\nnoir"
    )


def test_the_limit_is_the_longest_text_there_may_be():
    assert clean_text("x" * 400, limit=400, label="Title") == "x" * 400
    with pytest.raises(ValidationError) as refusal:
        clean_text("x" * 403, limit=400, label="Title")
    assert refusal.value.messages == ["Title: shorten by 3 characters; the limit is 400."]


@pytest.mark.parametrize(
    ("character", "name"), [("\x00", "U+0000"), ("\x1b", "U+001B"), ("\ud83d", "U+D83D"), ("\x9f", "U+009F")]
)
@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("title/fr", lambda bad: content(title=prose("Bins", fr=bad))),
        ("targets/t1/en", lambda bad: targets(text=bad)),
        ("targets/t1/quantities/0/placeholder", lambda bad: targets(quantity(None, placeholder=bad))),
        (
            "title/cites/0/document",
            lambda bad: content(title={**prose("Bins"), "cites": [{**CITE, "document": bad}]}),
        ),
        (
            "title/cites/0/position",
            lambda bad: content(title={**prose("Bins"), "cites": [{**CITE, "position": bad}]}),
        ),
    ],
)
def test_a_character_that_cannot_be_stored_is_named_at_its_address(address, where, character, name):
    found = faults(where(f"a{character}b"))
    assert list(found) == [address]
    assert f"take out the character {name}, which cannot be stored." in found[address][0]


@pytest.mark.parametrize(
    ("item", "limit"),
    [("title", 400), ("overall_objective", 5000), ("description", 20000), ("resources", 10000)],
)
def test_every_item_has_its_limit(item, limit):
    assert clean_content(content(**{item: prose("x" * limit)}))
    assert list(faults(content(**{item: prose("x" * (limit + 1))}))) == [f"{item}/en"]


def test_an_empty_text_is_not_stored():
    assert clean_content(content(title=prose("Bins", fr=" \n ")))["items"]["title"]["texts"].keys() == {"en"}


@pytest.mark.parametrize(
    "texts", [{"de": {"text": "x", "status": "original"}}, {"en": {"text": "x", "status": "royal"}}]
)
def test_an_unknown_language_or_standing_is_refused(texts):
    assert list(faults(content(title={"texts": texts, "cites": []}))) == ["title"]


def test_an_unknown_item_is_refused_by_name():
    assert faults(content(slogan=prose("Bins!"))) == {"__all__": ["The template has no item “slogan”."]}


@pytest.mark.parametrize("edition", [None, "", "csd-1999"])
def test_an_unknown_edition_is_refused(edition):
    assert faults({"edition": edition, "items": {}}) == ["The edition of the template is unknown."]


def test_every_fault_is_told_at_once():
    found = faults(content(title=prose("x" * 401), description=prose("\x00"), targets=[row("t 1", "x")]))
    assert set(found) == {"title/en", "description/en", "targets"}


# --- Rows and quantities ----------------------------------------------------------------------------


@pytest.mark.parametrize("row_id", ["", "t 1", "t/1", "x" * 41, "ت1", "t1\n", "<b>"])
def test_a_row_wants_a_usable_id(row_id):
    assert list(faults(targets(row_id=row_id))) == ["targets"]


def test_two_rows_do_not_share_an_id():
    assert faults(content(targets=[row("t1", "One"), row("t1", "Two")])) == {
        "targets": ["Possible specific targets: two rows have the same id."]
    }


def test_there_is_a_limit_of_rows_and_of_quantities_and_of_sources():
    assert clean_content(content(activities=[row(f"a{n}", "x") for n in range(100)]))
    assert list(faults(content(activities=[row(f"a{n}", "x") for n in range(101)]))) == ["activities"]
    assert clean_content(targets(*[quantity("1")] * 10))
    assert list(faults(targets(*[quantity("1")] * 11))) == ["targets/t1/quantities"]
    assert clean_content(content(title={**prose("Bins"), "cites": [CITE] * 10}))
    assert list(faults(content(title={**prose("Bins"), "cites": [CITE] * 11}))) == ["title/cites"]


@pytest.mark.parametrize(
    ("given_value", "stored"),
    [
        (None, None),
        ("0", "0"),
        ("50", "50"),
        ("50.50", "50.5"),
        ("1e3", "1000"),
        ("0.0001", "0.0001"),
        ("-3", "-3"),
        ("99999999999999", "99999999999999"),
        (7, "7"),
    ],
)
def test_a_value_is_kept_exactly_and_an_open_one_stays_open(given_value, stored):
    assert stored_quantity(value=given_value)["value"] == stored


@pytest.mark.parametrize(
    "value",
    [
        "",
        "many",
        "NaN",
        "sNaN",
        "Infinity",
        "-inf",
        "1e14",
        "100000000000000",
        "0.00001",
        "1e999999999",
        "1,5",
        "9" * 50,
    ],
)
def test_what_is_no_number_is_refused(value):
    assert list(faults(targets(quantity(value)))) == ["targets/t1/quantities/0/value"]


@pytest.mark.parametrize(
    ("by", "stored"), [(None, None), ("", None), (2020, 2020), ("2020", 2020), ("1900", 1900)]
)
def test_a_year_is_kept_as_a_number(by, stored):
    assert stored_quantity(by=by)["by"] == stored


@pytest.mark.parametrize("by", ["20", "1899", "2201", "٢٠٢٠", "2020.0", "-2020", "soon", "02020"])
def test_what_is_no_year_is_refused(by):
    assert list(faults(targets(quantity("1", by=by)))) == ["targets/t1/quantities/0/by"]


@pytest.mark.parametrize(("field", "value"), [("unit", "parsecs"), ("per", "fortnight")])
def test_an_unknown_unit_or_period_is_refused(field, value):
    assert list(faults(targets(quantity("1", **{field: value})))) == [f"targets/t1/quantities/0/{field}"]


def test_a_placeholder_is_short():
    assert stored_quantity(placeholder="x" * 20)["placeholder"] == "x" * 20
    assert list(faults(targets(quantity(None, placeholder="x" * 21)))) == [
        "targets/t1/quantities/0/placeholder"
    ]


@pytest.mark.parametrize("missing", ["document", "part", "position"])
def test_half_a_citation_is_refused(missing):
    half = content(title={**prose("Bins"), "cites": [{**CITE, missing: ""}]})
    assert list(faults(half)) == [f"title/cites/0/{missing}"]


# --- Whatever is written ----------------------------------------------------------------------------

texts = st.dictionaries(
    st.sampled_from(CODES),
    st.fixed_dictionaries(
        {
            "text": st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=50),
            "status": st.sampled_from(TextStatus.values),
            "of": st.none(),
        }
    ),
)
quantities = st.lists(
    st.fixed_dictionaries(
        {
            "value": st.none() | st.decimals(-(10**13), 10**13, places=4).map(str),
            "unit": st.sampled_from(["", "percent", "people"]),
            "by": st.none() | st.integers(1900, 2200),
        }
    ),
    max_size=3,
)
contents = st.builds(
    content,
    title=st.fixed_dictionaries({"texts": texts, "cites": st.just([CITE])}),
    targets=st.lists(
        st.fixed_dictionaries(
            {
                "id": st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True),
                "texts": texts,
                "quantities": quantities,
                "cites": st.just([]),
            }
        ),
        max_size=4,
        unique_by=lambda each: each["id"],
    ),
)


@given(contents)
def test_cleaning_twice_changes_nothing_more(given_content):
    once = clean_content(given_content)
    assert clean_content(once) == once


@given(contents)
def test_what_is_stored_comes_back_from_json_the_same_and_what_was_given_is_not_touched(given_content):
    before = deepcopy(given_content)
    cleaned = clean_content(given_content)
    assert json.loads(json.dumps(cleaned)) == cleaned
    assert given_content == before
