"""How many programmes each further filter would leave: counted by hand on a few programmes."""

import pytest
from django.http import QueryDict

from lifecycle.scheme import load_scheme
from programmes.facets import count_facets
from programmes.filters import ProgrammeFilter

pytestmark = pytest.mark.usefixtures("db")


def facets(address=""):
    """The total and the counts by facet; a value that would leave nothing may be told as 0 or not at all."""
    found = count_facets(ProgrammeFilter(QueryDict(address), scheme=load_scheme()))
    counts = {
        name: {value: number for value, number in values.items() if number}
        for name, values in found.counts.items()
    }
    return found.total, {name: values for name, values in counts.items() if values}


ALL = {
    "stage": {"production": 2, "waste": 1},
    "instrument": {"planning": 1, "legal": 2},
    "kind": {"un_entity": 1, "member_state": 2, "major_group": 1},
    "submitter": {"unep": 1, "france": 2, "sweden": 1, "feasta": 1},
    "language": {"en": 3, "fr": 1, "zh-hans": 1},
}


def test_a_joint_programme_counts_once_in_the_total_and_once_under_each_kind(few_programmes):
    assert facets() == (3, ALL)


def test_a_facet_is_counted_over_the_other_filters_and_not_over_itself(few_programmes):
    assert facets("stage=production") == (
        2,
        {
            "stage": {"production": 2, "waste": 1},
            "instrument": {"planning": 1, "legal": 1},
            "kind": {"un_entity": 1, "member_state": 2},
            "submitter": {"unep": 1, "france": 2, "sweden": 1},
            "language": {"en": 2, "fr": 1},
        },
    )


def test_a_filter_on_submitters_leaves_the_joint_programme_whole(few_programmes):
    assert facets("kind=un_entity") == (
        1,
        {
            "stage": {"production": 1},
            "instrument": {"planning": 1},
            "kind": {"un_entity": 1, "member_state": 2, "major_group": 1},
            "submitter": {"unep": 1, "france": 1, "sweden": 1},
            "language": {"en": 1, "fr": 1},
        },
    )


def test_every_count_is_what_choosing_the_value_gives(few_programmes):
    for address in ("", "stage=production", "instrument=legal&language=en", "q=b", "submitter=france"):
        for name, values in facets(address)[1].items():
            for value, number in values.items():
                data = QueryDict(address, mutable=True)
                data.setlist(name, [value])
                assert ProgrammeFilter(data, scheme=load_scheme()).qs.count() == number, (
                    address,
                    name,
                    value,
                )


def test_what_was_ignored_does_not_count(few_programmes):
    assert facets("stage=nonsense&kind=emperor&colour=green") == (3, ALL)


@pytest.mark.parametrize("address", ["q=!!!", "q=nothing-like-it"])
def test_nothing_found_counts_nothing(address, few_programmes):
    assert facets(address) == (0, {})


def test_an_unknown_submitter_leaves_nothing_but_other_submitters_to_choose(few_programmes):
    assert facets("submitter=nobody") == (0, {"submitter": ALL["submitter"]})


def test_nothing_there_counts_nothing(taxonomy):
    assert facets() == (0, {})


ADDRESS = "stage=production&kind=member_state&language=en&q=programme"


@pytest.mark.parametrize("number", [1, 3])
def test_all_facets_are_one_query(number, make_programme, django_assert_num_queries):
    for each in range(number):
        make_programme(title=f"Programme {each}")
    filters = ProgrammeFilter(QueryDict(ADDRESS), scheme=load_scheme())
    with django_assert_num_queries(1):
        assert count_facets(filters).total == number


def test_all_facets_are_one_query_at_three_hundred(three_hundred, django_assert_num_queries):
    filters = ProgrammeFilter(QueryDict(ADDRESS), scheme=load_scheme())
    with django_assert_num_queries(1):
        assert count_facets(filters).total == 50


def test_the_37_are_counted_by_kind_as_the_source_has_them(registry):
    # 13 rows of UN entities, 5 of states, 3 of regional bodies, 2 of partnerships, and 19 of major groups,
    # of which row 32 has two submitters and counts once.
    assert facets()[1]["kind"] == {
        "un_entity": 13,
        "member_state": 5,
        "regional_organisation": 3,
        "partnership": 2,
        "major_group": 19,
    }
    assert facets()[1]["language"] == dict.fromkeys(("ar", "zh-hans", "en", "fr", "ru", "es"), 37)
