"""Habits of templates that no linter knows."""

import re

from tests.house.tree import ROOT, project_files


def lines_matching(pattern):
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in project_files()
        if path.suffix in {".html", ".txt"} and "templates" in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(pattern, line)
    ]


def test_every_blocktranslate_is_trimmed():
    # Untrimmed, every translator meets our indentation, and reindenting loses six translations.
    assert lines_matching(r"{%-?\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)") == []


def test_no_template_marks_text_as_safe():
    # Text on the pages is what submitters wrote; what may pass is decided in Python, where it is tested.
    assert lines_matching(r"\|\s*safe\b|{%\s*autoescape\s+off") == []


def test_dates_in_words_are_written_by_one_filter():
    # Django's own format cannot say "1er mai"; `long_date` can, and `today` uses it.
    assert lines_matching(r"""(?:\|date:|\bnow )["']DATE_FORMAT""") == []


def test_the_desk_and_its_letters_punctuate_inside_of_translations():
    # Arabic and Chinese have other commas, colons and full stops, and French puts a space before some.
    said_elsewhere = r"{% blocktranslate.*?{% endblocktranslate %}|{#.*?#}|{%.*?%}|{{.*?}}"
    left = {}
    for folder in ("templates/submissions", "templates/letters/submissions"):
        for path in (ROOT / folder).iterdir():
            text = re.sub(said_elsewhere, "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            found = re.findall("[:,.;!?()]", re.sub("<[^>]*>", "", text))
            left |= {path.name: found} if found else {}
    assert left == {}
