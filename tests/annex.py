"""What the source says: copies of the files of facts, read only while they are the copies that were taken.

Expected numbers of tests come from here or are written out by hand, never from the fixtures, which were
made from the same facts by other hands.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from io import StringIO
from pathlib import Path

FOLDER = Path(__file__).parent / "source"
SHA256 = {
    "annex-programmes.csv": "8877137147fda68aede4a5ab3bc869e38cb6a7a30614edff7a991bf9072485b6",
    "glossary.csv": "e17f6656b095d82c3882fc956607bf1157f5dab6c2a8716e192aa096844bf7c5",
    "lenses.csv": "9f030b3bddef5edd36ccd7c1d85d875396a72a789cbbaba0eada2e4013668bd6",
    "matrix-entries.csv": "d44b8ec7f51a31e724e3c149f8d4fc6fa49dbe4030816f154b9c9dd1a8e641d4",
    "plurals.csv": "07773e31ad0c85750377713b14f184a309c42dda0bfe12ec5a93fe0e238da98d",
    "stated-counts.csv": "165e4abf6ad7207d70e693b5cea565bdd817d560e599c9138e3b545b9662e232",
    "taxonomy.csv": "33da523cea7e91ef0b66beec79098e269ce4055f0ce133641af27dd7b27134eb",
}
# The suffixes of the source files' columns, by language code.
SUFFIXES = {"ar": "ar", "zh-hans": "zh", "en": "en", "fr": "fr", "ru": "ru", "es": "es"}

Row = dict[str, str]


@cache
def read(name: str) -> tuple[Row, ...]:
    """The rows of one file; refuses a copy that somebody has changed."""
    data = (FOLDER / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256[name]:
        raise ValueError(f"{name} is not the file that was copied from the source.")
    return tuple(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def programmes() -> tuple[Row, ...]:
    """The 37 rows of the annex, in its order."""
    return read("annex-programmes.csv")


def entries() -> tuple[Row, ...]:
    """The 31 printed entries of the table in section IV."""
    return read("matrix-entries.csv")


def stated_counts() -> tuple[Row, ...]:
    return read("stated-counts.csv")


def taxonomy(*kinds: str) -> list[Row]:
    """Rows of the taxonomy of the given kinds, in order of kind and place."""
    return [row for kind in kinds for row in read("taxonomy.csv") if row["kind"] == kind]


def listed(value: str) -> list[str]:
    """The parts of a cell that holds a list."""
    return [part.strip() for part in value.split(";") if part.strip()]


def numbers(value: str) -> list[int]:
    """The row numbers in a cell such as ``1-3;7``."""
    found: list[int] = []
    for part in listed(value):
        first, _dash, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def reference(row: Row | int) -> str:
    """The reference of an annex row: its place in the annex."""
    return f"10YFP-{row if isinstance(row, int) else int(row['annex_row']):03d}"


def lines(lens: str, axis: str) -> dict[str, list[str]]:
    """The lines of a lens in order, each with the base codes it holds."""
    found: dict[str, list[str]] = {}
    mine = [row for row in read("lenses.csv") if (row["lens"], row["axis"]) == (lens, axis)]
    for row in sorted(mine, key=lambda row: int(row["line_order"])):
        found.setdefault(row["line_code"], []).append(row["base_code"])
    return found


def counts(lens: str) -> dict[tuple[str, str], int]:
    """How many annex rows stand in every cell of a lens, empty cells included."""
    row_of = _line_of(lines(lens, "row"))
    column_of = _line_of(lines(lens, "column"))
    found = Counter((row_of(row["stage_code"]), column_of(row["instrument_code"])) for row in programmes())
    return {
        (row, column): found[row, column] for row in lines(lens, "row") for column in lines(lens, "column")
    }


def totals(cells: dict[tuple[str, str], int], axis: int) -> dict[str, int]:
    """Totals by row (0) or column (1), in order."""
    found: Counter[str] = Counter()
    for key, number in cells.items():
        found[key[axis]] += number
    return dict(found)


def _line_of(by_line: dict[str, Iterable[str]]) -> Callable[[str], str]:
    return {base: line for line, bases in by_line.items() for base in bases}.__getitem__
