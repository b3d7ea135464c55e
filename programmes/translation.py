"""Which columns of the registry exist in six languages, and whose changes are kept.

History is registered here, after translation, since it copies the fields it finds. It is kept of curated
rows; versions are a record of the past themselves.
"""

from modeltranslation.translator import TranslationOptions, register

from lifecycle.history import keep_history
from programmes.models import (
    Document,
    EntryLink,
    Party,
    Placement,
    Programme,
    Scheduling,
    SourceEntry,
    StatedCount,
    Submitter,
    Version,
    Withholding,
)


@register(Document)
class DocumentTranslation(TranslationOptions):
    fields = ("title", "holding")


@register(StatedCount)
class StatedCountTranslation(TranslationOptions):
    fields = ("label", "note")


@register(SourceEntry)
class SourceEntryTranslation(TranslationOptions):
    fields = ("note",)


@register(Submitter)
class SubmitterTranslation(TranslationOptions):
    fields = ("name", "short_name")


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = ("title", "summary", "sort_key", "cell_reason")


@register(Version)
class VersionTranslation(TranslationOptions):
    fields = ("note",)


@register(Withholding)
class WithholdingTranslation(TranslationOptions):
    fields = ("note",)


@register(Scheduling)
class SchedulingTranslation(TranslationOptions):
    fields = ("note",)


@register(Placement)
class PlacementTranslation(TranslationOptions):
    fields = ("note",)


for model in (Document, StatedCount, SourceEntry, EntryLink, Submitter, Programme, Party, Placement):
    keep_history(model, app=__package__)
