"""Bring the catalogues under `locale/` up to date with the strings of the code, by GNU gettext.

Run from the project's root as `python -m deploy.catalogues` (`make catalogues`). What is new is added without
a text, what is gone is removed, nothing is guessed; run twice, it changes nothing the second time.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import django
from django.utils.translation import to_locale

from languages.official import CODES, DEFAULT

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
# What readers see comes from these. Tests, migrations and libraries have no strings of ours.
FOLDERS = (
    "languages",
    "lifecycle",
    "accounts",
    "programmes",
    "submissions",
    "tenyfp_portal",
    "templates",
    "static",
)
SOURCES = {name: ROOT / name for name in FOLDERS if (ROOT / name).is_dir()}
NOT_READ = shutil.ignore_patterns("vendor", "migrations", "tests", "locale", "__pycache__")
DOMAINS = ("django", "djangojs")
TOOLS = ("xgettext", "msguniq", "msgmerge", "msgattrib")
# The source text is English, so English needs no catalogue.
LOCALES = tuple(to_locale(code) for code in CODES if code != DEFAULT)
# In the order of the files, so that a translator sees what stands together, and without line numbers, so that
# a catalogue changes only when a string does.
LAYOUT = ("--add-location=file", "--sort-by-file", "--no-wrap")


def main() -> None:
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        sys.exit(
            f"GNU gettext is needed ({', '.join(missing)} not found). On Debian: apt-get install gettext"
        )
    with tempfile.TemporaryDirectory() as folder:
        for template in extract(Path(folder)):
            for locale in LOCALES:
                update(LOCALE / locale / "LC_MESSAGES" / f"{template.stem}.po", template, locale)


def extract(folder: Path, sources: Mapping[str, Path] = SOURCES) -> list[Path]:
    """Collect the strings of some folders, ours unless told otherwise: a template for each domain with any.

    Works on a copy in `folder`: Django's `makemessages` leaves files beside those that it reads.
    """
    for name, source in sources.items():
        shutil.copytree(source, folder / name, ignore=NOT_READ)
    (folder / "locale").mkdir()
    plain = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    for domain in DOMAINS:
        # Without settings or catalogues the command only writes the template, which we ask it to keep.
        # -P: a copy that is named like a library is not imported.
        command = [
            *(sys.executable, "-P", "-m", "django", "makemessages", "--all", "--keep-pot"),
            *("--add-location=file", "--no-wrap", f"--domain={domain}", "--verbosity=0"),
        ]
        subprocess.run(command, cwd=folder, env=plain, check=True)
    return [path for domain in DOMAINS if (path := folder / "locale" / f"{domain}.pot").exists()]


def update(catalogue: Path, template: Path, locale: str) -> None:
    """Merge what was collected into one catalogue, which is made if it is not there."""
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    if not catalogue.exists():
        catalogue.write_text(header(locale), encoding="utf-8")
    merged = gettext("msgmerge", *LAYOUT, "--quiet", "--no-fuzzy-matching", catalogue, template)
    kept = gettext("msgattrib", *LAYOUT, "--no-obsolete", "-", given=merged)
    _old_header, _blank, entries = kept.partition("\n\n")
    catalogue.write_text(f"{header(locale)}\n{entries}", encoding="utf-8")


def header(locale: str) -> str:
    """The header of a catalogue: no dates or names, which would change with every run."""
    fields = {
        "Project-Id-Version": "10YFP programme registry",
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(locale),
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'msgid ""\nmsgstr ""\n{lines}'


def plural_forms(locale: str) -> str:
    """The rule of Django's own catalogue, so that a number takes the same form in its texts and in ours."""
    theirs = Path(django.__file__).parent / "conf" / "locale" / locale / "LC_MESSAGES" / "django.po"
    # Long lines are folded there, each part in quotation marks.
    unfolded = theirs.read_text(encoding="utf-8").replace('"\n"', "")
    found = re.search(r"Plural-Forms: (.*?)\\n", unfolded)
    if found is None:
        raise LookupError(f"{theirs} states no plural forms")
    return found[1]


def gettext(*command: str | Path, given: str | None = None) -> str:
    """What a tool of GNU gettext writes, given some text or none."""
    done = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
