"""What the secretariat's desk costs at 100,000 programmes and 20,000 submissions, against the same at 40.

Both registries are served as in production, by two workers each, and are asked in turn by somebody who is
signed in with a second factor. Budgets are ratios; a line says where one is exceeded.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.served import Pair, Registry, Visitor, has_postgres, on_postgres, on_sqlite

ROUNDS, CONNECTIONS, REQUESTS = 11, 4, 40
# How many times what it costs at 40 a page may cost: one of a fixed length, and one that counts and narrows.
FIXED, COUNTING = 1.3, 2.0
# The slowest in twenty against the median; megabytes of a worker at 100,000, and how many more than at 40.
UNEVEN, MEMORY, GROWTH = 2.5, 80, 5
SHEET = "/en/admin/audit.csv?table=submissions.submission"


@dataclass(frozen=True)
class Page:
    name: str
    address: str
    budget: float


def pages(made: dict[str, Any]) -> list[Page]:
    """What is opened of the registry that was ``made``."""
    admin = "/en/admin"
    submissions, programmes = f"{admin}/submissions/submission/", f"{admin}/programmes/programme/"
    submission, programme = f"{submissions}{made['submission']}", f"{programmes}{made['programme']}"
    narrowed = f"working=yes&stage__code__exact={made['stage']}"
    day = f"since={made['day']}&until={made['day']}"
    return [
        Page("desk", f"{admin}/", COUNTING),
        Page("submissions", submissions, COUNTING),
        Page("submissions, narrowed", f"{submissions}?turn=ours&assigned=nobody", COUNTING),
        Page("submissions, searched", f"{submissions}?q=waste", COUNTING),
        Page("screening a submission", f"{submission}/change/", FIXED),
        Page("returning a submission", f"{submission}/act/return/", FIXED),
        Page("programmes", programmes, COUNTING),
        Page("programmes, narrowed", f"{programmes}?{narrowed}", COUNTING),
        Page("programmes, searched", f"{programmes}?q=waste", COUNTING),
        Page("programme", f"{programme}/change/", FIXED),
        Page("text of a programme", f"{programme}/text/?language=fr", FIXED),
        Page("publishing a programme", f"{programme}/publish/", FIXED),
        Page("record", f"{admin}/audit/", FIXED),
        Page("record of a table", f"{admin}/audit/?table=submissions.submission", FIXED),
        Page("record of a day", f"{admin}/audit/?{day}", COUNTING),
        Page("record of a person", f"{admin}/audit/?person=keeper", COUNTING),
        Page("record of a programme", f"{admin}/audit/?object=10YFP-009", COUNTING),
    ]


def run() -> Iterator[tuple[str, str]]:
    """Every measure with its name."""
    for name, on in (("SQLite", on_sqlite), ("PostgreSQL", on_postgres)):
        if on is on_postgres and not has_postgres():
            yield f"desk on {name}", "left out: no server was found"
            continue
        sys.stderr.write(f"Making two registries on {name}\n")
        with TemporaryDirectory() as folder, on(Path(folder)) as pair:
            for measure, measured in _measured(*_made(pair)):
                yield f"{name}: {measure}", measured


def _made(pair: Pair) -> tuple[Registry, Registry, dict[str, Any]]:
    """The small registry, the large one, and what is to be opened of both."""
    small, copy = pair
    small.prepare()
    made = small.tell("scene", "make()")
    large = copy()
    large.tell("copies", "multiply()")
    return small, large, made


def _measured(small: Registry, large: Registry, made: dict[str, Any]) -> Iterator[tuple[str, str]]:
    opened, cookie = pages(made), made["cookie"]
    asking = f"queries({cookie!r}, {[page.address for page in opened]!r})"
    counted = zip(small.tell("scene", asking), large.tell("scene", asking), strict=True)
    with small.visited(cookie) as at_small, large.visited(cookie) as at_large:
        for page, queries in zip(opened, counted, strict=True):
            yield page.name, _row(page, queries, at_small, at_large)
        for visitor in (at_small, at_large):
            visitor.ask(SHEET)
        few, many = at_small.memory(), at_large.memory()
    yield (
        "memory of a worker",
        f"{_against(many, MEMORY, 'MB')}, {_against(many - few, GROWTH, 'more than at 40')}",
    )


def _row(page: Page, queries: tuple[int, int], small: Visitor, large: Visitor) -> str:
    few, many = _in_turn(page.address, small, large)
    # The small one as well, so that both have answered as much when their memory is compared.
    _also, (half, most) = (_together(page.address, visitor) for visitor in (small, large))
    constant = "queries" if len(set(queries)) == 1 else f"queries, {queries[0]} AT 40"
    return (
        f"{queries[1]} {constant} · {few:.0f} and {many:.0f} ms, {_against(many / few, page.budget, 'times')}"
        f" · p95 {_against(most / half, UNEVEN, 'of p50')}"
    )


def _in_turn(address: str, *visitors: Visitor) -> list[float]:
    """The median time of a page at each, asked A B A B."""
    rounds = [[visitor.ask(address) for visitor in visitors] for _round in range(ROUNDS + 1)]
    # The first time of each is that of whoever opens it first.
    return [statistics.median(times) for times in zip(*rounds[1:], strict=True)]


def _together(address: str, visitor: Visitor) -> tuple[float, float]:
    """Median and 95th percentile over several connections at once."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        times = list(pool.map(visitor.ask, [address] * REQUESTS))
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def _against(measured: float, budget: float, unit: str) -> str:
    return f"{measured:.1f} {unit} ({'EXCEEDS' if measured > budget else 'of'} {budget})"
