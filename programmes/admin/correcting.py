"""An urgent correction of what is public: typed, shown as it will be, and published at once."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes import workflow
from programmes.admin.acts import told_public
from programmes.admin.publishing import ApprovalForm
from programmes.admin.texts import TextView
from programmes.changes import content_changes, uncorrected
from programmes.models import Programme, Version
from programmes.permissions import Answer, may_publish
from programmes.status import VersionKind
from programmes.template.content import Content, digest, empty_content
from programmes.template.forms import TemplateForm
from programmes.template.merge import StaleEdit
from programmes.verbatim import changed_words, verbatim_texts

LOOK, PUBLISH = "look", "publish"


class CorrectView(TextView):
    """The text that is public, in the form it was written in; what was shown is published, or nothing."""

    template_name = "admin/programmes/programme/correct.html"
    title = gettext_lazy("Correct what is public")

    def answer(self) -> Answer:
        if VersionKind.CORRECTED not in workflow.legal_kinds(self.programme):
            return Answer(allowed=False, reason=_("Only a programme of the list is corrected."))
        return may_publish(self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(form=self.form(), notes=ApprovalForm(by=request.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        act = form.pressed.partition(":")[0]
        notes = ApprovalForm(initial=request.POST.dict(), by=request.user)
        if act == PUBLISH:
            notes = ApprovalForm(request.POST, by=request.user)
        if act not in (LOOK, PUBLISH):
            form.press()
            return self.page(form=form, notes=notes)
        if not form.is_valid():
            return self.page(form=form, notes=notes, status=422)
        try:
            content = workflow.corrected(self.programme, form.edit())
            if act == PUBLISH and notes.is_valid():
                return self.done(self.publish(form, notes))
        except StaleEdit as stale:
            form.rebase(self.content(), stale)
            return self.page(form=form, notes=notes, status=409)
        except workflow.MoveRefused as refused:
            notes.add_error(None, ValidationError(refused.messages))
        except ValidationError as faults:
            form.add_faults(faults)
            return self.page(form=form, notes=notes, status=422)
        return self.page(form=form, notes=notes, after=content, status=200 if act == LOOK else 422)

    def publish(self, form: TemplateForm, notes: ApprovalForm) -> str:
        """Publish what was shown, and say so; and what of it the working version does not say."""
        version = workflow.correct_text(
            programme=self.programme,
            edit=form.edit(),
            notes=notes.notes,
            by=self.request.user,
            reason=notes.cleaned_data["reason"],
            seen=self.request.POST.get("shown") or "nothing was shown",
            approval=notes.approval,
        )
        told, working = told_public(version), Version.objects.working().filter(programme=self.programme)
        left = [
            change.label
            for each in working
            for change in uncorrected(each.content, version.content, each.corrections)
        ]
        if not left:
            return told
        said = _("The working version says otherwise, and was left as it is: %(items)s.")
        return f"{told} {said % {'items': ', '.join(dict.fromkeys(left))}}"

    def content(self) -> Content:
        """What is public now."""
        current = Programme.objects.select_related("current").get(pk=self.programme.pk).current
        return current.content if current else empty_content()

    def verbatim(self) -> frozenset[str]:
        return verbatim_texts(self.programme)

    def context(self, **more: Any) -> dict[str, Any]:
        after: Content | None = more.pop("after", None)
        if after is None:
            return super().context(**more)
        return super().context(
            changes=content_changes(more["form"].content, after),
            unapproved=changed_words(self.programme, after),
            shown=digest(after),
            **more,
        )
