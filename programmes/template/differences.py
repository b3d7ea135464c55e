"""What one content says otherwise than another, place by place, as it is stored."""

from __future__ import annotations

from typing import Any

from programmes.template.content import Content, passages


def differences(before: Content, after: Content) -> list[tuple[str, Any, Any]]:
    """Every place at which the two differ, with what stands there before and after; ``None`` is nothing.

    A place is a text (``title/en``, ``targets/t1/en``), its standing or the hash of the words that it was
    made from (``title/fr/status``, ``title/fr/of``), the amounts or sources of a passage
    (``targets/t1/quantities``, ``title/cites``), or the order of the rows of a list (``targets``).
    """
    was, now = _places(before), _places(after)
    return [
        (place, was.get(place), now.get(place))
        for place in dict.fromkeys([*now, *was])
        if was.get(place) != now.get(place)
    ]


def _places(content: Content) -> dict[str, Any]:
    places: dict[str, Any] = {}
    for passage in passages(content):
        if passage.row_id:
            places.setdefault(passage.item.code, []).append(passage.row_id)
        for code, text in passage.texts.items():
            at = f"{passage.path}/{code}"
            places |= {at: text["text"], f"{at}/status": text["status"], f"{at}/of": text["of"]}
        # That there are none is said by nothing, in a passage that is there as in one that is not.
        beside = {"quantities": passage.quantities, "cites": passage.cites}
        places |= {f"{passage.path}/{part}": rows for part, rows in beside.items() if rows}
    return places
