"""Every page of the desk: it opens, in every direction of writing, and only for whom it is."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import Letter
from programmes import workflow
from programmes.models import Programme, Version
from submissions.models import Submission
from tests import together
from tests.factories import NOTES, make_placement, make_programme
from tests.programmes.admin.conftest import address

pytestmark = pytest.mark.django_db
TABLES = sorted(admin.site._registry, key=lambda table: table._meta.label)
IDS = [table._meta.label for table in TABLES]
LANGUAGES = ["en", "ar"]


def page_of(table, page, *args):
    return reverse(f"admin:{table._meta.app_label}_{table._meta.model_name}_{page}", args=args)


@pytest.fixture
def everyone(publisher):
    """A person who may see every table, people included."""
    publisher.is_superuser = True
    publisher.save()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_every_table_has_a_list_that_opens_and_sorts_and_searches(
    registry, everyone, publisher_client, table, language
):
    with translation.override(language):
        url = page_of(table, "changelist")
    columns = admin.site._registry[table].list_display
    for number in range(1, len(columns) + 1):
        assert publisher_client.get(url, {"o": str(number)}).status_code == 200
    assert publisher_client.get(url, {"q": "Свет \N{ARABIC LETTER ALEF} 10YFP"}).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_every_row_has_a_page_and_a_history_that_open(registry, everyone, publisher_client, table, language):
    together.send_something()
    row = table._default_manager.order_by("pk").first()
    for page in ("change", "history"):
        with translation.override(language):
            url = page_of(table, page, row.pk)
        answer = publisher_client.get(url)
        assert answer.status_code == 200
        direction = "rtl" if language == "ar" else "ltr"
        assert f'dir="{direction}"' in answer.content.decode()[:200]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["prepared", "listed", "withdrawn"])
def test_every_page_about_a_programme_opens_in_every_state(publisher_client, taxonomy, language, state):
    programme = make_programme(published=state != "prepared")
    make_placement(programme, "waste", "legal")
    if state == "withdrawn":
        workflow.change_status(programme=programme, kind="withdrawn", notes=NOTES, by=None, reason="Letter.")
    workflow.open_working_version(programme=programme, by=None)
    with translation.override(language):
        urls = [address(page, programme.pk) for page in ("change", "text", "publish", "discard", "history")]
        urls += [address("status", programme.pk, kind) for kind in ("withdrawn", "retired", "restored")]
    for url in urls:
        assert publisher_client.get(url).status_code == 200


def test_filters_of_the_list_find_what_they_say(publisher_client, taxonomy):
    listed, other = make_programme(title="Listed"), make_programme(title={"fr": "Fours"})
    workflow.open_working_version(programme=other, by=None)

    def found(**filters):
        return set(publisher_client.get(address("changelist"), filters).context["cl"].queryset)

    assert found(working="yes") == {other}
    assert found(working="no") == {listed}
    assert found(no_title_in="en") == {other}
    assert found(no_title_in="xx") == {listed, other}
    assert found(working="maybe") == {listed, other}
    assert found(q="LISTED") == {listed}
    assert found(q="10YFP-002") == {other}
    assert found(q="Ruritania") == {listed, other}


def test_a_prepared_programme_is_found_by_its_title(curator_client, taxonomy):
    prepared = make_programme(title="Hidden ovens", published=False)
    answer = curator_client.get(address("changelist"), {"q": "hidden"})
    assert list(answer.context["cl"].queryset) == [prepared]


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_no_list_has_actions_that_pass_by_the_page_of_a_row(table):
    model_admin = admin.site._registry[table]
    # A letter has no page of its own to act on, and sending it again changes no record; assigning many asks
    # the writer of each.
    actions = {Letter: ("send_again",), Submission: ("assign_selected", "remind_selected")}.get(table)
    assert (model_admin.actions, model_admin.list_editable) == (actions, ())


@pytest.mark.parametrize(
    "url",
    ["/en/admin/", "/en/admin/programmes/programme/", "/en/admin/programmes/programme/1/text/"],
)
def test_without_a_second_factor_nothing_of_the_desk_is_seen(
    publisher_without_second_factor_client, stranger_client, taxonomy, url
):
    make_programme(title="Secret ovens", published=False)
    for client in (Client(), stranger_client, publisher_without_second_factor_client):
        answer = client.get(url)
        assert (answer.status_code, b"Secret" in answer.content) == (302, False)


@pytest.mark.parametrize("place", ["text", "publish", "discard"])
def test_pages_about_a_programme_want_a_second_factor_for_writing_too(
    publisher_without_second_factor_client, programme, place
):
    answer = publisher_without_second_factor_client.post(address(place, programme.pk), {"press": "save"})
    assert answer.status_code == 302
    assert Version.objects.count() == 1


def test_a_reader_sees_everything_and_is_offered_nothing(reader_client, programme):
    page = reader_client.get(address("change", programme.pk)).content.decode()
    assert "Clean ovens" in page
    assert "Only a curator may change cell, parties and placements." in page
    assert "Only a publisher may change what is public." in page
    for offered in ('name="_save"', 'name="stage"', "/text/", "/withdrawn/"):
        assert offered not in page


def test_texts_that_stand_fast_are_told_apart_by_the_languages_own_names(publisher_client, taxonomy):
    programme = make_programme()
    workflow.change_status(programme=programme, kind="withdrawn", notes=NOTES, by=None, reason="Letter.")
    page = publisher_client.get(address("change", programme.pk)).content.decode()
    for name in ("العربية", "中文", "English", "Français", "Русский", "Español"):
        assert f"Reason for the cell [{name}]" in page
    assert "[zh-hans]" not in page


def test_a_list_and_its_rows_are_headed_by_the_name_of_the_table_alone(publisher_client, programme):
    with translation.override("ru"):
        table, row = address("changelist"), address("change", programme.pk)
    page = publisher_client.get(table).content.decode()
    assert "<h1>Программы</h1>" in page
    assert "Программы: 1" in page
    assert "<h1>Программа</h1>" in publisher_client.get(row).content.decode()


# --- Cost ---------------------------------------------------------------------------------------------


def queries_of(client, url, django_assert_max_num_queries, most=30):
    with django_assert_max_num_queries(most) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


LISTS = ["programme", "submitter", "document", "sourceentry", "version"]


@pytest.mark.parametrize("table", LISTS)
def test_a_list_costs_the_same_at_one_row_and_at_three(
    publisher_client, taxonomy, table, django_assert_max_num_queries
):
    url = reverse(f"admin:programmes_{table}_changelist")
    make_programme(title="One", submitters=["One"])
    publisher_client.get(url)  # content types are looked up once in a process
    at_one = queries_of(publisher_client, url, django_assert_max_num_queries)
    make_programme(title="Two", submitters=["Two", "Three"])
    make_programme(title="Three", submitters=["Four"])
    assert queries_of(publisher_client, url, django_assert_max_num_queries) == at_one


def test_the_list_of_programmes_reads_no_text_of_versions(
    publisher_client, registry, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12) as counted:
        publisher_client.get(address("changelist"))
    assert not [query for query in counted if '"content"' in query["sql"]]
    assert Programme.objects.count() == 37
