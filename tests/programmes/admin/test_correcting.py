"""An urgent correction from the desk: typed, shown as it will be, and published at once."""

from __future__ import annotations

import pytest

from programmes import workflow
from programmes.models import Version
from tests.factories import NOTES as PUBLIC
from tests.filled import filled
from tests.programmes.admin.conftest import address
from tests.programmes.admin.test_publishing import NOTES, added, edit, removed

pytestmark = pytest.mark.django_db
FORM = "template-form"


def page_of(programme, language="en"):
    return f"{address('correct', programme.pk)}?lang={language}"


@pytest.fixture
def look(publisher_client, programme, send):
    """The page after the publisher typed another title and asked what becomes public."""

    def act(title="Cleaner ovens"):
        return send(publisher_client, page_of(programme), FORM, title__en=title, press="look")

    return act


def publish(client, programme, looked, **typed):
    data = {**filled(looked, FORM), "press": "publish", **NOTES, **typed}
    return client.post(page_of(programme), data)


def test_what_is_typed_is_shown_and_then_public_at_once(
    look, publisher_client, publisher, programme, no_faults
):
    looked = look()
    assert f"{removed('Clean')}{added('Cleaner')} ovens" in looked.content.decode()
    programme.refresh_from_db()
    assert programme.title_en == "Clean ovens"

    answer = publish(publisher_client, programme, looked)

    assert answer.url == address("change", programme.pk)
    programme.refresh_from_db()
    assert (programme.title_en, programme.title_fr) == ("Cleaner ovens", "Fours propres")
    version = programme.current
    assert (version.number, version.kind, version.made_by) == (2, "corrected", publisher)
    assert (version.note_en, version.reason) == ("The title was put right.", "A letter of 3 May.")
    no_faults()


def test_nothing_is_published_that_was_not_shown(publisher_client, programme, send, look):
    given = {"title__en": "Cleaner ovens", "press": "publish", **NOTES}
    unseen = send(publisher_client, page_of(programme), FORM, **given)
    assert unseen.status_code == 422
    assert "What is public changed since you looked at it." in unseen.content.decode()
    other = publish(publisher_client, programme, look(), **{"title/en": "Cleanest ovens"})
    assert other.status_code == 422
    # What would become public now is shown, to be published on purpose.
    assert f"{removed('Clean')}{added('Cleanest')} ovens" in other.content.decode()
    assert Version.objects.published().count() == 1
    assert publish(publisher_client, programme, other).status_code == 302


@pytest.mark.parametrize("missing", ["reason", "note_en"])
def test_reason_and_note_are_asked_for_and_nothing_typed_is_lost(look, publisher_client, programme, missing):
    answer = publish(publisher_client, programme, look(), **{missing: ""})
    assert answer.status_code == 422
    assert filled(answer, FORM)["title/en"] == ["Cleaner ovens"]
    assert Version.objects.published().count() == 1


def test_what_somebody_corrected_meanwhile_is_shown_beside_what_was_typed(look, publisher_client, programme):
    looked = look()
    edit(programme, "Their ovens")
    workflow.publish(programme=programme, kind="corrected", notes=PUBLIC, by=None)
    answer = publish(publisher_client, programme, looked)
    assert answer.status_code == 409
    assert "Their ovens" in answer.content.decode()
    kept = filled(answer, FORM)
    assert (kept["title/en"], kept["reason"]) == (["Cleaner ovens"], ["A letter of 3 May."])


def test_looking_asks_for_no_reason_yet_and_keeps_the_one_that_is_typed(publisher_client, programme, send):
    given = {"title__en": "Cleaner ovens", "press": "look"}
    page = send(publisher_client, page_of(programme), FORM, **given)
    assert "This field is required." not in page.content.decode()
    typed = send(publisher_client, page_of(programme), FORM, **given, reason="A letter.")
    assert filled(typed, FORM)["reason"] == ["A letter."]


def test_where_somebody_wrote_on_the_working_version_the_pages_say_what_was_left(
    look, publisher_client, programme
):
    edit(programme, "My ovens")
    answer = publish(publisher_client, programme, look())
    told = publisher_client.get(answer.url).content.decode()
    assert "The working version says otherwise, and was left as it is: Title." in told
    for page in ("text", "publish"):
        html = publisher_client.get(address(page, programme.pk)).content.decode()
        assert "Corrected in public, and not here" in html
    assert Version.objects.working().get().content["items"]["title"]["texts"]["en"]["text"] == "My ovens"


def test_unfinished_work_stays_unfinished(look, publisher_client, programme, client):
    edit(programme, "Fours nets", seen="Fours propres", language="fr")
    publish(publisher_client, programme, look())
    assert "Fours propres" in client.get("/fr/programmes/10YFP-001/").content.decode()
    texts = Version.objects.working().get().content["items"]["title"]["texts"]
    assert {code: text["text"] for code, text in texts.items()} == {"en": "Cleaner ovens", "fr": "Fours nets"}


def test_what_was_not_changed_is_not_published(look, publisher_client, programme):
    answer = publish(publisher_client, programme, look("Clean ovens"))
    assert answer.status_code == 422
    assert "Nothing was changed." in answer.content.decode()


def test_a_button_keeps_everything_typed_and_publishes_nothing(publisher_client, programme, send):
    answer = send(publisher_client, page_of(programme), FORM, title__en="Typed", press="add:targets")
    assert filled(answer, FORM)["title/en"] == ["Typed"]
    assert Version.objects.count() == 1


@pytest.mark.parametrize("who", ["reader_client", "curator_client", "translator_client"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_publish_is_told_why(request, programme, who, method):
    answer = getattr(request.getfixturevalue(who), method)(page_of(programme))
    assert answer.status_code == 403
    assert "Only a publisher may change what is public." in answer.content.decode()


def test_what_left_the_list_is_not_corrected(publisher_client, programme):
    workflow.change_status(programme=programme, kind="retired", notes=PUBLIC, by=None, reason="It ended.")
    answer = publisher_client.get(page_of(programme))
    assert answer.status_code == 403
    assert "Only a programme of the list is corrected." in answer.content.decode()
