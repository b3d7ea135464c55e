"""What is said about a submission from its page: noted internally, or written to its submitters."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from submissions import discussion
from submissions.admin.acts import Act
from submissions.admin.decisions import text_field
from submissions.models import Submission
from submissions.particulars import section_labels
from submissions.permissions import may_address
from submissions.status import Audience


class SayForm(forms.Form):
    """A remark about one section; ``nonce`` comes with the page, so that it is said once."""

    section = forms.ChoiceField(label=_("About the section"))
    text = text_field(_("Remark"), required=True, limit=discussion.TEXT_LENGTH)
    nonce = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, submission: Submission, data: Any, audience: Audience) -> None:
        super().__init__(data, auto_id=f"{audience.value}-%s", initial={"nonce": secrets.token_urlsafe(24)})
        section = self.fields["section"]
        assert isinstance(section, forms.ChoiceField)
        section.choices = list(section_labels(submission.edition).items())


def _saying(title: Any, audience: Audience, meaning: Any) -> Act:
    return Act(
        title=title,
        form=lambda submission, data: SayForm(submission, data, audience),
        is_offered=lambda submission: discussion.has_begun(submission, audience),
        answer=lambda user, submission: may_address(user, submission, audience),
        do=lambda submission, by, given: discussion.comment(
            submission=submission, by=by, audience=audience, **given
        ),
        meaning=meaning,
        is_in_page=True,
    )


SAYING = {
    "note": _saying(
        _("Note internally"), Audience.INTERNAL, _("For the secretariat alone: its submitters never see it.")
    ),
    "write": _saying(
        _("Write to the submitters"), Audience.SECRETARIAT, _("Its submitters read it, and get a letter.")
    ),
}
