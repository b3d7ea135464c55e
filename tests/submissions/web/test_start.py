"""Beginning takes three questions at most, and each has an answer already."""

from __future__ import annotations

import pytest
from django.test import Client

from submissions import membership
from submissions.models import Call, Submission
from tests import desk
from tests.factories import make_programme, make_submitter
from tests.page import Page

pytestmark = pytest.mark.django_db
NEW = "/en/submit/new/"


def begin(client, address=NEW, **typed):
    return client.post(address, {"language": "en", **typed})


def test_signed_out_it_leads_to_the_sign_in_and_back_with_its_cell():
    response = Client().get(f"{NEW}?stage=waste&instrument=legal")
    assert response.status_code == 302
    assert response["Location"] == (
        "/en/accounts/login/?next=/en/submit/new/%3Fstage%3Dwaste%26instrument%3Dlegal"
    )
    assert response["Cache-Control"] == "private, no-store"


def test_somebody_who_acts_for_nobody_begins_at_once(stranger, taxonomy, signed_in):
    client = signed_in(stranger)
    assert "You act for nobody yet." in Page(client.get(NEW)).words()
    response = begin(client)
    draft = Submission.objects.get()
    assert response["Location"] == f"/en/submit/{draft.reference}/write/title/"
    assert (draft.created_by, draft.language, draft.parties.count()) == (stranger, "en", 0)


def test_the_only_submitter_and_the_language_of_the_page_are_chosen_beforehand(fatima, agency, signed_in):
    page = Page(signed_in(fatima).get("/fr/submit/new/"))
    (chosen,) = [each for each in page.all(".//input[@name='submitter']") if "checked" in each.attrib]
    assert chosen.get("value") == str(agency.pk)
    (language,) = [
        each for each in page.all(".//select[@name='language']/option") if "selected" in each.attrib
    ]
    assert language.get("value") == "fr"


def test_it_is_begun_in_the_chosen_name_and_language(fatima, agency, signed_in):
    begin(signed_in(fatima), language="ru", submitter=agency.pk, other_language="")
    draft = Submission.objects.get()
    assert draft.language == "ru"
    assert [party.submitter for party in draft.parties.all()] == [agency]


@pytest.mark.parametrize(
    "typed", [{"language": "xx"}, {"submitter": "999"}, {"call": "abc"}, {"other_language": "x" * 61}]
)
def test_what_was_not_offered_is_refused_and_what_was_typed_stays(typed, fatima, signed_in):
    response = begin(signed_in(fatima), **{"other_language": "Kiswahili", **typed})
    assert response.status_code == 422
    assert Submission.objects.count() == 0
    if "other_language" not in typed:
        assert Page(response).one(".//input[@name='other_language']").get("value") == "Kiswahili"


def test_a_reader_begins_nothing_in_the_name_of_the_submitter(rita, agency, signed_in):
    assert begin(signed_in(rita), submitter=agency.pk).status_code == 422
    assert Submission.objects.count() == 0


def test_whoever_has_asked_is_told_that_the_draft_will_be_theirs(stranger, agency, signed_in):
    membership.ask(user=stranger, submitter=agency)
    assert "You have asked to act for: Agency Write meanwhile" in Page(signed_in(stranger).get(NEW)).words()


def test_the_cell_one_came_from_stands_on_the_draft(fatima, agency, signed_in):
    address = f"{NEW}?stage=waste&instrument=legal"
    begin(signed_in(fatima), address, submitter=agency.pk)
    cell = Submission.objects.get().sections.get(code="cell").content
    assert (cell["stage"], cell["instrument"]) == ("waste", "legal")


@pytest.mark.parametrize(
    "query", ["stage=nowhere&instrument=legal", "stage=waste", "stage=%00&instrument=legal"]
)
def test_a_cell_that_is_none_is_left_aside(query, fatima, agency, signed_in):
    client = signed_in(fatima)
    assert client.get(f"{NEW}?{query}").status_code == 200
    begin(client, f"{NEW}?{query}", submitter=agency.pk)
    assert Submission.objects.get().sections.get(code="cell").content["stage"] == ""


def test_pressed_twice_it_begins_once(fatima, agency, signed_in):
    client = signed_in(fatima)
    first, second = (begin(client, submitter=agency.pk)["Location"] for _ in range(2))
    assert first == second
    assert Submission.objects.count() == 1


def test_a_draft_that_was_touched_is_not_given_again(fatima, agency, signed_in):
    client = signed_in(fatima)
    begin(client, submitter=agency.pk)
    desk.write(Submission.objects.get(), "title", fatima, title=desk.line("Less food waste"))
    begin(client, submitter=agency.pk)
    assert Submission.objects.count() == 2


def test_open_calls_and_those_to_come_can_be_chosen_and_closed_ones_cannot(fatima, agency, signed_in):
    opened = {"opens_at": "2000-01-01T00:00Z"}
    now = Call.objects.create(code="now", title_en="This call", closes_at="2990-01-01T00:00Z", **opened)
    Call.objects.create(code="old", title_en="Old call", closes_at="2001-01-01T00:00Z", **opened)
    page = Page(signed_in(fatima).get(NEW))
    assert "This call" in page.words()
    assert "Old call" not in page.words()
    begin(signed_in(fatima), submitter=agency.pk, call=now.pk)
    assert Submission.objects.get().call == now


# --- Updates ----------------------------------------------------------------------------------------


@pytest.fixture
def listed(agency):
    return make_programme(title="Clean ovens", submitters=[agency])


def test_an_update_begins_with_what_the_programme_says(fatima, agency, listed, signed_in):
    address = f"{NEW}?updates={listed.reference}"
    client = signed_in(fatima)
    assert "Clean ovens" in Page(client.get(address)).words()
    begin(client, address, submitter=agency.pk)
    draft = Submission.objects.get()
    assert draft.updates == listed
    assert draft.sections.get(code="title").content["items"]["title"]["texts"]["en"]["text"] == "Clean ovens"


def test_a_second_update_leads_to_the_first(fatima, agency, listed, signed_in):
    address, client = f"{NEW}?updates={listed.reference}", signed_in(fatima)
    begin(client, address, submitter=agency.pk)
    again = begin(client, address, submitter=agency.pk)
    assert again.status_code == 422
    assert Submission.objects.get().reference in Page(again).words()


def test_whoever_acts_for_none_of_its_parties_is_sent_to_ask_them(stranger, listed, signed_in):
    client, address = signed_in(stranger), f"{NEW}?updates={listed.reference}"
    assert Page(client.get(address)).links()["Agency"] == "/en/submit/people/?for=agency#ask"
    assert begin(client, address).status_code == 422
    assert Submission.objects.count() == 0


def test_a_reference_that_is_not_listed_begins_a_new_one_and_says_so(fatima, signed_in):
    page = Page(signed_in(fatima).get(f"{NEW}?updates=10YFP-099"))
    assert "No programme with this reference is listed, so this begins a new one." in page.words()


def test_the_page_of_a_programme_leads_to_an_update(listed):
    links = Page(Client().get(f"/en/programmes/{listed.reference}/")).links()
    assert links["Propose an update"] == f"/en/submit/new/?updates={listed.reference}"


def test_an_empty_cell_leads_to_a_proposal_for_it(listed):
    page = Page(Client().get("/en/gaps/?row=waste&column=legal"))
    (address,) = [to for said, to in page.links().items() if said.startswith("Propose one")]
    assert address == "/en/submit/new/?stage=waste&instrument=legal"


def test_in_whose_name_comes_first_where_one_acts_for_several(fatima, agency, signed_in):
    desk.make_member(fatima, make_submitter("Ruritania"))
    page = Page(signed_in(fatima).get(NEW))
    assert len(page.all(".//input[@name='submitter']")) == 3
