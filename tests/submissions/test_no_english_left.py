"""No English is left over on the submitters' desk, nor in the letters that it sends."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import Letter, User
from programmes.models import Submitter
from submissions import discussion, invitations, membership, opening, uploads, workflow
from submissions import letters as letters_of_the_desk
from submissions.models import Asking, Likeness, Submission
from submissions.status import AskingWay
from tests import desk, together, word_files
from tests.factories import make_programme
from tests.leftovers import data_of_rows, foreign_to, leftovers, nothing_is
from tests.submissions.pages import addresses_of
from tests.writing import client_of

OF_NOBODY = ("desk", "start", "people")


@pytest.fixture
def returned(draft, fatima, kim) -> Submission:
    """Sent twice, remarked upon and returned: something stands on every page of it."""
    desk.attach(draft, fatima)
    desk.bring_to("returned", draft, by=fatima, screener=kim)
    draft.refresh_from_db()
    discussion.comment(submission=draft, section="purpose", text="–", by=fatima)
    desk.submit(draft, fatima)
    workflow.take_into_screening(submission=draft, by=kim)
    back = desk.return_it(draft, kim, purpose="–").submission
    alike = make_programme(title="–", submitters=[draft.parties.get().submitter, "–"])
    Likeness.objects.create(
        submission=back, order=0, programme=alike, confidence=1, own_item="title", item="title"
    )
    uploads.upload(submission=back, name="–.docx", data=word_files.with_much_to_say(), by=fatima)
    return back


def test_pages_of_the_desk(returned, hers, read_all, language):
    addresses = addresses_of(language, returned)
    assert len(addresses) > 20
    read_all(hers, addresses, data=data_of_rows())


def test_pages_of_writing_together(draft, fatima, bureau, stefan, rita, read_all, language):
    party = together.join(draft, bureau, stefan)
    together.sign(party, stefan)
    desk.write(draft, "resources", fatima, resources=desk.line("–"))
    invitation = together.invite_person(draft, stefan.email, fatima)
    kept = f"/{language}/submit/invitations/{invitation.token_hash}/"
    own = f"/{language}/submit/{draft.reference}/"
    theirs = client_of(together.with_address(stefan))
    data = data_of_rows() | {"Less food waste"}
    read_all(theirs, [own, f"{own}preview/", f"{own}together/", kept], data=data)
    linked = f"/{language}/submit/invitations/{together.token_in(stefan.email)}/"
    read_all(client_of(rita), [linked], data=data)


def test_the_template_as_a_word_file(taxonomy, english_words, language):
    said = list(word_files.words_of(word_files.empty(language)))
    assert len(said) > 100
    nothing_is({left: ["template.docx"] for left in leftovers(said, foreign_to(language, english_words))})


def test_what_a_stranger_reads(taxonomy, read_all, language):
    with translation.override(language):
        addresses = [reverse(name) for name in OF_NOBODY]
    read_all(Client(), addresses)


def test_letters(returned, fatima, edith, kim, agency, english_words, language):
    """Of every event that somebody is told of, in the language of whoever is told."""
    User.objects.update(language=language)
    people = {each.pk: User.objects.get(pk=each.pk) for each in (fatima, edith, kim)}
    by, screener = people[fatima.pk], people[kim.pk]
    asking = User.objects.create_user("new@agency.example", name="–", language=language)
    asked = membership.ask(user=asking, submitter=agency, role="reader", message="–")
    membership.approve(membership=asked, by=by)
    for number, way in enumerate(AskingWay.values):
        entry = make_programme(title="–", submitters=[agency])
        request = Asking(pk=number, submission=returned, programme=entry, way=way, message="–", by=by)
        letters_of_the_desk.about_asking(request, "–")
    desk.submit(returned, by)
    workflow.take_into_screening(submission=returned, by=screener)
    discussion.comment(submission=returned, section="purpose", text="–", by=screener)
    workflow.accept(submission=returned, by=screener)
    _of_writing_together(people[fatima.pk], agency, language)
    client = client_of(by)
    client.post(f"/{language}/accounts/password/reset/", {"email": by.email})
    letters = Letter.objects.filter(language=language)
    assert letters.count() > 6
    foreign = foreign_to(language, english_words) - {"agency", "focal", "food", "waste", "less"}
    found: dict[str, list[str]] = {}
    for letter in letters:
        for left in leftovers([letter.subject, *letter.text.splitlines()], foreign):
            found.setdefault(left, []).append(letter.key)
    nothing_is(found)


def _of_writing_together(by: User, agency: Submitter, language: str) -> None:
    """The letters of a joint draft from its first invitation until it is thrown away."""
    draft = desk.make_draft(by, agency, language=language)
    together.gather(draft, by)
    User.objects.update(language=language)
    party = draft.parties.get(role="co_submitter")
    focal_point = party.submitter.memberships.get().user
    invitations.withdraw(invitation=together.invite_person(draft, focal_point.email, by), by=by)
    desk.write(draft, "title", by, title=desk.line("–", language))
    invitations.leave(party=party, by=focal_point)
    invitations.remove_collaborator(collaborator=draft.collaborators.first(), by=by)
    together.invite(draft, desk.make_agency("D"), by)
    opening.discard(submission=draft, by=by)
