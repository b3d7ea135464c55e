"""A programme as a record: the same facts, under the same names, wherever they leave the registry.

``frozen_record`` is what a version keeps of the rows around its text, and ``hashed_form`` what its hash
covers. The others are what API and exports give out. They take ``language``: a code, or ``None`` for every
language at once. In one language a text stands under its name, with the language it is really in beside it
(``title``, ``title_language``), since a missing one is read in another; in all of them it is an object of
language codes.
"""

from programmes.records.frozen import citation, frozen_record, hashed_form
from programmes.records.programmes import (
    full_record,
    programme_records,
    publication_record,
    rows_of,
    version_record,
)
from programmes.records.submitters import part_record, submitter_record
from programmes.records.texts import content_record, named_record, quantity_records

__all__ = [
    "citation",
    "content_record",
    "frozen_record",
    "full_record",
    "hashed_form",
    "named_record",
    "part_record",
    "programme_records",
    "publication_record",
    "quantity_records",
    "rows_of",
    "submitter_record",
    "version_record",
]
