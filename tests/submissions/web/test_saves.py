"""The last saves of a section: looked at, and taken back without losing what stands."""

from __future__ import annotations

from submissions.models import SavedSection
from tests import desk
from tests.page import Page, words
from tests.writing import at, save, text_of


def test_saves_are_listed_with_who_and_the_one_that_stands(hers, his, draft):
    save(his, draft, "title", **{"title/en": "What he wrote"})
    page = Page(hers.get(f"{at(draft, 'title')}saves/"))
    listed = [words(each) for each in page.all(".//ol[@class='saves']/li")]
    assert [each.split(":")[0] for each in listed] == ["Save 2", "Save 1"]
    assert "Carlos Co stands now" in listed[0]
    assert listed[1].endswith("Fatima Focal")


def test_one_save_says_what_it_changed_word_by_word(hers, draft):
    save(hers, draft, "title", **{"title/en": "More food waste"})
    page = Page(hers.get(f"{at(draft, 'title')}saves/?save=2"))
    assert (page.words(".//main//del"), page.words(".//main//ins")) == ("removed: Less", "added: More")


def test_a_save_is_taken_back_and_what_stood_is_kept(hers, draft):
    save(hers, draft, "title", **{"title/en": "A worse title"})
    answer = hers.post(f"{at(draft, 'title')}saves/", {"save": "1", "revision": "2"})
    assert answer["Location"] == at(draft, "title")
    assert text_of(draft) == "Less food waste"
    kept = SavedSection.objects.filter(submission=draft, code="title").order_by("revision")
    texts = [each.content["items"]["title"]["texts"]["en"]["text"] for each in kept]
    assert texts == ["Less food waste", "A worse title", "Less food waste"]


def test_taking_back_overwrites_nothing_that_was_saved_meanwhile(hers, his, draft):
    save(hers, draft, "title", **{"title/en": "Second"})
    save(his, draft, "title", **{"title/en": "Third"})
    page = Page(hers.post(f"{at(draft, 'title')}saves/", {"save": "1", "revision": "2"}))
    assert page.status == 409
    assert "Somebody saved this section while you looked." in page.words()
    assert text_of(draft) == "Third"


def test_a_save_that_is_not_kept_is_not_there(hers, draft):
    assert hers.get(f"{at(draft, 'title')}saves/?save=99").status_code == 404
    assert hers.get(f"{at(draft, 'title')}saves/?save=x").status_code == 404


def test_every_kind_of_section_shows_its_saves(hers, draft):
    for code in ("purpose", "cell"):
        assert hers.get(f"{at(draft, code)}saves/").status_code == 200
        assert hers.get(f"{at(draft, code)}saves/?save=1").status_code == 200


# --- What an update begins with -----------------------------------------------------------------------


def test_of_an_update_what_was_written_is_told_against_what_is_listed(hers, his, listed, fatima, agency):
    update = desk.open_update(listed, fatima, agency)
    his.get(f"/en/submit/{update.reference}/")
    desk.write(update, "title", fatima, title=desk.line("Far less waste"))
    compared = Page(his.get(f"{at(update, 'title')}saves/?since=1"))
    assert (compared.words(".//main//del"), compared.words(".//main//ins")) == (
        "removed: Less",
        "added: Far less",
    )
    latest = Page(hers.get(f"{at(update, 'title')}saves/?save=2"))
    assert latest.words(".//main//ins") == "added: Far less"
    hers.post(f"{at(update, 'title')}saves/", {"save": "1", "revision": "2"})
    assert text_of(update) == "Less waste"


def test_of_an_update_only_what_is_listed_was_saved(listed, fatima, agency):
    update = desk.open_update(listed, fatima, agency)
    saved = update.saves.values_list("code", "revision", "saved_by")
    assert set(saved) == {(code, 1, fatima.pk) for code in ("title", "purpose", "implementation", "cell")}
    assert set(update.sections.filter(revision=0).values_list("saved_at", flat=True)) == {None}
    for first in update.saves.all():
        assert first.content == update.sections.get(code=first.code, revision=1).content
