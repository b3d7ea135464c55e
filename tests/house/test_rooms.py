"""Import-linter sees imports; these see the names that reach another room without one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import FLOORS, ROOMS, ROOT, python_files

LONGEST_MODULE = 330


def rooms_not_below(room: str) -> set[str]:
    """Rooms on the same floor or above: those whose names `room` must not say."""
    height = next(height for height, floor in enumerate(FLOORS) if room in floor)
    return {other for floor in FLOORS[height:] for other in floor} - {room}


def names_said(path: Path) -> Iterator[tuple[int, str]]:
    """Every dotted name in a string, such as "accounts.User", and every app that `get_model` is asked for."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.fullmatch(r"\w+(\.\w+)+", node.value):
                yield node.lineno, node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"get_model", "get_app_config"}:
            given = [
                *node.args[:1],
                *(keyword.value for keyword in node.keywords if keyword.arg == "app_label"),
            ]
            for argument in given:
                if isinstance(argument, ast.Constant):
                    yield node.lineno, str(argument.value)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_never_names_a_room_above_it(room):
    forbidden = rooms_not_below(room)
    said = [
        f"{path.relative_to(ROOT)}:{line} says {name!r}"
        for path in python_files(room)
        for line, name in names_said(path)
        if name.split(".")[0] in forbidden
    ]
    assert said == []


def test_a_name_of_a_room_above_is_noticed(tmp_path):
    module = tmp_path / "models.py"
    module.write_text(
        'models.ForeignKey("programmes.Programme", models.PROTECT)\n'
        'apps.get_model("submissions", "Round")\n'
        'apps.get_model(app_label="submissions", model_name="Round")\n'
        '"programmes/card.html"\n'
    )
    assert [name.split(".")[0] for _, name in sorted(names_said(module))] == [
        "programmes",
        "submissions",
        "submissions",
    ]
    assert rooms_not_below("lifecycle") == {"accounts", "programmes", "submissions", "tenyfp_portal"}


def test_no_module_has_grown_past_reading():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files(*ROOMS, "deploy", "tests", "benchmarks", migrations=False)
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_room_has_a_drawer_for_everything():
    drawers = {"utils", "helpers", "services", "common", "misc"}
    assert [str(path.relative_to(ROOT)) for path in python_files(*ROOMS) if path.stem in drawers] == []
