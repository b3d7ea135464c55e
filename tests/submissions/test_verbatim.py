"""A Member State's text is verbatim: what the secretariat changes of it is approved, or goes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes import workflow as registry
from programmes.models import Programme, Scheduling, Version
from programmes.status import PartyRole, SubmitterKind, VersionKind
from programmes.template.content import digest, text_hash
from programmes.template.merge import CitesEdit, ContentEdit, RowsEdit, TextEdit
from programmes.verbatim import Approval, Unapproved, changed_words
from tests import desk
from tests.desk import edit, open_update, working
from tests.factories import CITE, NOTES, make_party, make_programme, make_submitter, prose, publish
from tests.page import Page, words

APPROVAL = Approval("Ms Ruritania, Ministry of the Environment", date(2026, 5, 4))


@pytest.fixture
def state(db):
    return make_submitter("Ruritania")


@pytest.fixture
def accepted(focal_point, state, kim, taxonomy):
    """What a Member State sent, accepted and not public yet."""
    desk.make_member(focal_point, state)
    there = desk.bring_to("accepted", desk.make_draft(focal_point, state), by=focal_point, screener=kim)
    Programme.objects.filter(pk=there.programme.pk).update(cell_reason_en="As the submitters say.")
    there.programme.refresh_from_db()
    return there


def make_public(programme, kind=VersionKind.LISTED, **options):
    return publish(Programme.objects.get(pk=programme.pk), kind, **options)


def changed(programme):
    programme = Programme.objects.get(pk=programme.pk)
    return changed_words(programme, working(programme).content, working(programme).contributions)


def refused(programme, kind=VersionKind.LISTED, **options):
    with pytest.raises(Unapproved) as why:
        make_public(programme, kind, **options)
    return why.value.messages[0]


def test_as_it_was_sent_it_needs_no_approval(accepted):
    assert changed(accepted.programme) == []
    assert make_public(accepted.programme).approval == {}


def test_a_translation_and_a_reason_for_the_cell_are_the_secretariats(accepted, kim):
    edit(accepted.programme, kim, language="fr", title="Moins de déchets")
    make_public(accepted.programme)


def test_other_words_are_refused_until_somebody_approved_them(accepted, kim):
    edit(accepted.programme, kim, title="Even less food waste")
    assert changed(accepted.programme) == ["Title"]
    assert refused(accepted.programme).startswith("The words of a Member State were changed: Title.")
    version = make_public(accepted.programme, approval=APPROVAL)
    assert version.approval == {"by": "Ms Ruritania, Ministry of the Environment", "on": "2026-05-04"}


def test_what_was_approved_is_what_they_say_from_then_on(accepted, kim):
    edit(accepted.programme, kim, title="Even less food waste")
    make_public(accepted.programme, approval=APPROVAL)
    edit(accepted.programme, kim, language="fr", title="Moins de déchets")
    assert make_public(accepted.programme, VersionKind.TRANSLATED).approval == {}
    edit(accepted.programme, kim, title="Less food waste")
    assert changed(accepted.programme) == ["Title"]


def test_put_back_to_the_letter_it_needs_none(accepted, kim):
    edit(accepted.programme, kim, title="Even less food waste")
    edit(accepted.programme, kim, title="Less food waste")
    assert changed(accepted.programme) == []


def test_a_text_that_was_stored_with_an_open_turn_of_direction_is_not_taken_for_another(accepted, kim):
    """Before a line had to end what it turns such texts were stored; whatever is written ends it."""
    version = working(accepted.programme)
    [contribution] = version.contributions
    for content in (version.content, contribution["after"]):
        content["items"]["title"]["texts"]["en"]["text"] = "Less \N{RIGHT-TO-LEFT EMBEDDING}food waste"
    version.save()
    edit(accepted.programme, kim, language="fr", title="Moins de déchets")
    assert changed(accepted.programme) == []


def test_neither_another_source_nor_another_standing_goes_around_it(accepted, kim):
    programme = accepted.programme
    cites = working(programme).content["items"]["title"]["cites"]
    text = TextEdit("title", "Even less", text_hash("Less food waste"))
    away = ContentEdit("en", "summary", [text], cites=[CitesEdit("title", [CITE], digest(cites))])
    registry.edit_working_version(programme=programme, edit=away, by=kim)
    assert changed(programme) == ["Title"]


def test_a_row_taken_out_and_an_amount_changed_are_changes_too(accepted, kim):
    programme = accepted.programme
    gone = ContentEdit("en", "", [], rows=[RowsEdit("targets", [], ["t1"])])
    registry.edit_working_version(programme=programme, edit=gone, by=kim)
    assert changed(programme) == ["Possible specific targets"]


@pytest.mark.parametrize(
    ("approval", "says"),
    [
        (Approval(" ", date(2026, 5, 4)), "Say who approved the change."),
        (Approval("Ms R.", timezone.now().date() + timedelta(days=1)), "still to come"),
    ],
)
def test_an_approval_names_somebody_and_a_day_that_was(accepted, kim, approval, says):
    edit(accepted.programme, kim, title="Even less food waste")
    assert says in refused(accepted.programme, approval=approval)


def test_an_agency_lets_the_secretariat_edit(draft, fatima, kim):
    there = desk.bring_to("accepted", draft, by=fatima, screener=kim)
    Programme.objects.filter(pk=there.programme.pk).update(cell_reason_en="As the submitters say.")
    edit(there.programme, kim, title="Even less food waste")
    make_public(there.programme)


@pytest.mark.parametrize(("role", "found"), [(PartyRole.CO_SUBMITTER, ["Title"]), (PartyRole.PARTNER, [])])
def test_a_member_state_that_signs_counts_and_a_partner_does_not(role, found, draft, fatima, kim):
    there = desk.bring_to("accepted", draft, by=fatima, screener=kim)
    assert make_submitter("Ruritania").kind == SubmitterKind.MEMBER_STATE
    make_party(there.programme, "Ruritania", role=role)
    edit(there.programme, kim, title="Even less food waste")
    assert changed(there.programme) == found


def test_what_an_annex_prints_was_never_sent(taxonomy, kim):
    programme = make_programme(title="Bins", content={"description": prose("Long.")})
    edit(programme, kim, title="Better bins")
    assert changed(programme) == []
    publish(programme)


def test_an_update_of_theirs_changes_their_own_words(accepted, focal_point, state, kim):
    make_public(accepted.programme)
    update = open_update(Programme.objects.get(), focal_point, state)
    desk.fill(update, focal_point, title="No food waste")
    desk.save(update, "authority", {"kind": "note_verbale", "number": "8", "date": "2026-05-04"}, focal_point)
    desk.attach(update, focal_point, kind="authority")
    desk.bring_to("accepted", update, by=focal_point, screener=kim)
    assert changed(accepted.programme) == []
    edit(accepted.programme, kim, title="No waste")
    assert changed(accepted.programme) == ["Title"]
    assert "Title" in refused(accepted.programme, VersionKind.UPDATED)


def test_an_urgent_correction_of_their_words_is_approved_too(accepted, kim):
    make_public(accepted.programme)
    page = ContentEdit("en", "", [TextEdit("title", "Less waste", text_hash("Less food waste"))])
    said = {"programme": accepted.programme, "edit": page, "notes": NOTES, "by": kim, "reason": "Asked."}
    with pytest.raises(Unapproved):
        registry.correct_text(**said)
    version = registry.correct_text(**said, approval=APPROVAL)
    assert version.approval["on"] == "2026-05-04"


def test_what_is_scheduled_keeps_its_approval(accepted, kim, publisher):
    edit(accepted.programme, kim, title="Even less food waste")
    seen = registry.digest_of(working(accepted.programme))
    at = timezone.now() + timedelta(hours=1)
    said = {"kind": "listed", "notes": NOTES, "by": publisher, "reason": "Asked.", "seen": seen, "at": at}
    with pytest.raises(Unapproved):
        registry.schedule(programme=accepted.programme, **said)
    registry.schedule(programme=accepted.programme, **said, approval=APPROVAL)
    assert registry.publish_due(at=at) == 1
    assert Scheduling.objects.get().outcome == "published"
    assert Version.objects.published().get().approval["on"] == "2026-05-04"


# --- On the desk --------------------------------------------------------------------------------------


def marked(client, page, programme, language):
    """Which texts of a page about ``programme`` it says are a Member State's words."""
    found = Page(
        client.get(reverse(f"admin:programmes_programme_{page}", args=[programme.pk]), {"lang": language})
    )
    hints = [each for each in found.having("p", "hint") if "words of a Member State" in words(each)]
    return [each.get("id") for each in hints]


def test_before_anybody_types_the_form_says_which_words_are_theirs(accepted, publisher_client):
    programme = accepted.programme
    theirs = ["title-en-hint", "overall_objective-en-hint", "targets-t1-en-hint", "description-en-hint"]
    assert marked(publisher_client, "text", programme, "en") == theirs
    make_public(programme)
    assert marked(publisher_client, "correct", programme, "en") == theirs
    assert marked(publisher_client, "correct", programme, "fr") == []


def test_what_an_annex_prints_is_not_marked_as_theirs(taxonomy, publisher_client):
    assert marked(publisher_client, "correct", make_programme(), "en") == []


def test_who_approved_before_is_offered_and_the_day_is_asked_each_time(
    accepted, publisher, publisher_client, kim
):
    programme = accepted.programme
    make_public(programme)
    for title in ("Food waste", "Wasted food"):
        edit(programme, kim, title=title)
        there = Page(publisher_client.get(reverse("admin:programmes_programme_publish", args=[programme.pk])))
        offered = [each.get("value") for each in there.all(".//datalist[@id='approvers']/option")]
        (day,) = [each for each in there.all(".//input") if each.get("name") == "approved_on"]
        assert offered == ([] if title == "Food waste" else [APPROVAL.by])
        assert not day.get("value")
        make_public(programme, VersionKind.CORRECTED, approval=APPROVAL, by=publisher)
