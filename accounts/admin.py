"""People on the desk: who is on the staff and in which groups. Passwords and second factors are their own."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import yesno
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.letters import try_again
from accounts.models import Letter, User
from accounts.staff import (
    GROUP_LABELS,
    forget_second_factor,
    make_staff,
    set_role,
    without_second_factor,
)
from accounts.status import LetterState

# Groups and their permissions stand in the code; the others hold what nobody else may see.
for table in (Group, EmailAddress, Authenticator, UserSession):
    admin.site.unregister(table)


class GroupsField(forms.MultipleChoiceField):
    """The groups of the staff as ticks, each with what it may do."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(choices=list(GROUP_LABELS.items()), label=gettext_lazy("Groups"), required=False)


class PersonForm(forms.ModelForm):
    """A person, the groups they are in, and the one thing done for them: forgetting a lost second factor."""

    staff_groups = GroupsField()
    second_factor_lost = forms.BooleanField(
        label=gettext_lazy("Second factor lost"),
        required=False,
        help_text=gettext_lazy(
            "Takes the authenticator app and the recovery codes off the account; the person sets up "
            "a new one at the next sign-in. Be sure who asks."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["staff_groups"] = list(self.instance.groups.values_list("name", flat=True))


class NewPersonForm(forms.ModelForm):
    """A new member of the staff."""

    staff_groups = GroupsField()

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("There is an account with this address already."))
        return email


class InGroup(admin.SimpleListFilter):
    """People by what they may do; the name of a group is a code."""

    title = gettext_lazy("groups")
    parameter_name = "group"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(GROUP_LABELS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(groups__name=self.value()) if self.value() in GROUP_LABELS else queryset


class HasFactor(admin.SimpleListFilter):
    """Staff with and without a second factor."""

    title = gettext_lazy("second factor")
    parameter_name = "factor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("none", gettext_lazy("staff without one"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(pk__in=without_second_factor()) if self.value() == "none" else queryset


# What stands on one's own page in the place of what one cannot decide on.
_OWN = {"is_active": "may_sign_in", "is_staff": "on_staff", "staff_groups": "shown_groups"}


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Accounts. They are closed, not deleted: versions and history name who acted."""

    actions = None
    object_history_template = "admin/audited_history.html"
    list_display = ("email", "name", "on_staff", "shown_groups", "has_factor", "may_sign_in", "last_login")
    list_filter = ("is_staff", "is_active", HasFactor, InGroup)
    search_fields = ("email", "name")
    ordering = ("email",)
    fields = (
        "email",
        "name",
        "language",
        "is_active",
        "is_staff",
        "staff_groups",
        "has_factor",
        "second_factor_lost",
        "date_joined",
        "last_login",
    )
    add_fields = ("email", "name", "language", "staff_groups")

    # --- Who may ---------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not above

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # --- The list --------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
            type=Authenticator.Type.RECOVERY_CODES
        )
        return super().get_queryset(request).annotate(factor=Exists(factors)).prefetch_related("groups")

    @admin.display(description=gettext_lazy("groups"))
    def shown_groups(self, user: User) -> str:
        return "; ".join(str(GROUP_LABELS[group.name]) for group in user.groups.all())

    # In words: Django draws a truth as a picture whose text is English in every language.

    @admin.display(description=User._meta.get_field("is_staff").verbose_name, ordering="is_staff")
    def on_staff(self, user: User) -> str:
        return str(yesno(user.is_staff))

    @admin.display(description=User._meta.get_field("is_active").verbose_name, ordering="is_active")
    def may_sign_in(self, user: User) -> str:
        return str(yesno(user.is_active))

    @admin.display(description=gettext_lazy("second factor"), ordering="factor")
    def has_factor(self, user: Any) -> str:
        return str(yesno(user.factor))

    # --- The page --------------------------------------------------------------------------------

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **options: Any
    ) -> type[forms.ModelForm]:
        form = NewPersonForm if obj is None else PersonForm
        return super().get_form(request, obj, change, **{"form": form, **options})

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None:
            return self.add_fields
        # Nobody decides on their own role, or locks themselves out.
        own = _OWN if obj == request.user else {}
        return [own.get(name, name) for name in self.fields]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None:
            return ()
        return ("email", "has_factor", "date_joined", "last_login", *_OWN.values())

    # --- Writing ---------------------------------------------------------------------------------

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> User:
        if change:
            return super().save_form(request, form, change)
        given = form.cleaned_data
        user = make_staff(
            email=given["email"],
            password="",
            name=given["name"],
            groups=given["staff_groups"],
            by=_who(request),
        )
        user.language = given["language"]
        user.save(update_fields=["language"])
        told = _("%(name)s chooses a password with “Forgot your password?” on the sign-in page.")
        messages.info(request, told % {"name": user})
        return user

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=["name", "language"])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        user = form.instance
        if change and user != request.user:
            groups = form.cleaned_data["staff_groups"]
            set_role(
                user=user,
                groups=groups,
                by=_who(request),
                is_staff=user.is_staff,
                is_active=user.is_active,
            )
        if change and form.cleaned_data["second_factor_lost"]:
            forget_second_factor(user=user, by=_who(request))

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: Django's log would keep names and addresses; a change of role has a record of its own."""

    log_change = log_addition


def _who(request: HttpRequest) -> User:
    """Whoever is at the desk: somebody who signed in."""
    assert isinstance(request.user, User)
    return request.user


@admin.register(Letter)
class LetterAdmin(admin.ModelAdmin):
    """The outbox: what was sent, what waits and what was given up. What a letter says is its reader's own."""

    actions = ("send_again",)
    list_display = ("subject", "address", "state", "tries", "written_at", "due_at", "sent_at")
    list_filter = ("state",)
    search_fields = ("address", "subject")
    ordering = ("-written_at", "-pk")
    fields = (*list_display, "language", "fault", "state_means")
    readonly_fields = ("state_means",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("What this means"))
    def state_means(self, letter: Letter) -> str:
        return LetterState(letter.state).meaning

    @admin.action(description=gettext_lazy("Send again what was given up"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        again = sum(try_again(letter=letter, by=_who(request)) for letter in queryset)
        told = ngettext("%(count)s letter is sent again.", "%(count)s letters are sent again.", again)
        messages.info(request, told % {"count": again})
