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
from programmes.models import Document, EntryLink, Programme, SourceEntry, Submitter
from programmes.status import LinkBasis, PlacementScope, SubmitterKind, VersionKind
from programmes.template.content import text_hash
from programmes.template.merge import ContentEdit, TextEdit
from programmes.verification import faults
from tests.anonymous import PART, changed, fetch, fetch_all, in_languages, names_met, names_of_routes
from tests.factories import NOTES, make_placement, make_programme, make_submitter

pytestmark = pytest.mark.usefixtures("registry")

# In no text of the registry; its beginning neither.
SECRET = "xylograph"
# Empty in the annex: whoever stands there is seen in the matrix, among the gaps and in every facet.
CELL = ("waste", "legal")
NEXT = "10YFP-038"

# --- What is asked for ------------------------------------------------------------------------------

# Pages and answers about the set of programmes: what is in none of them is not counted anywhere.
SETS = [
    *in_languages(
        "matrix/",
        "matrix/?lens=eu",
        "matrix/?lens=marrakech",
        "matrix/?kind=un_entity",
        "matrix/?submitter=unep&q=sustainable",
        f"matrix/?q={SECRET}",
        "programmes/",
        "programmes/?page=2",
        "programmes/?page=50",
        "programmes/?sort=title",
        "programmes/?sort=reference",
        "programmes/?sort=changed",
        "programmes/?stage=waste&instrument=legal",
        "programmes/?stage=waste",
        "programmes/?lens=eu&row=production",
        "programmes/?kind=major_group&language=fr",
        "programmes/?submitter=unep",
        "programmes/?submitter=secret-society",
        "programmes/?q=tourism",
        "programmes/?q=ovens",
        f"programmes/?q={SECRET}",
        f"programmes/?q={SECRET[:4]}",
        f"programmes/?q={NEXT}",
        "programmes/?q=secret+society",
        "gaps/",
        "gaps/?lens=eu",
        "gaps/?row=waste&column=legal",
        "submitters/",
        "submitters/secret-society/",
    ),
    *in_languages("gaps/?row=waste&column=legal", "gaps/?row=consumption&column=legal", part=PART),
    "/api/v1/programmes/",
    "/api/v1/programmes/?lang=all&page_size=100",
    "/api/v1/programmes/?stage=waste&instrument=legal",
    "/api/v1/programmes/?submitter=unep",
    "/api/v1/programmes/?submitter=secret-society",
    "/api/v1/programmes/?sort=changed",
    f"/api/v1/programmes/?q={SECRET}",
    f"/api/v1/programmes/?q={NEXT}",
    "/api/v1/matrix/",
    "/api/v1/matrix/?lens=eu",
    f"/api/v1/matrix/?q={SECRET}",
    "/api/v1/submitters/",
    "/api/v1/submitters/?lang=all&page_size=100",
    "/api/v1/submitters/secret-society/",
]
# Everything else that answers without a name and a password.
REST = [
    *in_languages(
        "",
        "programmes/10YFP-009/",
        "programmes/10YFP-009/v/1/",
        "programmes/10YFP-009/v/2/",
        "programmes/10YFP-035/",
        f"programmes/{NEXT}/",
        f"programmes/{NEXT}/v/1/",
        "programmes/None/",
        "submitters/unep/",
        "submitters/finland/",
        "sources/",
        "about/",
        "accessibility/",
        "privacy/",
        "no/such/page/",
    ),
    "/",
    "/id/10YFP-009",
    "/id/10YFP-009/v/1",
    "/id/10YFP-009/v/2",
    f"/id/{NEXT}",
    f"/id/{NEXT}/v/1",
    "/id/None",
    "/api/v1/",
    "/api/v1/programmes/10YFP-009/?lang=all",
    "/api/v1/programmes/10YFP-009/versions/",
    "/api/v1/programmes/10YFP-009/versions/1/",
    "/api/v1/programmes/10YFP-009/versions/2/",
    f"/api/v1/programmes/{NEXT}/",
    f"/api/v1/programmes/{NEXT}/versions/",
    f"/api/v1/programmes/{NEXT}/versions/1/",
    "/api/v1/submitters/unep/",
    "/api/v1/lifecycle-stages/",
    "/api/v1/instrument-types/",
    "/api/v1/lenses/",
    "/api/v1/schema/",
    "/api/v1/docs/",
    "/healthz/live",
    "/healthz/ready",
]
EVERYTHING = SETS + REST


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
    an_untouched_working_version,
    a_prepared_programme,
    a_submitter_without_a_programme,
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
    before = fetch_all(SETS)
    texts_of_a_listed_one()
    a_prepared_programme()
    for programme in Programme.objects.filter(versions__number=None):
        kind = VersionKind.UPDATED if programme.current_id else VersionKind.LISTED
        workflow.publish(programme=programme, kind=kind, notes=NOTES, by=None)
    same = set(SETS) - set(changed(before, fetch_all(SETS)))
    # These ask for other programmes only: they must not change either way.
    indifferent = ("page=50", "kind=un_entity", "q=tourism", "row=production", "q=sustainable")
    assert {address for address in same if not any(each in address for each in indifferent)} == set()


# --- What was withdrawn -----------------------------------------------------------------------------


@pytest.fixture
def withdrawn(seeded_document):
    """The answers before a programme was there at all; it has been listed and withdrawn since."""
    before = fetch_all(SETS)
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
    assert len(changed(before, fetch_all(SETS))) > len(SETS) / 2
    workflow.change_status(
        programme=programme,
        kind=VersionKind.WITHDRAWN,
        notes={"en": "Taken back."},
        by=None,
        reason="A letter from the society.",
    )
    return before


def test_what_was_withdrawn_is_in_no_set_as_if_it_had_never_been(withdrawn):
    # Its submitter keeps a page, as the programme does.
    kept = {*in_languages("submitters/secret-society/"), "/api/v1/submitters/secret-society/"}
    assert set(changed(withdrawn, fetch_all(SETS))) == kept


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
