"""A published version is never changed or deleted, whoever tries and by whatever road."""

import pytest
from asgiref.sync import async_to_sync
from django.core import serializers
from django.db import transaction
from django.db.models import ProtectedError

from languages.freezing import FrozenError
from programmes import workflow
from programmes.models import Programme, Version, Withholding
from tests.factories import make_programme, publish, withhold
from tests.snapshot import rows_of

pytestmark = pytest.mark.usefixtures("taxonomy")


def emptied(version):
    version.number = None
    return version


def noted(version):
    version.note_en = "Never said."
    return version


def any_withholding():
    return Withholding.objects.get()


def withheld(version):
    version.withheld = any_withholding()
    return version


def loaded(version):
    """The version as a fixture would load it over the one there is."""
    text = serializers.serialize("json", [noted(version)])
    return next(iter(serializers.deserialize("json", text)))


def of(version):
    return Version.objects.filter(pk=version.pk)


CHANGE = {"note_en": "Never said."}
ROADS = {
    "save": lambda v: noted(v).save(),
    "save of one column": lambda v: noted(v).save(update_fields=["note_en"]),
    "save with its number taken away": lambda v: emptied(v).save(),
    "forced update": lambda v: noted(v).save(force_update=True),
    "raw save": lambda v: noted(v).save_base(raw=True),
    "asynchronous save": lambda v: async_to_sync(noted(v).asave)(),
    "loading a fixture": lambda v: loaded(v).save(),
    "delete": lambda v: v.delete(),
    "delete with its number taken away": lambda v: emptied(v).delete(),
    "asynchronous delete": lambda v: async_to_sync(v.adelete)(),
    "update of a queryset": lambda v: of(v).update(**CHANGE),
    "update of all": lambda v: Version.objects.update(**CHANGE),
    "update of published ones": lambda v: Version.objects.published().update(**CHANGE),
    "update of an ordered, distinct queryset": lambda v: of(v).order_by("kind").distinct().update(**CHANGE),
    "asynchronous update": lambda v: async_to_sync(of(v).aupdate)(**CHANGE),
    "delete of a queryset": lambda v: of(v).delete(),
    "delete of all": lambda v: Version.objects.all().delete(),
    "delete without asking": lambda v: of(v)._raw_delete("default"),
    "update through the base manager": lambda v: Version._base_manager.filter(pk=v.pk).update(**CHANGE),
    "delete through the base manager": lambda v: Version._base_manager.filter(pk=v.pk).delete(),
    "update through the default manager": lambda v: Version._default_manager.filter(pk=v.pk).update(**CHANGE),
    "withholding it by saving": lambda v: withheld(v).save(),
    "withholding it by saving one column": lambda v: withheld(v).save(update_fields=["withheld"]),
    "withholding it by an update": lambda v: of(v).update(withheld=any_withholding()),
    "letting it be read by an update": lambda v: Version.objects.update(withheld=None),
    "bulk_update": lambda v: Version.objects.bulk_update([noted(v)], ["note_en"]),
    "bulk_create": lambda v: Version.objects.bulk_create([noted(v)]),
    "bulk_create over conflicts": lambda v: Version.objects.bulk_create(
        [noted(v)], update_conflicts=True, unique_fields=["id"], update_fields=["note_en"]
    ),
    "bulk_create for a programme": lambda v: v.programme.versions.bulk_create([noted(v)]),
    "update for a programme": lambda v: v.programme.versions.update(**CHANGE),
    "delete for a programme": lambda v: v.programme.versions.all().delete(),
    "moving it to another programme": lambda v: make_programme(title="Thief").versions.add(v, bulk=True),
    "moving it by saving": lambda v: make_programme(title="Thief").versions.add(v, bulk=False),
    "update_or_create": lambda v: Version.objects.update_or_create(pk=v.pk, defaults=CHANGE),
    "update_or_create for a programme": lambda v: v.programme.versions.update_or_create(
        number=v.number, defaults=CHANGE
    ),
}
GUARDED_BY_THE_DATABASE = {
    "delete of its programme": lambda v: v.programme.delete(),
    "delete of all programmes": lambda v: Programme.objects.all().delete(),
    "delete of who made it": lambda v: v.made_by.delete(),
}


@pytest.fixture
def programme(publisher):
    """Two frozen versions, and something unfinished; a version of another programme is withheld."""
    programme = make_programme(title="Bins", by=publisher)
    other = make_programme(title="Sacks", by=publisher)
    workflow.open_working_version(programme=other, by=publisher)
    publish(other, by=publisher)
    withhold(other, by=publisher)
    workflow.open_working_version(programme=programme, by=publisher)
    publish(programme, by=publisher)
    workflow.open_working_version(programme=programme, by=publisher)
    programme.refresh_from_db()
    return programme


def frozen_rows(programme):
    columns = [field.column for field in Version._meta.local_concrete_fields]
    rows = [dict(zip(columns, row, strict=True)) for row in rows_of(Version)[2]]
    # PostgreSQL gives a row that was written again at the end.
    own = [row for row in rows if row["programme_id"] == programme.pk and row["number"]]
    return sorted(own, key=lambda row: row["number"])


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("road", ROADS)
def test_it_is_refused(road, number, programme):
    before = frozen_rows(programme)
    with pytest.raises(FrozenError), transaction.atomic():
        ROADS[road](programme.versions.get(number=number))
    assert len(before) == 2
    assert frozen_rows(programme) == before


@pytest.mark.parametrize("road", GUARDED_BY_THE_DATABASE)
def test_nothing_it_hangs_on_can_be_deleted(road, programme):
    before = frozen_rows(programme)
    with pytest.raises(ProtectedError), transaction.atomic():
        GUARDED_BY_THE_DATABASE[road](programme.versions.get(number=2))
    assert frozen_rows(programme) == before


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_a_part_of_a_set_is_not_changed_either(verb, programme):
    before = frozen_rows(programme)
    with pytest.raises(TypeError):
        getattr(Version.objects.order_by("pk")[:1], verb)(**(CHANGE if verb == "update" else {}))
    assert frozen_rows(programme) == before


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/programmes/",
        "/api/v1/programmes/10YFP-001/",
        "/api/v1/programmes/10YFP-001/versions/",
        "/api/v1/programmes/10YFP-001/versions/1/",
        "/en/programmes/10YFP-001/",
        "/en/programmes/10YFP-001/v/1/",
    ],
)
def test_no_public_address_takes_a_change(address, method, programme, client):
    before = frozen_rows(programme)
    response = getattr(client, method)(address, {"note_en": "x"}, content_type="application/json")
    assert response.status_code == 405
    assert frozen_rows(programme) == before


def test_a_working_version_is_not_frozen(programme):
    working = programme.versions.working().get()
    working.content["items"]["title"]["texts"]["en"]["text"] = "Changed"
    working.save()
    Version.objects.working().filter(programme=programme).update(note_en="Draft")
    assert programme.versions.working().delete()[0] == 1
    assert [version.number for version in programme.versions.all()] == [2, 1]


# --- What withholds a version -------------------------------------------------------------------------


def retold(withholding):
    withholding.reason = "Never given."
    return withholding


NEVER = {"reason": "Never given."}
ROADS_OF_WITHHOLDINGS = {
    "save": lambda w: retold(w).save(),
    "save of one column": lambda w: retold(w).save(update_fields=["reason"]),
    "raw save": lambda w: retold(w).save_base(raw=True),
    "delete": lambda w: w.delete(),
    "update": lambda w: Withholding.objects.update(**NEVER),
    "lifting it by an update": lambda w: Withholding.objects.update(lifted_at=w.since),
    "delete of all": lambda w: Withholding.objects.all().delete(),
    "delete without asking": lambda w: Withholding.objects.all()._raw_delete("default"),
    "update through the base manager": lambda w: Withholding._base_manager.update(**NEVER),
    "bulk_update": lambda w: Withholding.objects.bulk_update([retold(w)], ["reason"]),
    "bulk_create over conflicts": lambda w: Withholding.objects.bulk_create(
        [retold(w)], update_conflicts=True, unique_fields=["id"], update_fields=["reason"]
    ),
    "update for a version": lambda w: w.version.withholdings.update(**NEVER),
    "delete for a version": lambda w: w.version.withholdings.all().delete(),
    "update_or_create": lambda w: Withholding.objects.update_or_create(pk=w.pk, defaults=NEVER),
}


@pytest.mark.parametrize("is_lifted", [False, True])
@pytest.mark.parametrize("road", ROADS_OF_WITHHOLDINGS)
def test_what_withholds_a_version_is_kept_as_it_was_said(road, is_lifted, programme):
    if is_lifted:
        workflow.lift_withholding(version=any_withholding().version, by=None, reason="A mistake.")
    before = rows_of(Withholding)
    with pytest.raises(FrozenError), transaction.atomic():
        ROADS_OF_WITHHOLDINGS[road](any_withholding())
    assert rows_of(Withholding) == before


def test_withholding_and_lifting_change_nothing_else_of_the_version(programme):
    before = frozen_rows(programme)
    withholding = withhold(programme)
    assert [{**row, "withheld_id": None} for row in frozen_rows(programme)] == before
    assert {row["number"]: row["withheld_id"] for row in frozen_rows(programme)} == {
        1: withholding.pk,
        2: None,
    }
    workflow.lift_withholding(version=programme.versions.get(number=1), by=None, reason="A mistake.")
    assert frozen_rows(programme) == before
