import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation

from lifecycle.models import Instrument, Lens, LensLine, LensMapping, Stage, Term


def test_a_stage_is_called_what_the_reader_calls_it(taxonomy):
    with translation.override("ru"):
        assert str(Stage.objects.get(code="waste")) == "Комплексное управление отходами"


def test_a_base_code_stands_on_one_line_of_a_lens_only(taxonomy):
    second = LensLine.objects.get(lens="eu", axis="row", code="eu_stage_products")
    with pytest.raises(IntegrityError), transaction.atomic():
        LensMapping.objects.create(lens_id="eu", stage_id="production", line=second, basis="wrong")


@pytest.mark.parametrize("bases", [{}, {"stage_id": "waste", "instrument_id": "legal"}])
def test_a_mapping_has_exactly_one_base_code(bases, taxonomy):
    LensMapping.objects.filter(lens="eu").delete()
    line = LensLine.objects.filter(lens="eu").first()
    with pytest.raises(IntegrityError), transaction.atomic():
        LensMapping.objects.create(lens_id="eu", line=line, basis="wrong", **bases)


@pytest.mark.parametrize(("model", "code"), [(Stage, "waste"), (Instrument, "legal"), (Lens, "eu")])
def test_what_is_mapped_cannot_be_deleted(model, code, taxonomy):
    with pytest.raises(ProtectedError):
        model.objects.get(code=code).delete()


@pytest.mark.parametrize(
    ("model", "key"),
    [
        (Stage, ("waste",)),
        (Lens, ("eu",)),
        (Term, ("framework_function", "fn_goals")),
        (LensLine, ("marrakech", "column", "outside")),
    ],
)
def test_fixtures_name_a_row_by_what_never_changes(model, key, taxonomy):
    assert model.objects.get_by_natural_key(*key).natural_key() == key


def test_both_states_of_a_changed_name_are_kept(registry):
    stage = Stage.objects.get(code="waste")
    stage.name_en = "Waste"
    stage.save()
    # A history row of a translated model is read by column: its own base column is not the reader's.
    assert [row.name_en for row in stage.history.all()] == ["Waste", "Integrated waste management"]
