"""Nothing hidden leaks: what is not public leaves no trace in any byte that anybody may ask for.

Whole answers are compared, not words in them: a hidden thing shows in a count, an order, a facet or a 404
as well as by its name.
"""

from __future__ import annotations

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import Resolver404, resolve

from accounts.staff import make_staff
from programmes import workflow
from programmes.models import Document, EntryLink, Programme, SourceEntry, Submitter, Writing
from programmes.status import LinkBasis, PlacementScope, SubmitterKind, VersionKind
from programmes.template.content import text_hash
from programmes.template.merge import ContentEdit, TextEdit
from programmes.verification import faults
from tests import together
from tests.anonymous import (
    CELL,
    EVERYTHING,
    NEWS,
    NEXT,
    SECRET,
    SETS,
    changed,
    fetch,
    fetch_all,
    in_languages,
    names_met,
    names_of_routes,
)
from tests.factories import NOTES, make_placement, make_programme, make_submitter

pytestmark = pytest.mark.usefixtures("registry")


def test_every_public_address_is_asked_for():
    assert names_of_routes() - names_met([each for each in EVERYTHING if leads_somewhere(each)]) == set()


def leads_somewhere(address):
    try:
        return bool(names_met([address]))
    except Resolver404:
        return False


# --- What is hidden ---------------------------------------------------------------------------------


def texts_of_a_listed_one():
    programme = Programme.objects.get(reference="10YFP-009")
    items = programme.current.content["items"]
    new = {"title": f"The {SECRET} of ovens", "description": f"Nobody knows of the {SECRET} yet."}
    edits = [
        TextEdit(path, text, text_hash(items[path]["texts"]["en"]["text"] if path in items else ""))
        for path, text in new.items()
    ]
    edit = ContentEdit("en", "unofficial", edits)
    workflow.edit_working_version(programme=programme, edit=edit, by=None)


def what_was_written_and_thrown_away():
    programme = Programme.objects.get(reference="10YFP-035")
    title = programme.current.content["items"]["title"]["texts"]["en"]["text"]
    edit = ContentEdit("en", "", [TextEdit("title", f"The {SECRET} of bins", text_hash(title))])
    workflow.edit_working_version(programme=programme, edit=edit, by=None)
    workflow.discard_working_version(programme=programme, by=None)
    begun = make_programme(title=f"The {SECRET} of sacks", stage=CELL[0], instrument=CELL[1], published=False)
    workflow.discard_prepared(programme=begun, by=None)
    assert Writing.objects.filter(changes__icontains=SECRET).count() > 3


def an_untouched_working_version():
    programme = Programme.objects.get(reference="10YFP-035")
    workflow.open_working_version(programme=programme, by=None)


def a_prepared_programme():
    society = make_submitter("Secret Society", SubmitterKind.MAJOR_GROUP)
    programme = make_programme(
        title={"en": f"A {SECRET} for all", "ar": "سر"},
        stage=CELL[0],
        instrument=CELL[1],
        submitters=[society, Submitter.objects.get(slug="unep"), "Atlantis"],
        published=False,
    )
    make_placement(programme, "waste", "fiscal")
    make_placement(programme, "consumption", "legal", scope=PlacementScope.ALSO)
    # A line of the annex that is said to mean it as well.
    entry = SourceEntry.objects.order_by("pk").first()
    EntryLink.objects.create(entry=entry, programme=programme, basis=LinkBasis.SENSE)


def a_submitter_without_a_programme():
    unep = Submitter.objects.get(slug="unep")
    make_submitter("Secret Division", SubmitterKind.UN_ENTITY, parent=unep)
    make_submitter("Secret Predecessor", SubmitterKind.UN_ENTITY, successor=unep)


def people_and_what_they_did():
    person = make_staff(
        email="secret@un.example", password="", name="Secret Person", groups=["curator", "publisher"]
    )
    programme = Programme.objects.get(reference="10YFP-009")
    programme.save(update_fields=["cell_reason"])
    Submitter.objects.get(slug="unep").save()
    LogEntry.objects.create(
        user=person,
        content_type=ContentType.objects.get_for_model(Programme),
        object_id=str(programme.pk),
        object_repr=SECRET,
        action_flag=CHANGE,
    )


HIDDEN = [
    texts_of_a_listed_one,
    what_was_written_and_thrown_away,
    an_untouched_working_version,
    a_prepared_programme,
    a_submitter_without_a_programme,
    together.send_something,
    people_and_what_they_did,
]


@pytest.fixture
def seeded_document():
    """What factories cite is on the page of sources of itself: it stands there before anything is hidden."""
    Document.objects.create(symbol="TEST/2011/1", kind="report", title_en="A report")


def test_asking_twice_gets_the_same_answer():
    # Else nothing that follows would mean anything.
    assert changed(fetch_all(EVERYTHING), fetch_all(EVERYTHING)) == []


def test_what_is_hidden_leaves_no_trace_in_any_answer(seeded_document):
    before = fetch_all(EVERYTHING)
    for hide in HIDDEN:
        hide()
    after = fetch_all(EVERYTHING)
    assert changed(before, after) == []
    assert [address for address, answer in after.items() if b"ecret Soc" in answer.content] == []
    assert list(faults()) == []


def test_what_is_hidden_would_be_seen_if_it_were_public(seeded_document):
    """The same rows, published, change most answers: so the test above looks where they would show."""
    before = fetch_all(SETS + NEWS)
    texts_of_a_listed_one()
    a_prepared_programme()
    for programme in Programme.objects.filter(versions__number=None):
        kind = VersionKind.UPDATED if programme.current_id else VersionKind.LISTED
        workflow.publish(programme=programme, kind=kind, notes=NOTES, by=None)
    same = {*SETS, *NEWS} - set(changed(before, fetch_all(SETS + NEWS)))
    # These ask for other programmes only: they must not change either way.
    indifferent = ("page=50", "kind=un_entity", "q=tourism", "row=production", "q=sustainable")
    assert {address for address in same if not any(each in address for each in indifferent)} == set()


# --- What was withdrawn -----------------------------------------------------------------------------


def list_one():
    programme = make_programme(
        title=f"A {SECRET} for all",
        stage=CELL[0],
        instrument=CELL[1],
        submitters=[
            make_submitter("Secret Society", SubmitterKind.MAJOR_GROUP),
            Submitter.objects.get(slug="unep"),
        ],
    )
    make_placement(programme, "waste", "fiscal")
    return programme


def take_back(programme):
    workflow.change_status(
        programme=programme,
        kind=VersionKind.WITHDRAWN,
        notes={"en": "Taken back."},
        by=None,
        reason="A letter from the society.",
    )


@pytest.fixture
def withdrawn(seeded_document):
    """A programme has been listed and withdrawn since."""
    take_back(list_one())


def test_what_was_withdrawn_is_in_no_set_as_if_it_had_never_been(seeded_document):
    before = fetch_all(SETS)
    programme = list_one()
    assert len(changed(before, fetch_all(SETS))) > len(SETS) / 2
    take_back(programme)
    # Its submitter keeps a page, as the programme does.
    kept = {*in_languages("submitters/secret-society/"), "/api/v1/submitters/secret-society/"}
    assert set(changed(before, fetch_all(SETS))) == kept


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("page", ["", "v/1/", "v/2/"])
def test_what_was_withdrawn_keeps_its_pages(withdrawn, language, page):
    answer = fetch(f"/{language}/programmes/{NEXT}/{page}")
    assert (answer.status, SECRET.encode() in answer.content) == (200, True)


def test_what_was_withdrawn_says_so_where_it_is_still_found(withdrawn, client):
    detail = client.get(f"/api/v1/programmes/{NEXT}/").json()
    assert (detail["reference"], detail["status"]) == (NEXT, "withdrawn")
    kinds = [
        each["version_kind"] for each in client.get(f"/api/v1/programmes/{NEXT}/versions/").json()["results"]
    ]
    assert sorted(kinds) == ["listed", "withdrawn"]
    submitter = client.get("/api/v1/submitters/secret-society/").json()
    assert [(each["reference"], each["status"]) for each in submitter["programmes"]] == [(NEXT, "withdrawn")]
    assert submitter["programme_count"] == 0
    assert "Taken back." in client.get(f"/en/programmes/{NEXT}/").content.decode()


def test_the_internal_reason_is_nowhere(withdrawn):
    mine = [
        *in_languages("", f"programmes/{NEXT}/", f"programmes/{NEXT}/v/2/", "submitters/secret-society/"),
        f"/api/v1/programmes/{NEXT}/",
        f"/api/v1/programmes/{NEXT}/versions/",
        f"/api/v1/programmes/{NEXT}/versions/2/",
    ]
    assert [each for each in mine if b"letter from the society" in fetch(each).content] == []


@pytest.mark.parametrize("address", [f"/id/{NEXT}", f"/id/{NEXT}/v/1", f"/id/{NEXT}/v/2"])
def test_its_addresses_for_citing_still_lead_to_it(withdrawn, client, address):
    place = client.get(address)
    assert place.status_code == 302
    assert resolve(place["Location"]).kwargs["reference"] == NEXT


# --- What is withheld -------------------------------------------------------------------------------


@pytest.fixture
def put_right():
    """A programme whose version 2 said what nobody may know, as version 3 does not any more."""
    programme = Programme.objects.get(reference="10YFP-009")
    right = programme.current.content
    texts_of_a_listed_one()
    notes = {"en": f"The {SECRET} was added."}
    workflow.publish(programme=programme, kind=VersionKind.UPDATED, notes=notes, by=None)
    working = workflow.open_working_version(programme=programme, by=None)
    working.content = right
    working.save()
    notes = {"en": "Put right."}
    workflow.publish(programme=programme, kind=VersionKind.CORRECTED, notes=notes, by=None)
    return programme


def withhold(programme):
    workflow.withhold(
        version=programme.versions.get(number=2),
        notes={"en": "It said what nobody may know."},
        by=None,
        reason=f"A letter about the {SECRET}.",
    )


# Where version 2 is told of: by its words before it was withheld, without them after.
TELL_OF_IT = {
    *in_languages(
        "",
        "feed.atom",
        "programmes/10YFP-009/",
        "programmes/10YFP-009/v/2/",
        "programmes/10YFP-009/v/2/changes/",
        "programmes/10YFP-009/v/2/cite.bib",
        "programmes/10YFP-009/v/2/cite.ris",
        "programmes/10YFP-009/v/3/changes/",
    ),
    "/api/v1/programmes/10YFP-009/versions/",
    "/api/v1/programmes/10YFP-009/versions/2/",
    "/api/v1/programmes/10YFP-009/versions/2/?lang=all",
}

# The Arabic title never had the secret in it.
WITHOUT_THE_WORD = {"/ar/programmes/10YFP-009/v/2/cite.bib", "/ar/programmes/10YFP-009/v/2/cite.ris"}


def telling(answers):
    """The addresses in whose answers the secret is, but for those that repeat a reader's own words."""
    found = {address for address, answer in answers.items() if SECRET.encode() in answer.content.lower()}
    return {address for address in found if SECRET[:4] not in address}


def test_what_is_withheld_leaves_no_word_where_it_could_be_read_before(put_right):
    before = fetch_all(EVERYTHING)
    assert telling(before) == TELL_OF_IT - WITHOUT_THE_WORD
    withhold(put_right)
    after = fetch_all(EVERYTHING)
    assert telling(after) == set()
    # It is one of its programme's versions still, and no page to look for any more.
    assert set(changed(before, after)) == TELL_OF_IT | {"/sitemap-versions.xml"}
    assert list(faults()) == []


def test_where_a_withheld_version_is_told_of_readers_are_told_why(put_right):
    withhold(put_right)
    silent = {
        address for address in TELL_OF_IT if b"It said what nobody may know." not in fetch(address).content
    }
    # What is withheld is not compared with anything, and not cited.
    assert {address.partition("/programmes/")[2] for address in silent} == {
        "10YFP-009/v/2/changes/",
        "10YFP-009/v/2/cite.bib",
        "10YFP-009/v/2/cite.ris",
        "10YFP-009/v/3/changes/",
    }
