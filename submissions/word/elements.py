"""Elements of a Word file: what one is called, and what can be told from it alone.

They are called by their local names: the same words stand in two namespaces, depending on how strictly a
program keeps to the standard.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_WRAPPERS = frozenset(
    ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice")
)
_BLOCKS = ("p", "tbl", "oMathPara", "altChunk", "subDoc")
# No grid of ours is as wide.
_SPANS = frozenset(str(number) for number in range(1, 16))
# Above and below the line: ten to the sixth is not a hundred and six.
_LIFTED = {
    "superscript": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "subscript": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}


def blocks(container: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements called so, paragraphs and tables otherwise, through whatever is wrapped around them."""
    wanted = names or _BLOCKS
    for child in container:
        name = name_of(child)
        if name in wanted:
            yield child
        elif name in _WRAPPERS and not is_placeholder(child):
            yield from blocks(child, *names)


def anchors(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = name_of(child)
        if name == "bookmarkStart":
            yield given(child, "name")
        elif name != "tbl":
            yield from anchors(child)


def is_removed(block: etree._Element) -> bool:
    """Whether a row, a cell or the end of a paragraph was taken out as a tracked change."""
    marks = ("{*}trPr/{*}del", "{*}tcPr/{*}cellDel", "{*}pPr/{*}rPr/{*}del", "{*}pPr/{*}rPr/{*}moveFrom")
    return any(block.find(mark) is not None for mark in marks)


def is_numbered(element: etree._Element) -> bool:
    """Whether a paragraph, or a style, has itself a place in a list."""
    number = element.find("{*}pPr/{*}numPr/{*}numId")
    return number is not None and given(number, "val") != "0"


def is_placeholder(element: etree._Element) -> bool:
    """Whether this is a field that nobody filled in."""
    return name_of(element) == "sdt" and element.find("{*}sdtPr/{*}showingPlcHdr") is not None


def drawn(element: etree._Element) -> Iterator[etree._Element]:
    """``element`` and what is in it, as far as its text boxes, and once: old programs have it drawn anew."""
    yield element
    for child in element if name_of(element) != "txbxContent" else ():
        if name_of(child) != "Fallback":
            yield from drawn(child)


def span(element: etree._Element, path: str) -> int:
    """Over how many columns ``element`` says at ``path`` that something goes."""
    said = element.find(path)
    columns = given(said, "val") if said is not None else ""
    return int(columns) if columns in _SPANS else 0


def lifted(element: etree._Element, text: str) -> str:
    """``text`` with what stands above or below the line in signs that stand there by themselves."""
    lift = element.find("../{*}rPr/{*}vertAlign")
    return text.translate(_LIFTED.get(given(lift, "val"), {})) if lift is not None else text


def name_of(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def given(element: etree._Element, name: str) -> str:
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), ""
    )
