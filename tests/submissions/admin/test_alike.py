"""Entries that look alike on the screening page: what came after the submission was sent is there too."""

import pytest
from django.core.management import call_command

from submissions.finding import Finder
from submissions.models import Submission
from tests import desk
from tests.factories import make_programme
from tests.screening import page


@pytest.fixture
def work(monkeypatch):
    """The worker's command, without the optional packages."""
    finder = Finder(None)
    monkeypatch.setattr("submissions.management.commands.find_alike.finder", lambda: finder)
    return lambda: call_command("find_alike")


def alike(client, submission):
    shown = client.get(page(submission)).content.decode()
    return shown[shown.index('id="alike"') : shown.index('id="discussion"')]


def test_what_is_listed_or_sent_after_it_was_sent_is_shown_once_the_worker_came_by(
    screened, stefan, bureau, kims, work, capsys
):
    assert "It has not been compared with other entries yet." in alike(kims, screened)
    work()
    shown = alike(kims, screened)
    assert "As they were found on " in shown
    assert "Nothing looks alike so far." in shown
    programme = make_programme(title={"en": "Less food waste"}, stage="waste", instrument="legal")
    work()
    assert programme.reference in alike(kims, screened)
    later = desk.make_draft(stefan, bureau, title="Less waste of food")
    desk.submit(later, stefan)
    Submission.objects.filter(pk=later.pk).update(may_be_hinted=True)
    work()
    assert later.reference in alike(kims, screened)
    work()
    assert capsys.readouterr().out.split("\n")[-2] == "0 compared."
