"""The tree of the project as these tests walk it."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Bottom to top; rooms on one floor know nothing of each other.
FLOORS = (("languages",), ("lifecycle", "accounts"), ("programmes",), ("submissions",), ("tenyfp_portal",))
ROOMS = [room for floor in FLOORS for room in floor if (ROOT / room).is_dir()]


def python_files(*folders: str, migrations: bool = True) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if migrations or "migrations" not in path.parts
    )


def project_files() -> list[Path]:
    """What is or would be committed; where there is no git, everything but what is hidden or made."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not {".venv", "var"} & set(path.parts)]
    return sorted(path for path in found if path.is_file())
