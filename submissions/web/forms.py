"""What people type at the desk, beside the template itself."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from languages.collation import sort_key
from languages.official import OFFICIAL, language_for
from languages.reading import read
from programmes.models import Programme, Submitter
from programmes.status import PartyRole, SubmitterKind
from programmes.template.content import languages_of
from programmes.templatetags.registry import text, tongue
from submissions import invitations
from submissions.invitations import MESSAGE_LENGTH as INVITATION_LENGTH
from submissions.membership import MESSAGE_LENGTH, NAME_LENGTH
from submissions.models import Invitation, Submission
from submissions.opening import OTHER_LANGUAGE_LENGTH
from submissions.status import CollaboratorRight, MembershipRole
from submissions.web.calls import CallLine

ROLES_IN_WORDS = {
    MembershipRole.FOCAL_POINT.value: _(
        "Focal point: submits, withdraws, and says who else may write and read. There may be several."
    ),
    MembershipRole.EDITOR.value: _("Editor: writes drafts and answers the secretariat."),
    MembershipRole.READER.value: _("Reader: reads everything, writes nothing."),
}
PARTS_IN_WORDS = {
    PartyRole.CO_SUBMITTER.value: _("Co-submitter: signs off the text before it is submitted."),
    PartyRole.PARTNER.value: _("Partner: takes part in the programme, and signs nothing."),
}
RIGHTS_IN_WORDS = {
    CollaboratorRight.EDITOR.value: _("Write: on every section, as an editor does."),
    CollaboratorRight.COMMENTER.value: _("Comment: read everything and say something about it."),
    CollaboratorRight.READER.value: _("Read: everything, and nothing else."),
}
LANGUAGES = [(language.code, language.own_name) for language in OFFICIAL]


class DeskForm(forms.Form):
    """A form whose refusals by the room below stand at the fields they are about."""

    def refuse(self, refused: ValidationError) -> None:
        """Say at the form what the room below said."""
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, told in by_field.items():
            for message in told:
                self.add_error(name if name in self.fields else None, message)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Everything to be put right, each with the address of its field."""
        return [
            ("" if name == NON_FIELD_ERRORS else f"#{self[name].auto_id}", str(message))
            for name, messages in self.errors.items()
            for message in messages
        ]


class StartForm(DeskForm):
    """In whose name, for which call and in which language somebody begins to write."""

    submitter = forms.ChoiceField(label=_("In whose name"), required=False, widget=forms.RadioSelect)
    call = forms.ChoiceField(
        label=pgettext_lazy("label", "Call for submissions"),
        required=False,
        help_text=_(
            "In a call the secretariat asks for submissions within certain dates. Outside of one it has to "
            "agree before you can submit."
        ),
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language you write in"),
        choices=LANGUAGES,
        help_text=_("The language of the text, not of these pages: you can switch those at any time."),
    )
    other_language = forms.CharField(
        label=_("The original is in another language"),
        required=False,
        max_length=OTHER_LANGUAGE_LENGTH,
        strip=True,
        help_text=_(
            "Only where it is in none of the six: name that language, write a translation here, and attach "
            "the original."
        ),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(
        self,
        typed: Any = None,
        *,
        submitters: Sequence[Submitter],
        calls: Sequence[CallLine],
        updates: Programme | None,
    ) -> None:
        current = language_for(get_language()).code
        super().__init__(typed, initial={"language": current})
        self._submitters = {str(each.pk): each for each in submitters}
        self._choose(
            "submitter",
            [(pk, named(each)) for pk, each in self._submitters.items()],
            "" if updates else _("Say it later: the draft is yours alone until then"),
        )
        self._choose(
            "call",
            [(str(line.call.pk), _in_words(line)) for line in calls],
            _("No call: I propose it outside of one"),
        )
        if updates is not None:
            assert updates.current is not None  # a listed programme has a current version
            written = languages_of(updates.current.content)
            language = self.fields["language"]
            assert isinstance(language, forms.ChoiceField)
            language.choices = [pair for pair in LANGUAGES if pair[0] in written]
            self.initial["language"] = current if current in written else written[0]
            del self.fields["other_language"]

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]], none: Any) -> None:
        """Offer ``choices``, the first of them chosen, or none of them; nothing to choose is not asked."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*choices, *([("", none)] if none else [])]
        self.initial[name] = choices[0][0] if choices else ""
        if not choices:
            field.widget = forms.HiddenInput()

    @property
    def chosen_submitter(self) -> Submitter | None:
        """The one that was chosen."""
        return self._submitters.get(self.cleaned_data["submitter"])


def submitter_field(**options: Any) -> forms.ModelChoiceField:
    """A choice among the submitters that there are; ``offer_submitters`` fills it."""
    return forms.ModelChoiceField(
        Submitter.objects.none(),
        label=_("State or organization"),
        error_messages={
            "required": _("Choose the state or organization."),
            "invalid_choice": _("Choose one."),
        },
        **options,
    )


def offer_submitters(field: forms.Field) -> None:
    """Offer the submitters that there are now, by kind."""
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = Submitter.objects.public().filter(successor__isnull=True)
    field.choices = by_kind(field.queryset)


class AskForm(DeskForm):
    """Which submitter somebody asks to act for, and as what."""

    submitter = submitter_field(help_text=_("If yours is not in the list, propose it below."))
    role = forms.ChoiceField(
        label=pgettext_lazy("membership", "Role"),
        choices=list(ROLES_IN_WORDS.items()),
        initial=MembershipRole.FOCAL_POINT,
        widget=forms.RadioSelect,
    )
    message = forms.CharField(
        label=pgettext_lazy("membership", "Message"),
        required=False,
        max_length=MESSAGE_LENGTH,
        help_text=_("Who you are, so that they can say yes: your office, who asked you to submit."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "class": "short"}),
    )

    prefix = "ask"

    def __init__(self, typed: Any = None, *, wanted: int | None = None) -> None:
        super().__init__(typed, initial={"submitter": wanted})
        offer_submitters(self.fields["submitter"])


class ProposeForm(DeskForm):
    """A submitter that is not in the registry yet."""

    name = forms.CharField(
        label=_("Its name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "organization"}),
        error_messages={"required": _("Give the name of the state or organization.")},
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[("", _("Please choose")), *SubmitterKind.choices],
        error_messages={"required": _("Choose what kind of submitter it is.")},
    )
    language = forms.ChoiceField(label=_("The name is in this language"), choices=LANGUAGES)
    message = forms.CharField(
        label=pgettext_lazy("membership", "Message"),
        required=False,
        max_length=MESSAGE_LENGTH,
        help_text=_(
            "Who you are, so that the secretariat can say yes: your office, who asked you to submit."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "class": "short"}),
    )

    prefix = "propose"

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed, initial={"language": language_for(get_language()).code})


class InviteForm(DeskForm):
    """Whom to invite, as what; ``invite`` is the act of the room below."""

    message = forms.CharField(
        label=pgettext_lazy("invitation", "Message"),
        required=False,
        max_length=INVITATION_LENGTH,
        help_text=_("They read it in the letter and on the page of the invitation."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "class": "short"}),
    )

    @abstractmethod
    def invite(self, *, submission: Submission, by: User) -> Invitation:
        """Invite whom the form names."""


class InviteSubmitterForm(InviteForm):
    """Another submitter: its focal points answer."""

    submitter = submitter_field()
    role = forms.ChoiceField(
        label=pgettext_lazy("party", "Part"),
        choices=list(PARTS_IN_WORDS.items()),
        initial=PartyRole.CO_SUBMITTER.value,
        widget=forms.RadioSelect,
    )

    prefix = "invite_submitter"
    field_order = ("submitter", "role", "message")

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        offer_submitters(self.fields["submitter"])

    def invite(self, *, submission: Submission, by: User) -> Invitation:
        return invitations.invite_submitter(submission=submission, by=by, **self.cleaned_data)


class InvitePersonForm(InviteForm):
    """A person, by an address: whoever confirms that it is theirs."""

    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": _("Give the e-mail address of the person.")},
    )
    right = forms.ChoiceField(
        label=pgettext_lazy("collaborator", "What they may do"),
        choices=list(RIGHTS_IN_WORDS.items()),
        initial=CollaboratorRight.COMMENTER.value,
        widget=forms.RadioSelect,
    )

    prefix = "invite_person"
    field_order = ("email", "right", "message")

    def invite(self, *, submission: Submission, by: User) -> Invitation:
        return invitations.invite_person(submission=submission, by=by, **self.cleaned_data)


def _in_words(line: CallLine) -> SafeString:
    """A call with how it stands, as one chooses it."""
    title, foreign = text(line.title), tongue(line.title)
    return format_html('{}{}<br><span class="muted">{}</span>', title, foreign, line.says)


def named(submitter: Submitter) -> SafeString | str:
    """The name of a submitter for the reader, its language said where that is another."""
    name = read(submitter, "name")
    return text(name) + tongue(name)


def by_kind(submitters: Iterable[Submitter]) -> list[Any]:
    """Submitters as groups of options, each in the reader's alphabet."""
    code = language_for(get_language()).code
    names = sorted(
        ((each.kind, str(each.pk), read(each, "name").text) for each in submitters),
        key=lambda entry: sort_key(entry[2], code),
    )
    groups = [
        (kind.label, [(pk, name) for each, pk, name in names if each == kind.value]) for kind in SubmitterKind
    ]
    return [("", _("Please choose")), *((label, options) for label, options in groups if options)]
