"""Which columns of the intake exist in six languages, and whose changes are kept.

History is kept of what somebody decides on people and calls. Rounds and moves are a record of the past
themselves, and drafts are nobody's business but their authors'.
"""

from modeltranslation.translator import TranslationOptions, register

from lifecycle.history import keep_history
from submissions.models import Call, Membership


@register(Call)
class CallTranslation(TranslationOptions):
    fields = ("title",)


for model in (Call, Membership):
    keep_history(model, app=__package__)
