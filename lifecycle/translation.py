"""Which columns of the taxonomy exist in six languages, and whose changes are kept.

History is registered here, after translation, since it copies the fields it finds.
"""

from modeltranslation.translator import TranslationOptions, register

from lifecycle.history import keep_history
from lifecycle.models import Instrument, Lens, LensLine, LensMapping, Stage, Term


@register([Stage, Instrument])
class BaseCodeTranslation(TranslationOptions):
    fields = ("name", "short_name")


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ("name",)


@register(Lens)
class LensTranslation(TranslationOptions):
    fields = ("name", "note")


@register(LensLine)
class LensLineTranslation(TranslationOptions):
    fields = ("name", "short_name")


@register(LensMapping)
class LensMappingTranslation(TranslationOptions):
    fields = ("loss",)


for model in (Stage, Instrument, Term, Lens, LensLine, LensMapping):
    keep_history(model, app=__package__)
