"""A section of the common template as its submitters write on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from languages.reading import Reading, pick
from programmes.changes import Change, content_changes
from programmes.models import Programme
from programmes.status import TextStatus
from programmes.template.content import passages
from programmes.template.drawing import FormItem, Page, draw
from programmes.template.editions import EDITIONS, PERIODS, UNITS
from programmes.template.merge import Conflict, Part
from programmes.template.sheet import Sent, Sheet, as_content, passage_at, press, sheet_of, sheet_sent
from submissions.web.writing.base import DraftForm

EXAMPLE = "10YFP-009"
"""The programme that the report itself gives as the example of the template (E/CN.17/2011/8, para. 58)."""
# What is shown again where far too many rows of an item, or amounts of a section, were sent.
MOST_ROWS, MOST_AMOUNTS = 500, 1000


class SectionForm(DraftForm):
    """The items of one section, in the language of the draft; its submitters cite nothing.

    ``programmes/template_form_item.html`` draws the items.
    """

    template = "submissions/_write_items.html"
    is_draft = True
    units = [("", "–"), *UNITS.items()]
    periods = [("", "–"), *PERIODS.items()]

    def stand_on(self, stored: dict[str, Any]) -> None:
        self.edition = EDITIONS[self.submission.edition]
        self.section = next(each for each in self.edition.sections if each.code == self.code)
        self.stored, self.cursor = stored, ""
        self.conflicts: list[Conflict] = []
        self.sheet: Sheet = self._own(sheet_of(stored, self.language.code))

    def read(self, sent: Sent) -> None:
        typed = self._own(sheet_sent(self.edition, self.language.code, sent))
        if set(typed) < set(self.sheet) or not all(self._has_text(path, sent) for path in _paths(typed)):
            self.refuse(NON_FIELD_ERRORS, _("The page came back incomplete. Look at it again, then save."))
        self.sheet |= typed

    def press(self, button: str) -> None:
        verb, _colon, path = button.partition(":")
        if verb == "restore" and passage_at(self.sheet, path) is None:
            row = passage_at(self._own(sheet_of(self.stored, self.language.code)), path)
            self.sheet.get(path.partition("/")[0], []).extend([row] if row else [])
            self.cursor = path
        else:
            self.cursor = press(self.sheet, button)

    def judge(self) -> None:
        for code, typed in self.sheet.items():
            for passage in typed:
                passage.drop_blanks()
            if self.edition.items[code].is_list:
                self.sheet[code] = [row for row in typed if not row.is_blank]
        for path, quantities in ((each.path, each.quantities) for each in self._passages()):
            for number, quantity in enumerate(quantities):
                if quantity.is_open and quantity.value.strip():
                    said = _("Take out the amount, or the tick “not yet quantified”.")
                    self.refuse(f"{path}/quantities/{number}/value", said)
                # An amount that is still missing is an open one.
                quantity.is_open = quantity.is_open or not quantity.value.strip()

    def offer(self, theirs: dict[str, Any]) -> None:
        mine = set(_paths(self.sheet))
        for passage in passages(theirs):
            if passage.row_id and passage.path not in mine:
                words = {code: text["text"] for code, text in passage.texts.items()}
                self.conflicts.append(Conflict(passage.path, Part.ROW, words, ""))

    def cut(self) -> None:
        amounts = MOST_AMOUNTS
        for code, typed in self.sheet.items():
            self.sheet[code] = self.beginning(typed, MOST_ROWS)
            for passage in self.sheet[code]:
                passage.text = self.beginning(passage.text)
                passage.quantities = self.beginning(passage.quantities, amounts)
                amounts -= len(passage.quantities)
                for quantity in passage.quantities:
                    for name in ("value", "placeholder", "by"):
                        setattr(quantity, name, self.beginning(getattr(quantity, name)))

    @property
    def content(self) -> dict[str, Any]:
        # Which standing the texts have is for the writer to say.
        return as_content(self.sheet, self.edition, self.language.code, TextStatus.ORIGINAL.value)

    def changes(self, before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
        return content_changes(before, after)

    # --- What a template asks --------------------------------------------------------------------

    @property
    def items(self) -> list[tuple[FormItem, list[Reading]]]:
        """The items as templates draw them, each with what the worked example says there."""
        page = Page(self.language, {}, self.errors, self.conflicts, (), self.cursor)
        drawn = draw([self.section], self.sheet, page)
        return [(each, self._example.get(each.item.code, [])) for each in drawn[0].items]

    @property
    def may_stay_empty(self) -> bool:
        """Whether nothing of the section is needed."""
        return not any(item.required for item in self.section.items)

    @cached_property
    def example(self) -> Programme | None:
        """The worked example, as it is public now."""
        public = Programme.objects.public().filter(reference=EXAMPLE)
        return public.select_related("current").first()

    @cached_property
    def _example(self) -> Mapping[str, list[Reading]]:
        said: dict[str, list[Reading]] = {}
        version = self.example.current if self.example else None
        for passage in passages(version.content) if version else ():
            said.setdefault(passage.item.code, []).append(pick(passage.texts))
        return said

    # --- Steps -----------------------------------------------------------------------------------

    def _own(self, sheet: Sheet) -> Sheet:
        own = {item.code for item in self.section.items}
        return {code: typed for code, typed in sheet.items() if code in own}

    def _passages(self) -> list[Any]:
        return [passage for typed in self.sheet.values() for passage in typed]

    def _has_text(self, path: str, sent: Sent) -> bool:
        return f"{path}/{self.language.code}" in sent


def _paths(sheet: Sheet) -> list[str]:
    return [passage.path for typed in sheet.values() for passage in typed]
