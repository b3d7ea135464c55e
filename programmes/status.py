"""The vocabulary of the registry: every status, kind and role, with what it means.

A leaf: it imports nothing of ours, so that anyone may import it. Groups of members are named here and
nowhere spelt again. They hold values, since a member is not one yet while its class is being written.
"""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProgrammeStatus(models.TextChoices):
    """Where a programme stands in the registry."""

    PREPARED = "prepared", pgettext_lazy("programme", "Prepared")
    """Being made ready by the secretariat: private, without a reference."""
    LISTED = "listed", pgettext_lazy("programme", "Listed")
    """Public, in the matrix and in every list and count."""
    WITHDRAWN = "withdrawn", pgettext_lazy("programme", "Withdrawn")
    """Taken back by its submitters. Its page stays, with date and reason."""
    RETIRED = "retired", pgettext_lazy("programme", "Retired")
    """Closed by the secretariat, since it has ended. Its page stays, with date and reason."""
    JOINED = "joined", pgettext_lazy("programme", "Joined")
    """Merged into a joint programme, which its page names."""

    COUNTED = nonmember(("listed",))
    """In the matrix, the lists and every total."""
    PUBLIC = nonmember(("listed", "withdrawn", "retired", "joined"))
    """Has a page that anyone may open."""

    @property
    def meaning(self) -> str:
        """What a page says of it, for whoever asks; the words are those beneath it above."""
        return str(_PROGRAMME_MEANINGS[self])


_PROGRAMME_MEANINGS = {
    ProgrammeStatus.PREPARED: _("Being made ready by the secretariat: private, without a reference."),
    ProgrammeStatus.LISTED: _("Public, in the matrix and in every list and count."),
    ProgrammeStatus.WITHDRAWN: _("Taken back by its submitters. Its page stays, with date and reason."),
    ProgrammeStatus.RETIRED: _(
        "Closed by the secretariat, since it has ended. Its page stays, with date and reason."
    ),
    ProgrammeStatus.JOINED: _("Merged into a joint programme, which its page names."),
}


class VersionKind(models.TextChoices):
    """Why a version was published."""

    LISTED = "listed", pgettext_lazy("version", "Listed")
    """The first publication."""
    UPDATED = "updated", pgettext_lazy("version", "Updated")
    """The submitters changed what they say."""
    CORRECTED = "corrected", pgettext_lazy("version", "Corrected")
    """The secretariat put a mistake of the registry right."""
    TRANSLATED = "translated", pgettext_lazy("version", "Translated")
    """A language was added or improved; the content says the same."""
    JOINED = "joined", pgettext_lazy("version", "Joined")
    """The programme became part of a joint programme."""
    WITHDRAWN = "withdrawn", pgettext_lazy("version", "Withdrawn")
    """The submitters took the programme back."""
    RETIRED = "retired", pgettext_lazy("version", "Retired")
    """The programme has ended."""
    RESTORED = "restored", pgettext_lazy("version", "Restored")
    """A withdrawn or retired programme is listed again."""

    EDITORIAL = nonmember(("updated", "corrected", "translated"))
    """Kinds that change what a listed programme says and leave its status."""


class WritingAct(models.TextChoices):
    """By which act what a working version says became another."""

    BEGUN = "begun", _("Working version begun")
    """With what is public, or with the title of a new programme."""
    WRITTEN = "written", _("Working version written on")
    """Somebody of the secretariat edited or translated it."""
    MERGED = "merged", _("Round merged into the working version")
    """A round was accepted."""
    UNDONE = "undone", _("Round taken out of the working version")
    """What was accepted was withdrawn, or the decision opened again."""
    CORRECTED = "corrected", _("Correction carried over to the working version")
    """What is public was put right, and here what said the same."""
    DISCARDED = "discarded", _("Working version discarded")
    """Thrown away; with its programme where that was never public."""


class SchedulingOutcome(models.TextChoices):
    """What came of a publication at a stated time."""

    WAITING = "waiting", pgettext_lazy("scheduled publication", "Waiting for its time")
    """Its time is still to come, or the worker has not come to it yet."""
    PUBLISHED = "published", pgettext_lazy("scheduled publication", "Published")
    """What was shown is public."""
    CHANGED = "changed", pgettext_lazy("scheduled publication", "Not published: it was changed before")
    """The working version, or what is public, changed after it was shown. Nothing was published."""
    REFUSED = "refused", pgettext_lazy("scheduled publication", "Not published: it was refused")
    """When its time came it was not legal any more. Nothing was published."""
    UNSCHEDULED = "unscheduled", pgettext_lazy("scheduled publication", "Unscheduled")
    """A publisher took it back."""


class TextStatus(models.TextChoices):
    """What a text in one language is worth as evidence."""

    ORIGINAL = "original", pgettext_lazy("text", "original text")
    """The words of the source, to the letter."""
    OFFICIAL = "official", pgettext_lazy("text", "official translation")
    """A translation issued by the United Nations or confirmed by the submitters."""
    REVIEWED = "reviewed", pgettext_lazy("text", "reviewed translation")
    """A translation of the registry that a second person has checked."""
    UNOFFICIAL = "unofficial", pgettext_lazy("text", "unofficial translation")
    """A translation of the registry."""
    SUMMARY = "summary", pgettext_lazy("text", "unofficial summary")
    """The facts of the source in the registry's own words."""

    FROM_SOURCE = nonmember(("original", "official"))
    """Readers need no warning."""
    TRANSLATIONS = nonmember(("official", "reviewed", "unofficial"))
    """Made from the words of another language."""


class SubmitterKind(models.TextChoices):
    """The kinds of body that submit programmes (E/CN.17/2011/8, paras. 58 and 59)."""

    MEMBER_STATE = "member_state", _("Member State")
    UN_ENTITY = "un_entity", _("United Nations entity")
    REGIONAL_ORGANISATION = "regional_organisation", _("Regional organization")
    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organization")
    PARTNERSHIP = "partnership", _("Partnership")
    MAJOR_GROUP = "major_group", _("Major group")


class MajorGroup(models.TextChoices):
    """The nine major groups of Agenda 21, chapters 24 to 32."""

    WOMEN = "women", _("Women")
    CHILDREN_YOUTH = "children_youth", _("Children and youth")
    INDIGENOUS = "indigenous", _("Indigenous peoples")
    NGO = "ngo", _("Non-governmental organizations")
    LOCAL = "local", _("Local authorities")
    WORKERS = "workers", _("Workers and trade unions")
    BUSINESS = "business", _("Business and industry")
    SCIENCE = "science", _("Scientific and technological community")
    FARMERS = "farmers", _("Farmers")


class PartyRole(models.TextChoices):
    """The part one submitter has in one programme."""

    LEAD = "lead", pgettext_lazy("party", "lead")
    CO_SUBMITTER = "co_submitter", pgettext_lazy("party", "co-submitter")
    PARTNER = "partner", pgettext_lazy("party", "partner")


class DocumentKind(models.TextChoices):
    REPORT = "report", pgettext_lazy("document", "report")
    DECISION = "decision", pgettext_lazy("document", "decision")
    SUBMISSION = "submission", pgettext_lazy("document", "submission")
    NOTE_VERBALE = "note_verbale", pgettext_lazy("document", "note verbale")
    CORRIGENDUM = "corrigendum", pgettext_lazy("document", "corrigendum")
    """Puts lines of another document right: see ``SourceEntry.supersedes``."""


class EntryPart(models.TextChoices):
    """Which list of a document a printed line stands in."""

    ANNEX = "annex", _("annex table")
    TABLE = "table", _("table of section IV")


class Locator(models.TextChoices):
    """What a position within a document counts, when it is not a printed line of a list."""

    PARAGRAPH = "paragraph", _("paragraph")
    EXAMPLE = "example", _("worked example, section")
    ROUND = "round", _("round")


class LinkBasis(models.TextChoices):
    """On what ground a printed line is held to mean a programme."""

    WORDING = "wording", _("same wording")
    SENSE = "sense", _("same sense in other words")
    POSITION = "position", _("position in the list")


class Claimant(models.TextChoices):
    """Who says that a programme belongs in a cell."""

    ANNEX = "annex", _("Annex of the report")
    TABLE = "table", _("Table of the report")
    SUBMITTER = "submitter", _("Submitter")
    SECRETARIAT = "secretariat", _("Secretariat")


class PlacementScope(models.TextChoices):
    PRIMARY = "primary", pgettext_lazy("placement", "primary cell")
    ALSO = "also", pgettext_lazy("placement", "also touches")
