"""Submitters, sources, taxonomy and versions on the desk."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from lifecycle.models import LensLine, LensMapping, Stage
from programmes.models import Document, EntryLink, SourceEntry, Submitter, Version
from programmes.status import EntryPart
from tests.factories import make_document, make_submitter
from tests.filled import filled

pytestmark = pytest.mark.django_db


def at(table, page, *args):
    return reverse(f"admin:{table}_{page}", args=args)


# --- Submitters -----------------------------------------------------------------------------------------


def test_a_renamed_submitter_is_found_under_its_new_name_and_versions_stay(
    curator_client, client, programme, send, no_faults
):
    submitter = Submitter.objects.get()
    url = at("programmes_submitter", "change", submitter.pk)
    answer = send(curator_client, url, "submitter_form", name_en="Freedonia", name_fr="Freedonie")
    assert answer.status_code == 302
    assert "10YFP-001" in client.get("/en/programmes/?q=Freedonie").content.decode()
    assert Version.objects.get().record["parties"][0]["name"] == {"en": "Ruritania"}
    no_faults()


def test_a_slug_is_given_once(curator_client, programme, send):
    submitter = Submitter.objects.get()
    url = at("programmes_submitter", "change", submitter.pk)
    send(curator_client, url, "submitter_form", slug="other")
    submitter.refresh_from_db()
    assert submitter.slug == "ruritania"


def test_official_languages_are_ticks(curator_client, taxonomy, send):
    submitter = make_submitter("Syldavia", official_in=["fr"])
    url = at("programmes_submitter", "change", submitter.pk)
    assert filled(curator_client.get(url), "submitter_form")["official_in"] == ["fr"]
    send(curator_client, url, "submitter_form", official_in=["ar", "en"])
    submitter.refresh_from_db()
    assert submitter.official_in == ["ar", "en"]
    bad = send(curator_client, url, "submitter_form", official_in=["\ufffd", "xx"])
    assert bad.status_code == 200


def test_a_submitter_of_some_programme_is_not_deleted(curator_client, programme):
    submitter = Submitter.objects.get()
    url = at("programmes_submitter", "delete", submitter.pk)
    assert "protected" in curator_client.get(url).content.decode()
    curator_client.post(url, {"post": "yes"})
    assert Submitter.objects.exists()


def test_a_submitter_made_by_mistake_is_deleted(curator_client, taxonomy):
    submitter = make_submitter("Mistake")
    curator_client.post(at("programmes_submitter", "delete", submitter.pk), {"post": "yes"})
    assert not Submitter.objects.exists()


# --- Sources --------------------------------------------------------------------------------------------


def test_a_document_is_deleted_only_while_nothing_is_cited_to_it(curator_client, programme):
    cited, other = Document.objects.get(), make_document("A/66/1")
    assert (
        curator_client.post(at("programmes_document", "delete", cited.pk), {"post": "yes"}).status_code == 403
    )
    assert (
        curator_client.post(at("programmes_document", "delete", other.pk), {"post": "yes"}).status_code == 302
    )
    assert list(Document.objects.all()) == [cited]


def test_a_document_with_printed_lines_is_protected(curator_client, taxonomy):
    entry = make_entry()
    url = at("programmes_document", "delete", entry.document_id)
    assert "protected" in curator_client.get(url).content.decode()


def make_entry(**fields):
    given = {"part": EntryPart.ANNEX, "position": 1, "wording": "Ovens", "wording_language": "en", **fields}
    return SourceEntry.objects.create(document=make_document("A/66/1"), **given)


def test_a_printed_line_is_linked_to_a_programme_and_publishes_nothing(curator_client, programme, send):
    entry = make_entry()
    typed = {
        "links-TOTAL_FORMS": "1",
        "links-0-programme": programme.pk,
        "links-0-basis": "wording",
        "wording": "Clean ovens",
    }
    url = at("programmes_sourceentry", "change", entry.pk)
    assert send(curator_client, url, "sourceentry_form", **typed).status_code == 302
    assert EntryLink.objects.get().programme == programme
    assert Version.objects.count() == 1


def test_the_place_of_a_printed_line_is_what_it_is_cited_by(curator_client, taxonomy, send):
    entry = make_entry()
    url = at("programmes_sourceentry", "change", entry.pk)
    send(curator_client, url, "sourceentry_form", position="7", part="table")
    entry.refresh_from_db()
    assert (entry.part, entry.position) == ("annex", 1)


def test_counts_that_cover_a_line_are_ticks_of_its_own_document(curator_client, taxonomy, send):
    entry = make_entry()
    entry.document.stated_counts.create(key="all", number=3, paragraph="5", label_en="All")
    make_document("B/1").stated_counts.create(key="others", number=3, paragraph="5", label_en="Others")
    url = at("programmes_sourceentry", "change", entry.pk)
    send(curator_client, url, "sourceentry_form", counted_under=["all"])
    entry.refresh_from_db()
    assert entry.counted_under == ["all"]
    assert send(curator_client, url, "sourceentry_form", counted_under=["others"]).status_code == 200


# --- Taxonomy -------------------------------------------------------------------------------------------


def test_names_of_the_taxonomy_are_corrected_and_codes_are_not(curator_client, taxonomy, send):
    url = at("lifecycle_stage", "change", "waste")
    send(curator_client, url, "stage_form", name_fr="Déchets", code="rubbish", order="9")
    stage = Stage.objects.get(pk="waste")
    assert stage.name_fr == "Déchets"
    assert stage.order != 9
    assert not Stage.objects.filter(pk="rubbish").exists()


@pytest.mark.parametrize("table", ["stage", "instrument", "term", "lens", "lensline", "lensmapping"])
def test_rows_of_the_taxonomy_are_neither_added_nor_deleted(publisher_client, publisher, registry, table):
    publisher.is_superuser = True
    publisher.save()
    url = at(f"lifecycle_{table}", "changelist")
    row = publisher_client.get(url).context["cl"].queryset.first()
    assert publisher_client.get(at(f"lifecycle_{table}", "add")).status_code == 403
    deleted = publisher_client.post(at(f"lifecycle_{table}", "delete", row.pk), {"post": "yes"})
    assert deleted.status_code == 403
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_base_code_goes_to_a_line_of_the_same_lens_and_axis_only(curator_client, taxonomy, send):
    mapping = LensMapping.objects.filter(lens="eu", stage__isnull=False).first()
    wrong = LensLine.objects.filter(lens="marrakech").first()
    url = at("lifecycle_lensmapping", "change", mapping.pk)
    assert send(curator_client, url, "lensmapping_form", line=wrong.pk).status_code == 200
    offered = curator_client.get(url).context["adminform"].form.fields["line"].queryset
    assert {(line.lens_id, line.axis) for line in offered} == {("eu", "row")}


@pytest.mark.parametrize("table", ["submitter", "document", "sourceentry"])
def test_a_reader_changes_no_row(reader_client, registry, table):
    url = at(f"programmes_{table}", "changelist")
    row = reader_client.get(url).context["cl"].queryset.first()
    assert reader_client.post(at(f"programmes_{table}", "change", row.pk), {}).status_code == 403
    assert reader_client.post(at(f"programmes_{table}", "delete", row.pk), {"post": "yes"}).status_code == 403


# --- Versions -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["publisher_client", "superuser_client"])
def test_a_version_is_looked_at_and_never_written(request, programme, who):
    client = request.getfixturevalue(who)
    version = Version.objects.get()
    before = Version.objects.values().get()
    page = client.get(at("programmes_version", "change", version.pk)).content.decode()
    assert version.sha256 in page
    assert "Clean ovens" in page
    assert 'name="_save"' not in page
    change = {"note_en": "Forged", "content": json.dumps({}), "number": ""}
    assert client.post(at("programmes_version", "change", version.pk), change).status_code == 403
    assert client.post(at("programmes_version", "delete", version.pk), {"post": "yes"}).status_code == 403
    assert client.post(at("programmes_version", "add"), change).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": [version.pk], "post": "yes"}
    client.post(at("programmes_version", "changelist"), bulk)
    assert Version.objects.values().get() == before


@pytest.fixture
def superuser_client(publisher, publisher_client):
    """Nobody is above the rules of frozen things."""
    publisher.is_superuser = True
    publisher.save()
    return publisher_client
