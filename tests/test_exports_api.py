"""The API: answers by their schema, schema by its promise, description by its validator."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from barometer.exports.facts import collect_indicator
from barometer.pages.site import Site
from barometer.text import LANGUAGES

NAME = "innovative_workplaces"
PROMISED = Path(__file__).parent / "data/api-v1.json"


def opened(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(name="api", scope="module")
def _api(exported: Path) -> Path:
    return exported / "api/v1"


def answers(api: Path) -> Iterator[tuple[str, str]]:
    listed = opened(api / "indicators.json")
    for item in (*listed["indicators"], *listed["single_values"]):
        for language in ("da", "en"):
            yield item["name"], language


def test_the_list_holds_to_its_schema_and_names_every_indicator(api: Path, site: Site) -> None:
    listed = opened(api / "indicators.json")

    Draft202012Validator(opened(api / "indicators.schema.json")).validate(listed)
    assert [one["name"] for one in listed["indicators"]] == sorted(site.dataset.indicators)
    assert [one["name"] for one in listed["single_values"]] == sorted(site.dataset.values)
    values = sum(one["values"] for one in (*listed["indicators"], *listed["single_values"]))
    assert values == len(site.dataset.observations)


def test_every_answer_holds_to_its_schema(api: Path) -> None:
    schema = opened(api / "indicator.schema.json")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for name, language in answers(api):
        validator.validate(opened(api / f"indicators/{name}.{language}.json"))


def test_an_answer_that_lacks_a_field_does_not_hold_to_the_schema(api: Path) -> None:
    answer = opened(api / f"indicators/{NAME}.da.json")
    del answer["comparability"]

    assert not Draft202012Validator(opened(api / "indicator.schema.json")).is_valid(answer)


def test_an_answer_with_a_new_field_holds_to_the_schema(api: Path) -> None:
    """As the page on data promises: a new field breaks no program that checks what it reads."""
    answer = opened(api / f"indicators/{NAME}.da.json")
    for one in (answer, *answer["observations"], answer["licence"], answer["links"]):
        one["new"] = "something"

    Draft202012Validator(opened(api / "indicator.schema.json")).validate(answer)
    assert "additionalProperties" not in (api / "openapi.json").read_text(encoding="utf-8")


def test_the_description_is_valid_openapi(api: Path) -> None:
    validate(opened(api / "openapi.json"))


def test_a_new_name_changes_no_client_and_the_list_names_every_answer(api: Path) -> None:
    described = opened(api / "openapi.json")
    one = described["paths"]["/indicators/{name}.{language}.json"]["get"]
    assert one["parameters"][0]["schema"] == {"type": "string"}
    addresses = {f"indicators/{name}.{language}.json" for name, language in answers(api)}

    there = {path.relative_to(api).as_posix() for path in (api / "indicators").iterdir()}
    assert addresses == there


def test_the_schemas_of_description_and_files_are_the_same(api: Path) -> None:
    parts = opened(api / "openapi.json")["components"]["schemas"]
    schema = opened(api / "indicator.schema.json")

    assert parts["IndicatorAnswer"]["required"] == schema["required"]


def test_an_answer_says_the_same_as_every_other_file(api: Path, site: Site) -> None:
    for name, language in answers(api):
        answer = opened(api / f"indicators/{name}.{language}.json")
        facts = collect_indicator(site, name)
        assert answer["publisher"] == site.words["site"]["name"].model_dump()[language]
        assert f"{answer['period']['start']}/{answer['period']['end']}" == facts.period
        assert [one["address"] for one in answer["sources"]] == [
            one.address for one in facts.sources.values()
        ]
        values = [(one["value"], one["base"], one["status"]) for one in answer["observations"]]
        rows = [row.observation for row in facts.rows]
        assert values == [(one.value, one.base, one.status) for one in rows]
        assert [one["kind"] for one in answer["notes"]] == [one.kind for one in facts.notes]


def test_every_claim_is_a_sentence_of_its_pages_with_the_row_of_the_table(
    api: Path, site: Site
) -> None:
    answer = opened(api / "claims.json")
    Draft202012Validator(opened(api / "claims.schema.json")).validate(answer)
    ids = [one["id"] for one in answer["claims"]]
    assert len(ids) == len(set(ids)) > 100
    rows = {row.key: row for row in site.dataset.observations}
    bodies = {site.url + site.address(*at): page.body for at, page in site.pages.items()}
    findings = [one for one in answer["claims"] if one["bound_to"].startswith("chart:")]
    assert len(findings) == sum(len(one.charts) for one in site.dataset.indicators.values())
    assert all(one["values"] and one["words"] == one["sentence"] for one in findings)
    for one in answer["claims"][: -len(findings)]:
        assert one["id"].split("#")[0].endswith(one["bound_to"])
        compares = not {*">=<-"}.isdisjoint(one["bound_to"])
        assert (one["difference"] is None) == (not compares)
        for language in LANGUAGES:
            assert one["words"][language] in one["sentence"][language], one["id"]
            body = bodies[one["page"][language]]
            assert f"[{one['words'][language]}](value:{one['bound_to']})" in body, one["id"]
            assert not one["section"] or f"{{#{one['section']}}}" in body
        for value in one["values"]:
            key = ("indicator", "country", "edition", "breakdown", "category")
            row = rows[tuple(value[name] for name in key)]
            assert (value["value"], value["base"], value["source"]) == (
                row.value,
                row.base,
                row.source,
            )
            if value["interval_low"] is not None:
                assert value["interval_low"] <= value["value"] <= value["interval_high"]


def test_an_interval_is_named_as_our_own_calculation(api: Path) -> None:
    danish = opened(api / "indicators/innovation_evaluated.da.json")["observations"]
    english = opened(api / "indicators/innovation_evaluated.en.json")["observations"]

    assert {one["interval"]["method"] for one in danish if one["interval"]} == {
        "Wilson, 95 procent, egen beregning"
    }
    assert {one["interval"]["method"] for one in english if one["interval"]} == {
        "Wilson, 95 per cent, own calculation"
    }


def test_every_link_of_an_answer_leads_to_a_file(api: Path, exported: Path, site: Site) -> None:
    for name, language in answers(api):
        links = opened(api / f"indicators/{name}.{language}.json")["links"]
        files = [one["address"] for one in links["files"]]
        for address in (
            links["self"],
            links["other_language"],
            links["list"],
            links["schema"],
            *files,
        ):
            assert (exported / address.removeprefix(site.url)).is_file(), address


def fields(schema: dict[str, Any]) -> dict[str, Any]:
    """The fields of each model and what each may hold, without words."""
    models = {schema["title"]: schema, **schema.get("$defs", {})}
    return {
        name: {field: bare(shape) for field, shape in model.get("properties", {}).items()}
        for name, model in sorted(models.items())
    }


def bare(shape: Any) -> Any:
    if isinstance(shape, dict):
        words = {"description", "title", "default", "enum"}
        return {key: bare(one) for key, one in shape.items() if key not in words}
    return [bare(one) for one in shape] if isinstance(shape, list) else shape


@pytest.mark.parametrize("name", ["indicator", "indicators"])
def test_no_promised_field_is_lost_or_changed(api: Path, name: str) -> None:
    """A field more is no break: then add it to the file that holds the promise."""
    now = fields(opened(api / f"{name}.schema.json"))
    for model, promised in opened(PROMISED)[name].items():
        for field, shape in promised.items():
            assert now[model][field] == shape, f"{model}.{field}"


def test_the_promise_is_complete(api: Path) -> None:
    now = {one: fields(opened(api / f"{one}.schema.json")) for one in ("indicator", "indicators")}

    assert now == opened(PROMISED)


def test_a_claim_of_several_countries_says_how_far_they_compare(api: Path) -> None:
    claims = opened(api / "claims.json")["claims"]
    several = [one for one in claims if len({value["country"] for value in one["values"]}) > 1]

    assert len(several) >= 8
    for one in claims:
        assert (one["comparability"] is not None) == (one in several), one["id"]
    assert all(one["comparability"]["reason"]["en"] for one in several)
    assert {one["comparability"]["grade"] for one in several} == {"with_caveats", "no"}
