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

    @property
    def meaning(self) -> str:
        """What a page says of it, for whoever asks; the words are those beneath it above."""
        return str(_SUBMISSION_MEANINGS[self])


_SUBMISSION_MEANINGS = {
    SubmissionStatus.DRAFT: _("Being written; nobody but its submitters sees it."),
    SubmissionStatus.SUBMITTED: _("Sent; the secretariat has not looked at it yet."),
    SubmissionStatus.IN_SCREENING: _("Somebody of the secretariat is looking at it."),
    SubmissionStatus.RETURNED: _("Sent back with reasons, to be answered in place and submitted again."),
    SubmissionStatus.ACCEPTED: _(
        "Its last round stands in a programme's working version, to be published by the secretariat."
    ),
    SubmissionStatus.NOT_LISTED: _(
        "The secretariat decided not to list it, with the reason. It stays readable to its submitters."
    ),
    SubmissionStatus.WITHDRAWN: _("Taken back by its submitters before anything of it became public."),
}


class Age(models.TextChoices):
    """For how long a submission has stood where it stands."""

    WEEK = "week", pgettext_lazy("age", "up to 7 days")
    """As long as a first look may take."""
    FORTNIGHT = "fortnight", pgettext_lazy("age", "8 to 14 days")
    """Somebody should know why."""
    MONTH = "month", pgettext_lazy("age", "15 to 28 days")
    """Its submitters will ask."""
    LONGER = "longer", pgettext_lazy("age", "more than 28 days")
    """Look at it first."""

    @property
    def days(self) -> tuple[int, int | None]:
        """From how many full days on, and up to how many."""
        bounds = {"week": (0, 7), "fortnight": (7, 14), "month": (14, 28), "longer": (28, None)}
        return bounds[self.value]


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
    DISCUSSING = nonmember(("focal_point", "editor", "commenter"))
    """May take part in the discussion; commenters are invited to one submission, and members of none."""
    READING = nonmember(("focal_point", "editor", "commenter", "reader"))
    """May read everything."""


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

    @property
    def meaning(self) -> str:
        """What a page says of it, for whoever asks; the words are those beneath it above."""
        return str(_MEMBERSHIP_MEANINGS[self])


_MEMBERSHIP_MEANINGS = {
    MembershipState.ASKED: _("Waits for a focal point or the secretariat to say yes or no."),
    MembershipState.ACTIVE: _("Belongs to the submitter."),
    MembershipState.DECLINED: _("Was told no; may ask again."),
    MembershipState.ENDED: _("Has left or was replaced; may ask again."),
}


class CollaboratorRight(models.TextChoices):
    """What a person who was invited to one submission may do there, in the words of a member's roles."""

    EDITOR = "editor", pgettext_lazy("collaborator", "writes")
    """Writes on the draft, as an editor of a submitter does."""
    COMMENTER = "commenter", pgettext_lazy("collaborator", "comments")
    """Takes part in the discussion, writes nothing."""
    READER = "reader", pgettext_lazy("collaborator", "reads")
    """Reads everything."""


class InvitationAnswer(models.TextChoices):
    """What became of an invitation."""

    OPEN = "open", pgettext_lazy("invitation", "Not answered")
    """Nobody has answered; until it expires somebody may."""
    ACCEPTED = "accepted", pgettext_lazy("invitation", "Accepted")
    """The submitter is a party now, or the person takes part."""
    DECLINED = "declined", pgettext_lazy("invitation", "Declined")
    """Told no; may be invited again."""
    WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "Withdrawn")
    """Taken back by those who invited."""

    GIVEN = nonmember(("accepted", "declined"))
    """What the invited themselves have said."""


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
    PUBLISHER = "publisher", _("Publisher")
    """Somebody on the staff who may publish, and so may open a decision again."""


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
    RECEIVED = "received", _("What was received on paper or by e-mail")
    """Shows what the secretariat keyed in, for the submitters to compare before they confirm it."""


class Received(models.TextChoices):
    """How a submission came that the secretariat keyed in; one written on the desk has no such word."""

    PAPER = "paper", pgettext_lazy("received", "On paper")
    """A letter or a printed template."""
    MAIL = "mail", pgettext_lazy("received", "By e-mail")
    """An e-mail, with or without files."""


class Audience(models.TextChoices):
    """Who reads a remark: for whom it is said, and nobody beside them."""

    SECRETARIAT = "secretariat", pgettext_lazy("remark for", "The submitters and the secretariat")
    """The discussion between the two sides."""
    INTERNAL = "internal", pgettext_lazy("remark for", "The secretariat alone")
    """A note that its submitters never see."""
    COAUTHORS = "coauthors", pgettext_lazy("remark for", "The submitters alone")
    """Said among those who write together; the secretariat never sees it."""


class RemarkKind(models.TextChoices):
    """What a remark asks for."""

    REMARK = "remark", pgettext_lazy("discussion", "Remark")
    """Something to be read."""
    CHANGE = "change", pgettext_lazy("discussion", "Request for change")
    """Something to be changed; open until somebody marks it as resolved."""


class CriterionAnswer(models.TextChoices):
    """How a round stands to one criterion, in one screener's eyes. Words, which nobody adds up."""

    MET = "met", pgettext_lazy("criterion", "Met")
    """The text shows it."""
    PARTLY = "partly", pgettext_lazy("criterion", "Partly met")
    """The text shows it in part; the note says what is missing."""
    NOT_MET = "not_met", pgettext_lazy("criterion", "Not met")
    """The text shows the contrary, or should show it and does not."""
    UNCLEAR = "unclear", pgettext_lazy("criterion", "Cannot be told from the text")
    """Something to be asked of the submitters."""
    NOT_APPLICABLE = "not_applicable", pgettext_lazy("criterion", "Does not apply")
    """Not every programme can meet every criterion (UNEP/GC.26/7/Add.1, para. 16)."""


class Recommendation(models.TextChoices):
    """What a screener recommends to whoever decides."""

    LIST = "list", pgettext_lazy("recommendation", "List it")
    """Accept the round."""
    RETURN = "return", pgettext_lazy("recommendation", "Return it")
    """Ask its submitters for something first."""
    NOT_LIST = "not_list", pgettext_lazy("recommendation", "Do not list it")
    """It does not belong in the registry."""
