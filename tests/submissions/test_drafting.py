"""Writing on a draft: what is saved, what is refused, and what two people see of each other."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from submissions import drafting, opening, workflow
from submissions.models import SavedSection, Section, Submission
from tests import desk
from tests.desk import items, line, save, target, write
from tests.factories import quantity


@pytest.fixture
def empty(fatima, agency):
    return opening.open_draft(by=fatima, language="en", submitter=agency)


def text_of(submission, code="title"):
    return (
        drafting.assemble(submission)
        .content["items"]
        .get(code, {})
        .get("texts", {})
        .get("en", {})
        .get("text")
    )


def test_a_draft_is_saved_with_anything_missing(empty, fatima):
    section = write(empty, "purpose", fatima, targets=[target("t1", "", quantity(None, by=2020))])
    assert (section.revision, section.saved_by) == (1, fatima)
    assert drafting.assemble(empty).content["items"] == {
        "targets": [
            {
                "id": "t1",
                "texts": {},
                "cites": [],
                "quantities": [{"value": None, "placeholder": "", "unit": "percent", "by": 2020, "per": ""}],
            }
        ]
    }


def test_a_text_that_is_too_long_is_kept_and_shortened_before_it_is_sent(empty, fatima):
    write(empty, "title", fatima, title=line("x" * 1600))
    assert len(text_of(empty)) == 1600
    with pytest.raises(ValidationError) as fault:
        write(empty, "title", fatima, title=line("x" * 1601))
    assert fault.value.message_dict == {"title/en": ["Title: shorten by 1 characters; the limit is 1600."]}


def test_a_section_in_which_nobody_writes_never_meets_another(empty, fatima, edith):
    save(empty, "title", items(title=line("Bins")), fatima, seen=0)
    save(empty, "description", items(description=line("Much.")), edith, seen=0)
    assert (text_of(empty), text_of(empty, "description")) == ("Bins", "Much.")


def test_a_stale_save_is_refused_with_both_texts_and_overwrites_nothing(empty, fatima, edith):
    save(empty, "title", items(title=line("Bins")), fatima, seen=0)
    with pytest.raises(drafting.StaleSection) as stale:
        save(empty, "title", items(title=line("Waste")), edith, seen=0)
    theirs, mine = stale.value.theirs, stale.value.mine
    assert theirs.content["items"]["title"]["texts"]["en"]["text"] == "Bins"
    assert (theirs.revision, theirs.saved_by) == (1, fatima)
    assert mine["items"]["title"]["texts"]["en"]["text"] == "Waste"
    assert text_of(empty) == "Bins"
    assert SavedSection.objects.count() == 1


def test_a_save_that_is_sent_again_is_written_once(empty, fatima):
    first = save(empty, "title", items(title=line("Bins")), fatima, seen=0)
    again = save(empty, "title", items(title=line("Bins")), fatima, seen=0)
    assert (first.revision, again.revision, SavedSection.objects.count()) == (1, 1, 1)


def test_a_save_that_changes_nothing_is_not_written(empty, fatima, edith):
    first = save(empty, "title", items(title=line("Bins")), fatima, seen=0)
    again = save(empty, "title", items(title=line("Bins")), edith, seen=1)
    assert (again.revision, again.saved_by) == (first.revision, fatima) == (1, fatima)
    assert SavedSection.objects.count() == 1


def test_what_was_sent_is_not_written_on(draft, fatima):
    desk.submit(draft, fatima)
    with pytest.raises(drafting.DraftRefused):
        write(draft, "title", fatima, title=line("Other"))
    assert text_of(draft) == "Less food waste"


def test_the_last_fifty_saves_are_kept_and_any_can_be_taken_back(empty, fatima):
    for number in range(1, 61):
        write(empty, "title", fatima, title=line(f"Title {number}"))
    saves = list(drafting.earlier_saves(empty, "title"))
    assert [each.revision for each in saves] == list(range(60, 10, -1))
    section = drafting.take_back(submission=empty, code="title", revision=11, seen=60, by=fatima)
    assert (section.revision, text_of(empty)) == (61, "Title 11")
    assert drafting.earlier_saves(empty, "title").filter(revision=60).exists()
    with pytest.raises(drafting.DraftRefused):
        drafting.take_back(submission=empty, code="title", revision=11, seen=61, by=fatima)


def test_taking_back_over_what_somebody_else_saved_is_refused(empty, fatima, edith):
    write(empty, "title", fatima, title=line("One"))
    write(empty, "title", edith, title=line("Two"))
    with pytest.raises(drafting.StaleSection):
        drafting.take_back(submission=empty, code="title", revision=1, seen=1, by=fatima)
    assert text_of(empty) == "Two"


@pytest.mark.parametrize("saves", [0, 60])
@pytest.mark.parametrize("code", ["purpose", "cell"])
def test_saving_is_one_transaction_and_at_most_six_queries(code, saves, empty, fatima):
    contents = {
        "purpose": lambda n: items(targets=[target("t1", f"Target {n}", quantity("20"))]),
        "cell": lambda n: {"stage": "waste", "instrument": "legal", "reason": f"Because {n}."},
    }
    for number in range(saves):
        save(empty, code, contents[code](number), fatima, seen=number)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        save(empty, code, contents[code](saves), fatima, seen=saves)
    said = [query["sql"].split()[0] for query in queries]
    assert len(said) <= 6
    # The test itself runs in a transaction, so that this one is a savepoint.
    assert said.count("SAVEPOINT") == 1


def test_texts_are_the_submitters_own_in_their_language_and_nothing_else(empty, fatima):
    given = {
        "texts": {"en": {"text": "Bins", "status": "official"}, "fr": {"text": "Bacs", "status": "original"}}
    }
    given["cites"] = [{"document": "E/1", "part": "paragraph", "position": "3"}]
    write(empty, "title", fatima, title=given)
    assert drafting.assemble(empty).content["items"]["title"] == {
        "texts": {"en": {"text": "Bins", "status": "original", "of": None}},
        "cites": [],
    }


@pytest.mark.parametrize(
    ("code", "content", "address"),
    [
        ("purpose", items(overall_objective=line("x" * 5_000_000)), "overall_objective/en"),
        ("title", items(title=line("a\0b")), "title/en"),
        ("title", items(title=line("a\ud800b")), "title/en"),
        ("actors", items(actors=[target(f"a{n}", "Somebody") for n in range(500)]), "actors"),
        ("actors", items(actors=[target("../../etc", "Somebody")]), "actors"),
        (
            "purpose",
            items(targets=[target("t1", "x", quantity("1e999999"))]),
            "targets/t1/quantities/0/value",
        ),
        ("cell", {"stage": "waste'--", "instrument": "legal"}, "cell"),
        ("cell", {"also": [{"stage": "no", "instrument": "such"}]}, "cell/also/0"),
        ("cell", {"reason": "\0"}, "cell/reason"),
        ("authority", {"kind": "bribe"}, "authority/kind"),
        ("authority", {"date": "2026-02-31"}, "authority/date"),
        ("authority", {"number": "9" * 81}, "authority/number"),
    ],
)
def test_what_cannot_be_stored_is_refused_by_name_and_the_draft_stays(code, content, address, draft, fatima):
    before = list(Section.objects.order_by("pk").values())
    with pytest.raises(ValidationError) as fault:
        save(draft, code, content, fatima)
    assert list(fault.value.message_dict) == [address]
    assert list(Section.objects.order_by("pk").values()) == before


def test_a_text_that_turns_the_line_around_is_kept_and_turns_nothing_beside_it(empty, fatima):
    write(empty, "title", fatima, title=line("abc \u202e<script>cba"))
    assert text_of(empty) == "abc \u202e<script>cba\u202c"


@pytest.mark.parametrize("code", ["", "nonsense", "title' OR 1=1"])
def test_a_section_that_the_template_does_not_have_is_refused(code, empty, fatima):
    with pytest.raises(drafting.DraftRefused):
        drafting.save_section(submission=empty, code=code, content=items(), seen=0, by=fatima)


def test_an_item_of_another_section_is_refused(empty, fatima):
    with pytest.raises(drafting.DraftRefused):
        write(empty, "title", fatima, description=line("Much."))


def test_a_draft_is_discarded_with_all_that_belongs_to_it(draft, fatima):
    path = desk.attach(draft, fatima).path
    with desk.committing():
        opening.discard(submission=draft, by=fatima)
    assert not Submission.objects.filter(pk=draft.pk).exists()
    assert not path.exists()


def test_what_was_sent_is_not_discarded(draft, fatima):
    desk.submit(draft, fatima)
    with pytest.raises(drafting.DraftRefused):
        opening.discard(submission=draft, by=fatima)


def test_returned_it_is_not_discarded_either(draft, fatima, kim):
    returned = desk.bring_to("returned", draft, by=fatima, screener=kim)
    with pytest.raises(drafting.DraftRefused) as refusal:
        opening.discard(submission=returned, by=fatima)
    assert refusal.value.messages == ["What has been sent is withdrawn, not discarded."]


def test_a_draft_may_be_begun_before_belonging_to_anybody(stranger, taxonomy):
    own = opening.open_draft(by=stranger, language="fr")
    desk.fill(own, stranger)
    with pytest.raises(workflow.MoveRefused) as refusal:
        desk.submit(own, stranger)
    assert refusal.value.messages == [
        "Say in whose name you submit; a request to act for a submitter has to be approved first."
    ]


def test_two_focal_points_write_in_one_anothers_drafts_and_references_differ(fatima, agency):
    references = {opening.open_draft(by=fatima, language="en", submitter=agency).reference for _ in range(20)}
    assert len(references) == 20
