"""The form of the common template: one content, in one language at a time.

The secretariat edits a working version with it, and submitters fill in their drafts with the same one. It
knows the template, what stands written and what was typed; who may write and where it is stored are the
business of whoever calls it. ``programmes/template_form.html`` draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from languages.official import CODES, Language, language_for
from programmes.status import TextStatus
from programmes.template.content import Content, Texts, digest, edition_of, passages, text_hash
from programmes.template.drawing import FormSection, Page, draw, id_of
from programmes.template.merge import (
    CitesEdit,
    Conflict,
    ContentEdit,
    Part,
    RowsEdit,
    StaleEdit,
    TextEdit,
    order_of_rows,
)
from programmes.template.seen import Seen
from programmes.template.sheet import (
    Sent,
    Sheet,
    TypedPassage,
    as_content,
    passage_at,
    press,
    sheet_of,
    sheet_sent,
)
from programmes.validators import clean_content

SAVE = "save"


class TemplateForm:
    """The template as a person writes on it in ``language``, upon ``content``.

    ``documents`` are the symbols that may be cited, ``data`` what a browser sent. After ``is_valid``,
    ``edit`` is what was changed, for ``merge``; ``errors`` says by address what is wrong.
    """

    def __init__(
        self, content: Content, language: str, *, documents: Iterable[str] = (), data: Sent | None = None
    ) -> None:
        self.edition = edition_of(content)
        self.language: Language = language_for(language)
        self.documents = list(documents)
        self.errors: dict[str, list[str]] = {}
        self.conflicts: list[Conflict] = []
        self.cursor = ""
        self.pressed, self.status = SAVE, ""
        self.sent: Sheet = {}
        self._stand_on(content)
        self._cleaned: Content = {"edition": self.edition.code, "items": {}}
        if data is not None:
            self._read(data)

    def _stand_on(self, content: Content) -> None:
        self.content = content
        self.texts: dict[str, Texts] = {passage.path: passage.texts for passage in passages(content)}
        self.seen = Seen.of(content, self.language.code)

    def _read(self, data: Sent) -> None:
        self.pressed = data.get("press") or SAVE
        self.status = data.get("status") or ""
        self.sent = sheet_sent(self.edition, self.language.code, data)
        seen = Seen.sent(data.get("seen") or "")
        if seen is None:
            self._refuse(NON_FIELD_ERRORS, _("The page came back incomplete. Look at it again, then save."))
        # Without it every text counts as changed by others, so that nothing of theirs is overwritten unseen.
        self.seen = seen or Seen()

    # --- What a caller asks ----------------------------------------------------------------------

    def press(self) -> None:
        """Do what the pressed button says to what was typed; nothing is judged or stored."""
        verb, _colon, path = self.pressed.partition(":")
        if verb == "restore" and passage_at(self.sent, path) is None:
            row = passage_at(sheet_of(self.content, self.language.code), path)
            self.sent.get(path.partition("/")[0], []).extend([row] if row else [])
        self.cursor = press(self.sent, self.pressed)

    def is_valid(self) -> bool:
        """Whether what was typed can be stored; otherwise ``errors`` says where it cannot and why."""
        self._drop_blanks()
        if self.status and self.status not in TextStatus.values:
            self._refuse("status", _("Choose one of the standings offered."))
            self.status = ""
        for passage in self._passages:
            self._judge(passage)
        status = self.status or TextStatus.UNOFFICIAL.value
        typed = as_content(self.sent, self.edition, self.language.code, status)
        try:
            self._cleaned = clean_content(typed)
        except ValidationError as faults:
            # What this form said of a field is more to the point than what holds for any content.
            self.add_faults(faults)
        if not self.errors and self.status == TextStatus.ORIGINAL:
            self._judge_originals()
        return not self.errors

    @property
    def has_changed(self) -> bool:
        """Whether anything came back otherwise than it was shown. Only after ``is_valid``."""
        return any(self._typed_on(passage) or passage.confirmed for passage in self._passages) or any(
            list(rows.order) != list(rows.seen_order) for rows in self.edit().rows
        )

    def edit(self) -> ContentEdit:
        """What came back from the page. Only after ``is_valid``."""
        return ContentEdit(
            language=self.language.code,
            status=self.status,
            texts=[self._text_edit(passage) for passage in self._passages],
            rows=[self._rows_edit(code) for code in self.sent if self.edition.items[code].is_list],
            cites=[
                CitesEdit(passage.path, self._stored(passage)["cites"], self._seen(passage, Part.CITES))
                for passage in self._passages
            ],
        )

    def add_faults(self, faults: ValidationError) -> None:
        """Show ``faults`` of the content as a whole, which the writer found, each at its field."""
        by_address = (
            faults.message_dict if hasattr(faults, "error_dict") else {NON_FIELD_ERRORS: faults.messages}
        )
        for address, messages in by_address.items():
            self.errors.setdefault(address, messages)

    def rebase(self, content: Content, stale: StaleEdit) -> None:
        """Put what was typed upon ``content``, which others wrote meanwhile, and show the conflicts.

        What nobody typed here follows the others; what was typed stays in its field. Sending the page again
        overwrites, now that both texts have been seen.
        """
        fresh = sheet_of(content, self.language.code)
        orders = {rows.item: rows for rows in self.edit().rows}
        for passage in self._passages:
            self._follow(passage, passage_at(fresh, passage.path))
        for code, rows in orders.items():
            self.sent[code] = list(self._follow_order(rows, fresh.get(code, [])))
        self._stand_on(content)
        self.conflicts = stale.conflicts

    # --- What a template asks --------------------------------------------------------------------

    @property
    def sheet(self) -> Sheet:
        """What stands on the page: what was sent, and the content where nothing was."""
        return {**sheet_of(self.content, self.language.code), **self.sent}

    @property
    def sections(self) -> list[FormSection]:
        """The form as templates draw it."""
        page = Page(self.language, self.texts, self.errors, self.conflicts, self.documents, self.cursor)
        return draw(self.edition.sections, self.sheet, page)

    @property
    def status_choices(self) -> list[tuple[str, str]]:
        """What the changed texts of the page may be given as their standing."""
        keep = _("as each text has it; a new one is an unofficial translation")
        return [("", keep), *((status.value, str(status.label)) for status in TextStatus)]

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """Every fault with the id of the element it is at, in the order of the page."""
        order = {code: number for number, code in enumerate(self.edition.items)}
        by_page = sorted(self.errors, key=lambda at: order.get(at.partition("/")[0], -1))
        return [(id_of(address), message) for address in by_page for message in self.errors[address]]

    # --- Judging ---------------------------------------------------------------------------------

    def _drop_blanks(self) -> None:
        for code, typed in self.sent.items():
            for passage in typed:
                passage.drop_blanks()
            if self.edition.items[code].is_list:
                self.sent[code] = [row for row in typed if row.path in self.seen.passages or not row.is_blank]

    def _judge(self, passage: TypedPassage) -> None:
        """Rules between the fields of one passage, which a stored content cannot show any more."""
        if not (passage.text.strip() or passage.is_blank or self._others(passage)):
            if passage.row_id:
                self._refuse(self._at_text(passage), _("Write the text of this row, or remove the row."))
            elif self._seen(passage, Part.TEXT) == text_hash(""):
                self._refuse(self._at_text(passage), _("Write the text that this source is for."))
        for number, quantity in enumerate(passage.quantities):
            at = f"{passage.path}/quantities/{number}/value"
            if quantity.is_open and quantity.value.strip():
                self._refuse(at, _("Take out the amount, or the tick “not yet quantified”."))
            elif not quantity.is_open and not quantity.value.strip():
                self._refuse(at, _("Give an amount, or tick “not yet quantified”."))

    def _judge_originals(self) -> None:
        for passage in self._passages:
            edit = self._text_edit(passage)
            if not edit.text or (text_hash(edit.text) == edit.seen and not edit.confirmed):
                continue
            for code in CODES:
                if self._others(passage).get(code, {}).get("status") == TextStatus.ORIGINAL:
                    said = _("The original of this text is in another language: %(language)s.")
                    self._refuse(self._at_text(passage), said % {"language": language_for(code).own_name})

    def _others(self, passage: TypedPassage) -> Texts:
        """The texts of ``passage`` in the other languages."""
        texts = self.texts.get(passage.path, {})
        return {code: text for code, text in texts.items() if code != self.language.code}

    def _at_text(self, passage: TypedPassage) -> str:
        return f"{passage.path}/{self.language.code}"

    def _refuse(self, address: str, message: str) -> None:
        self.errors.setdefault(address, []).append(message)

    # --- What was changed ------------------------------------------------------------------------

    @property
    def _passages(self) -> Iterator[TypedPassage]:
        for typed in self.sent.values():
            yield from typed

    def _stored(self, passage: TypedPassage) -> dict[str, Any]:
        written = self._cleaned["items"][passage.path.partition("/")[0]]
        return next(row for row in written if row["id"] == passage.row_id) if passage.row_id else written

    def _seen(self, passage: TypedPassage, part: Part) -> str:
        return self.seen.of_passage(passage.path, part)

    def _text_edit(self, passage: TypedPassage) -> TextEdit:
        text = self._stored(passage)["texts"].get(self.language.code, {}).get("text", "")
        source = self.seen.source_of(passage.path)
        return TextEdit(passage.path, text, self._seen(passage, Part.TEXT), passage.confirmed, source)

    def _rows_edit(self, code: str) -> RowsEdit:
        seen_order = self.seen.rows.get(code, [])
        return RowsEdit(
            item=code,
            order=[passage.row_id for passage in self.sent[code]],
            seen_order=seen_order,
            quantities={
                passage.row_id: (self._stored(passage)["quantities"], self._seen(passage, Part.QUANTITIES))
                for passage in self.sent[code]
            },
            seen_rows={row_id: self.seen.of_passage(f"{code}/{row_id}", Part.ROW) for row_id in seen_order},
        )

    # --- Upon what others wrote ------------------------------------------------------------------

    def _follow(self, passage: TypedPassage, fresh: TypedPassage | None) -> None:
        """Where nothing was typed on ``passage``, let it say what stands there now."""
        typed_on = self._typed_on(passage)
        if fresh is not None and Part.TEXT not in typed_on:
            passage.text = fresh.text
        if fresh is not None and Part.CITES not in typed_on:
            passage.cites = fresh.cites
        if fresh is not None and Part.QUANTITIES not in typed_on:
            passage.quantities = fresh.quantities

    def _follow_order(self, rows: RowsEdit, fresh: Sequence[TypedPassage]) -> Iterator[TypedPassage]:
        mine = {passage.row_id: passage for passage in self.sent[rows.item]}
        theirs = {passage.row_id: passage for passage in fresh}
        for row_id in order_of_rows(list(theirs), rows):
            if row_id in mine and (row_id in theirs or self._typed_on(mine[row_id])):
                yield mine[row_id]
            elif row_id in theirs and row_id not in rows.seen_order:
                yield theirs[row_id]

    def _typed_on(self, passage: TypedPassage) -> set[Part]:
        stored = self._stored(passage)
        text = stored["texts"].get(self.language.code, {}).get("text", "")
        hashes = {
            Part.TEXT: text_hash(text),
            Part.CITES: digest(stored["cites"]),
            Part.QUANTITIES: digest(stored.get("quantities", [])),
        }
        return {part for part, value in hashes.items() if value != self._seen(passage, part)}
