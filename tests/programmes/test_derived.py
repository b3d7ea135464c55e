"""What follows from a version: titles, sort keys, quantities and the words of search."""

from decimal import Decimal

import pytest

from programmes import derived, workflow
from programmes.models import Quantity, SearchEntry
from tests.factories import make_programme, make_submitter, prose, publish, quantity, row

pytestmark = pytest.mark.usefixtures("taxonomy")


@pytest.fixture
def programme():
    return make_programme(
        title={"zh-hans": "垃圾箱", "en": "Bins"},
        submitters=[make_submitter("Ruritania", name_fr="Ruritanie")],
        content={
            "overall_objective": prose("Less waste.", fr="Moins de déchets."),
            "targets": [
                row(
                    "t1",
                    "By 2020 half of it in X countries",
                    quantity("50.5", by=2020),
                    quantity(None, "countries", placeholder="X", by=2020),
                ),
                row("t2", "Two million a year", quantity("2000000", "usd", per="year")),
                row("t3", "Better"),
            ],
        },
    )


def test_titles_and_summaries_are_columns_in_the_languages_there_are(programme):
    assert [programme.title_en, programme.title_zh_hans, programme.title_fr] == ["Bins", "垃圾箱", None]
    assert [programme.summary_en, programme.summary_fr, programme.summary_ru] == [
        "Less waste.",
        "Moins de déchets.",
        None,
    ]
    assert programme.title_status == {"zh-hans": "original", "en": "unofficial"}


def test_a_title_sorts_by_its_fallback_where_it_is_missing(programme):
    # "bins" in UTF-8, and the two-byte codes of 垃圾箱 in GB 18030.
    assert programme.sort_key_en == programme.sort_key_fr == programme.sort_key_ar == "62696e73"
    assert programme.sort_key_zh_hans == "c0acbbf8cfe4"


def test_every_quantity_of_a_row_is_a_row_and_an_open_one_has_no_value(programme):
    found = Quantity.objects.order_by("id").values_list(
        "item", "item_id", "order", "value", "placeholder", "unit", "by", "per"
    )
    assert list(found) == [
        ("targets", "t1", 0, Decimal("50.5"), "", "percent", 2020, ""),
        ("targets", "t1", 1, None, "X", "countries", 2020, ""),
        ("targets", "t2", 0, Decimal(2000000), "", "usd", None, "year"),
    ]


def test_search_knows_reference_titles_submitters_and_texts_in_every_language(programme):
    entry = SearchEntry.objects.get()
    for words, column in [
        ("10yfp 001 bins 垃圾 圾箱", entry.titles),
        ("ruritania ruritanie", entry.names),
        ("less waste dechets 2020", entry.texts),
    ]:
        assert [word for word in words.split() if f" {word} " not in column] == []
    assert "ruritania" not in entry.titles + entry.texts


def test_publishing_again_writes_everything_anew(programme):
    working = workflow.open_working_version(programme=programme, by=None)
    working.content["items"]["targets"] = [row("t9", "None", quantity("0"))]
    working.content["items"]["title"] = prose("Baskets")
    del working.content["items"]["overall_objective"]
    working.save()
    publish(programme)
    programme.refresh_from_db()
    assert [programme.title_en, programme.title_zh_hans, programme.summary_en] == ["Baskets", None, None]
    assert programme.title_status == {"en": "original"}
    assert list(Quantity.objects.values_list("item_id", "value")) == [("t9", Decimal(0))]
    entry = SearchEntry.objects.get()
    assert " baskets " in entry.titles
    assert "bins" not in entry.titles


def test_nothing_but_the_title_is_derived_before_the_first_publication():
    programme = make_programme(
        title="Bins", published=False, content={"targets": [row("t1", "x", quantity("1"))]}
    )
    derived.refresh(programme)
    programme.refresh_from_db()
    assert programme.title_en == "Bins"
    assert (Quantity.objects.count(), SearchEntry.objects.count()) == (0, 0)


def test_refreshing_twice_changes_nothing(programme):
    before = (Quantity.objects.count(), SearchEntry.objects.values().get(), programme.history.count())
    derived.refresh(programme)
    assert (Quantity.objects.count(), SearchEntry.objects.values().get(), programme.history.count()) == before
    assert derived.stale_parts(programme) == []


def test_very_long_texts_are_searched_to_a_limit_and_published():
    long = " ".join(f"word{number}" for number in range(2500))
    items = {
        name: prose(long[:10000], fr=long[10000:20000], ru=f"слово {long[:9000]}")
        for name in ("description", "implementation", "resources")
    }
    programme = make_programme(content=items)
    assert derived.stale_parts(programme) == []
    assert " слово " in SearchEntry.objects.get().texts
