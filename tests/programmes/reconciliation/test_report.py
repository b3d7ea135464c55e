"""The reconciliation of the report itself, against what is known of its contradictions."""

from tests import annex
from tests.programmes.reconciliation.printed import annex_lines, line, numbers, of_report


def tallies(found):
    return {tally.stated.key: (tally.number, len(tally.lines), depth) for tally, depth in found.counts.rows()}


def test_forty_became_thirty_six_and_the_annex_prints_thirty_seven():
    found = of_report()
    assert [tally.number for tally in found.counts.before] == [40]
    assert (found.counts.whole.number, len(found.annex), len(found.table)) == (36, 37, 31)
    assert found.counts.difference == 1


def test_the_counts_by_submitter_are_those_of_paragraph_59():
    assert tallies(of_report()) == {
        "marrakech_leads": (2, 2, 0),
        "unep": (12, 12, 0),
        "unep_joint": (3, 3, 1),
        "desa": (2, 2, 0),
        "perl": (1, 1, 0),
        "major_groups": (19, 19, 0),
    }
    assert of_report().counts.sum_of_parts == 36


def test_the_likeliest_reading_is_that_the_text_leaves_out_row_34():
    reading = of_report().reading
    assert (reading.kind, numbers(reading.lines), reading.adds_up) == ("leaves_out", [34], True)


def test_without_row_34_text_and_annex_agree():
    found = of_report(rows=[row for row in annex_lines() if row.number != 34])
    assert (found.reading.kind, found.reading.lines, found.counts.difference) == ("agrees", [], 0)


def test_every_cell_holds_what_the_source_files_say():
    def counts(rows):
        found = {
            (stage, instrument): 0
            for stage in annex.lines("report", "row")
            for instrument in annex.lines("report", "column")
        }
        for row in rows:
            found[row["stage_code"], row["instrument_code"]] += 1
        return found

    cells = [cell for _stage, cells, _total in of_report().grid.rows for cell in cells]
    assert {(cell.stage.code, cell.instrument.code): len(cell.annex) for cell in cells} == counts(
        annex.programmes()
    )
    assert {(cell.stage.code, cell.instrument.code): len(cell.table) for cell in cells} == counts(
        annex.entries()
    )


def test_four_cells_disagree_one_of_them_only_in_which_programmes():
    found = of_report().grid
    assert {(cell.stage.code, cell.instrument.code): cell.agreement for cell in found.disagreeing} == {
        ("consumption", "planning"): "differs",
        ("cross_stage", "information"): "differs",
        ("cross_stage", "voluntary"): "swapped",
        ("cross_stage", "mixed"): "differs",
    }
    # One entry for two rows: fewer lines, but no programme is missing.
    same = [cell.instrument.code for cell in found.disagreeing if cell.is_for_same_programmes]
    assert same == ["planning"]
    assert (len(found.filled), len(found.total.annex), len(found.total.table)) == (17, 37, 31)


def test_what_one_list_has_and_the_other_has_not():
    found = of_report().matching
    missing = [int(row["annex_row"]) for row in annex.programmes() if not row["matrix_title_zh"]]
    assert numbers(found.only_annex) == missing == [20, 21, 23, 24, 25]
    assert numbers(found.only_table) == [29]
    assert [each.anchor for each in found.without_programme] == ["table-29"]
    assert (found.matched_annex, found.matched_table) == (32, 30)


def test_two_entries_stand_for_several_programmes():
    shared = of_report().matching.shared
    assert {each.number: [link.programme_id for link in each.links] for each in shared} == {
        19: [10, 12],
        27: [19, 22],
    }


def test_row_35_alone_is_placed_differently():
    (pair,) = of_report().matching.displaced
    assert (pair.annex.number, pair.annex.cell, pair.table.cell) == (
        35,
        ("cross_stage", "voluntary"),
        ("cross_stage", "mixed"),
    )


def test_seven_titles_are_the_same_and_twenty_five_differ():
    found = of_report().matching
    assert numbers(found.same_titled_rows) == [3, 15, 17, 28, 31, 33, 37]
    assert len(found.other_titles) == 25
    assert [pair.annex.number for pair in found.other_titles if pair.basis == "position"] == [4, 34]


def test_a_further_row_changes_every_figure_that_it_touches():
    before = of_report()
    further = line(38, 38, cell=("waste", "legal"), under=("after_merging", "major_groups"))
    found = of_report(rows=[*annex_lines(), further])
    assert (len(before.annex), len(found.annex)) == (37, 38)
    assert (before.counts.difference, found.counts.difference) == (1, 2)
    assert tallies(found)["major_groups"] == (19, 20, 0)
    assert found.reading.kind == "leaves_out_and_counts_fewer"
    assert [tally.stated.key for tally in found.reading.tallies] == ["major_groups"]
    assert (len(before.grid.filled), len(found.grid.filled)) == (17, 18)
    assert (len(before.grid.disagreeing), len(found.grid.disagreeing)) == (4, 5)
    assert numbers(found.matching.only_annex) == [20, 21, 23, 24, 25, 38]
