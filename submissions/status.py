"""The vocabulary of the intake: every status, role and kind, with what it means.

A leaf: it imports nothing of ours. Groups of members are named here and nowhere spelt again.
"""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SubmissionStatus(models.TextChoices):
    """Where a submission stands, and so whose turn it is."""

    DRAFT = "draft", pgettext_lazy("submission", "Draft")
    """Being written; nobody but its submitters sees it."""
    SUBMITTED = "submitted", pgettext_lazy("submission", "Submitted")
    """Sent; the secretariat has not looked at it yet."""
    IN_SCREENING = "in_screening", pgettext_lazy("submission", "In screening")
    """Somebody of the secretariat is looking at it."""
    RETURNED = "returned", pgettext_lazy("submission", "Returned")
    """Sent back with reasons, to be answered in place and submitted again."""
    ACCEPTED = "accepted", pgettext_lazy("submission", "Accepted")
    """Its last round stands in a programme's working version, to be published by the secretariat."""
    NOT_LISTED = "not_listed", pgettext_lazy("submission", "Not listed")
    """The secretariat decided not to list it, with the reason. It stays readable to its submitters."""
    WITHDRAWN = "withdrawn", pgettext_lazy("submission", "Withdrawn")
    """Taken back by its submitters before anything of it became public."""

    EDITABLE = nonmember(("draft", "returned"))
    """Its submitters may write on it: it is their turn."""
    WITH_THE_SECRETARIAT = nonmember(("submitted", "in_screening"))
    """It is the secretariat's turn."""
    OPEN = nonmember(("draft", "returned", "submitted", "in_screening"))
    """Somebody still works on it."""
    HINTED = nonmember(("submitted", "in_screening", "returned", "accepted"))
    """Others may be told of it, where its submitters are willing."""
    CLOSED = nonmember(("accepted", "not_listed", "withdrawn"))
    """Nobody has to do anything before something is published or asked for."""


class MembershipRole(models.TextChoices):
    """What a person may do for a submitter."""

    FOCAL_POINT = "focal_point", _("Focal point")
    """Submits, withdraws, and says who else may write and read. There may be several."""
    EDITOR = "editor", _("Editor")
    """Writes drafts and answers the secretariat."""
    READER = "reader", _("Reader")
    """Reads everything, writes nothing."""

    WRITING = nonmember(("focal_point", "editor"))
    """May write on a draft."""


class MembershipState(models.TextChoices):
    """Whether a person belongs to a submitter yet, or still."""

    ASKED = "asked", pgettext_lazy("membership", "Asked")
    """Waits for a focal point or the secretariat to say yes or no."""
    ACTIVE = "active", pgettext_lazy("membership", "Active")
    """Belongs to the submitter."""
    DECLINED = "declined", pgettext_lazy("membership", "Declined")
    """Was told no; may ask again."""
    ENDED = "ended", pgettext_lazy("membership", "Ended")
    """Has left or was replaced; may ask again."""

    OVER = nonmember(("declined", "ended"))
    """Gives no right, and may be asked for anew."""


class LatePolicy(models.TextChoices):
    """What becomes of a submission that comes after a call has closed."""

    REFUSE = "refuse", _("Refuse late submissions")
    """Nothing is taken after the closing time, except answers to what the secretariat returned."""
    MARK = "mark", _("Take late submissions and mark them")
    """Taken, and every round says that it came late."""


class Actor(models.TextChoices):
    """In which capacity somebody moves a submission."""

    FOCAL_POINT = "focal_point", _("Focal point")
    """A focal point of a submitter that is part of the submission."""
    SECRETARIAT = "secretariat", _("Secretariat")
    """Somebody on the staff who may screen."""


class AskingWay(models.TextChoices):
    """How those who wrote something alike are asked to join forces."""

    SECRETARIAT = "secretariat", _("Through the secretariat")
    """The secretariat is told who asks whom, and passes it on; neither side is named to the other."""
    DIRECT = "direct", _("Directly")
    """Both agreed to be written to: the focal points of the other side are told who asks."""


class AuthorityKind(models.TextChoices):
    """On what ground a government's submission is taken to be the government's."""

    NOTE_VERBALE = "note_verbale", _("Note verbale")
    """A note of the permanent mission that hands over this submission."""
    DESIGNATION = "designation", _("Letter designating the focal point")
    """A letter that names the person who submits as the government's focal point."""


class AttachmentKind(models.TextChoices):
    """What an attached file is."""

    AUTHORITY = "authority", _("Scan of the note verbale or letter")
    """Shows the authority to submit."""
    ORIGINAL = "original", _("Text in the language it was written in")
    """The original, where that is none of the six languages and the template holds a translation."""
    SUPPORTING = "supporting", _("Supporting document")
    """Anything else the submitters want to be read."""
