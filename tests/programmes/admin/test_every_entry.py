"""Each of the 37 entries as staff keep it: a passage corrected, its cell changed, withdrawn and restored."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from programmes.models import Programme, Version
from programmes.status import VersionKind
from programmes.verification import faults
from tests.filled import filled
from tests.programmes.admin.conftest import address
from tests.programmes.admin.test_publishing import NOTES

pytestmark = pytest.mark.usefixtures("registry")


def test_each_is_corrected_moved_withdrawn_and_restored(publisher_client, send):
    entries = list(Programme.objects.order_by("reference"))
    assert len(entries) == 37
    for entry in entries:
        title, instrument = f"{entry.title_en} (corrected)", other_than(entry.instrument_id)
        correct(publisher_client, send, entry, title)
        cell = {"instrument": instrument, "cell_reason_en": "By what it says of itself."}
        change = address("change", entry.pk)
        assert send(publisher_client, change, "programme_form", **cell, **NOTES).status_code == 302
        for kind in ("withdrawn", "restored"):
            assert send(publisher_client, address("status", entry.pk, kind), **NOTES).status_code == 302

        entry.refresh_from_db()
        assert (entry.status, entry.title_en, entry.instrument_id) == ("listed", title, instrument)
        assert entry.cell_reason_en == "By what it says of itself."
        kinds = list(entry.versions.order_by("number").values_list("kind", flat=True))
        assert kinds == [
            VersionKind.LISTED,
            VersionKind.CORRECTED,
            VersionKind.CORRECTED,
            VersionKind.WITHDRAWN,
            VersionKind.RESTORED,
        ]
    assert list(faults()) == []


def test_one_goes_through_all_of_them_and_types_the_reason_once(publisher_client, publisher, send):
    first = Programme.objects.get(reference="10YFP-001")
    kept = urlencode({"_changelist_filters": "status__exact=listed", "lang": "en"})
    page, said = f"{address('correct', first.pk)}?{kept}", NOTES
    while "/correct/" in page:
        title = filled(publisher_client.get(page), "template-form")["title/en"][0]
        looked = send(publisher_client, page, "template-form", title__en=f"{title} (corrected)", press="look")
        sent = {**filled(looked, "template-form"), "press": "publish:next", **said}
        page = publisher_client.post(page, sent).url
        said = {"again": str(publisher_versions(publisher).latest("published_at").pk)}
    made = publisher_versions(publisher).values_list("reason", "note_en")
    assert (len(made), set(made)) == (37, {(NOTES["reason"], NOTES["note_en"])})
    assert Programme.objects.filter(title_en__endswith=" (corrected)").count() == 37


def publisher_versions(publisher):
    return Version.objects.published().filter(made_by=publisher)


def other_than(instrument):
    return "legal" if instrument != "legal" else "fiscal"


def correct(client, send, entry, title):
    """Type another title, look at what becomes public, publish that."""
    page = f"{address('correct', entry.pk)}?lang=en"
    looked = send(client, page, "template-form", title__en=title, press="look")
    answer = client.post(page, {**filled(looked, "template-form"), "press": "publish", **NOTES})
    assert answer.status_code == 302, entry.reference
