"""``manage.py seed``: everything or nothing, once, and never over what people wrote since."""

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from simple_history.models import registered_models

from lifecycle.models import Stage
from programmes import seeding
from programmes.derived import refresh_submitter
from programmes.models import Party, Placement, Programme, Submitter, Version
from programmes.status import VersionKind
from programmes.template.content import text_hash
from programmes.template.merge import ContentEdit, TextEdit
from programmes.verification import faults
from programmes.workflow import correct_record, edit_working_version, publish
from tests.factories import make_programme
from tests.snapshot import rows_of


def seed():
    out = io.StringIO()
    call_command("seed", stdout=out)
    return out.getvalue()


def everything():
    models = [
        model for room in ("lifecycle", "programmes") for model in apps.get_app_config(room).get_models()
    ]
    return {model._meta.label: sorted(map(repr, rows_of(model)[2])) for model in models}


def test_it_publishes_version_1_of_every_programme(db):
    assert seed() == "Published 37 programmes.\n"
    assert Programme.objects.counted().count() == 37
    assert set(Version.objects.values_list("number", "kind", "previous_sha256")) == {(1, "listed", "")}
    assert list(faults()) == []


def test_a_second_time_it_changes_nothing(registry):
    before = everything()
    assert seed() == "The registry holds programmes already; nothing was changed.\n"
    assert everything() == before


def test_it_leaves_a_registry_of_other_programmes_alone(taxonomy):
    make_programme(title="Our own", published=False)
    seed()
    assert [programme.title_en for programme in Programme.objects.all()] == ["Our own"]


def test_edits_survive(registry, publisher):
    programme = Programme.objects.get(reference="10YFP-005")
    title = TextEdit("title", "Innovation, and more", text_hash(programme.title_en))
    edit_working_version(programme=programme, edit=ContentEdit("en", "unofficial", [title]), by=publisher)
    publish(programme=programme, kind=VersionKind.UPDATED, notes={"en": "New title."}, by=publisher)
    unep = Submitter.objects.get(slug="unep")
    unep.name_fr = "PNUE, le Programme"
    unep.save()
    refresh_submitter(unep)
    Stage.objects.filter(code="waste").update(name_fr="Déchets, tous ensemble")
    Party.objects.filter(programme=programme).update(named_as="环境规划署")
    Placement.objects.filter(programme=programme, claimant="table").delete()
    correct_record(programme=programme, notes={"en": "Parties put right."}, by=publisher, reason="Letter.")
    assert list(faults()) == []
    before = everything()

    seed()

    assert everything() == before
    programme.refresh_from_db()
    assert (programme.title_en, programme.current.number) == ("Innovation, and more", 3)
    assert Submitter.objects.get(slug="unep").name_fr == "PNUE, le Programme"
    assert Stage.objects.get(code="waste").name_fr == "Déchets, tous ensemble"
    assert programme.parties.get().named_as == "环境规划署"
    assert [placement.claimant for placement in programme.placements.all()] == ["annex"]


def test_what_fails_half_way_leaves_nothing(transactional_db, monkeypatch):
    publications = []

    def publish_some(**options):
        if len(publications) == 20:
            raise CommandError("Out of ink.")
        publications.append(publish(**options))

    monkeypatch.setattr(seeding.workflow, "publish", publish_some)
    with pytest.raises(CommandError, match="Out of ink"):
        seed()
    assert len(publications) == 20
    assert {label: len(rows) for label, rows in everything().items() if rows} == {}


def test_the_first_state_of_every_curated_row_is_kept_so_that_its_first_edit_can_be_compared(registry):
    for model in registered_models.values():
        without = [row for row in model.objects.all() if not row.history.exists()]
        assert without == [], model


def test_every_public_note_is_told_in_six_languages(registry):
    for version in Version.objects.published():
        notes = [version.note_ar, version.note_zh_hans, version.note_en, version.note_fr, version.note_ru]
        assert all([*notes, version.note_es]), version


def test_verifying_changes_nothing(registry):
    before = everything()
    call_command("verify_registry", stdout=io.StringIO())
    assert everything() == before
