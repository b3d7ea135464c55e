"""Writing together in tests: invited through the front door, the link read from the letter as sent."""

from __future__ import annotations

import re

from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import Letter, User
from programmes.models import Submitter
from submissions import discussion, drafting, invitations, signing
from submissions.models import Call, Invitation, Submission, SubmissionParty
from submissions.status import CollaboratorRight
from tests import desk


def invite(draft: Submission, submitter: Submitter, by: User, role: str = "co_submitter") -> Invitation:
    return invitations.invite_submitter(submission=draft, submitter=submitter, role=role, by=by)


def join(draft: Submission, submitter: Submitter, by: User, role: str = "co_submitter") -> SubmissionParty:
    """``submitter`` is invited by whoever began the draft, and ``by`` accepts."""
    invitations.accept(invitation=invite(draft, submitter, draft.created_by, role), by=by)
    return draft.parties.get(submitter=submitter)


def invite_person(draft: Submission, email: str, by: User, right: str = "commenter") -> Invitation:
    return invitations.invite_person(submission=draft, email=email, right=right, by=by)


def with_address(user: User) -> User:
    """``user``, who has confirmed that the address is theirs."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign(party: SubmissionParty, by: User) -> SubmissionParty:
    """Sign off the text as it stands."""
    seen = signing.text_hash(drafting.assemble(party.submission))
    return signing.sign_off(party=party, by=by, seen=seen)


def gather(draft: Submission, by: User) -> dict[str, User]:
    """Somebody in each part of writing ``draft``, by what they are; a second draft has the same people.

    A co-submitter that has signed and a partner that may leave, by their focal points; a person with each
    right; and of invited persons one who declined, and one who has not answered.
    """
    rights = CollaboratorRight.values
    parts = ["co_submitter", "partner", *rights, "declined", "waiting"]
    people = {part: _somebody(f"{part}@elsewhere.example") for part in parts}
    for role, name in (("co_submitter", "C"), ("partner", "P")):
        submitter = desk.make_agency(name)
        if not submitter.memberships.exists():
            desk.make_member(people[role], submitter)
        party = join(draft, submitter, people[role], role)
        if role == "co_submitter":
            sign(party, people[role])
    for right in rights:
        invitation = invite_person(draft, people[right].email, by, right)
        invitations.accept(invitation=invitation, by=people[right])
    declined = invite_person(draft, people["declined"].email, by, "reader")
    invitations.decline(invitation=declined, by=people["declined"], reply="–")
    invite_person(draft, people["waiting"].email, by, "reader")
    return people


def send_something() -> None:
    """A row in every table of the intake, with texts that are no words; and the letters that tell of it."""
    agency = desk.make_agency("–")
    person = User.objects.create_user("nobody@agency.example", name="–")
    desk.make_member(person, agency)
    draft = desk.make_draft(person, agency, title="–")
    partner = gather(draft, person)["partner"]
    said = {"section": "title", "text": "–", "by": person, "audience": "coauthors"}
    discussion.comment(submission=draft, **said)
    desk.submit(draft, person)
    left = draft.parties.get(role="partner")
    invitations.leave(party=left, by=partner, reason="–")
    Call.objects.create(code="csd", title_en="–", opens_at=timezone.now())


def _somebody(email: str) -> User:
    known = User.objects.filter(email=email).first()
    return known or with_address(User.objects.create_user(email))


def token_in(address: str) -> str:
    """The token of the link in the last letter to ``address``."""
    letter = Letter.objects.filter(address=address, key__startswith="invited:").latest("pk")
    found = re.search(r"/invitations/(\S+)", letter.text)
    assert found
    return found[1]


def told(key: str) -> dict[str, str]:
    """Who got a letter about an event, and its subject."""
    return dict(Letter.objects.filter(key__startswith=key).values_list("address", "subject"))
