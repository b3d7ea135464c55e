"""The record of everything: told as one, narrowed, exported, and never changed by anybody."""

from __future__ import annotations

import csv
import datetime
import io
import tracemalloc

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from languages.freezing import FrozenError
from lifecycle.history import Kept, RecordQuerySet
from programmes.models import Submitter
from submissions.audit.reading import Asked, Place, entries
from submissions.audit.sources import SOURCES
from tests import desk
from tests.factories import make_programme, make_submitter
from tests.filled import filled

pytestmark = pytest.mark.django_db
PAGE, SHEET = "/en/admin/audit/", "/en/admin/audit.csv"
RECORDS = sorted(
    (model for model in apps.get_models() if hasattr(model, "history_id")), key=lambda model: model.__name__
)


@pytest.fixture
def past(draft, fatima, kim, publisher):
    """Something in the past of every kind of table."""
    sent = desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    desk.return_it(sent, kim)
    programme = make_programme(title="Clean ovens", by=publisher)
    return sent, programme


def told(auditor, **asked):
    return [
        (entry.act, entry.source.label, entry.name, entry.by)
        for entry in entries(Asked(**asked), user=auditor)
    ]


# --- What it tells ------------------------------------------------------------------------------------


def test_it_tells_who_did_what_to_which_row_the_latest_first(past, auditor, fatima, kim, publisher):
    sent, programme = past
    assert told(auditor, subject=sent.reference) == [
        ("moved", "submissions.submission", sent.reference, kim.pk),
        ("moved", "submissions.submission", sent.reference, kim.pk),
        ("moved", "submissions.submission", sent.reference, fatima.pk),
        ("sent", "submissions.round", sent.reference, fatima.pk),
    ]
    assert ("published", "programmes.version", programme.reference, publisher.pk) in told(auditor)
    assert ("role", "accounts.user", str(kim.pk), None) in told(auditor)


def test_a_change_is_told_before_and_after(taxonomy, auditor, curator_client, screener):
    address = "/en/admin/lifecycle/stage/waste/change/"
    data = filled(curator_client.get(address), "stage_form")
    for name in ("Waste", "Rubbish"):
        curator_client.post(address, {**data, "name_en": name})
    entry, _first = entries(Asked(table="lifecycle.stage", people=frozenset({screener.pk})), user=auditor)
    changes = {change.column: (change.before, change.after) for change in entry.changes}
    assert changes == {"name": ("Waste", "Rubbish"), "name_en": ("Waste", "Rubbish")}


def test_what_was_deleted_is_told_as_it_last_was(taxonomy, auditor):
    make_submitter("Syldavia").delete()
    gone, made = entries(Asked(table="programmes.submitter", subject="syldavia"), user=auditor)
    assert (gone.act, made.act) == ("deleted", "added")
    name = next(change for change in gone.changes if change.column == "name_en")
    assert (name.before, name.after) == ("Syldavia", None)


def test_it_is_narrowed_by_person_table_object_and_time(past, auditor, fatima, kim):
    assert {who for *_, who in told(auditor, people=frozenset({fatima.pk}))} == {fatima.pk}
    assert {table for _, table, *_ in told(auditor, table="submissions.round")} == {"submissions.round"}
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    assert told(auditor, since=tomorrow) == []
    assert told(auditor, until=tomorrow) == told(auditor)
    assert told(auditor, subject="nothing is called that") == []


def test_pages_go_on_where_the_last_one_ended(past, auditor):
    whole = [entry.place for entry in entries(Asked(), user=auditor)]
    assert whole == sorted(whole, reverse=True)
    paged, after = [], None
    while some := list(entries(Asked(), user=auditor, after=after, most=3)):
        paged += [entry.place for entry in some]
        after = Place.parse(str(some[-1].place))
    assert paged == whole
    assert len(whole) > 10


def test_at_one_moment_pages_leave_nothing_out_and_tell_nothing_twice(taxonomy, auditor):
    moment = timezone.now()
    for number in range(7):
        submitter = Submitter(slug=f"s{number}", kind="un_entity", name_en="–", short_name_en="–")
        submitter._history_date = moment
        submitter.save()
    seen, after = [], None
    while some := list(entries(Asked(table="programmes.submitter"), user=auditor, after=after, most=2)):
        seen += [entry.name for entry in some]
        after = some[-1].place
    assert seen == ["s6", "s5", "s4", "s3", "s2", "s1", "s0"]


def test_nobody_is_told_of_a_table_they_may_not_look_at(past, reader):
    tables = {entry.source.label for entry in entries(Asked(), user=reader)}
    assert "submissions.submission" in tables
    assert "accounts.user" not in tables


def test_what_a_screener_answered_is_not_told():
    [answers] = [source for source in SOURCES if source.label == "submissions.screening"]
    assert answers.changes(["a screening"]) == [[]]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: f"{source.label} {source.at}")
def test_every_source_can_be_asked_and_its_permission_is_one(source, taxonomy):
    assert list(source.told().filter(source.is_about("10YFP-009") | source.is_about("3"))) == []
    room, code = source.permission.split(".")
    assert Permission.objects.filter(content_type__app_label=room, codename=code).exists()


def test_every_history_is_among_the_sources():
    assert {model.instance_type for model in RECORDS} <= {source.table for source in SOURCES}


# --- The page -----------------------------------------------------------------------------------------


def test_the_page_finds_by_name_and_shows_people_as_they_are_called_today(past, otto, kim):
    html = otto.get(PAGE, {"person": "keeper", "table": "submissions.submission"}).content.decode()
    assert html.count("<bdi>Kim Keeper</bdi>") == 2
    assert "In screening" in html
    User.objects.filter(pk=kim.pk).update(name="Karl Keeper")
    assert "Kim Keeper" not in otto.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "query", [{"table": "made.up"}, {"since": "yesterday"}, {"object": "x" * 300}, {"person": "y" * 300}]
)
def test_what_cannot_be_asked_is_refused_in_words(otto, query):
    for address in (PAGE, SHEET):
        answer = otto.get(address, query)
        assert answer.status_code == 422
        assert "errorlist" in answer.content.decode()


@pytest.mark.parametrize("after", ["", "nonsense", "2026~x~1", "~~", "2026-01-01~1~1"])
def test_a_place_that_is_none_begins_at_the_latest(past, otto, after):
    assert otto.get(PAGE, {"after": after}).status_code == 200


def test_the_page_costs_the_same_at_one_row_and_at_three(past, otto, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(70) as counted:
            otto.get(PAGE)
        return len(counted)

    otto.get(PAGE)
    before = queries()
    for number in range(3):
        make_submitter(f"Further {number}")
    assert queries() == before


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_it_opens_in_every_direction(past, otto, language):
    answer = otto.get(PAGE.replace("en", language, 1))
    assert f'lang="{language}"' in answer.content.decode()[:200]


# --- The sheet ----------------------------------------------------------------------------------------


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_sheet_has_everything_that_was_found_and_people_by_number_alone(past, otto, fatima, kim):
    sent, _programme = past
    rows = rows_of(otto.get(SHEET, {"object": sent.reference, "table": "submissions.submission"}))
    assert [(row["person"], row["act"], row["before"], row["after"]) for row in rows] == [
        (str(kim.pk), "moved", "in_screening", "returned"),
        (str(kim.pk), "moved", "submitted", "in_screening"),
        (str(fatima.pk), "moved", "draft", "submitted"),
    ]
    whole = b"".join(otto.get(SHEET).streaming_content).decode()
    for word in ("Fatima", "Kim Keeper", "@"):
        assert word not in whole


@pytest.mark.parametrize("beginning", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_the_sheet_is_a_formula(taxonomy, otto, beginning):
    Submitter.objects.create(slug="s", kind="un_entity", name_en=beginning, short_name_en="–")
    rows = rows_of(otto.get(SHEET, {"object": "s", "table": "programmes.submitter"}))
    [cell] = [row["after"] for row in rows if row["column"] == "name_en"]
    assert cell == f"'{beginning}"


def test_the_sheet_never_holds_more_than_a_batch(taxonomy, auditor, otto, monkeypatch):
    for number in range(120):
        Submitter.objects.create(slug=f"s{number}", kind="un_entity", name_en="x" * 200, short_name_en="–")
    monkeypatch.setattr("submissions.audit.reading.BATCH", 10)
    found = otto.get(SHEET, {"table": "programmes.submitter"}).streaming_content
    tracemalloc.start()
    for _ in range(30):
        next(found)
    early = tracemalloc.get_traced_memory()[0]
    for _line in found:
        pass
    late = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert late - early < 200_000


# --- That it only grows -------------------------------------------------------------------------------


def renamed(record):
    record.history_change_reason = "Never said."
    return record


ROADS = {
    "save": lambda record: renamed(record).save(),
    "raw save": lambda record: renamed(record).save_base(raw=True),
    "delete": lambda record: record.delete(),
    "update": lambda record: Submitter.history.update(history_user=None),
    "update of the model": lambda record: type(record).objects.update(history_type="-"),
    "delete of all": lambda record: Submitter.history.all().delete(),
    "delete of the model": lambda record: type(record).objects.all().delete(),
    "delete of a row's": lambda record: Submitter.objects.get(slug="syldavia").history.all().delete(),
    "base manager": lambda record: type(record)._base_manager.all().delete(),
    "bulk_update": lambda record: type(record).objects.bulk_update(
        [renamed(record)], ["history_change_reason"]
    ),
    "bulk_create over conflicts": lambda record: type(record).objects.bulk_create(
        [renamed(record)], update_conflicts=True, unique_fields=["history_id"], update_fields=["history_type"]
    ),
}


@pytest.mark.parametrize("road", ROADS)
def test_a_record_of_a_change_is_never_changed_or_deleted(road, taxonomy):
    make_submitter("Syldavia")
    before = list(Submitter.history.values())
    with pytest.raises(FrozenError), transaction.atomic():
        ROADS[road](Submitter.history.get(slug="syldavia"))
    assert list(Submitter.history.values()) == before


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_history_is_kept_that_way(model):
    assert issubclass(model, Kept)
    for manager in (model.objects, model._base_manager, model.instance_type.history):
        assert isinstance(manager.all(), RecordQuerySet)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [PAGE, SHEET, "/en/admin/programmes/submitter/{pk}/history/"])
def test_no_door_of_the_admin_changes_it(method, address, taxonomy, publisher_client):
    address = address.format(pk=make_submitter("Syldavia").pk)
    before = list(Submitter.history.values())
    getattr(publisher_client, method)(address, {"history_type": "-"}, content_type="application/json")
    assert list(Submitter.history.values()) == before


def test_no_address_reverts_to_a_record(publisher_client, taxonomy):
    submitter = make_submitter("Syldavia")
    record = Submitter.history.get(slug="syldavia")
    address = f"/en/admin/programmes/submitter/{submitter.pk}/history/{record.pk}/"
    publisher_client.post(address, {"name_en": "Borduria"})
    assert Submitter.objects.get().name_en == "Syldavia"


def test_records_name_people_by_their_number_alone():
    for model in [*RECORDS, *(source.records().model for source in SOURCES)]:
        told = {field.name for field in model._meta.get_fields()} & {"email", "address", "user_name"}
        assert (model.__name__, told) == (model.__name__, set())
