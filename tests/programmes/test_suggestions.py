"""What helps where nothing was found: spellings that find something, single words, a filter less."""

import pytest
from django.http import QueryDict

from lifecycle.scheme import load_scheme
from programmes import workflow
from programmes.filters import ProgrammeFilter
from programmes.suggestions import suggest
from programmes.workflow import open_working_version
from tests.factories import make_submitter, prose


def suggested(query):
    """The spellings that are offered, each with what it finds."""
    return {each.words: each.count for each in suggest(filters(query)).spellings}


def filters(query):
    return ProgrammeFilter(QueryDict(query), scheme=load_scheme())


# Typed, and the words of the annex that are meant.
MISSPELT = [
    ("tursim", "tourism"),
    ("bulding", "building"),
    ("labeling", "labelling"),
    ("Feesta", "Feasta"),
    ("Finnland", "Finland"),
    ("UNEPP", "UNEP"),
    ("turism sustainble", "turism sustainable"),
    ("«tursim»", "«tourism»"),
    ("l'etiquetaje", "l'étiquetage"),
    ("bâtimants", "bâtiments"),
    ("construcion", "construcción"),
    ("eco-inovation", "eco-innovation"),
    ("туризьм", "туризм"),
    ("устойчивый туризн", "устойчивый туризм"),
    ("строителсьтво", "строительство"),
    ("السياجة", "السياحة"),
    ("المستهلق", "المستهلكين"),
    ("可持续旅行业", "可持续旅游业"),
]


@pytest.mark.parametrize(("typed", "meant"), MISSPELT)
def test_a_misspelt_word_meets_the_one_that_was_meant(registry, typed, meant):
    assert meant in suggested(f"q={typed}")


def test_what_is_offered_finds_as_much_as_it_says(registry):
    for typed, _meant in MISSPELT:
        for offer in suggest(filters(f"q={typed}")).spellings:
            assert offer.count == filters(f"q={offer.words}").qs.count() > 0


@pytest.mark.parametrize("typed", ["xyzzy", "q", "%", "水水水", "123456", "10YFP-099"])
def test_where_nothing_is_near_nothing_is_offered(registry, typed):
    assert suggested(f"q={typed}") == {}


def test_forms_of_one_word_are_offered_once(make_programme):
    make_programme(title={"en": "Ovens and an oven", "fr": "Fours"})
    assert suggested("q=ovenz") == {"oven": 1}


def test_a_word_of_a_text_is_offered_too(make_programme):
    make_programme(title="Ovens", content={"description": prose("All about cement.")})
    assert suggested("q=cemment") == {"cement": 1}


def test_words_nobody_may_read_are_never_offered(make_programme):
    make_programme(title="Prepared xylographs", submitters=[make_submitter("Xylographers")], published=False)
    gone = make_programme(title="Withdrawn xylophones")
    workflow.change_status(
        programme=gone, kind="withdrawn", notes={"en": "Taken back."}, by=None, reason="Letter."
    )
    listed = make_programme(title="Ovens")
    working = open_working_version(programme=listed, by=None)
    working.content["items"]["title"] = prose("Xylitol")
    working.save()
    for typed in ("xylograpf", "xylophonez", "xylographerz", "xylitoll"):
        found = suggest(filters(f"q={typed}"))
        assert (found.spellings, [each.count for each in found.single]) == ([], [0])


def test_where_filters_stand_in_the_way_the_word_is_offered_without_them(registry):
    (offer,) = [
        each for each in suggest(filters("q=tursim&kind=major_group")).spellings if each.words == "tourism"
    ]
    assert (offer.count, offer.keeps_filters) == (1, False)
    (offer,) = [
        each for each in suggest(filters("q=tursim&kind=un_entity")).spellings if each.words == "tourism"
    ]
    assert (offer.count, offer.keeps_filters) == (1, True)


def test_every_telling_word_is_looked_for_by_itself(registry):
    found = suggest(filters("q=the+tourism+in+the+cities"))
    assert [each.words for each in found.single] == ["tourism", "cities"]
    assert min(each.count for each in found.single) > 0


def test_chinese_is_cut_where_the_registry_s_words_end(registry):
    assert [each.words for each in suggest(filters("q=旅游城市")).single] == ["旅游", "城市"]


def test_each_filter_says_what_would_be_without_it(registry):
    assert suggest(filters("stage=waste&kind=un_entity")).without == {"stage": 13, "kind": 0}


def test_a_question_of_many_words_costs_as_much_as_one(registry, django_assert_max_num_queries):
    many = "+".join(f"wrod{number}" for number in range(30))
    asked = [filters(f"q={words}&stage=waste") for words in ("wrod", many)]
    for each in asked:
        with django_assert_max_num_queries(2):
            assert len(suggest(each).single) <= 6
