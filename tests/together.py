"""Writing together in tests: invited through the front door, the link read from the letter as sent."""

from __future__ import annotations

import re

from allauth.account.models import EmailAddress

from accounts.models import Letter, User
from programmes.models import Submitter
from submissions import drafting, invitations, signing
from submissions.models import Invitation, Submission, SubmissionParty


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


def token_in(address: str) -> str:
    """The token of the link in the last letter to ``address``."""
    letter = Letter.objects.filter(address=address, key__startswith="invited:").latest("pk")
    found = re.search(r"/invitations/(\S+)", letter.text)
    assert found
    return found[1]


def told(key: str) -> dict[str, str]:
    """Who got a letter about an event, and its subject."""
    return dict(Letter.objects.filter(key__startswith=key).values_list("address", "subject"))
