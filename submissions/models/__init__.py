"""The tables of the intake, by noun."""

from submissions.models.attachments import Attachment
from submissions.models.calls import Call
from submissions.models.discussion import Comment
from submissions.models.drafts import LastLook, SavedSection, Section
from submissions.models.likeness import Asking, Likeness, RoundMeaning
from submissions.models.people import Membership
from submissions.models.reminders import Reminder
from submissions.models.rounds import Assignment, Move, Round
from submissions.models.screening import Assessment, Screening, TakenBack
from submissions.models.submissions import Submission, SubmissionParty
from submissions.models.together import Collaborator, Invitation
from submissions.models.uploads import Upload

__all__ = [
    "Asking",
    "Assessment",
    "Assignment",
    "Attachment",
    "Call",
    "Collaborator",
    "Comment",
    "Invitation",
    "LastLook",
    "Likeness",
    "Membership",
    "Move",
    "Reminder",
    "Round",
    "RoundMeaning",
    "SavedSection",
    "Screening",
    "Section",
    "Submission",
    "SubmissionParty",
    "TakenBack",
    "Upload",
]
