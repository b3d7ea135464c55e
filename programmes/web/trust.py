"""What a reader may rely on: what is official, what is stored, and for whom the pages work."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.views.generic import TemplateView

from programmes.status import TextStatus
from programmes.web.pages import PublicPage


class TrustPage(PublicPage, TemplateView):
    """A page of plain words, with the address to write to where there is one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(contact=settings.CONTACT_EMAIL, **kwargs)


class AboutView(TrustPage):
    """What is official here and what is not."""

    template_name = "pages/about_data.html"
    extra_context = {"statuses": TextStatus}


class AccessibilityView(TrustPage):
    """For whom the pages are built, and where they fall short."""

    template_name = "pages/accessibility.html"


class PrivacyView(TrustPage):
    """What is stored about a visitor, each cookie by its name."""

    template_name = "pages/privacy.html"
    extra_context = {
        "cookies": {
            "language": settings.LANGUAGE_COOKIE_NAME,
            "form": settings.CSRF_COOKIE_NAME,
            "session": settings.SESSION_COOKIE_NAME,
            "message": CookieStorage.cookie_name,
        },
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
