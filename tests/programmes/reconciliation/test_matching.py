"""Which line is which, and where the wording differs."""

import pytest

from programmes.reconciliation.matching import match
from tests.programmes.reconciliation.printed import line, numbers


def pair(annex, table):
    (found,) = match([line(1, 1, wording=annex)], [line(1, 1, part="table", wording=table)]).pairs
    return found


def marked(pieces):
    return [piece.text for piece in pieces if piece.differs]


def test_lines_are_paired_by_the_programmes_they_mean_and_by_nothing_else():
    same_words = line(1, 9, part="table"), line(2, part="table")
    found = match([line(1, 1)], list(same_words))
    assert (found.pairs, numbers(found.only_annex), numbers(found.only_table)) == ([], [1], [1, 2])


def test_a_line_that_shares_two_programmes_with_another_is_one_pair():
    found = match([line(1, 1, 2)], [line(1, 1, 2, part="table")])
    assert len(found.pairs) == 1


def test_a_row_in_two_entries_is_two_pairs_in_the_order_of_the_table():
    found = match([line(1, 1, 2)], [line(1, 2, part="table"), line(2, 1, part="table")])
    assert [each.table.number for each in found.pairs] == [1, 2]


@pytest.mark.parametrize(
    ("annex", "table"), [("第1(g)段", "第 1(g) 段"), ("教育,宣传", "教育，宣传"), ("上限", "上限")]
)
def test_spaces_and_the_width_of_signs_make_no_other_title(annex, table):
    assert pair(annex, table).is_same_title


def test_the_characters_that_differ_are_marked_on_both_sides():
    found = pair("全球货币管理", "全面货币管理")
    assert (found.is_same_title, marked(found.annex_title), marked(found.table_title)) == (
        False,
        ["球"],
        ["面"],
    )
    assert "".join(piece.text for piece in found.annex_title) == "全球货币管理"


def test_what_one_side_adds_is_marked_there_alone():
    found = pair("可持续公共采购", "可持续采购")
    assert (marked(found.annex_title), marked(found.table_title)) == (["公共"], [])


def test_other_words_altogether_are_not_marked():
    found = pair("运用综合、多部门和基于社区的办法", "以生态村做法促进农村发展")
    assert (marked(found.annex_title), marked(found.table_title)) == ([], [])


def test_a_line_without_a_cell_is_not_placed_differently():
    found = match([line(1, 1, cell=(None, "legal"))], [line(1, 1, part="table")])
    assert found.displaced == []
