"""Catalogues compiled for one test, and Django reading them as it would read ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

from django.test import override_settings
from django.utils import formats, translation
from django.utils.translation import trans_real

from deploy.compile_messages import compile_catalogues
from tests.house.tree import ROOT


def compiled(folder: Path, source: Path = ROOT / "locale") -> Path:
    """A compiled copy of our catalogues: what is compiled in the checkout may be older than its source."""
    copied = folder / "locale"
    copytree(source, copied, ignore=lambda _folder, names: [name for name in names if not _is_source(name)])
    compile_catalogues(copied)
    return copied


@contextmanager
def catalogues_in(folder: Path) -> Iterator[None]:
    """Inside, translations come from `folder` (and, behind it, from the libraries) instead of `locale/`."""
    kept = dict(trans_real._translations)
    with override_settings(LOCALE_PATHS=[folder]), translation.override(None):
        trans_real._translations.clear()
        formats.reset_format_cache()
        try:
            yield
        finally:
            trans_real._translations.clear()
            trans_real._translations.update(kept)
            formats.reset_format_cache()


def _is_source(name: str) -> bool:
    return not name.endswith((".mo", ".part"))
