"""Every page of the desk, by the names of its routes."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from submissions import drafting
from submissions.models import Submission
from submissions.web import urls

DOCUMENTS = {"file", "round_pdf", "round_docx", "draft_docx", "template_docx"}
WITHOUT_PAGES = {"send", "sign", "invitation", *DOCUMENTS}


def addresses_of(language: str, submission: Submission) -> list[str]:
    """Every page of the desk about ``submission``, which was sent twice."""
    codes = drafting.section_codes(drafting.EDITIONS[submission.edition])
    found = []
    with translation.override(language):
        for route in urls.with_language:
            given = {"reference": submission.reference} if "reference" in str(route.pattern) else {}
            if "<number:" in str(route.pattern):
                given["number"] = 2
            if "code" in str(route.pattern):
                found += [reverse(route.name, kwargs={**given, "code": code}) for code in codes]
            elif route.name not in WITHOUT_PAGES:
                found.append(reverse(route.name, kwargs=given))
    return found
