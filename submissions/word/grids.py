"""Which table of a file is which grid of the template, and what stands outside of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from submissions.word.body import Table, TableRow, Words, extras_of, lines_of
from submissions.word.layout import Column
from submissions.word.names import Names, plain


@dataclass
class Found:
    """One grid of the template as the file has it; ``loose`` is what stands in its place without a grid."""

    columns: list[Column | None]
    rows: list[TableRow]
    loose: list[Words] = field(default_factory=list)


@dataclass
class _Stretch:
    """Rows of a table that belong together, or a paragraph; ``under`` is the heading that it stands under."""

    under: str
    rows: list[TableRow] = field(default_factory=list)
    words: Words | None = None
    anchor: str = ""

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


def find_grids(
    pieces: Sequence[Words | Table], names: Names
) -> tuple[dict[str, Found], list[tuple[str, Words]]]:
    """Every grid that was found by its anchor; and what is left, each with the anchor it stands under."""
    stretches = _stretches(pieces, names)
    _claim(stretches, [_named(stretch, names) for stretch in stretches])
    _claim(stretches, [_fitting(stretch, stretch.under, names) for stretch in stretches])
    by_order = zip(stretches, _by_order(stretches, names), strict=True)
    _claim(stretches, [_fitting(stretch, anchor, names) for stretch, anchor in by_order])
    found: dict[str, Found] = {}
    left: list[tuple[str, Words]] = []
    for stretch in stretches:
        if stretch.anchor:
            found[stretch.anchor], beside = _found(stretch, names)
            left += [(stretch.anchor, words) for words in beside]
    for stretch in stretches:
        words = stretch.words or Words(lines_of(Table(stretch.rows)), extras_of(Table(stretch.rows)))
        if stretch.anchor:
            continue
        is_answer = stretch.under and stretch.words and words.text.strip()
        if is_answer and (stretch.under not in found or found[stretch.under].loose):
            columns: list[Column | None] = [*names.shapes[stretch.under]]
            found.setdefault(stretch.under, Found(columns, [])).loose.append(words)
        else:
            left.append((stretch.under, words))
    return found, left


# --- Cutting ----------------------------------------------------------------------------------------


def _stretches(pieces: Sequence[Words | Table], names: Names) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    under, seen = "", set[str]()
    for piece in pieces:
        if isinstance(piece, Words):
            is_ours = names.has(piece.text)
            under = names.headings.get(plain(piece.text), under) if is_ours else under
            if piece.extras or (piece.text.strip() and not is_ours):
                stretches.append(_Stretch(under, words=_not_ours(piece, names)))
            continue
        current = _Stretch(under)
        for row in piece.rows:
            # Where nothing stands between two tables any more, they have become one.
            anchor = next((each for each in row.anchors if each in names.shapes and each not in seen), "")
            if anchor:
                stretches.append(current)
                current, under = _Stretch(anchor, anchor=anchor), anchor
                seen.add(anchor)
            current.rows.append(row)
        stretches.append(current)
    return [stretch for stretch in stretches if stretch.rows or stretch.words]


def _not_ours(words: Words, names: Names) -> Words:
    return Words("", words.extras) if names.has(words.text) else words


# --- Recognizing ------------------------------------------------------------------------------------


def _claim(stretches: list[_Stretch], anchors: Sequence[str]) -> None:
    """Take each stretch for what it is thought to be, where nothing else is that."""
    taken = {stretch.anchor for stretch in stretches}
    for stretch, anchor in zip(stretches, anchors, strict=True):
        if anchor and anchor not in taken and not stretch.anchor:
            stretch.anchor = anchor
            taken.add(anchor)


def _fitting(stretch: _Stretch, anchor: str, names: Names) -> str:
    """``anchor`` where the stretch has as many columns as that grid: nothing names them here."""
    return anchor if anchor and stretch.width == len(names.shapes[anchor]) else ""


def _named(stretch: _Stretch, names: Names) -> str:
    """The grid that the first row of a stretch names."""
    head = stretch.rows[0].cells if len(stretch.rows) > 1 else []
    if not all(names.has(cell.text) or not cell.text for cell in head):
        return ""
    labels = [plain(cell.text) for cell in head]
    return next((names.headings[label] for label in labels if names.headings.get(label)), "")


def _by_order(stretches: list[_Stretch], names: Names) -> list[str]:
    """The grids that stretches are by their place, where as many are unknown as are missing there."""
    order = list(names.shapes)
    thought = [""] * len(stretches)
    before, waiting = -1, list[int]()
    for at, stretch in enumerate([*stretches, None]):
        if stretch is not None and not stretch.anchor:
            waiting += [at] if stretch.rows else []
            continue
        here = order.index(stretch.anchor) if stretch is not None else len(order)
        missing = order[before + 1 : here]
        if len(missing) == len(waiting):
            for place, anchor in zip(waiting, missing, strict=True):
                thought[place] = anchor
        before, waiting = here, []
    return thought


def _found(stretch: _Stretch, names: Names) -> tuple[Found, list[Words]]:
    """A grid without the names of its columns, and what was written in the place of those."""
    shape: list[Column | None] = [*names.shapes[stretch.anchor]]
    head, *rows = stretch.rows
    are_ours = [names.has(cell.text) for cell in head.cells]
    called = [
        names.columns.get(plain(cell.text)) if is_ours else None
        for cell, is_ours in zip(head.cells, are_ours, strict=True)
    ]
    is_head = stretch.anchor in head.anchors or (any(called) and all(are_ours))
    if not is_head:
        return Found(shape, stretch.rows), []
    beside = [_not_ours(cell, names) for cell in head.cells]
    # By their place only where the names were changed and nothing else.
    columns = called if set(shape) <= set(called) or len(called) != len(shape) else shape
    return Found(columns, rows), [words for words in beside if words.text.strip() or words.extras]
