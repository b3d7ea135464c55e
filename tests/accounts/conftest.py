from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.post import PostOffice, post_office


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    """A real mail server, which Django sends to."""
    with post_office() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(running.url.rpartition(":")[2])
        yield running


@pytest.fixture
def plain_letter(settings: Any, tmp_path) -> None:
    """The template ``plain`` of a letter, with everything a person may have written in it."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "plain.subject.txt").write_text("{% translate 'Programmes' %}: {{ title }}\n")
    (folder / "plain.txt").write_text(
        "{% extends 'letters/_base.txt' %}{% block body %}{% translate 'Programmes' %}: {{ title }}\n"
        "{{ site }}/id/10YFP-001\n{% endblock %}"
    )
    (folder / "plain.html").write_text(
        "{% extends 'letters/_base.html' %}{% block body %}<p><bdi>{{ title }}</bdi> "
        '<a href="{{ site }}/id/10YFP-001">10YFP-001</a></p>{% endblock %}'
    )
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [engine]
