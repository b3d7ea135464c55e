"""From one programme to the next: nobody loses their place in the list, whatever they do on the way."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from programmes import workflow
from programmes.models import Programme
from tests.filled import filled
from tests.page import Page
from tests.programmes.admin.conftest import address
from tests.programmes.admin.test_publishing import NOTES, edit

pytestmark = pytest.mark.django_db
ACTS = [("correct",), ("status", "withdrawn"), ("status", "retired"), ("text",)]


@pytest.fixture
def ovens(make_programme):
    """Three listed programmes on ovens, with one on lamps between them."""
    titles = ("One oven", "Lamps", "Two ovens", "Three ovens")
    one, _lamps, two, three = (make_programme(title=title) for title in titles)
    return one, two, three


def along(page, programme, *args, **narrowed):
    """A page about ``programme``, opened from the list that is narrowed to ovens."""
    kept = urlencode(narrowed or {"q": "oven"})
    return f"{address(page, programme.pk, *args)}?{urlencode({'_changelist_filters': kept})}"


def stands(client, url):
    """What a page says of the place in the list, and where it leads from there."""
    page = Page(client.get(url))
    (place,) = [nav for nav in page.all(".//nav") if nav.get("aria-label") == "Along the list"]
    links = {link.get("rel"): link.get("href") for link in place.iter("a")}
    return " ".join("".join(place.itertext()).split()), links


def test_a_page_says_where_its_programme_stands_in_the_list_as_it_was_narrowed(publisher_client, ovens):
    one, two, three = ovens
    said, links = stands(publisher_client, along("change", two))
    assert said == "Previous 10YFP-001 2 of 3 Next 10YFP-004"
    assert links == {"prev": along("change", one), "next": along("change", three)}
    assert stands(publisher_client, along("change", one))[0] == "1 of 3 Next 10YFP-003"
    assert stands(publisher_client, along("change", three))[0] == "Previous 10YFP-003 3 of 3"


def test_it_is_the_order_of_the_list_that_counts(publisher_client, ovens):
    one, two, three = ovens
    by_title = {"q": "oven", "o": "1"}
    assert stands(publisher_client, along("change", three, **by_title))[1] == {
        "prev": along("change", one, **by_title),
        "next": along("change", two, **by_title),
    }


def test_opened_by_its_address_a_page_stands_in_the_whole_list(publisher_client, ovens):
    _one, two, _three = ovens
    assert (
        stands(publisher_client, address("change", two.pk))[0] == "Previous 10YFP-002 3 of 4 Next 10YFP-004"
    )


@pytest.mark.parametrize("act", ACTS, ids="-".join)
def test_every_page_leads_to_the_same_page_of_the_next(publisher_client, ovens, act):
    one, two, _three = ovens
    page, *args = act
    assert stands(publisher_client, along(page, one, *args))[1] == {"next": along(page, two, *args)}


def test_the_language_of_the_text_goes_along(publisher_client, ovens):
    one, two, _three = ovens
    links = stands(publisher_client, f"{along('text', one)}&lang=ar")[1]
    assert links == {"next": f"{along('text', two)}&lang=ar"}


@pytest.mark.parametrize("page", ["change", "text", "correct", "publish"])
def test_the_way_back_leads_to_the_list_as_it_was_narrowed(publisher_client, ovens, page):
    one, *_others = ovens
    links = Page(publisher_client.get(along(page, one))).links(".//div[@class='breadcrumbs']")
    assert links["Programmes"] == f"{address('changelist')}?q=oven"


def test_what_can_be_done_is_done_from_there(publisher_client, ovens):
    one, *_others = ovens
    links = Page(publisher_client.get(along("change", one))).links(".//section[@class='acts']")
    assert links["Withdraw the programme"] == along("status", one, "withdrawn")


def test_after_an_act_one_is_back_on_the_page_and_still_in_the_list(publisher_client, ovens, send):
    one, *_others = ovens
    answer = send(publisher_client, along("status", one, "withdrawn"), **NOTES)
    assert answer.url == along("change", one)


def test_an_act_goes_on_to_the_next_even_where_it_takes_its_programme_off_the_list(
    publisher_client, ovens, send
):
    one, two, _three = ovens
    listed = {"q": "oven", "status__exact": "listed"}
    url = along("status", one, "withdrawn", **listed)
    answer = send(publisher_client, url, **NOTES, press="act:next")
    assert answer.url == along("status", two, "withdrawn", **listed)
    # What was done is said by its name, since the page is about another one now.
    told = Page(publisher_client.get(answer.url))
    assert told.words(".//ul[@class='messagelist']/li") == (
        "10YFP-001 One oven – Version 2 is public: Withdrawn."
    )
    assert told.links(".//ul[@class='messagelist']") == {"10YFP-001 One oven": along("change", one, **listed)}


def test_of_the_last_one_it_goes_back_to_the_programme(publisher_client, ovens, send):
    *_others, three = ovens
    url = along("status", three, "withdrawn")
    assert b"go on" not in publisher_client.get(url).content
    assert send(publisher_client, url, **NOTES, press="act:next").url == along("change", three)


def test_a_refused_act_goes_nowhere(publisher_client, ovens, send):
    one, *_others = ovens
    answer = send(publisher_client, along("status", one, "withdrawn"), press="act:next")
    assert (answer.status_code, Programme.objects.get(pk=one.pk).status) == (422, "listed")


def test_a_correction_goes_on_to_the_next(publisher_client, ovens, send):
    one, two, _three = ovens
    url = f"{along('correct', one)}&lang=en"
    looked = send(publisher_client, url, "template-form", title__en="An oven", press="look")
    typed = {**filled(looked, "template-form"), "press": "publish:next", **NOTES}
    assert publisher_client.post(url, typed).url == f"{along('correct', two)}&lang=en"
    assert Programme.objects.get(pk=one.pk).title_en == "An oven"


def test_a_changed_cell_goes_on_to_the_next_even_where_the_list_was_narrowed_by_it(
    publisher_client, ovens, send
):
    one, two, _three = ovens
    narrowed = {"stage__code__exact": "production", "q": "oven"}
    answer = send(
        publisher_client,
        along("change", one, **narrowed),
        "programme_form",
        stage="waste",
        _next="1",
        **NOTES,
    )
    assert answer.url == along("change", two, **narrowed)
    assert Programme.objects.get(pk=one.pk).stage_id == "waste"


def test_text_goes_from_saving_to_what_becomes_public_and_on_to_the_next_text(publisher_client, ovens, send):
    one, two, _three = ovens
    page = f"{along('text', one)}&lang=en"
    saved = send(publisher_client, page, "template-form", title__en="An oven", press="save:publish")
    assert saved.url == along("publish", one)
    published = send(publisher_client, saved.url, kind="corrected", press="publish:next", **NOTES)
    assert published.url == along("text", two)


def test_publishing_goes_on_to_publishing_where_something_waits_there(publisher_client, ovens, send):
    one, two, _three = ovens
    for programme in (one, two):
        edit(programme, "An oven", seen=programme.title_en)
    answer = send(publisher_client, along("publish", one), kind="corrected", press="publish:next", **NOTES)
    assert answer.url == along("publish", two)


def test_text_that_is_only_saved_goes_on_to_the_next_text_in_its_language(translator_client, ovens, send):
    one, two, _three = ovens
    page = f"{along('text', one)}&lang=fr"
    assert b"save:publish" not in translator_client.get(page).content
    saved = send(translator_client, page, "template-form", title__fr="Un four", press="save:next")
    assert saved.url == f"{along('text', two)}&lang=fr"


@pytest.mark.parametrize("narrowed", [{"q": "lamps"}, {"status__exact": "retired"}, {"nothing": "1"}])
def test_what_the_list_does_not_hold_has_no_neighbours_there(publisher_client, ovens, narrowed):
    one, *_others = ovens
    page = publisher_client.get(along("change", one, **narrowed))
    assert (page.status_code, b"Along the list" in page.content) == (200, False)


def test_versions_of_others_are_not_the_next_ones(publisher_client, ovens):
    one, *_others = ovens
    workflow.correct_record(programme=one, notes={"en": "Again."}, by=None, reason="Letter.")
    assert b"Along the list" not in publisher_client.get(along("withhold", one, 1)).content


@pytest.mark.parametrize("page", ["change", "text", "correct"])
def test_a_page_costs_the_same_in_a_list_of_one_and_of_three(
    publisher_client, make_programme, page, django_assert_num_queries, django_assert_max_num_queries
):
    one = make_programme(title="One oven")
    url = along(page, one)
    publisher_client.get(url)  # content types are looked up once in a process
    with django_assert_max_num_queries(32) as at_one:
        publisher_client.get(url)
    for title in ("Two ovens", "Three ovens"):
        make_programme(title=title)
    with django_assert_num_queries(len(at_one)):
        publisher_client.get(url)
