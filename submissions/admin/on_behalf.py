"""Opening a submission on someone's behalf: what was received on paper or by e-mail, to be keyed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import BLANK_CHOICE_DASH
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.official import OFFICIAL
from programmes.models import Submitter
from submissions import on_behalf
from submissions.admin.acts import Act, Asked, LookedAt
from submissions.models import Call
from submissions.opening import OTHER_LANGUAGE_LENGTH
from submissions.permissions import may_screen
from submissions.status import Received


class OnBehalfForm(forms.Form):
    """Whose it is, how it came, and in which language."""

    submitter: Any = forms.ModelChoiceField(Submitter.objects.none(), label=_("Submitter"))
    received = forms.ChoiceField(
        label=_("How it was received"), choices=Received.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=_("Language"),
        # Nothing is chosen beforehand: a draft keeps the language that it is opened in.
        choices=[*BLANK_CHOICE_DASH, *((language.code, language.own_name) for language in OFFICIAL)],
    )
    other_language = forms.CharField(
        label=_("Written in another language"),
        max_length=OTHER_LANGUAGE_LENGTH,
        required=False,
        help_text=_(
            "Where the original is in none of the six languages: its name. The text is then a translation."
        ),
    )
    call: Any = forms.ModelChoiceField(Call.objects.none(), label=_("Call for submissions"), required=False)

    def __init__(self, row: Any, data: Any) -> None:
        super().__init__(data)
        self.fields["submitter"].queryset = Submitter.objects.all()  # type: ignore[attr-defined]
        self.fields["call"].queryset = Call.objects.open(timezone.now())  # type: ignore[attr-defined]


KEY_IN = Act(
    title=_("Key in on a submitter’s behalf"),
    form=OnBehalfForm,
    is_offered=lambda row: True,
    answer=lambda user, row: may_screen(user),
    do=lambda row, by, given: on_behalf.open_for(by=by, **given),
    meaning=_(
        "For what came on paper or by e-mail. You write it on the desk, attach what was received, and send "
        "it to be confirmed; a focal point of the submitter submits it, and a colleague of yours screens it."
    ),
)


class OnBehalf(LookedAt):
    """Adding a row is to key in what was received outside the desk."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(may_screen(request.user))

    def add_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Asked on GET; on POST the draft is opened, and written on the desk."""
        if not self.has_add_permission(request):
            return super().add_view(request, *args, **options)
        form = KEY_IN.form(None, request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                draft = KEY_IN.do(None, request.user, form.cleaned_data)
            except ValidationError as refused:
                form.add_error(None, ValidationError(refused.messages))
            else:
                self.log_addition(request, draft, str(KEY_IN.title))
                if not on_behalf.has_focal_point(form.cleaned_data["submitter"]):
                    messages.warning(request, on_behalf.WITHOUT_FOCAL_POINT)
                return redirect("submission", draft.reference)
        return self.act_page(request, Asked(None, KEY_IN, form, status=422 if form.is_bound else 200))
