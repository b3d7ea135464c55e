"""What an address narrows by, and what of it means nothing and is named."""

import pytest
from django.http import QueryDict

from lifecycle.scheme import load_scheme
from programmes.filters import ProgrammeFilter
from programmes.models import Programme

pytestmark = pytest.mark.usefixtures("few_programmes")


def narrowed(address):
    filters = ProgrammeFilter(QueryDict(address), scheme=load_scheme())
    return [programme.title_en for programme in filters.qs.order_by("serial")], filters.ignored


EVERYTHING = ["Bins", "Bags", "Cups"]


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("", ["Bins", "Bags", "Cups"]),
        ("stage=production", ["Bins", "Bags"]),
        ("stage=production&stage=waste", ["Bins", "Bags", "Cups"]),
        ("stage=products", []),
        ("instrument=legal", ["Bags", "Cups"]),
        ("stage=production&instrument=legal", ["Bags"]),
        ("kind=un_entity", ["Bins"]),
        ("kind=member_state", ["Bins", "Bags"]),
        ("kind=un_entity&kind=member_state", ["Bins", "Bags"]),
        ("kind=partnership", []),
        ("submitter=france", ["Bins", "Bags"]),
        ("submitter=nobody", []),
        ("language=fr", ["Bins"]),
        ("language=fr&language=zh-hans", ["Bins", "Cups"]),
        ("language=ru", []),
        ("q=b", ["Bins", "Bags"]),
        ("q=bins+sweden", ["Bins"]),
        ("q=%E6%9D%AF", ["Cups"]),
        ("q=10YFP-002", ["Bags"]),
        ("q=gone", []),
        ("q=unfinished", []),
        ("q=!!!", []),
        ("q=", ["Bins", "Bags", "Cups"]),
        ("lens=eu&row=eu_stage_production", ["Bins", "Bags"]),
        ("lens=eu&row=eu_stage_strategies", ["Cups"]),
        ("lens=eu&column=outside", ["Bins"]),
        ("lens=eu&row=eu_stage_production&column=eu_tool_admin", ["Bags"]),
        ("lens=marrakech&column=mp_policies", ["Bags", "Cups"]),
        ("lens=report&row=waste&column=legal", ["Cups"]),
        ("lens=eu", ["Bins", "Bags", "Cups"]),
        ("sort=reference&page=2&page_size=5&lang=fr&cursor=x&format=json", ["Bins", "Bags", "Cups"]),
    ],
)
def test_an_address_narrows_to_these(address, titles):
    assert narrowed(address) == (titles, [])


def test_a_joint_programme_is_found_once_however_many_of_its_submitters_match():
    filters = ProgrammeFilter(QueryDict("kind=member_state"), scheme=load_scheme())
    assert filters.qs.count() == 2


@pytest.mark.parametrize(
    ("address", "ignored"),
    [
        ("stage=nonsense", ["stage"]),
        ("stage=production&stage=nonsense", ["stage"]),
        ("instrument=waste", ["instrument"]),
        ("kind=emperor", ["kind"]),
        ("language=de", ["language"]),
        ("language=zh", ["language"]),
        ("lens=moon", ["lens"]),
        ("lens=moon&row=production", ["lens", "row"]),
        ("row=production", ["row"]),
        ("lens=eu&row=production", ["row"]),
        ("lens=eu&column=eu_stage_production", ["column"]),
        ("sort=random", ["sort"]),
        ("colour=green", ["colour"]),
        ("stages=production&sort=up", ["sort", "stages"]),
        ("q=" + "x" * 201, ["q"]),
        ("q=a%00b", ["q"]),
        ("q=a%07b", ["q"]),
        ("submitter=" + "x" * 81, ["submitter"]),
        ("submitter=%00", ["submitter"]),
        ("row=%00&lens=eu", ["row"]),
        ("lens=eu&row=" + "x" * 41, ["row"]),
        ("stage=%00", ["stage"]),
        ("stage=" + "x" * 5000, ["stage"]),
        ("%00=1", ["\x00"]),
    ],
)
def test_what_means_nothing_is_not_applied_and_is_named(address, ignored):
    assert narrowed(address) == (EVERYTHING, ignored)


def test_a_good_filter_is_applied_beside_a_bad_one():
    assert narrowed("stage=waste&kind=emperor&colour=green") == (["Cups"], ["colour", "kind"])


def test_what_is_in_use_is_told_by_name_without_what_was_ignored():
    address = (
        "stage=waste&stage=waste&q=cups&kind=emperor&lens=eu&row=eu_stage_strategies&column=x&sort=title"
    )
    filters = ProgrammeFilter(QueryDict(address), scheme=load_scheme())
    assert filters.in_use == {"q": ["cups"], "stage": ["waste"], "row": ["eu_stage_strategies"]}


def test_one_filter_can_be_left_out():
    filters = ProgrammeFilter(
        QueryDict("stage=waste&instrument=legal&kind=major_group"), scheme=load_scheme()
    )
    assert [each.title_en for each in filters.without("stage").without("kind").qs.order_by("serial")] == [
        "Bags",
        "Cups",
    ]


def test_a_query_of_many_words_is_answered():
    assert narrowed("q=" + "可持续消费和生产" * 25) == ([], [])
    assert narrowed("q=" + "b+" * 100) == (["Bins", "Bags"], [])


def test_the_set_to_narrow_can_be_given():
    everything = Programme.objects.public()
    filters = ProgrammeFilter(QueryDict("stage=products"), scheme=load_scheme(), queryset=everything)
    assert [each.title_en for each in filters.qs] == ["Gone"]
