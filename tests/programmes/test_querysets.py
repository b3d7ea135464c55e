"""Who may see what, and in which order."""

import pytest

from programmes import workflow
from programmes.models import Party, Programme, Submitter, Version
from programmes.status import ProgrammeStatus
from tests.factories import NOTES, make_programme, make_submitter, publish

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def one_of_each(taxonomy):
    """A programme in every status, titled by it."""
    for status in ProgrammeStatus.values:
        programme = make_programme(
            title=status, published=status != "prepared", submitters=[f"Body of {status}"]
        )
        if status in ("withdrawn", "retired"):
            workflow.change_status(programme=programme, kind=status, notes=NOTES, by=None, reason="Asked.")
        elif status == "joined":
            Programme.objects.filter(pk=programme.pk).update(status="joined")
        if status != "prepared":
            workflow.open_working_version(programme=programme, by=None)


def test_pages_are_for_what_is_or_was_listed(one_of_each):
    assert {each.title_en for each in Programme.objects.public()} == {
        "listed",
        "withdrawn",
        "retired",
        "joined",
    }


def test_only_what_is_listed_counts(one_of_each):
    assert [each.title_en for each in Programme.objects.counted()] == ["listed"]


def test_parts_in_prepared_programmes_are_private(one_of_each):
    assert {party.named_as for party in Party.objects.public()} == {
        "Body of listed",
        "Body of withdrawn",
        "Body of retired",
        "Body of joined",
    }


def test_a_body_of_a_prepared_programme_is_nobody_s_business(one_of_each):
    assert "Body of prepared" not in {each.name_en for each in Submitter.objects.public()}


def test_submitters_are_counted_by_listed_programmes(one_of_each):
    found = {each.name_en: each.programme_count for each in Submitter.objects.with_programme_counts()}
    assert found == {"Body of listed": 1}


def test_a_body_and_those_it_belongs_to_or_became_are_public(taxonomy):
    parent, heir = make_submitter("Department"), make_submitter("Heir")
    make_submitter("Unrelated")
    make_programme(submitters=[make_submitter("Division", parent=parent, successor=heir)])
    assert {each.name_en for each in Submitter.objects.public()} == {"Division", "Department", "Heir"}


def test_working_versions_are_never_among_the_published(one_of_each):
    assert all(version.number for version in Version.objects.published())
    assert not any(version.number for version in Version.objects.working())
    assert Version.objects.published().count() + Version.objects.working().count() == Version.objects.count()


def test_newest_changes_tell_of_public_programmes_alone_latest_first(one_of_each):
    changes = list(Version.objects.newest_changes())
    assert all(each.number and each.programme.status in ProgrammeStatus.PUBLIC for each in changes)
    assert [each.published_at for each in changes] == sorted(
        (each.published_at for each in changes), reverse=True
    )


def test_many_changes_of_one_kind_on_one_day_are_told_once(taxonomy):
    for each in range(5):
        make_programme(title=f"Programme {each}")
    programme = Programme.objects.get(title_en="Programme 0")
    workflow.open_working_version(programme=programme, by=None)
    publish(programme)
    assert [(each.kind, each.alike) for each in Version.objects.newest_changes()] == [
        ("updated", 1),
        ("listed", 5),
    ]


ORDERS = {
    # Titles in this order of publication; a missing one takes the place of its fallback.
    "en": ["Apples", "bins", "Éclairs", "zebras"],
    "ru": ["zebras", "Ёлки", "Жуки", "Яблоки"],
    "es": ["bins", "nata", "ñame", "zebras"],
}


@pytest.mark.parametrize("language", ORDERS)
def test_titles_are_in_the_reader_s_alphabet_with_fallbacks_among_them(language, taxonomy):
    make_programme(title={"en": "zebras"})
    make_programme(title={"en": "Éclairs", "ru": "Жуки", "es": "ñame"})
    make_programme(title={"en": "bins", "ru": "Ёлки"})
    make_programme(title={"en": "Apples", "ru": "Яблоки", "es": "nata"})
    column = f"title_{language}"
    found = [getattr(each, column) or each.title_en for each in Programme.objects.in_title_order(language)]
    assert found == ORDERS[language]


def test_equal_titles_stand_in_order_of_reference(taxonomy):
    for _ in range(3):
        make_programme(title="Same")
    assert [each.serial for each in Programme.objects.in_title_order("en")] == [1, 2, 3]


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
def test_the_seeded_titles_are_in_the_order_of_their_keys_on_any_database(language, registry):
    suffix = language.replace("-", "_")
    found = list(Programme.objects.in_title_order(language).values_list(f"sort_key_{suffix}", "serial"))
    assert found == sorted(found)


def test_lists_can_be_sorted_by_reference_and_by_latest_change(taxonomy):
    first, second = make_programme(title="B"), make_programme(title="A")
    workflow.open_working_version(programme=first, by=None)
    publish(first)
    assert [each.title_en for each in Programme.objects.in_order("reference", "en")] == ["B", "A"]
    assert [each.title_en for each in Programme.objects.in_order("changed", "en")] == ["B", "A"]
    assert [each.title_en for each in Programme.objects.in_order(None, "en")] == ["A", "B"]
    publish_again(second)
    assert [each.title_en for each in Programme.objects.in_order("changed", "en")] == ["A", "B"]


def publish_again(programme):
    workflow.open_working_version(programme=programme, by=None)
    publish(programme)


@pytest.mark.parametrize("number", [1, 3])
def test_parties_come_in_one_further_query(number, make_programme, django_assert_num_queries):
    for each in range(number):
        make_programme(title=f"Programme {each}", submitters=["Ruritania", "Zubrowka"])
    with django_assert_num_queries(2):
        found = list(Programme.objects.counted().with_parties())
        names = [[party.submitter.name_en for party in each.parties.all()] for each in found]
    assert names == [["Ruritania", "Zubrowka"]] * number


def test_a_page_knows_the_total_in_one_query(three_hundred, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = list(Programme.objects.counted().page(20, 20, sort="reference", language="en"))
    assert [each.serial for each in page] == list(range(21, 41))
    assert {each.total for each in page} == {300}
