"""What can be wrong with a translation that a program can see."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests import annex
from tests.house.same_in_translation import SPELT_ALIKE, STAYS_LATIN
from tests.house.typography import LETTERS, not_isolated, typography

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0+]*[\d.]*[a-zA-Z%]|\{[\w.:!]*\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;")
ADDRESS = re.compile(r"https?://\S+|[\w.]+@[\w.]+\w|(?<![\w<])/[a-z][\w/-]*|\?[a-z]+=\w*")
STAYS = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(STAYS_LATIN)})(?![A-Za-z])")
WITHOUT_LATIN = ("ar", "ru", "zh-hans")
# Chinese writes the months as numbers.
MONTHS = {name: str(number) for number, name in enumerate(calendar.month_name) if name}
ENDS = {".": ".。", ":": ":：", "?": "?？؟", "!": "!！", "…": "…"}
GROUPS = {
    "programme": "status_programme",
    "version": "version_kind",
    "submission": "status_submission",
    # The glossary knows no invitations: what it says of a submission does not agree with the word.
    "invitation": "status_invitation",
}


@dataclass(frozen=True)
class Entry:
    """One text of a catalogue: English in one form or two, the translation in as many as its language has."""

    english: tuple[str, ...]
    translation: tuple[str, ...]
    context: str | None = None

    def __str__(self) -> str:
        return f"{self.context}: {self.english[0]}" if self.context else self.english[0]


def faults(entry: Entry, language: str, numbers: Sequence[frozenset[int]] = ()) -> list[str]:
    """What is wrong with a translation; `numbers` are those that take each form of its plural."""
    found = []
    for form, text in enumerate(entry.translation):
        forgiven = len(entry.english) > 1 and _needs_no_figure(entry.english, numbers[form])
        faults_of_text = (
            *_placeholders(entry.english[-1], text, forgiven),
            *_markup(entry.english[-1], text),
            *_numbers(entry.english, text, forgiven),
            *_edges(entry.english[-1], text),
            *_script(entry.english[-1], text, language),
            *typography(_plain(text), language),
            *(not_isolated(text) if language == "ar" else ()),
        )
        found += [f"{fault}: {text!r}" for fault in faults_of_text]
    found += _counted(entry, language) if len(entry.english) > 1 else _wording(entry, language)
    return found


def _needs_no_figure(english: tuple[str, ...], numbers: frozenset[int]) -> bool:
    """Whether a form may do without its figure: it is for one number, or for 0 and 1 where English does."""
    left_out = len(PLACEHOLDER.findall(english[0])) < len(PLACEHOLDER.findall(english[-1]))
    return len(numbers) == 1 or (numbers == {0, 1} and left_out)


def _placeholders(english: str, text: str, forgiven: bool) -> Iterator[str]:
    wanted, found = PLACEHOLDER.findall(english), PLACEHOLDER.findall(text)
    missing, added = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    if added or missing.total() > (1 if forgiven else 0):
        yield f"placeholders are not {sorted(wanted)}"
    elif not missing and _unnamed(wanted) != _unnamed(found):
        yield "placeholders without a name come in another order"


def _unnamed(placeholders: list[str]) -> list[str]:
    return [each for each in placeholders if not each.startswith(("%(", "{"))]


def _markup(english: str, text: str) -> Iterator[str]:
    if Counter(TAG.findall(english)) != Counter(TAG.findall(text)):
        yield f"markup is not {TAG.findall(english)}"
        return
    still_open: list[str] = []
    for closes, name in re.findall(r"<(/?)([a-zA-Z]+)", text):
        if not closes and name not in ("br", "wbr", "hr", "img"):
            still_open.append(name)
        elif closes and (not still_open or still_open.pop() != name):
            yield "markup is not nested"
            return


def _numbers(english: tuple[str, ...], text: str, forgiven: bool) -> Iterator[str]:
    wanted, found = _digits(english[-1]), _digits(text)
    months = Counter(MONTHS[word] for word in re.findall(r"[A-Z]\w+", english[-1]) if word in MONTHS)
    if not wanted - found and not found - wanted - months:
        return
    if forgiven and not found - _digits(english[0]):
        return
    yield f"numbers are not {sorted(wanted.elements())}"


def _digits(text: str) -> Counter[str]:
    plain = TAG.sub(" ", PLACEHOLDER.sub(" ", text))
    # The 10-year framework is a word in the other languages: décennal, 十年, العشري.
    return Counter(re.findall(r"\d+(?!\d|-[Yy]ear)", plain))


def _edges(english: str, text: str) -> Iterator[str]:
    if not in_words(english):
        return  # a comma or a colon takes the space that its language gives it
    if any(re.findall(edge, english) != re.findall(edge, text) for edge in (r"^[ \t\n]+", r"[ \t\n]+$")):
        yield "space at the edge differs"
    if english.count("\n") != text.count("\n"):
        yield "line breaks differ"
    ending = english.rstrip()[-1:]
    if ending in ENDS and text.rstrip()[-1:] not in ENDS[ending]:
        yield f"does not end as the English does, with {ending!r}"


def _script(english: str, text: str, language: str) -> Iterator[str]:
    if not in_words(english):
        return
    left = in_words(text)
    if not LETTERS[language].search(left):
        yield "has no letter of its language"
    foreign = r"[A-Za-z]+" if language in WITHOUT_LATIN else r"[\u0400-\u06ff\u3400-\u9fff]+"
    if found := re.findall(foreign, left):
        yield f"has words in another script, {found}"


def _counted(entry: Entry, language: str) -> Iterator[str]:
    wanted = counted_forms(language).get(tuple(PLACEHOLDER.sub("{n}", text) for text in entry.english))
    if wanted and tuple(PLACEHOLDER.sub("{n}", text) for text in entry.translation) != wanted:
        yield f"is not as counted in plurals.csv, {wanted}: {entry.translation}"


def _wording(entry: Entry, language: str) -> Iterator[str]:
    """The glossary's word where it has one; else at least a word that is not the English one."""
    english, text = entry.english[0], entry.translation[0]
    terms = glossary(language).get(english.casefold(), {})
    asked_for = GROUPS.get(entry.context or "")
    wanted = {term for group, term in terms.items() if asked_for in (None, group)}
    if wanted and text.casefold() not in {term.casefold() for term in wanted}:
        yield f"is not the glossary's {sorted(wanted)}: {text!r}"
    alike = english.casefold() == text.casefold() and in_words(english) != ""
    if alike and not wanted and english not in SPELT_ALIKE.get(language, {}):
        yield "is the same as the English"


def in_words(text: str) -> str:
    """What is left to read when placeholders, markup, addresses and names that stay are taken out."""
    return re.sub(r"[\d\W_]+", " ", STAYS.sub(" ", _plain(text, put=" "))).strip()


def _plain(text: str, put: str = "x") -> str:
    return ADDRESS.sub(put, TAG.sub("", PLACEHOLDER.sub(put, text)))


def glossary(language: str) -> dict[str, dict[str, str]]:
    """English words and names in small letters, and what each group of the glossary calls them."""
    found: dict[str, dict[str, str]] = {}
    for row in annex.read("glossary.csv"):
        if term := row[_glossary_suffix(language)]:
            found.setdefault(row["en"].casefold(), {})[row["group"]] = term
    for row in annex.read("taxonomy.csv"):
        name = row[f"name_{annex.SUFFIXES[language]}"]
        found.setdefault(row["name_en"].casefold(), {}).setdefault(row["kind"], name)
    return found


def counted_forms(language: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """From `{n} programme`, `{n} programmes` to the forms of a language, in the order of gettext."""
    by_key: dict[str, dict[str, list[str]]] = {}
    for row in annex.read("plurals.csv"):
        by_key.setdefault(row["key"], {}).setdefault(row["language"], []).append(row["text"])
    suffix = _glossary_suffix(language)
    return {tuple(forms["en"]): tuple(forms[suffix]) for forms in by_key.values()}


def _glossary_suffix(language: str) -> str:
    return language.replace("-", "_")
