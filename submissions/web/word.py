"""The template as a Word file: taken away empty or with the draft on it, and taken in again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from languages.official import language_for
from lifecycle.scheme import load_scheme
from programmes.template.content import digest
from programmes.template.editions import CURRENT_EDITION
from programmes.web.pages import PublicPage
from submissions import drafting, particulars, uploads
from submissions.models import Upload
from submissions.permissions import may_write
from submissions.printing.word import write_round
from submissions.web.base import SubmissionPage
from submissions.web.offers import offered
from submissions.web.rounds import RoundPage
from submissions.web.section import revision_sent, words_of_stale
from submissions.word import safety
from submissions.word.layout import Blank, blocks
from submissions.word.writing import CONTENT_TYPE, write

A_DAY = 24 * 60 * 60
NOT_TAKEN = gettext_lazy("Nothing of it was taken over; look at both once more.")


def file_answer(data: bytes, name: str) -> HttpResponse:
    """A Word file to be saved."""
    disposition = f'attachment; filename="{name}.docx"'
    return HttpResponse(data, content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition})


# --- Taking away ----------------------------------------------------------------------------------


class TemplateView(PublicPage):
    """The empty template in the language of the address, for anyone; made anew when its words change."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = language_for(get_language())
        document = list(blocks(Blank(CURRENT_EDITION), load_scheme()))
        key = f"template.docx:{digest([page.code, *map(repr, document)])}"
        data = cache.get(key)
        if data is None:
            data = write(document, page=page, theirs=page, title=_("Proposal of a programme"))
            cache.set(key, data, A_DAY)
        return file_answer(data, "template")


class DraftView(SubmissionPage):
    """The draft as it stands, with its labels in the language of the address."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        if self.around.draft is None:
            raise Http404
        if not self.submission.is_editable:
            return redirect("submission", reference)
        data = write(
            blocks(self.around.draft, load_scheme()),
            page=language_for(get_language()),
            theirs=language_for(self.submission.language),
            title=self.around.title,
            foot=reference,
        )
        return file_answer(data, reference)


class RoundView(RoundPage):
    """The round, with its labels in the language of the address."""

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        return file_answer(write_round(self.round), self.round.symbol.replace("/", "-"))


# --- Taking in ------------------------------------------------------------------------------------


class WordView(SubmissionPage):
    """What was understood of the last file, beside what stands; each section is taken over or kept."""

    template_name = "submissions/word.html"
    asks = {"GET": may_write, "POST": may_write}

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        kept = self.kept
        match request.POST.get("act", ""):
            case "take" if kept and request.POST.get("upload") == kept.at.isoformat():
                return self.take(kept)
            case "take" if kept:
                return self.show(
                    faults=[("", _("Another file was uploaded since. Look at it first."))], status=409
                )
            case "put-aside" if kept:
                uploads.put_aside(kept)
                messages.success(request, _("The file is put aside."))
                return redirect("word", reference)
        return self.upload()

    def upload(self) -> HttpResponse:
        """Take in a file; nothing of it is saved on the draft."""
        sent = self.request.FILES.get("file")
        if sent is None:
            return self.show(faults=[("#file", _("Choose a file first."))], status=422)
        try:
            uploads.upload(
                submission=self.submission,
                name=sent.name or "",
                data=sent.read(safety.MAX_SIZE + 1),
                by=self.person,
            )
        except uploads.UploadRefused as refused:
            return self.show(faults=[("#file", told) for told in refused.messages], status=422)
        return redirect("word", self.submission.reference)

    def take(self, kept: Upload) -> HttpResponse:
        """Save what was chosen, each section by itself: what is wrong with one holds up no other."""
        faults: list[tuple[str, str]] = []
        for code, label in particulars.section_labels(self.submission.edition).items():
            if self.request.POST.get(f"choice/{code}") != "take":
                continue
            seen = revision_sent(self.request.POST.get(f"seen/{code}", ""))
            try:
                uploads.take(kept=kept, code=code, seen=seen, by=self.person)
            except drafting.StaleSection as stale:
                faults.append((f"#offer-{code}", f"{words_of_stale(stale, self.person)} {NOT_TAKEN}"))
            except ValidationError as refused:
                faults += [(f"#offer-{code}", told) for told in refused.messages]
            else:
                messages.success(self.request, _("Taken over: %(section)s") % {"section": label})
        return self.show(faults=faults, status=409) if faults else redirect("word", self.submission.reference)

    @cached_property
    def kept(self) -> Upload | None:
        """What this person uploaded last."""
        return uploads.upload_of(self.person, self.submission)

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.page(
            at="word",
            kept=self.kept,
            offered=offered(self.submission, self.kept) if self.kept else None,
            days=uploads.KEPT.days,
            megabytes=safety.MAX_SIZE // 1024 // 1024,
            status=status,
            **context,
        )
