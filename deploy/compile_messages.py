"""Compile the catalogues under `locale/` in pure Python: a fresh machine may lack GNU gettext.

Run from the project's root as `python -m deploy.compile_messages`. Only catalogues newer than what was
compiled from them are read again.
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogues(locale: Path = LOCALE) -> None:
    """Compile what is stale. A text that would break its page, say by a misspelt `%(name)s`, stops all."""
    problems: list[str] = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            problems += compile_one(source, compiled)
    if problems:
        sys.exit("\n".join(problems))


def compile_one(source: Path, compiled: Path) -> list[str]:
    """Write `compiled`, unless something is wrong with `source`: then say what."""
    with source.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    problems = [
        f"{source}:{message.lineno}: {error}" for message, errors in catalogue.check() for error in errors
    ]
    if not problems:
        # Renamed into place, so that a run killed half-way leaves no half catalogue that looks fresh.
        part = compiled.with_suffix(".mo.part")
        with part.open("wb") as file:
            write_mo(file, catalogue)
        part.replace(compiled)
    return problems


if __name__ == "__main__":
    compile_catalogues()
