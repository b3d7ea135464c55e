"""Static files are served by the portal itself: compressed, under names that change with their content."""

from __future__ import annotations

import gzip

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client

SHEET = "css/registry.css"
YEAR = 60 * 60 * 24 * 365


@pytest.fixture
def collected(settings, tmp_path):
    """Our own files collected as ``make run`` does, and the portal put together anew over them."""
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return Client()


def sheet(client, encoding="identity"):
    """The style sheet under its hashed name: the answer, and its body as it travels."""
    response = client.get(staticfiles_storage.url(SHEET), headers={"Accept-Encoding": encoding})
    assert response.status_code == 200
    return response, b"".join(response.streaming_content)


def test_this_is_how_they_are_stored():
    # Tests read static files from where they are written: the setting itself is asked here.
    source = (settings.BASE_DIR / "tenyfp_portal" / "settings.py").read_text()
    assert '"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}' in source


def test_a_name_holds_a_hash_and_may_be_kept_for_ever(collected):
    assert staticfiles_storage.url(SHEET) != f"/static/{SHEET}"
    response, _body = sheet(collected)
    assert "immutable" in response["Cache-Control"]
    assert int(response["Cache-Control"].split("max-age=")[1].split(",")[0]) >= YEAR


@pytest.mark.parametrize(
    ("encoding", "decompress"), [("br", brotli.decompress), ("gzip", gzip.decompress)], ids=["br", "gzip"]
)
def test_it_travels_compressed(collected, encoding, decompress):
    plain = sheet(collected)[1]
    response, body = sheet(collected, encoding)
    assert response["Content-Encoding"] == encoding
    assert "Accept-Encoding" in response["Vary"]
    assert len(body) < len(plain) / 2
    assert decompress(body) == plain


def test_pages_ask_for_the_hashed_name(collected, registry):
    assert staticfiles_storage.url(SHEET) in collected.get("/en/").content.decode()
