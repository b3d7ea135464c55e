"""Taxonomy, lenses and stated counts as seeded, against the source."""

import pytest

from languages.official import CODES, column
from lifecycle.models import Axis, Instrument, LensLine, LensMapping, Stage, Term
from programmes.models import SourceEntry, StatedCount
from tests import annex

pytestmark = pytest.mark.usefixtures("registry")

TERM_KINDS = (
    "performance_criterion",
    "institutional_model",
    "framework_function",
    "value_added_criterion",
    "programme_criterion_panama",
    "programme_criterion_adopted",
)


def names(row):
    # A no-break space before French punctuation is how it is set, not another wording.
    found = {code: getattr(row, column("name", code)) for code in CODES}
    return {code: name.replace("\N{NO-BREAK SPACE}", " ") for code, name in found.items()}


def names_in_source(row):
    return {code: row[f"name_{suffix}"] for code, suffix in annex.SUFFIXES.items()}


def official_in_source(row):
    return [code for code in CODES if row[f"official_wording_{annex.SUFFIXES[code]}"] == "yes"]


@pytest.mark.parametrize(("model", "kind"), [(Stage, "lifecycle_stage"), (Instrument, "instrument_type")])
def test_both_axes_are_named_as_in_the_source_in_six_languages(model, kind):
    found = [(row.code, row.order, names(row), row.official_in, row.source) for row in model.objects.all()]
    assert found == [
        (row["code"], int(row["order"]), names_in_source(row), official_in_source(row), row["source"])
        for row in annex.taxonomy(kind)
    ]


def test_every_narrow_header_has_a_short_name_in_six_languages():
    for row in [*Stage.objects.all(), *Instrument.objects.all(), *LensLine.objects.all()]:
        assert [code for code in CODES if not getattr(row, column("short_name", code))] == [], row.code


def test_every_term_is_named_as_in_the_source_in_six_languages():
    found = {(row.kind, row.code): (row.order, names(row), row.official_in) for row in Term.objects.all()}
    assert found == {
        (row["kind"], row["code"]): (int(row["order"]), names_in_source(row), official_in_source(row))
        for row in annex.taxonomy(*TERM_KINDS)
    }


def test_every_base_code_is_on_the_line_of_each_lens_that_the_source_says():
    found = LensMapping.objects.values_list(
        "lens", "line__axis", "line__code", "line__order", "stage", "instrument", "basis"
    )
    expected = {
        (
            row["lens"],
            row["axis"],
            row["line_code"],
            int(row["line_order"]),
            row["base_code"] if row["axis"] == Axis.ROW else None,
            row["base_code"] if row["axis"] == Axis.COLUMN else None,
            row["basis"],
        )
        for row in annex.read("lenses.csv")
    }
    assert len(found) == 36
    assert set(found) == expected


def test_the_lines_of_the_other_lenses_are_named_as_in_the_source():
    named = {
        row["code"]: names_in_source(row) for row in annex.taxonomy("eu_stage", "eu_tool", "marrakech_type")
    }
    found = {line.code: names(line) for line in LensLine.objects.filter(code__in=named)}
    assert found == named


def test_a_row_of_the_marrakech_lens_is_named_like_the_stage_it_holds():
    stages = {stage.code: names(stage) for stage in Stage.objects.all()}
    lines = LensLine.objects.filter(lens="marrakech", axis=Axis.ROW).exclude(code=LensLine.OUTSIDE)
    assert {line.code: names(line) for line in lines} == {
        code: name for code, name in stages.items() if code != "cross_stage"
    }


def test_every_line_outside_a_lens_says_so_in_six_languages():
    outside = LensLine.objects.filter(code=LensLine.OUTSIDE)
    assert {(line.lens_id, line.axis) for line in outside} == {
        ("eu", "column"),
        ("marrakech", "row"),
        ("marrakech", "column"),
    }
    for line in outside:
        assert all(names(line).values())


def test_what_a_mapping_loses_is_told_where_the_source_says_so_and_in_six_languages():
    # The wording is the registry's own, so only whether there is any is compared.
    losing = {(row["lens"], row["axis"], row["base_code"]) for row in annex.read("lenses.csv") if row["loss"]}
    for mapping in LensMapping.objects.select_related("line"):
        base = mapping.stage_id or mapping.instrument_id
        told = [code for code in CODES if getattr(mapping, column("loss", code))]
        expected = list(CODES) if (mapping.lens_id, mapping.line.axis, base) in losing else []
        assert told == expected, mapping


def test_stated_counts_are_those_of_paragraph_59():
    found = StatedCount.objects.values_list("document__symbol", "key", "number", "paragraph", "label_en")
    assert list(found) == [
        (
            "E/CN.17/2011/8",
            row["key"],
            int(row["number"]),
            row["paragraph"].removeprefix("para. "),
            row["label_en"],
        )
        for row in annex.stated_counts()
    ]


def test_every_annex_line_falls_under_the_counts_that_the_source_says():
    for row in annex.stated_counts():
        under = [
            entry.position
            for entry in SourceEntry.objects.filter(part="annex")
            if row["key"] in entry.counted_under
        ]
        assert under == annex.numbers(row["annex_rows"]), row["key"]


def test_the_text_counts_36_and_row_34_falls_under_no_count():
    by_position = dict(SourceEntry.objects.filter(part="annex").values_list("position", "counted_under"))
    assert [position for position, counted in by_position.items() if not counted] == [34]
    assert sum("after_merging" in counted for counted in by_position.values()) == 36


def test_what_a_count_states_is_what_falls_under_it_but_for_the_first_submissions():
    annex_entries = SourceEntry.objects.filter(part="annex")
    differing = {
        count.key: (count.number, sum(count.key in entry.counted_under for entry in annex_entries))
        for count in StatedCount.objects.all()
    }
    assert {key: pair for key, pair in differing.items() if pair[0] != pair[1]} == {
        "submitted_first": (40, 0)
    }
