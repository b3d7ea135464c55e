"""Making the working version public, now or at a stated time, after seeing exactly what becomes public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from languages.dates import long_moment
from languages.official import OFFICIAL, Language
from programmes import workflow
from programmes.admin.acts import DeskView, NotedView, told_public, what_changes
from programmes.admin.notes import LOOKED_THROUGH, OFFERED, ActForm, PlainTextField
from programmes.admin.walking import Step
from programmes.changes import Change, content_changes, uncorrected
from programmes.models import Version
from programmes.permissions import Answer, may_publish
from programmes.status import TextStatus, VersionKind
from programmes.template.content import Content, coverage, title_texts
from programmes.verbatim import APPROVER_LENGTH, Approval, changed_words

NOW, LATER = "now", "later"


def approvers_before(by: Any) -> list[str]:
    """Whom ``by`` named last as having approved words for submitters, a few."""
    published = Version.objects.published().filter(made_by=by).order_by("-published_at")
    approvals = published.values_list("approval", flat=True)[:LOOKED_THROUGH]
    return list(dict.fromkeys(each["by"] for each in approvals if each))[:OFFERED]


class ApprovalForm(ActForm):
    """An act that may change the words of a Member State: then who approved that, and when."""

    approved_by = PlainTextField(
        limit=APPROVER_LENGTH,
        label=gettext_lazy("Approved by"),
        required=False,
        help_text=gettext_lazy("Name and function of whoever approved it for the submitters."),
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "dir": "auto", "list": "approvers"}),
    )
    approved_on = forms.DateField(
        label=gettext_lazy("Approved on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, by: Any, **options: Any) -> None:
        super().__init__(*args, by=by, **options)
        # Offered as one types. The day is typed each time: it is that of this approval.
        self.approvers = approvers_before(by)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and bool(cleaned["approved_by"]) != bool(cleaned["approved_on"]):
            self.add_error("approved_by", _("Give both: who approved it, and on which day."))
        return cleaned

    @property
    def approval(self) -> Approval | None:
        """Who approved it, where that is given. Only when valid."""
        given = self.cleaned_data
        return Approval(given["approved_by"], given["approved_on"]) if given["approved_on"] else None


class PublishForm(ApprovalForm):
    """How the working version becomes public, and when."""

    MEANINGS: ClassVar[dict[str, Promise]] = {
        VersionKind.LISTED: gettext_lazy("it becomes public for the first time"),
        VersionKind.UPDATED: gettext_lazy("the submitters changed what they say"),
        VersionKind.CORRECTED: gettext_lazy("the secretariat puts a mistake of the registry right"),
        VersionKind.TRANSLATED: gettext_lazy("a language is added or improved; the content says the same"),
    }
    kind = forms.ChoiceField(label=gettext_lazy("Kind of publication"), widget=forms.RadioSelect)
    when = forms.ChoiceField(
        label=pgettext_lazy("publication", "When"),
        initial=NOW,
        widget=forms.RadioSelect,
        choices=[
            (NOW, pgettext_lazy("publication", "now")),
            (LATER, gettext_lazy("at the day and time given here")),
        ],
    )
    day = forms.DateField(
        label=gettext_lazy("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    time = forms.TimeField(
        label=gettext_lazy("Time, in UTC"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )

    def __init__(self, data: Any, *, kinds: list[str], by: Any) -> None:
        super().__init__(data, by=by, initial={"kind": kinds[0] if len(kinds) == 1 else None})
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(value, f"{VersionKind(value).label} – {self.MEANINGS[value]}") for value in kinds]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        given = [cleaned.get("day"), cleaned.get("time")]
        if cleaned.get("when") == LATER and None in given and not self.errors:
            self.add_error("day", _("Give the day and the time."))
        if cleaned.get("when") == NOW and any(each is not None for each in given):
            self.add_error("when", _("A day or time is given: choose it, or take it out."))
        return cleaned

    @property
    def moment(self) -> datetime | None:
        """When it is to become public; none where that is now. Only when valid."""
        given = self.cleaned_data
        if given["when"] == NOW:
            return None
        return datetime.combine(given["day"], given["time"], tzinfo=UTC)


@dataclass(frozen=True)
class LanguageLine:
    """What becomes public in one language: of how many passages, and how many of these change."""

    language: Language
    title: str
    written: int
    passages: int
    changed: int


def language_lines(content: Content, changes: Sequence[Change]) -> list[LanguageLine]:
    """Every language with what there is of ``content`` in it."""
    titles, (passages, written) = title_texts(content), coverage(content)
    return [
        LanguageLine(
            language=language,
            title=str(TextStatus(titles[language.code]["status"]).label) if language.code in titles else "",
            written=written[language.code],
            passages=passages,
            changed=sum(change.language == language for change in changes),
        )
        for language in OFFICIAL
    ]


class PublishView(NotedView):
    """Shows exactly what becomes public, and publishes or schedules that and nothing else."""

    template_name = "admin/programmes/programme/publish.html"
    title = gettext_lazy("Publish the working version")

    def answer(self) -> Answer:
        return may_publish(self.request.user)

    def address_after(self, following: Step) -> str:
        if Version.objects.working().filter(programme=following.pk).exists():
            return following.address
        return self.address("text", following.pk)

    def form(self, data: Any = None) -> PublishForm:
        legal = workflow.legal_kinds(self.programme)
        kinds = [kind for kind in workflow.FROM_WORKING if kind in legal]
        return PublishForm(data, kinds=kinds, by=self.request.user)

    def act(self, form: Any) -> str:
        said = {
            "programme": self.programme,
            "kind": form.cleaned_data["kind"],
            "notes": form.notes,
            "by": self.request.user,
            "reason": form.cleaned_data["reason"],
            "seen": self.request.POST.get("seen") or "nothing was shown",
            "approval": form.approval,
        }
        if form.moment is None:
            return told_public(workflow.publish(**said))
        scheduling = workflow.schedule(**said, at=form.moment)
        return _("It becomes public on %(moment)s.") % {"moment": long_moment(scheduling.publish_at)}

    def context(self, **more: Any) -> dict[str, Any]:
        current = self.programme.current
        # Read anew, also after a refusal: what the page shows and what its digest says are one.
        working = Version.objects.working().filter(programme=self.programme).first()
        if working is None:
            return super().context(working=None, **more)
        public = current.content if current else None
        changes = content_changes(public, working.content)
        return super().context(
            working=working,
            seen=workflow.digest_of(working),
            changes=changes,
            record_changes=what_changes(self.programme, working),
            language_lines=language_lines(working.content, changes),
            obstacles=workflow.obstacles(self.programme, working),
            uncorrected=uncorrected(working.content, public, working.corrections) if public else [],
            unapproved=changed_words(self.programme, working.content, working.contributions),
            scheduling=working.schedulings.select_related("made_by", "ended_by").first(),
            **more,
        )


class UnscheduleView(DeskView):
    """Takes back a publication that waits for its time."""

    title = gettext_lazy("Unschedule")

    def answer(self) -> Answer:
        return may_publish(self.request.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            workflow.unschedule(programme=self.programme, by=request.user)
        except ValidationError as refused:
            return self.refused(" ".join(refused.messages), status=409)
        return self.done(_("It is not scheduled any more."))
