"""References of submissions: ``SUB-2026-7KM4QX``.

Random, so that nobody learns from a reference how many submissions there are or what the next one is called.
"""

from __future__ import annotations

import re
import secrets

# Without letters and figures that are taken for each other (0 O, 1 I L, 5 S, 8 B, 2 Z), and without vowels,
# so that no reference spells a word.
ALPHABET = "34679CDFGHJKMNPQRTVWXY"
LENGTH = 6
PATTERN = re.compile(rf"SUB-\d{{4}}-[{ALPHABET}]{{{LENGTH}}}")


def new_reference(year: int) -> str:
    """A reference nobody could guess; that it is unique is for the database to say."""
    return f"SUB-{year}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"


def document_symbol(reference: str, round_number: int) -> str:
    """Under which symbol a round is cited once it stands in a programme: ``SUB-2026-7KM4QX/R2``."""
    return f"{reference}/R{round_number}"
