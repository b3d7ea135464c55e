"""Taking back what somebody wrote on a content, after others have written on it too.

Part by part – a text in one language, a row's quantities, a passage's sources, the order of rows: what still
stands as it was brought goes back to what stood there before, and what anybody changed since stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from programmes.status import TextStatus
from programmes.template.content import Content, Texts, edition_of
from programmes.template.editions import Item
from programmes.template.merge import Cites, RowsEdit, order_of_rows

Holder = dict[str, Any]


def undone(now: Content, before: Content, after: Content, document: str = "") -> tuple[Content, list[str]]:
    """``now`` without what made ``after`` of ``before``, and the paths at which something of it has to stay.

    These are the passages that were changed once more since ``after``. Nothing is cited to ``document``,
    the symbol of what is taken back, any more; without one every source may stay.
    """
    items: dict[str, Any] = {}
    kept = []
    for code, item in edition_of(now).items.items():
        sides = [_holders(content, item) for content in (now, before, after)]
        back: dict[str, Holder] = {}
        for row_id in dict.fromkeys(row_id for side in sides for row_id in side):
            stood, was, brought = (side.get(row_id, {}) for side in sides)
            back[row_id] = _undone(stood, was, brought, document)
            if _is_kept(back[row_id], was, brought):
                kept.append(f"{code}/{row_id}" if row_id else code)
        written = {row_id: holder for row_id, holder in back.items() if holder["texts"]}
        if item.is_list and written:
            order = _order(*(list(side) for side in sides))
            items[code] = [{"id": row_id, **written[row_id]} for row_id in order if row_id in written]
        elif written:
            items[code] = {name: written[""][name] for name in ("texts", "cites")}
    return {"edition": now["edition"], "items": items}, kept


def carried(now: Content, before: Content, after: Content) -> Content:
    """``now`` with what made ``after`` of ``before``, wherever it says what ``before`` said."""
    # What stands as it was goes the way that undoing takes, the other way round.
    return undone(now, after, before)[0]


def _holders(content: Content, item: Item) -> dict[str, Holder]:
    """What holds texts and sources of ``item``, by the id of its row; prose has no id."""
    written = content["items"].get(item.code)
    if not written:
        return {}
    return {row["id"]: row for row in written} if item.is_list else {"": written}


def _order(now: list[str], before: list[str], after: list[str]) -> list[str]:
    """The rows as they stood before, and what was added since; where somebody moved them since, as now."""
    if [row_id for row_id in now if row_id in after] != [row_id for row_id in after if row_id in now]:
        return [*now, *(row_id for row_id in before if row_id not in now)]
    return order_of_rows(now, RowsEdit("", before, after))


def _parts(holder: Mapping[str, Any]) -> tuple[Texts, list[dict[str, Any]], Cites]:
    return holder.get("texts", {}), holder.get("quantities", []), holder.get("cites", [])


def _is_kept(back: Holder, before: Holder, after: Holder) -> bool:
    was, brought = _parts(before), _parts(after)
    return was[:2] != brought[:2] and _parts(back) != was and bool(back["texts"] or was[0])


def _undone(now: Holder, before: Holder, after: Holder, document: str) -> Holder:
    (texts, quantities, cites), was, brought = (_parts(side) for side in (now, before, after))
    changed = [code for code in was[0] | brought[0] if was[0].get(code) != brought[0].get(code)]
    stays = [code for code in changed if texts.get(code) != brought[0].get(code)]
    back = {code: text for code, text in texts.items() if code not in changed or code in stays}
    back |= {code: was[0][code] for code in changed if code not in stays and code in was[0]}
    if not back and quantities != brought[1]:
        back = texts  # somebody has counted in this row since: figures are not dropped without a word
    return {
        "texts": _one_original(back, stays),
        "quantities": was[1] if quantities == brought[1] else quantities,
        "cites": [
            cite
            # The older sources do not say what somebody made of the words that were brought.
            for cite in (cites if stays else _sources(cites, was[2], brought[2]))
            if not document or cite["document"] != document
        ],
    }


def _one_original(texts: Texts, stays: list[str]) -> Texts:
    """``texts`` in which what somebody made of the words that were brought is no second original."""
    originals = [code for code, text in texts.items() if text["status"] == TextStatus.ORIGINAL]
    unofficial = {"status": TextStatus.UNOFFICIAL.value, "of": None}
    second = [code for code in originals if code in stays and len(originals) > 1]
    return texts | {code: {**texts[code], **unofficial} for code in second}


def _sources(now: Cites, before: Cites, after: Cites) -> Cites:
    back = [cite for cite in before if cite in now or cite not in after]
    return back + [cite for cite in now if cite not in after and cite not in before]
