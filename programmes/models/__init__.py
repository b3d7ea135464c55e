"""The tables of the registry, by noun."""

from programmes.models.meanings import Meaning, StoredMeaning
from programmes.models.parts import Cited, Party, Placement, Quantity, SearchEntry
from programmes.models.programmes import Programme
from programmes.models.scheduling import Scheduling
from programmes.models.sources import Document, EntryLink, SourceEntry, StatedCount
from programmes.models.submitters import Submitter
from programmes.models.versions import Version, Withholding
from programmes.models.writings import Writing

__all__ = [
    "Cited",
    "Document",
    "EntryLink",
    "Meaning",
    "Party",
    "Placement",
    "Programme",
    "Quantity",
    "Scheduling",
    "SearchEntry",
    "SourceEntry",
    "StatedCount",
    "StoredMeaning",
    "Submitter",
    "Version",
    "Withholding",
    "Writing",
]
