"""The states of what this room keeps; a leaf."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LetterState(models.TextChoices):
    """How far a letter has come."""

    WAITING = "waiting", pgettext_lazy("letter", "Waiting")
    """To be sent as soon as it is due: for the first time, or once more."""
    SENT = "sent", pgettext_lazy("letter", "Sent")
    """Taken by the mail server."""
    GIVEN_UP = "given_up", pgettext_lazy("letter", "Given up")
    """Refused or unreachable every time. The desk shows it, and can have it tried again."""

    @property
    def meaning(self) -> str:
        """What a page says of it, for whoever asks; the words are those beneath it above."""
        return str(_LETTER_MEANINGS[self])


_LETTER_MEANINGS = {
    LetterState.WAITING: _("To be sent as soon as it is due: for the first time, or once more."),
    LetterState.SENT: _("Taken by the mail server."),
    LetterState.GIVEN_UP: _(
        "Refused or unreachable every time. The desk shows it, and can have it tried again."
    ),
}
