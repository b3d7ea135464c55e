"""Files that belong to a submission: the list, adding and taking off, and reading one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from submissions import attachments
from submissions.models import Attachment
from submissions.permissions import may_write
from submissions.status import AttachmentKind
from submissions.web.base import SubmissionPage


class FilesView(SubmissionPage):
    """Each file that is sent along is taken or refused by itself: what is wrong with one loses no other."""

    template_name = "submissions/files.html"
    asks = {"POST": may_write}

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self._list()

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        key = request.POST.get("remove", "").replace("\0", "")
        faults = self._take_off(key) if key else self._add()
        return self._list(faults=faults, status=422) if faults else redirect("files", reference)

    def _add(self) -> list[tuple[str, str]]:
        sent = self.request.FILES.getlist("file")
        if not sent:
            return [("#file", _("Choose a file first."))]
        faults: list[tuple[str, str]] = []
        for file in sent[: attachments.MAX_ATTACHMENTS + 1]:
            try:
                added = attachments.attach(
                    submission=self.submission,
                    kind=self.request.POST.get("kind", ""),
                    name=file.name or "",
                    data=file.read(attachments.MAX_SIZE + 1),
                    by=self.person,
                )
            except ValidationError as refused:
                faults += [("#file", told) for told in refused.messages]
            else:
                messages.success(self.request, _("%(name)s is attached.") % {"name": added.name})
        return list(dict.fromkeys(faults))

    def _take_off(self, key: str) -> list[tuple[str, str]]:
        attachment = self.submission.attachments.present().filter(key=key).first()
        if attachment is None:
            return []  # taken off already
        try:
            attachments.detach(attachment=attachment)
        except ValidationError as refused:
            return [("", told) for told in refused.messages]
        messages.success(self.request, _("%(name)s is taken off.") % {"name": attachment.name})
        return []

    def _list(self, *, status: int = 200, **context: Any) -> HttpResponse:
        files = attachments.readable_by(self.person, self.submission).filter(removed_at__isnull=True)
        return self.page(
            at="attachments",
            files=files,
            left=max(0, attachments.MAX_ATTACHMENTS - len(files)),
            most=attachments.MAX_ATTACHMENTS,
            megabytes=attachments.MAX_SIZE // 1024 // 1024,
            kinds=AttachmentKind.choices,
            kind=self.request.POST.get("kind") or self.request.GET.get("kind") or AttachmentKind.SUPPORTING,
            may_write=bool(may_write(self.person, self.submission)),
            status=status,
            **context,
        )


class FileView(SubmissionPage):
    """One file as it came, to be saved; the browser never shows it as a page of ours."""

    def get(self, request: HttpRequest, reference: str, key: str) -> HttpResponseBase:
        readable = attachments.readable_by(self.person, self.submission)
        attachment: Attachment = get_object_or_404(readable, key=key)
        response = FileResponse(
            attachment.path.open("rb"),
            as_attachment=True,
            filename=attachment.name,
            content_type=attachment.content_type,
        )
        response["X-Content-Type-Options"] = "nosniff"
        # Should a browser show it after all, it runs nothing and is of no site.
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
