"""The address of an invited person is known while somebody is to answer, and forgotten then."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.letters import try_again
from accounts.models import Letter
from submissions import invitations
from submissions.models import Invitation
from tests import together
from tests.doors import told
from tests.page import Page
from tests.writing import client_of

pytestmark = pytest.mark.django_db

ADDRESS = "stranger@elsewhere.example"


@pytest.fixture
def invited(draft, fatima):
    return together.invite_person(draft, ADDRESS, fatima)


@pytest.fixture
def token(invited):
    return together.token_in(ADDRESS)


def forget(at=None):
    return invitations.forget_addresses(at=at or timezone.now())


def at(token):
    return f"/en/submit/invitations/{token}/"


def test_an_address_is_kept_while_somebody_is_to_answer_and_forgotten_at_the_moment_it_is_too_late(invited):
    assert forget() == 0
    assert forget(invited.expires_at - timedelta(seconds=1)) == 0
    assert forget(invited.expires_at) == 1
    assert forget(invited.expires_at) == 0
    invited.refresh_from_db()
    assert (invited.email, invited.answer) == ("", "open")


@pytest.mark.parametrize("answer", ["accept", "decline", "withdraw"])
def test_what_was_answered_or_withdrawn_is_forgotten(answer, invited, fatima, stranger):
    by = fatima if answer == "withdraw" else together.with_address(stranger)
    getattr(invitations, answer)(invitation=invited, by=by)
    assert forget() == 1
    assert Invitation.objects.get().email == ""


def test_that_a_submitter_was_invited_is_not_forgotten(draft, bureau, fatima):
    invitation = together.invite(draft, bureau, fatima)
    invitations.withdraw(invitation=invitation, by=fatima)
    assert forget() == 0


def test_the_page_says_that_the_address_is_not_kept(draft, invited, hers, fatima):
    assert ADDRESS in Page(hers.get(f"/en/submit/{draft.reference}/together/")).words()
    invitations.withdraw(invitation=invited, by=fatima)
    forget()
    words = Page(hers.get(f"/en/submit/{draft.reference}/together/")).words()
    assert "A person whose address is not kept any more comments · Withdrawn" in words
    assert ADDRESS not in words


def test_who_took_part_is_led_there_by_the_link_still(draft, invited, token, stranger):
    invitations.accept(invitation=invited, by=together.with_address(stranger))
    forget()
    assert client_of(stranger).get(at(token))["Location"] == f"/en/submit/{draft.reference}/"


def test_who_declined_is_told_that_it_is_over(invited, token, stranger):
    invitations.decline(invitation=invited, by=together.with_address(stranger))
    forget()
    answer = client_of(stranger).get(at(token))
    assert answer.status_code == 410
    assert "The invitation has been answered or withdrawn already." in Page(answer).words()


@pytest.mark.parametrize("answer", ["accept", "decline", "withdraw"])
def test_whoever_else_has_the_link_learns_that_it_is_over_and_nothing_more(
    answer, draft, invited, token, fatima, stranger, rita
):
    by = fatima if answer == "withdraw" else together.with_address(stranger)
    getattr(invitations, answer)(invitation=invited, by=by)
    forget()
    for method in ("get", "post"):
        page = getattr(client_of(rita), method)(at(token))
        assert page.status_code == 410
        for hidden in (ADDRESS, draft.reference, "Less food waste", "Fatima", "Agency"):
            assert hidden not in page.content.decode()
    by_hash, made_up = (client_of(rita).get(at(each)) for each in (invited.token_hash, "made.up"))
    assert told(by_hash, invited.token_hash) == told(made_up, "made.up")


def test_who_has_confirmed_no_address_is_not_taken_for_the_forgotten(invited, rita, fatima):
    invitations.withdraw(invitation=invited, by=fatima)
    forget()
    for user in (rita, fatima):
        assert not Invitation.objects.to(user).exists()


# --- The outbox ---------------------------------------------------------------------------------------


def test_letters_to_nobody_s_account_lose_their_address_after_a_month(invited, fatima):
    written = timezone.now() - timedelta(days=31)
    sent = Letter.objects.filter(key=f"invited:{invited.pk}")
    sent.update(written_at=written)
    call_command("forget_addresses", verbosity=0)
    assert sent.get().address == ADDRESS
    sent.update(state="sent")
    Letter.objects.filter(to=fatima).update(written_at=written, state="sent")
    invitations.withdraw(invitation=invited, by=fatima)
    said = io.StringIO()
    for _twice in range(2):
        call_command("forget_addresses", stdout=said)
    assert said.getvalue() == "2 addresses forgotten.\n0 addresses forgotten.\n"
    assert sent.get().address == ""
    assert set(together.told("invitation_withdrawn:")) == {ADDRESS}
    assert not Letter.objects.filter(to=fatima, address="").exists()


def test_a_letter_without_an_address_is_not_sent_again(invited):
    letter = Letter.objects.get(key=f"invited:{invited.pk}")
    Letter.objects.update(state="given_up", holds_key=False, address="")
    assert not try_again(letter=letter, by=invited.created_by)
