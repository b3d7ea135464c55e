"""One section of a draft as a form. It saves by itself as one types, by button, and before it is left.

``press`` says what the sent form is for: ``save``, ``go`` (save, then on to the next section),
``interface:fr`` (save, then this page in another language), ``show`` (only show again what was typed),
``say:targets`` (save, then say what was typed as a remark on that item), ``resolve:12`` (save, then mark that
remark as resolved), or a button of the form itself, which saves too.
"""

from __future__ import annotations

import secrets
from copy import deepcopy
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _

from languages.dates import ago
from languages.official import BY_CODE
from programmes.template.content import empty_content
from programmes.template.editions import EDITIONS
from programmes.web.context import address_in
from submissions import discussion, drafting, particulars
from submissions.hints import BESIDE_THE_FORM, Hint, hints_for
from submissions.models import Section, Submission
from submissions.permissions import may_address, may_write
from submissions.querysets import SubmissionQuerySet
from submissions.status import RemarkKind, SubmissionStatus
from submissions.web.base import SubmissionPage
from submissions.web.remarks import Talk, chosen_remark, talks_on
from submissions.web.writing.authority import AuthorityForm
from submissions.web.writing.base import DraftForm
from submissions.web.writing.cell import CellForm
from submissions.web.writing.template import SectionForm

SAVE, GO, INTERFACE, SHOW, SAY, RESOLVE = "save", "go", "interface", "show", "say", "resolve"
NEVER = -1
"""A revision that no section ever had: whoever sends it has seen nothing that stands."""
FORMS: dict[str, type[DraftForm]] = {particulars.CELL: CellForm, particulars.AUTHORITY: AuthorityForm}


class SectionPage(SubmissionPage):
    """What the pages of a section have in common."""

    asks = {"GET": may_write, "POST": may_write}

    @property
    def code(self) -> str:
        return self.kwargs["code"]

    @cached_property
    def section(self) -> Section:
        """The section as it stands."""
        self.look_up_code()
        return self.submission.sections.select_related("saved_by").get(code=self.code)

    def look_up_code(self) -> None:
        """404 where the template has no such section."""
        if self.code not in drafting.section_codes(EDITIONS[self.submission.edition]):
            raise Http404

    @property
    def nothing(self) -> dict[str, Any]:
        """The section on which nobody has written."""
        if self.code in particulars.LABELS:
            return particulars.empty(self.code)
        return empty_content(EDITIONS[self.submission.edition])

    def form(self, stored: dict[str, Any], sent: Any = None) -> DraftForm:
        """The form of the section upon what is ``stored``."""
        return FORMS.get(self.code, SectionForm)(self.submission, self.code, stored, sent)

    def context(self, **given: Any) -> dict[str, Any]:
        form: DraftForm | None = given.get("form")
        if form:
            form.cut()
        found = form.error_list if form else []
        faults = [("" if at == NON_FIELD_ERRORS else f"#{at}", words) for at, words in found]
        return super().context(
            section=self.section,
            at=self.code,
            faults=faults,
            returned_for=self.returned_for,
            hints=self.hints,
            **given,
        )

    @property
    def hints(self) -> list[Hint]:
        """Entries that look alike, beside the form where the cell is chosen."""
        if self.code != particulars.CELL:
            return []
        return hints_for(self.submission, self.person, self.section.content, most=BESIDE_THE_FORM)

    @property
    def returned_for(self) -> str:
        """Why the secretariat sent this section back, while that is to be answered."""
        if self.submission.status != SubmissionStatus.RETURNED:
            return ""
        move = self.submission.moves.filter(target=SubmissionStatus.RETURNED).last()
        return move.reasons.get(self.code, "") if move else ""


class SectionView(SectionPage):
    """The form. Its answers to ``autosave.js`` are JSON, and cost few queries."""

    template_name = "submissions/section.html"
    stale: drafting.StaleSection | None = None

    # --- Doors -----------------------------------------------------------------------------------

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.look_up_code()
        if self.is_script:
            # Who is signed in here now, and the token that a form of theirs needs.
            return JsonResponse({"person": str(self.person.pk), "token": get_token(request)})
        return self.page(form=self.form(self.section.content), revision=self.section.revision)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.look_up_code()
        if self.is_script:
            # A form sends everything that stands on it.
            return self.autosave(self.form(self.nothing, request.POST))
        form = self.form(self.section.content, request.POST)
        button = request.POST.get("press") or SAVE
        act, _colon, at = button.partition(":")
        if act == SHOW:
            return self.page(form=form, revision=self.sent("revision"), is_unsaved=True)
        if act not in (SAVE, GO, INTERFACE, SAY, RESOLVE):
            return self.press(form, button)
        saved = self.save(form, self.sent("compared", self.sent("revision")))
        if not saved:
            return self.show_why_not(form)
        if act == SAY:
            return self.say(form, saved, at)
        if act == RESOLVE:
            said = chosen_remark(self.person, self.submission, at)
            discussion.resolve(comment=said, by=self.person)
        return self.go_on(form, saved, self.next_address(act, at))

    def autosave(self, form: DraftForm) -> HttpResponse:
        """Save for the script, which shows what the answer says beside the form."""
        saved = self.save(form, self.sent("revision"))
        if saved:
            return JsonResponse({"revision": saved.revision})
        if self.stale:
            return JsonResponse({"words": words_of_stale(self.stale, self.person)}, status=409)
        return JsonResponse({"words": " ".join(words for _id, words in form.error_list)}, status=422)

    def press(self, form: DraftForm, button: str) -> HttpResponse:
        """Do what a button of the form says; what was typed is saved as far as it can be."""
        form.press(button)
        tried = deepcopy(form)
        saved = self.save(tried, self.sent("revision"))
        if self.stale:
            return self.show_why_not(form)
        form.errors = tried.errors
        revision = saved.revision if saved else self.sent("revision")
        return self.page(form=form, revision=revision, is_unsaved=not saved)

    def say(self, form: DraftForm, saved: Section, item: str) -> HttpResponse:
        """Say what was typed beside ``item``, once it is saved what was typed on it."""
        talk = self.talks.get(item)
        if talk is None:
            raise Http404
        allowed = may_address(self.person, self.submission, talk.audience)
        if not allowed:
            return self.refuse(allowed.reason)
        try:
            discussion.comment(
                submission=self.submission,
                section=self.code,
                item=item,
                text=self.request.POST.get(talk.name, ""),
                by=self.person,
                audience=talk.audience,
                kind=RemarkKind.CHANGE if talk.asks_for_change else RemarkKind.REMARK,
                nonce=self.request.POST.get("nonce", ""),
            )
        except ValidationError as refused:
            for told in refused.messages:
                form.refuse(talk.id, told)
            return self.page(form=form, revision=saved.revision, status=422)
        del self.unsent[talk.name], self.talks
        return self.go_on(form, saved, f"{self.request.path}#{talk.id}")

    def go_on(self, form: DraftForm, saved: Section, address: str) -> HttpResponse:
        """To ``address``; where a remark was typed and not sent, the page once more, with it."""
        unsent = [talk for talk in self.talks.values() if talk.text.strip()]
        if not unsent:
            return redirect(address)
        for talk in unsent:
            form.refuse(talk.id, _("This remark is not sent yet: send it, or empty its field."))
        return self.page(form=form, revision=saved.revision, is_saved=True, status=422)

    @cached_property
    def talks(self) -> dict[str, Talk]:
        """The folds for remarks, by item; that on the section as a whole is without."""
        return talks_on(self.person, self.submission, self.code, self.unsent)

    @cached_property
    def unsent(self) -> QueryDict:
        """What was typed, without the remark that was sent."""
        return self.request.POST.copy()

    def context(self, **given: Any) -> dict[str, Any]:
        form: DraftForm | None = given.get("form")
        if form:
            form.talks = self.talks
        nonce = secrets.token_urlsafe(24)
        return super().context(talk=self.talks.get(""), nonce=nonce, limit=discussion.TEXT_LENGTH, **given)

    # --- Steps -----------------------------------------------------------------------------------

    def save(self, form: DraftForm, seen: int) -> Section | None:
        """Save what was typed; where that cannot be, the form or ``stale`` says why."""
        if not form.is_valid():
            return None
        try:
            return drafting.save_section(
                submission=self.submission, code=self.code, content=form.content, seen=seen, by=self.person
            )
        except drafting.StaleSection as stale:
            self.stale = stale
        except ValidationError as faults:
            form.add_faults(faults)
        return None

    def show_why_not(self, form: DraftForm) -> HttpResponse:
        """The page as it was sent, with what is wrong or with what somebody else saved meanwhile."""
        if not self.stale:
            return self.page(form=form, revision=self.sent("revision"), is_unsaved=True, status=422)
        theirs = self.stale.theirs
        form.offer(theirs.content)
        return self.page(
            form=form,
            revision=self.sent("revision"),
            compared=theirs.revision,
            changes=form.changes(theirs.content, self.stale.mine),
            stale=words_of_stale(self.stale, self.person),
            is_unsaved=True,
            status=409,
        )

    def next_address(self, act: str, at: str) -> str:
        """Where to go once everything is saved."""
        if act == INTERFACE and at in BY_CODE:
            return address_in(self.request, at)
        if act == GO:
            codes = [line.code for line in self.around.lines]
            behind = codes.index(self.code) + 1 if self.code in codes else len(codes)
            if behind < len(codes):
                return f"{self.around.lines[behind].address}#form"
            return reverse("preview", args=[self.submission.reference])
        return self.request.path

    # --- What was asked --------------------------------------------------------------------------

    @property
    def is_script(self) -> bool:
        return self.request.headers.get("Accept") == "application/json"

    def submissions(self) -> SubmissionQuerySet:
        return Submission.objects.visible_to(self.person) if self.is_script else super().submissions()

    def refuse(self, reason: str | Promise, *, status: int = 403) -> HttpResponse:
        if self.is_script:
            return JsonResponse({"words": str(reason)}, status=status)
        return super().refuse(reason, status=status)

    def sent(self, name: str, otherwise: int = NEVER) -> int:
        """A revision that the form sent."""
        return revision_sent(self.request.POST.get(name, ""), otherwise)


def revision_sent(value: str, otherwise: int = NEVER) -> int:
    """The number of a revision that came from outside; ``otherwise`` where it is none."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else otherwise


def words_of_stale(stale: drafting.StaleSection, person: Any) -> str:
    """Who saved meanwhile, and when."""
    theirs = stale.theirs
    when = ago(theirs.saved_at or timezone.now())
    if theirs.saved_by is None or theirs.saved_by == person:
        return _("You saved this section in another window or tab %(when)s.") % {"when": when}
    return _("%(name)s saved this section %(when)s.") % {"name": theirs.saver, "when": when}
