"""Whatever is sent to the desk: an answer with words in it, never a broken page, nothing executed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from programmes.models import Document, Placement, SourceEntry, Submitter, Version
from tests.factories import make_document, make_party, make_placement, make_programme, make_submitter
from tests.filled import filled
from tests.programmes.admin.conftest import address

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
BAD = {
    "NUL": "a\x00b",
    "control": "a\x07b",
    "replacement of a surrogate": b"a\xed\xa0\x80b".decode("utf-8", "replace"),
    "very long": "x" * 30_000,
    "hostile": HOSTILE,
}


def answers_of(client, url, form_id):
    """Sends the page with NUL in each field by itself, then with each bad value in all of them at once."""
    clean = filled(client.get(url), form_id)
    for name in [name for name in clean if "__prefix__" not in name]:
        yield name, client.post(url, {**clean, name: BAD["NUL"]})
    for bad in BAD.values():
        counts = {name: value for name, value in clean.items() if name.endswith("_FORMS")}
        yield bad[:20], client.post(url, {**dict.fromkeys(clean, bad), **counts})


@pytest.mark.parametrize(
    ("place", "form_id"),
    [("change", "programme_form"), ("text", "template-form"), ("publish", ""), ("status", "")],
)
def test_no_field_of_a_programme_breaks_its_page(publisher_client, programme, place, form_id):
    make_placement(programme, "waste", "legal")
    if place == "publish":
        publisher_client.post(address("text", programme.pk), {})
    args = (programme.pk, "retired") if place == "status" else (programme.pk,)
    for name, answer in answers_of(publisher_client, address(place, *args), form_id):
        assert answer.status_code in (200, 302, 409, 422), name
        assert "<script>alert" not in answer.content.decode(), name
        assert "<img src=x" not in answer.content.decode(), name


@pytest.mark.parametrize(
    ("table", "make"),
    [
        ("submitter", lambda: make_submitter("Syldavia")),
        ("document", lambda: make_document("A/66/1")),
        (
            "sourceentry",
            lambda: SourceEntry.objects.create(
                document=make_document("A/66/1"), part="annex", position=1, wording="x", wording_language="en"
            ),
        ),
    ],
)
@pytest.mark.parametrize("is_new", [True, False])
def test_no_field_of_a_row_breaks_its_page(curator_client, taxonomy, table, make, is_new):
    row = make()
    url = reverse(
        f"admin:programmes_{table}_{'add' if is_new else 'change'}", args=[] if is_new else [row.pk]
    )
    for name, answer in answers_of(curator_client, url, f"{table}_form"):
        assert answer.status_code in (200, 302), name
        assert "<script>alert" not in answer.content.decode(), name


@pytest.mark.parametrize(
    "url",
    ["/en/admin/programmes/programme/", "/en/admin/programmes/version/", "/en/admin/programmes/sourceentry/"],
)
@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=" + "x" * 5000, "p=abc", "o=999", "status__exact=%00", "nonsense=1", "e=1", "q=%ED%A0%80"],
)
def test_no_address_of_a_list_breaks_it(publisher_client, registry, url, query):
    assert publisher_client.get(f"{url}?{query}", follow=True).status_code in (200, 400)


@pytest.mark.parametrize(
    "identity", ["0", "999", "abc", "%00", "1%2F2", "9" * 30, "\N{ARABIC-INDIC DIGIT ONE}"]
)
@pytest.mark.parametrize(
    "place", ["change/", "history/", "text/", "publish/", "discard/", "status/retired/", ""]
)
def test_no_identity_breaks_a_page(publisher_client, programme, identity, place):
    url = f"/en/admin/programmes/programme/{identity}/{place}"
    assert publisher_client.get(url, follow=True).status_code in (200, 400, 404)


def test_hostile_markup_in_every_text_of_the_registry_is_only_text(publisher_client, publisher, taxonomy):
    publisher.name = HOSTILE
    publisher.save()
    programme = make_programme(title={"en": HOSTILE, "ar": HOSTILE}, submitters=[], by=publisher)
    submitter = Submitter.objects.create(
        slug="x", kind="member_state", name_en=HOSTILE, short_name_en=HOSTILE[:80]
    )
    make_party(programme, submitter, named_as=HOSTILE, position=HOSTILE[:20])
    make_placement(programme, "waste", "legal", note_en=HOSTILE)
    Document.objects.update(title_en=HOSTILE, holding_en=HOSTILE)
    entry = SourceEntry.objects.create(
        document=Document.objects.get(),
        part="annex",
        position=1,
        wording=HOSTILE,
        wording_language="en",
        submitters_printed=HOSTILE,
        note_en=HOSTILE,
    )
    version = Version.objects.get()
    urls = [address(page, programme.pk) for page in ("change", "text", "history")] + [address("changelist")]
    for table, row in (
        ("submitter", submitter),
        ("document", entry.document),
        ("sourceentry", entry),
        ("version", version),
    ):
        urls += [reverse(f"admin:programmes_{table}_{page}", args=[row.pk]) for page in ("change", "history")]
        urls.append(reverse(f"admin:programmes_{table}_changelist"))
    assert Placement.objects.exists()
    for url in urls:
        page = publisher_client.get(url).content.decode()
        assert "<script>alert" not in page, url
        assert "<img src=x" not in page, url


@pytest.mark.parametrize(
    "address",
    [
        "submissions/submission/?q=",
        "submissions/membership/?q=",
        "programmes/programme/?q=",
        "programmes/version/?q=",
        "autocomplete/?app_label=programmes&model_name=party&field_name=submitter&term=",
    ],
)
def test_a_whole_page_of_words_is_searched_for_by_the_first_of_them(publisher_client, programme, address):
    assert publisher_client.get(f"/en/admin/{address}{'word+' * 1200}").status_code == 200
