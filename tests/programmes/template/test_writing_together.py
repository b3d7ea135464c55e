"""The template form beside other languages and other people: what stands beside a text, what conflicts."""

from __future__ import annotations

import pytest

from programmes.template.content import is_stale, text_hash
from programmes.template.forms import TemplateForm
from programmes.template.merge import Part, StaleEdit, merge
from tests.factories import CITE, SYMBOL, prose, row
from tests.programmes.template.sending import TARGETS, content, form_sent, saved, sent_back

# --- Translating -------------------------------------------------------------------------------------


def test_beside_a_translation_stands_the_original():
    stored = content(description=prose(zh_hans="问题", en="The problem"))
    items = _items(TemplateForm(stored, "fr"))
    shown = {item.item.code: item.passages[0] for item in items if item.passages}
    assert (shown["description"].beside.text, shown["description"].beside.language.code) == (
        "问题",
        "zh-hans",
    )
    assert shown["title"].beside.text == "Clean ovens"


def test_beside_the_original_stands_nothing():
    assert next(_items(TemplateForm(content(), "en"))).passages[0].beside is None


def test_beside_a_translation_that_has_no_original_stands_english():
    stored = content()
    stored["items"]["title"]["texts"]["en"]["status"] = "summary"
    assert next(_items(TemplateForm(stored, "ru"))).passages[0].beside.text == "Clean ovens"


def test_a_translation_older_than_its_original_says_so_until_it_is_confirmed():
    stored = content()
    stored["items"]["title"]["texts"]["fr"] = {
        "text": "Fours",
        "status": "unofficial",
        "of": text_hash("Old"),
    }
    assert next(_items(TemplateForm(stored, "fr"))).passages[0].is_stale
    changed = saved(stored, "fr", title__fr__confirmed="on", status="reviewed")
    assert not is_stale(changed["items"]["title"]["texts"], "fr")
    assert changed["items"]["title"]["texts"]["fr"]["status"] == "reviewed"


def _items(form):
    return (item for section in form.sections for item in section.items)


# --- Two people at once ------------------------------------------------------------------------------


def both(stored, mine, theirs, *, language="en"):
    """My form after theirs was saved first and mine was refused; and the content as it then stands."""
    form = form_sent(stored, language, **mine)
    assert form.is_valid()
    now = saved(stored, **theirs)
    with pytest.raises(StaleEdit) as stale:
        merge(now, form.edit())
    form.rebase(now, stale.value)
    return form, now


def again(form, now):
    """The refused page sent again as it is."""
    second = TemplateForm(now, form.language.code, data=sent_back(form))
    assert second.is_valid(), second.errors
    return merge(now, second.edit())


def test_a_refused_page_shows_theirs_keeps_mine_and_overwrites_when_sent_again():
    form, now = both(content(), {"title__en": "My ovens"}, {"title__en": "Their ovens"})
    passage = next(_items(form)).passages[0]
    assert [conflict.theirs for conflict in passage.conflicts] == [["Their ovens"]]
    assert passage.text.value == "My ovens"
    assert again(form, now)["items"]["title"]["texts"]["en"]["text"] == "My ovens"


def test_what_i_did_not_touch_follows_the_others_when_my_page_is_sent_again():
    stored = content(description=prose("Before."))
    theirs = {"title__en": "Their ovens", "description__en": "After."}
    form, now = both(stored, {"title__en": "My ovens"}, theirs)
    assert form.sheet["description"][0].text == "After."
    assert again(form, now)["items"]["description"]["texts"]["en"]["text"] == "After."


def test_rows_they_added_and_removed_follow_too():
    stored = content(targets=[row("t1", "One"), row("t2", "Two")])
    now = content(title=prose("Their ovens"), targets=[row("t1", "One"), row("t3", "Three")])
    form = form_sent(stored, title__en="My ovens")
    assert form.is_valid()
    with pytest.raises(StaleEdit) as stale:
        merge(now, form.edit())
    form.rebase(now, stale.value)
    assert [passage.text for passage in form.sheet["targets"]] == ["One", "Three"]
    assert [each["id"] for each in again(form, now)["items"]["targets"]] == ["t1", "t3"]


def test_a_row_they_removed_while_i_wrote_on_it_comes_back_when_sent_again():
    stored = content(targets=[row("t1", "One")])
    form, now = both(stored, {"targets__t1__en": "One, better"}, {"targets__rows": [""]})
    assert again(form, now)["items"]["targets"][0]["texts"]["en"]["text"] == "One, better"


def test_a_row_i_removed_while_they_wrote_on_it_can_be_put_back():
    stored = content(targets=[row("t1", "One")])
    form, now = both(stored, {"targets__rows": [""]}, {"targets__t1__en": "One, theirs"})
    item = next(item for item in _items(form) if item.item.code == "targets")
    assert item.contested == [("targets/t1", "One, theirs")]
    assert "targets" not in again(form, now)["items"]

    data = sent_back(form)
    data["press"] = "restore:targets/t1"
    back = TemplateForm(now, "en", data=data)
    back.press()
    assert [passage.text for passage in back.sheet["targets"]] == ["One, theirs"]


def test_amounts_and_sources_changed_by_both_are_shown_and_kept_too():
    mine = {"targets__t1__quantities__0__value": "60", "title__cites__0__position": "8"}
    theirs = {"targets__t1__quantities__0__value": "70", "title__cites__0__position": "9"}
    form, now = both(TARGETS, mine, theirs)
    shown = {conflict.part: conflict.theirs for conflict in form.conflicts}
    assert [each["value"] for each in shown[Part.QUANTITIES]] == ["70", None]
    assert shown[Part.CITES] == [{**CITE, "position": "9"}]
    lines = [
        line
        for item in _items(form)
        for passage in item.passages
        for conflict in passage.conflicts
        for line in conflict.theirs
    ]
    assert lines == [
        f"{SYMBOL}, para. 9",
        "70 · per cent · by 2020",
        "X · not yet quantified · countries",
    ]
    stored = again(form, now)["items"]
    assert stored["targets"][0]["quantities"][0]["value"] == "60"
    assert stored["title"]["cites"][0]["position"] == "8"
