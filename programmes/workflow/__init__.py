"""The one writer of what is public.

``MOVES`` says which publications are legal from which status; ``release.release`` is the one function that
writes a status, a reference, a number or ``current``. Every publication leaves a frozen version; one that
must not be read any more is withheld, which changes nothing of it. From the bottom up:

``moves``        which publications are legal
``waiting``      a publication at a stated time, and how it ends
``release``      a version frozen under the next number
``writings``     what was written on a working version, on record
``working``      the private working version
``publishing``   the working version made public; a record or a status changed
``correcting``   an urgent correction of what is public
``scheduling``   the working version made public at a stated time
``withholding``  the words of a published version withheld
"""

from programmes.workflow.correcting import correct_text, corrected
from programmes.workflow.moves import FROM_WORKING, MOVES, MoveRefused, legal_kinds
from programmes.workflow.publishing import (
    change_status,
    correct_record,
    digest_of,
    obstacles,
    publish,
)
from programmes.workflow.release import version_hash
from programmes.workflow.scheduling import publish_due, schedule, unschedule
from programmes.workflow.waiting import overtake
from programmes.workflow.withholding import lift_withholding, why_not_lift, why_not_withhold, withhold
from programmes.workflow.working import (
    discard_prepared,
    discard_working_version,
    edit_working_version,
    merge_into_working_version,
    open_working_version,
    prepare,
)
from programmes.workflow.writings import note_writing

__all__ = [
    "FROM_WORKING",
    "MOVES",
    "MoveRefused",
    "change_status",
    "correct_record",
    "correct_text",
    "corrected",
    "digest_of",
    "discard_prepared",
    "discard_working_version",
    "edit_working_version",
    "legal_kinds",
    "lift_withholding",
    "merge_into_working_version",
    "note_writing",
    "obstacles",
    "open_working_version",
    "overtake",
    "prepare",
    "publish",
    "publish_due",
    "schedule",
    "unschedule",
    "version_hash",
    "why_not_lift",
    "why_not_withhold",
    "withhold",
]
