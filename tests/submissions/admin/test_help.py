"""Beside a state and its buttons stands what they mean; where a row is about a person, no log names them."""

from __future__ import annotations

from django.contrib.admin.models import LogEntry

from submissions import membership
from submissions.status import MembershipState, SubmissionStatus
from tests import desk


def test_the_page_of_a_submission_says_what_its_state_and_its_buttons_mean(draft, fatima, kims):
    desk.submit(draft, fatima)
    html = kims.get(f"/en/admin/submissions/submission/{draft.pk}/change/").content.decode()
    assert SubmissionStatus.SUBMITTED.meaning in html
    assert "Its submitters are told that somebody is looking at it." in html


def test_the_page_of_a_programme_does_too(listed, kims):
    html = kims.get(f"/en/admin/programmes/programme/{listed.pk}/change/").content.decode()
    assert "Public, in the matrix and in every list and count." in html
    assert "Writes on the working version, which nobody reads before it is published." in html


def test_a_request_does_and_what_is_decided_on_it_is_logged_without_a_name(stranger, agency, kims):
    asked = membership.ask(user=stranger, submitter=agency)
    address = f"/en/admin/submissions/membership/{asked.pk}/"
    assert MembershipState.ASKED.meaning in kims.get(f"{address}change/").content.decode()
    assert kims.post(f"{address}act/approve/", {"role": "focal_point"}).status_code == 302
    assert not LogEntry.objects.exists()
    history = kims.get(f"{address}history/").content.decode()
    assert f"?table=submissions.membership&amp;object={asked.pk}" in history
