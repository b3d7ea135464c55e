"""The schema says what the API does: every parameter, every shape, every error."""

from __future__ import annotations

import json
from io import StringIO

import pytest
import yaml
from django.core.management import call_command

from languages.official import CODES
from programmes.filters import ProgrammeFilter
from programmes.template.editions import CURRENT_EDITION

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema(client):
    return client.get("/api/v1/schema/").json()


def parameters(schema, path):
    return {
        each["name"]: each for each in schema["paths"][path]["get"]["parameters"] if each["in"] == "query"
    }


def test_it_is_valid_and_nothing_in_it_was_guessed():
    written = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=written)
    assert yaml.safe_load(written.getvalue())["openapi"].startswith("3.")


def test_it_has_every_address(schema):
    assert list(schema["paths"]) == [
        "/api/v1/",
        "/api/v1/instrument-types/",
        "/api/v1/lenses/",
        "/api/v1/lifecycle-stages/",
        "/api/v1/matrix/",
        "/api/v1/programmes/",
        "/api/v1/programmes/{reference}/",
        "/api/v1/programmes/{reference}/versions/",
        "/api/v1/programmes/{reference}/versions/{number}/",
        "/api/v1/submitters/",
        "/api/v1/submitters/{slug}/",
    ]
    assert {tuple(methods) for methods in schema["paths"].values()} == {("get",)}


def test_every_filter_is_documented_where_it_works(schema):
    filters = set(ProgrammeFilter.base_filters)
    assert set(parameters(schema, "/api/v1/programmes/")) == filters | {"lang", "page", "page_size"}
    assert set(parameters(schema, "/api/v1/matrix/")) == filters | {"lang"}
    assert all(each["description"] for each in parameters(schema, "/api/v1/programmes/").values())


def test_limits_and_choices_are_documented(schema):
    documented = parameters(schema, "/api/v1/programmes/")
    assert documented["page_size"]["schema"]["maximum"] == 100
    assert documented["q"]["schema"]["maxLength"] == 200
    assert documented["lang"]["schema"]["enum"] == [*CODES, "all"]
    assert documented["sort"]["schema"]["enum"] == ["title", "reference", "changed"]
    assert documented["stage"]["schema"] == {"type": "array", "items": {"type": "string"}}


def test_every_item_of_the_template_is_documented(schema):
    assert list(schema["components"]["schemas"]["Content"]["properties"]) == list(CURRENT_EDITION.items)


def test_every_address_documents_its_errors_in_the_one_shape(schema):
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for methods in schema["paths"].values():
        answers = methods["get"]["responses"]
        refusals = [answers[status] for status in answers if status != "200"]
        assert {"400", "406", "429", "500"} <= set(answers)
        for each in refusals:
            content = each["content"]["application/json"]
            assert {"application/json": {"schema": content["schema"]}} == error
            assert each["description"]


def test_every_reference_in_it_leads_somewhere(schema):
    text = json.dumps(schema)
    known = {f"#/components/schemas/{name}" for name in schema["components"]["schemas"]}
    used = {part.split('"')[0] for part in text.split('"$ref": "')[1:]}
    assert used == known


def test_it_comes_as_yaml_to_who_asks(client):
    response = client.get("/api/v1/schema/", headers={"Accept": "application/yaml"})
    assert response["Content-Type"].split(";")[0] == "application/yaml"
    assert yaml.safe_load(response.content)["info"]["title"] == "10YFP programme registry"


def test_it_says_what_listing_means(schema):
    assert "not thereby endorsed by the United Nations" in schema["info"]["description"]
    assert "legal status of any country" in schema["info"]["description"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/api/v1/", ""),
        ("/api/v1/programmes/", "programmes/"),
        ("/api/v1/programmes/{reference}/", "programmes/10YFP-009/"),
        ("/api/v1/programmes/{reference}/versions/", "programmes/10YFP-009/versions/"),
        ("/api/v1/programmes/{reference}/versions/{number}/", "programmes/10YFP-009/versions/1/?lang=all"),
        ("/api/v1/submitters/", "submitters/"),
        ("/api/v1/submitters/{slug}/", "submitters/finland/"),
        ("/api/v1/lifecycle-stages/", "lifecycle-stages/"),
        ("/api/v1/instrument-types/", "instrument-types/"),
        ("/api/v1/lenses/", "lenses/"),
        ("/api/v1/matrix/", "matrix/?lens=eu"),
    ],
)
def test_no_answer_says_more_than_it_documents(registry, client, schema, path, address):
    shape = schema["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    answer = client.get(f"/api/v1/{address}").json()
    assert undocumented(answer, shape, schema["components"]["schemas"]) == set()


def undocumented(value, shape, components, at=""):
    """Where in ``value`` stands a name that ``shape`` does not have."""
    for each in shape.get("allOf", [shape]):
        shape = components[each["$ref"].rpartition("/")[2]] if "$ref" in each else each
    if isinstance(value, list):
        return set().union(*(undocumented(each, shape["items"], components, f"{at}[]") for each in value))
    if isinstance(value, dict) and "properties" in shape:
        known = shape["properties"]
        found = {f"{at}.{name}" for name in value if name not in known}
        inner = (
            undocumented(value[name], known[name], components, f"{at}.{name}")
            for name in value
            if name in known
        )
        return found.union(*inner)
    return set()
