"""What every page of the desk is: private, for people signed in, silent about what they may not see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise, cached_property
from django.views.generic.base import TemplateResponseMixin, View

from accounts.models import User
from programmes.permissions import YES, Answer
from submissions.models import Section, Submission
from submissions.querysets import SubmissionQuerySet
from submissions.web.again import ask_again, typed_texts
from submissions.web.head import Head, head_of
from submissions.web.person import person_of

Permission = Callable[[Any, Submission], Answer]


class Private(TemplateResponseMixin, View):
    """A page that nobody else may keep."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = self.answer(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """By the method that was asked for; what has to be asked before, asks here."""
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def person(self) -> User:
        """Who asks."""
        return person_of(self.request)

    def page(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """The page, its template told ``context`` beside what it is always told."""
        return self.render_to_response(self.context(**context), status=status)

    def context(self, **given: Any) -> dict[str, Any]:
        return {"person": self.person, **given}


class DeskPage(Private):
    """A page for people who are signed in.

    Whoever is not goes by way of the sign-in, whether there is anything at the address or not. A form that
    was sent too late is shown once more instead, with everything that was typed.
    """

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            try:
                return super().answer(request, *args, **kwargs)
            except (Submission.DoesNotExist, Section.DoesNotExist) as discarded:
                # Somebody threw the draft away while this was asked.
                raise Http404 from discarded
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path())
        return ask_again(request)


class SubmissionPage(DeskPage):
    """A page of one submission. What one may not see is not there.

    ``asks`` names by method the permission that is asked before it runs, such as ``{"POST": may_write}``.
    """

    asks: ClassVar[Mapping[str, Permission]] = {}
    submission: Submission

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            self.submission = get_object_or_404(self.submissions(), reference=kwargs["reference"])
            permission = self.asks.get("GET" if request.method == "HEAD" else str(request.method))
            allowed = permission(self.person, self.submission) if permission else YES
            if not allowed:
                return self.refuse(allowed.reason)
        return super().answer(request, *args, **kwargs)

    def submissions(self) -> SubmissionQuerySet:
        """Where the submission is looked for."""
        seen = Submission.objects.visible_to(self.person).with_parties()
        return seen.select_related("call", "updates", "programme")

    def refuse(self, reason: str | Promise, *, status: int = 403) -> HttpResponse:
        """Say in words why not; what was typed stands there still, to be copied."""
        self.template_name = "submissions/refused.html"
        return self.page(reason=reason, typed=typed_texts(self.request.POST), status=status)

    @cached_property
    def around(self) -> Head:
        """What stands above and beside every page of the submission."""
        return head_of(self.submission, self.person)

    def context(self, **given: Any) -> dict[str, Any]:
        return super().context(submission=self.submission, head=self.around, **given)
