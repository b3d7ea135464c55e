"""Every address of the desk, and what it answers to those who write together, or might have."""

from __future__ import annotations

import pytest

from submissions import invitations
from submissions.models import Comment, Submission, SubmissionParty
from tests import together
from tests.doors import DRAFT, MADE_UP, PEOPLE, RETURNED, ask, browser, told

pytestmark = pytest.mark.django_db

# Whose column of the tables holds for them, but for the lines below.
AS = {
    "co_submitter": "focal",
    "editor": "editor",
    "commenter": "reader",
    "reader": "reader",
    "partner": "stranger",
    "declined": "stranger",
    "waiting": "stranger",
}
OUTSIDE = [part for part, column in AS.items() if column == "stranger"]
# A co-submitter does not send, take back, throw away, ask other submitters, or leave for the lead.
NOT_FOR_CO_SUBMITTERS = [
    ("send", "POST", {}),
    ("withdraw", "GET", {}),
    ("withdraw", "POST", {"message": "x" * 5001}),
    ("submission", "POST", {"act": "discard"}),
    ("together", "POST", {"act": "invite_submitter"}),
    ("together", "POST", {"act": "leave", "party": "{lead}"}),
]
# A commenter talks; what the secretariat notes for itself is not there.
FOR_COMMENTERS = [
    ("discussion", {}, 422),
    ("discussion", {"audience": "coauthors"}, 422),
    ("discussion", {"act": "resolve", "comment": "{note}"}, 404),
]


def expected(part, name, method, posted, statuses):
    if part == "co_submitter" and (name, method, posted) in NOT_FOR_CO_SUBMITTERS:
        return 403
    if part == "commenter" and method == "POST":
        for page, sent, status in FOR_COMMENTERS:
            if (page, sent) == (name, posted):
                return status
    return statuses[PEOPLE.index(AS[part])]


@pytest.fixture
def gathered(draft, fatima):
    """The cast, each in a browser; of both drafts, and the partner has left both."""
    return {part: browser(user, "password") for part, user in together.gather(draft, fatima).items()}


@pytest.fixture
def known_together(gathered, known, fatima):
    drafted = Submission.objects.get(reference=known["drafted_reference"])
    people = together.gather(drafted, fatima)
    for party in SubmissionParty.objects.filter(role="partner"):
        invitations.leave(party=party, by=people["partner"], reason="No money.")
    return known


@pytest.mark.parametrize(("table", "reference"), [(RETURNED, "reference"), (DRAFT, "drafted_reference")])
def test_each_part_is_answered_as_the_tables_say(table, reference, gathered, known_together):
    remarks = Comment.objects.count()
    for name, tail, method, posted, statuses in table:
        address = f"/en/submit/{{{reference}}}/{tail}"
        found = {
            part: ask(client, method, address, known_together, posted).status_code
            for part, client in gathered.items()
        }
        wanted = {part: expected(part, name, method, posted, statuses) for part in gathered}
        assert found == wanted, (name, tail, method, posted)
    assert Comment.objects.count() == remarks


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_left_declined_or_waits_is_answered_byte_for_byte_as_if_nothing_were_there(
    method, gathered, known_together
):
    for which in ("reference", "drafted_reference"):
        reference = known_together[which]
        for page in sorted({row[1] for row in RETURNED + DRAFT}):
            for part in OUTSIDE:
                there, made_up = (
                    ask(gathered[part], method, f"/en/submit/{each}/{page}", known_together)
                    for each in (reference, MADE_UP)
                )
                assert told(there, reference) == told(made_up, MADE_UP), (part, page)
                assert there.status_code == 404
