"""The 37 programmes as seeded, against the source: titles, cells, parties, links."""

import hashlib

import pytest

from languages.official import CODES
from programmes.models import EntryLink, Party, Placement, Programme, SourceEntry, Version
from tests import annex

pytestmark = pytest.mark.usefixtures("registry")

# Its name stands in the source with an explanation behind it.
EXPLAINED = {
    "EcoEarth Alliance": "EcoEarth Alliance (partnership with the Department of Economic and Social "
    "Affairs/Division for Sustainable Development)",
}


def test_references_follow_the_order_of_the_annex():
    found = Programme.objects.counted().in_order("reference", "en").values_list("reference", "title_zh_hans")
    assert list(found) == [(annex.reference(row), row["title_zh"]) for row in annex.programmes()]
    assert [reference for reference, _title in found] == [f"10YFP-{n:03d}" for n in range(1, 38)]


def test_english_titles_are_those_of_the_source():
    found = Programme.objects.values_list("reference", "title_en")
    assert dict(found) == {annex.reference(row): row["title_en"] for row in annex.programmes()}


def test_every_title_exists_in_six_languages():
    for programme in Programme.objects.all():
        titles = programme.current.content["items"]["title"]["texts"]
        assert set(titles) == set(CODES), programme
        assert [code for code in CODES if not titles[code]["text"].strip()] == []


def test_only_the_chinese_title_is_the_original_and_nothing_else_passes_for_official():
    for programme in Programme.objects.all():
        expected = {code: "original" if code == "zh-hans" else "unofficial" for code in CODES}
        assert programme.title_status == expected, programme


def test_a_translated_title_names_the_text_it_was_made_from():
    for row in annex.programmes():
        texts = Programme.objects.get(reference=annex.reference(row)).current.content["items"]["title"][
            "texts"
        ]
        made_from = hashlib.sha256(row["title_zh"].encode()).hexdigest()
        assert {code: text["of"] for code, text in texts.items()} == {
            code: None if code == "zh-hans" else made_from for code in CODES
        }


def test_every_programme_stands_in_the_cell_of_the_annex():
    found = Programme.objects.values_list("reference", "stage", "instrument", "original_language")
    assert set(found) == {
        (annex.reference(row), row["stage_code"], row["instrument_code"], "zh-hans")
        for row in annex.programmes()
    }


def test_every_annex_line_stands_as_printed():
    found = SourceEntry.objects.filter(part="annex").values_list(
        "position",
        "wording",
        "wording_language",
        "stage",
        "stage_printed",
        "instrument",
        "instrument_printed",
        "submitters_printed",
    )
    assert list(found) == [
        (
            int(row["annex_row"]),
            row["title_zh"],
            "zh-hans",
            row["stage_code"],
            row["stage_zh"],
            row["instrument_code"],
            row["instrument_zh"],
            row["submitter_zh"],
        )
        for row in annex.programmes()
    ]


def test_every_entry_of_the_table_stands_as_printed():
    found = SourceEntry.objects.filter(part="table").values_list(
        "position", "wording", "wording_language", "stage", "instrument"
    )
    assert list(found) == [
        (int(row["position"]), row["wording_zh"], "zh-hans", row["stage_code"], row["instrument_code"])
        for row in annex.entries()
    ]


def test_every_annex_line_means_its_own_programme():
    found = EntryLink.objects.filter(entry__part="annex").values_list(
        "entry__position", "programme__reference", "basis"
    )
    assert sorted(found) == [(n, annex.reference(n), "wording") for n in range(1, 38)]


def test_an_entry_of_the_table_means_the_programmes_the_source_says_on_the_ground_it_says():
    found = EntryLink.objects.filter(entry__part="table").values_list(
        "entry__position", "programme__reference", "basis"
    )
    assert sorted(found) == sorted(
        (int(entry["position"]), annex.reference(row), entry["basis"])
        for entry in annex.entries()
        for row in annex.numbers(entry["annex_rows"])
    )


def test_one_entry_of_the_table_means_no_programme_and_five_programmes_have_no_entry():
    assert list(SourceEntry.objects.filter(links=None).values_list("part", "position")) == [("table", 29)]
    without = Programme.objects.exclude(entry_links__entry__part="table")
    assert list(without.values_list("serial", flat=True)) == [20, 21, 23, 24, 25]


def test_annex_and_table_claim_their_own_cells():
    annex_claims = {
        (annex.reference(row), "annex", int(row["annex_row"]), row["stage_code"], row["instrument_code"])
        for row in annex.programmes()
    }
    table_claims = {
        (annex.reference(row), "table", int(entry["position"]), entry["stage_code"], entry["instrument_code"])
        for entry in annex.entries()
        for row in annex.numbers(entry["annex_rows"])
    }
    found = Placement.objects.filter(scope="primary").values_list(
        "programme__reference", "claimant", "entry__position", "stage", "instrument"
    )
    assert len(found) == 37 + 32
    assert set(found) == annex_claims | table_claims


def test_only_row_35_is_placed_differently_by_the_table():
    shown = Programme.objects.counted().for_matrix(per_cell=21)
    assert [programme.reference for programme in shown if programme.differs] == ["10YFP-035"]


def test_joint_submitters_are_split_with_their_names_as_printed():
    for row in annex.programmes():
        parties = Party.objects.filter(programme__reference=annex.reference(row))
        assert "/".join(party.named_as for party in parties) == row["submitter_zh"]
        assert {party.named_language for party in parties} == {"zh-hans"}
        names = [EXPLAINED.get(party.submitter.name_en, party.submitter.name_en) for party in parties]
        assert names == annex.listed(row["submitters_en"])
        assert [party.submitter.kind for party in parties] == annex.listed(row["submitter_kinds"])
        assert [party.role for party in parties] == ["lead", "co_submitter"][: len(parties)]


def test_43_parts_are_held_by_kinds_as_counted_by_hand():
    kinds = list(Party.objects.values_list("submitter__kind", flat=True))
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "un_entity": 13,
        "member_state": 5,
        "regional_organisation": 3,
        "partnership": 2,
        "major_group": 20,
    }


def test_every_party_and_placement_is_cited_to_the_line_that_says_so():
    for party in Party.objects.select_related("entry", "programme"):
        assert (party.entry.part, party.entry.position) == ("annex", party.programme.serial)
    for placement in Placement.objects.select_related("entry"):
        assert placement.entry.part == placement.claimant


def test_only_the_worked_example_says_more_than_its_title():
    written = {
        version.programme.reference: set(version.content["items"])
        for version in Version.objects.published().select_related("programme")
    }
    assert len(written.pop("10YFP-009")) > 10
    assert set(map(frozenset, written.values())) == {frozenset({"title"})}
