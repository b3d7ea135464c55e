"""`deploy/compile_messages.py` does what GNU msgfmt would, and refuses what it would refuse."""

import gettext
import os

import pytest

from deploy.compile_messages import compile_catalogues

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""


@pytest.fixture
def catalogue(tmp_path):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    return folder / "django.po"


def translated(catalogue, text):
    with catalogue.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext(text)


def test_a_translation_is_compiled_and_a_doubtful_one_is_not(tmp_path, catalogue):
    catalogue.write_text(
        HEADER + 'msgid "Gaps"\nmsgstr "Lacunes"\n\n#, fuzzy\nmsgid "Stage"\nmsgstr "Scène"\n',
        encoding="utf-8",
    )
    compile_catalogues(tmp_path)
    assert translated(catalogue, "Gaps") == "Lacunes"
    assert translated(catalogue, "Stage") == "Stage"


def test_a_catalogue_is_compiled_again_only_when_it_changed(tmp_path, catalogue):
    catalogue.write_text(HEADER + 'msgid "Gaps"\nmsgstr "Lacunes"\n', encoding="utf-8")
    compile_catalogues(tmp_path)
    compiled = catalogue.with_suffix(".mo")
    first = compiled.stat().st_mtime_ns
    compile_catalogues(tmp_path)
    assert compiled.stat().st_mtime_ns == first

    catalogue.write_text(HEADER + 'msgid "Gaps"\nmsgstr "Manques"\n', encoding="utf-8")
    os.utime(compiled, (0, 0))
    compile_catalogues(tmp_path)
    assert translated(catalogue, "Gaps") == "Manques"


def test_a_translation_that_misspells_a_number_stops_everything_and_is_named(tmp_path, catalogue):
    catalogue.write_text(
        HEADER + '#, python-format\nmsgid "%(count)s programmes"\nmsgstr "%(nombre)s programmes"\n',
        encoding="utf-8",
    )
    with pytest.raises(SystemExit, match=r"django\.po:\d+: .*nombre"):
        compile_catalogues(tmp_path)
    assert not catalogue.with_suffix(".mo").exists()
