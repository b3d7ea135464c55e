"""Calls for submissions on the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from lifecycle.curation import CuratedAdmin
from submissions.models import Call


@admin.register(Call)
class CallAdmin(CuratedAdmin):
    """When submissions are asked for. A call that was answered stays."""

    list_display = ("code", "title", "opens_at", "closes_at", "late")
    search_fields = ("code", "title")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Call | None = None) -> Any:
        # Its code stands in rounds, and those who answer it write on its edition.
        return ("code", "template_edition") if obj is not None else ()
