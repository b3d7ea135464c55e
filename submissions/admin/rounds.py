"""Rounds on the desk: read as they were sent, never written."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from languages.official import language_for
from lifecycle.scheme import Scheme, load_scheme
from programmes.template.content import passages
from programmes.template.wording import quantity_words
from submissions.admin.acts import LookedAt
from submissions.models import Round, Submission
from submissions.particulars import authority_words, place_words


def cell_drawn(sent: Round, scheme: Scheme) -> SafeString:
    """Where its submitters say that it belongs, and why."""
    page = {
        "place": place_words(sent.cell, scheme),
        "also": [place_words(place, scheme) for place in sent.cell["also"]],
        "reason": sent.cell["reason"],
        "language": language_for(sent.language),
    }
    return SafeString(render_to_string("admin/submissions/cell.html", page))


def text_drawn(sent: Round) -> SafeString:
    """What is written on the template, item by item."""
    written = [
        (
            passage.item.label,
            passage.texts.get(sent.language, {}).get("text", ""),
            [quantity_words(quantity) for quantity in passage.quantities],
        )
        for passage in passages(sent.content)
    ]
    page = {"written": written, "language": language_for(sent.language)}
    return SafeString(render_to_string("admin/submissions/text.html", page))


@admin.register(Round)
class RoundAdmin(LookedAt):
    """One frozen copy of a submission."""

    list_display = ("symbol", "language", "submitted_by", "submitted_at", "shown_late")
    list_select_related = ("submission", "submitted_by")
    search_fields = ("submission__reference",)
    ordering = ("-submitted_at",)
    readonly_fields = (
        "symbol",
        "language",
        "other_language",
        "submitted_by",
        "submitted_at",
        "call",
        "received",
        "keyed_by",
        "shown_late",
        "shown_parties",
        "shown_cell",
        "shown_authority",
        "shown_attachments",
        "shown_text",
        "declaration",
        "shown_sha256",
    )
    fields = readonly_fields

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        seen = Submission.objects.visible_to(request.user)
        return super().get_queryset(request).filter(submission__in=seen.values("pk"))

    @admin.display(description=_("late"), ordering="is_late")
    def shown_late(self, sent: Round) -> str:
        # Django's own picture for yes and no is described in English, whatever the language.
        return pgettext("round", "late") if sent.is_late else "–"

    @admin.display(description=_("parties"))
    def shown_parties(self, sent: Round) -> str:
        return "; ".join(party["named_as"] for party in sent.parties)

    @admin.display(description=_("cell"))
    def shown_cell(self, sent: Round) -> SafeString:
        return cell_drawn(sent, load_scheme())

    @admin.display(description=_("authority"))
    def shown_authority(self, sent: Round) -> str:
        return authority_words(sent.authority) or "–"

    @admin.display(description=_("attachments"))
    def shown_attachments(self, sent: Round) -> str:
        return "; ".join(attached["name"] for attached in sent.attachments) or "–"

    @admin.display(description=_("text"))
    def shown_text(self, sent: Round) -> SafeString:
        return text_drawn(sent)

    @admin.display(description="SHA-256")
    def shown_sha256(self, sent: Round) -> SafeString:
        return format_html("<code>{}</code>", sent.sha256)
