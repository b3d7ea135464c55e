import pytest

from lifecycle.models import Axis, LensLine, LensMapping
from lifecycle.scheme import load_scheme

pytestmark = pytest.mark.usefixtures("taxonomy")

# Written out by hand from section IV, para. 22 and footnote 1 of the report.
BASE_ROWS = ["production", "products", "distribution", "consumption", "waste", "cross_stage"]
BASE_COLUMNS = ["legal", "fiscal", "planning", "information", "voluntary", "mixed"]
LINES = {
    "report": (BASE_ROWS, BASE_COLUMNS),
    "eu": (
        ["eu_stage_production", "eu_stage_products", "eu_stage_consumption", "eu_stage_strategies"],
        [
            "eu_tool_admin",
            "eu_tool_fiscal",
            "eu_tool_information",
            "eu_tool_voluntary",
            "eu_tool_mixed",
            "outside",
        ],
    ),
    "marrakech": (
        ["production", "products", "distribution", "consumption", "waste", "outside"],
        ["mp_policies", "mp_education", "mp_infrastructure", "outside"],
    ),
}


def test_the_whole_taxonomy_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        scheme = load_scheme()
        for lens in scheme.lenses.values():
            for line in [*lens.rows, *lens.columns]:
                assert (line.code, str(line.row.name), line.base_codes, line.losses[0].loss) is not None


def test_both_axes_stand_in_the_order_of_the_report():
    scheme = load_scheme()
    assert (list(scheme.stages), list(scheme.instruments)) == (BASE_ROWS, BASE_COLUMNS)


def test_every_lens_has_its_lines_in_order():
    found = {
        code: ([line.code for line in lens.rows], [line.code for line in lens.columns])
        for code, lens in load_scheme().lenses.items()
    }
    assert list(found) == list(LINES)
    assert found == LINES


def test_the_european_lens_folds_distribution_into_products_and_waste_into_strategies():
    rows = {line.code: line.base_codes for line in load_scheme().lenses["eu"].rows}
    assert rows["eu_stage_products"] == ["products", "distribution"]
    assert rows["eu_stage_strategies"] == ["waste", "cross_stage"]


@pytest.mark.parametrize(
    ("lens", "axis", "base", "line"),
    [
        ("report", Axis.ROW, "waste", "waste"),
        ("eu", Axis.ROW, "waste", "eu_stage_strategies"),
        ("eu", Axis.COLUMN, "planning", "outside"),
        ("marrakech", Axis.ROW, "cross_stage", "outside"),
        ("marrakech", Axis.COLUMN, "fiscal", "mp_policies"),
        ("marrakech", Axis.COLUMN, "no-such-code", "outside"),
    ],
)
def test_a_base_code_goes_to_one_line(lens, axis, base, line):
    assert load_scheme().lenses[lens].line_of(axis, base) == line


def test_every_base_code_is_on_exactly_one_line_of_every_lens():
    for lens in load_scheme().lenses.values():
        assert sorted(code for line in lens.rows for code in line.base_codes) == sorted(BASE_ROWS)
        assert sorted(code for line in lens.columns for code in line.base_codes) == sorted(BASE_COLUMNS)


@pytest.mark.parametrize(
    ("lens", "axis", "line", "codes"),
    [
        ("marrakech", Axis.COLUMN, "mp_policies", ["legal", "fiscal"]),
        ("marrakech", Axis.COLUMN, "outside", ["voluntary", "mixed"]),
        ("report", Axis.ROW, "waste", ["waste"]),
        ("report", Axis.ROW, "legal", None),
        ("report", Axis.ROW, "outside", None),
        ("report", Axis.ROW, "", None),
        ("nobody", Axis.ROW, "waste", None),
    ],
)
def test_a_line_holds_base_codes_or_does_not_exist(lens, axis, line, codes):
    assert load_scheme().base_codes(lens, axis, line) == codes


def test_the_line_outside_is_known_as_such():
    outside = [line for line in load_scheme().lenses["eu"].columns if line.is_outside]
    assert [line.code for line in outside] == [LensLine.OUTSIDE]


def test_a_lens_whose_mappings_are_gone_is_not_offered():
    LensMapping.objects.filter(lens="eu").delete()
    assert list(load_scheme().lenses) == ["report", "marrakech"]
