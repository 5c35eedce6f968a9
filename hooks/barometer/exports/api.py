"""The API: answers as models, JSON, OpenAPI."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer
from pydantic.json_schema import models_json_schema

from barometer.data.model import BaseSource, Status, Unit
from barometer.exports.facts import (
    API,
    LICENCE,
    LICENCE_ID,
    ExportFacts,
    NoteKind,
    answer_address,
    downloads,
)
from barometer.exports.rows import FEW, PLACES, PublishedRow, trim_number
from barometer.text import LANGUAGES, Language, Text, other_language
from barometer.views.reuse import cite_chart

Number = Annotated[float, PlainSerializer(trim_number, return_type=float)]


class ApiModel(BaseModel):
    """What is written, never read: exact keys, and nothing else."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


class Licence(ApiModel):
    """The licence of collection and values; `NOASSERTION` where that of a value was not seen.

    The address then leads to the page that says the terms of each publisher.
    """

    id: str
    title: str
    address: str


class Period(ApiModel):
    """The first and the last year covered."""

    start: int
    end: int


class Coded(ApiModel):
    """A code with its name in the language of the answer."""

    code: str
    name: str


class EditionRef(Coded):
    """An edition with the years it measures; `period` is how the site writes them."""

    start: int
    end: int
    period: str


class Interval(ApiModel):
    """An interval of our own calculation; `method` names it."""

    low: Number
    high: Number
    method: str


class Observation(ApiModel):
    """One published value, in the indicator's unit, as the source printed it."""

    country: Coded
    edition: EditionRef
    breakdown: Coded
    category: Coded
    value: Number
    base: Annotated[int | None, Field(description="Unweighted answers; null: unknown")]
    base_source: Annotated[
        BaseSource,
        Field(description="Where `base` was published; empty where it is unknown"),
    ]
    interval: Annotated[Interval | None, Field(description="null where the base is unknown")]
    reliability: Annotated[
        Literal["", "few_answers"],
        Field(description="few_answers: too few to compare the value with others"),
    ]
    reliability_name: str
    status: Annotated[Status, Field(description="Empty: printed as it stands")]
    status_name: str
    break_before: Annotated[
        str | None,
        Field(description="Why it does not compare with earlier editions"),
    ]
    source: Annotated[str, Field(description="Key into `sources`")]


class SourceAnswer(ApiModel):
    """Where values were first published; `archive` is a snapshot, null where none has been seen.

    So is `licence`. A page of the earlier coi.dk is no longer at its first address.
    """

    key: str
    title: str
    publisher: str
    address: str
    language: str
    date: str | None
    licence: str | None
    archive: str | None


class NoteAnswer(ApiModel):
    """One thing to know before the values are used."""

    kind: NoteKind
    text: str


class Sister(ApiModel):
    """A measure of something similar, and how far it compares."""

    name: str
    title: str
    note: str


class FileLink(ApiModel):
    """A file with the same values in another form."""

    kind: str
    name: str
    address: str


class IndicatorLinks(ApiModel):
    """Absolute addresses."""

    self: str
    other_language: str
    page: str
    list: str
    schema_: Annotated[str, Field(serialization_alias="schema")]
    files: tuple[FileLink, ...]


class Common(ApiModel):
    """What every answer says of the collection."""

    api: Literal["1"] = "1"
    publisher: str
    licence: Licence
    rights: Text | str
    period: Period
    version: Annotated[str, Field(description="Version of the data")]


class IndicatorAnswer(Common):
    """Everything about one indicator in one language."""

    rights: str
    language: Language
    name: str
    identifier: str
    title: str
    measure: str
    question: Annotated[str, Field(description="In our own words")]
    question_note: str
    population: str
    unit: Unit
    unit_name: str
    theme: Coded
    keywords: tuple[str, ...]
    comparability: str
    observations: tuple[Observation, ...]
    sources: tuple[SourceAnswer, ...]
    notes: tuple[NoteAnswer, ...]
    citations: Annotated[
        tuple[str, ...], Field(description="How to cite each chart, as on the page")
    ]
    also_measured: tuple[Sister, ...]
    links: IndicatorLinks


class ItemLinks(ApiModel):
    """Absolute addresses, by language."""

    page: Text
    answer: Text


class Item(ApiModel):
    """One indicator of the list."""

    name: str
    title: Text
    theme: str
    theme_name: Text
    unit: Unit
    period: Period
    countries: tuple[str, ...]
    editions: tuple[str, ...]
    values: int
    links: ItemLinks


class ListLinks(ApiModel):
    """Absolute addresses."""

    self: str
    openapi: str
    schema_: Annotated[str, Field(serialization_alias="schema")]
    page: Text


class ListAnswer(Common):
    """Every indicator, in the order of the alphabet."""

    rights: Text
    indicators: tuple[Item, ...]
    links: ListLinks


LIST = f"{API}indicators.json"


LIST_SCHEMA = f"{API}indicators.schema.json"


INDICATOR_SCHEMA = f"{API}indicator.schema.json"


OPENAPI = f"{API}openapi.json"


def listing(whole: ExportFacts, parts: tuple[ExportFacts, ...]) -> ListAnswer:
    """The list of indicators."""
    return ListAnswer(
        publisher=whole.publisher,
        licence=_licence(whole, "en"),
        rights=whole.words["rights"],
        period=_period(whole),
        version=whole.version,
        indicators=tuple(_item(facts) for facts in sorted(parts, key=lambda one: one.name)),
        links=ListLinks(
            self=whole.url + LIST,
            openapi=whole.url + OPENAPI,
            schema_=whole.url + LIST_SCHEMA,
            page=Text(da=whole.pages["da"], en=whole.pages["en"]),
        ),
    )


def indicator(facts: ExportFacts, language: Language) -> IndicatorAnswer:
    """Everything about one indicator in one language."""
    own, words = facts.site.dataset.indicators[facts.name], facts.words
    theme = facts.site.dataset.themes[own.theme][language]
    comparability = facts.told("comparability")[0]
    return IndicatorAnswer(
        publisher=facts.publisher_name[language],
        licence=_licence(facts, language),
        rights=words["rights"][language],
        period=_period(facts),
        version=facts.version,
        language=language,
        name=facts.name,
        identifier=facts.id,
        title=own.title[language],
        measure=own.measure[language],
        question=own.question[language],
        question_note=words["paraphrase"][language],
        population=own.population[language],
        unit=own.unit,
        unit_name=words[f"unit_{own.unit}"][language],
        theme=Coded(code=own.theme, name=theme),
        keywords=facts.keywords[language],
        comparability=comparability[language],
        observations=tuple(_observation(row, facts, language) for row in facts.rows),
        sources=_sources(facts, language),
        notes=tuple(NoteAnswer(kind=one.kind, text=one.text[language]) for one in facts.notes),
        citations=tuple(
            cite_chart(facts.site, facts.name, chart, language).plain for chart in own.charts
        ),
        also_measured=_sisters(facts, language),
        links=_links(facts, language),
    )


def _licence(facts: ExportFacts, language: Language) -> Licence:
    return Licence(**asdict(facts.licence(language)))


def _period(facts: ExportFacts) -> Period:
    return Period(start=facts.start, end=facts.end)


def _item(facts: ExportFacts) -> Item:
    own = facts.site.dataset.indicators[facts.name]
    return Item(
        name=facts.name,
        title=own.title,
        theme=own.theme,
        theme_name=facts.site.dataset.themes[own.theme],
        unit=own.unit,
        period=_period(facts),
        countries=tuple(facts.countries),
        editions=tuple(dict.fromkeys(row.observation.edition for row in facts.rows)),
        values=len(facts.rows),
        links=ItemLinks(
            page=Text(da=facts.pages["da"], en=facts.pages["en"]),
            answer=Text(**{one: facts.url + answer_address(facts.name, one) for one in LANGUAGES}),
        ),
    )


def _observation(row: PublishedRow, facts: ExportFacts, language: Language) -> Observation:
    one, edition = row.observation, row.edition
    return Observation(
        country=Coded(code=one.country, name=row.country[language]),
        edition=EditionRef(
            code=one.edition,
            name=edition.title[language],
            start=edition.start,
            end=edition.end,
            period=edition.period[language],
        ),
        breakdown=Coded(code=one.breakdown, name=row.breakdown[language]),
        category=Coded(code=one.category, name=row.category[language]),
        value=one.value,
        base=one.base,
        base_source=one.base_source,
        interval=_interval(row, facts, language),
        reliability="few_answers" if row.few else "",
        reliability_name=facts.words[f"status_{FEW}"][language] if row.few else "",
        status=one.status,
        status_name=facts.words[f"status_{one.status or 'published'}"][language],
        break_before=row.broken[language] if row.broken else None,
        source=one.source,
    )


def _interval(row: PublishedRow, facts: ExportFacts, language: Language) -> Interval | None:
    if row.interval is None:
        return None
    low, high = (round(one, PLACES) for one in (row.interval.low, row.interval.high))
    return Interval(low=low, high=high, method=facts.words["interval_method"][language])


def _sources(facts: ExportFacts, language: Language) -> tuple[SourceAnswer, ...]:
    return tuple(
        SourceAnswer(
            key=key,
            **one.model_dump(mode="json", exclude={"licence"}),
            licence=one.licence[language] if one.licence else None,
        )
        for key, one in facts.sources.items()
    )


def _sisters(facts: ExportFacts, language: Language) -> tuple[Sister, ...]:
    dataset = facts.site.dataset
    found = [
        (one, other)
        for one in dataset.indicators[facts.name].also_measured
        if (other := dataset.described(one.indicator))
    ]
    return tuple(
        Sister(name=one.indicator, title=other.title[language], note=one.note[language])
        for one, other in found
    )


def _links(facts: ExportFacts, language: Language) -> IndicatorLinks:
    other = other_language(language)
    files = tuple(
        FileLink(kind=key, name=facts.words[f"file_{key}"][language], address=facts.url + path)
        for key, path in downloads(facts.name, language)
        if key != "api"
    )
    return IndicatorLinks(
        self=facts.url + answer_address(facts.name, language),
        other_language=facts.url + answer_address(facts.name, other),
        page=facts.pages[language],
        list=facts.url + LIST,
        schema_=facts.url + INDICATOR_SCHEMA,
        files=files,
    )


MODELS: Mapping[str, type[BaseModel]] = {LIST_SCHEMA: ListAnswer, INDICATOR_SCHEMA: IndicatorAnswer}


DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(model: type[BaseModel], address: str) -> dict[str, Any]:
    """An answer's JSON Schema; `address` is where it is published."""
    made = model.model_json_schema(mode="serialization", by_alias=True)
    return {"$schema": DIALECT, "$id": address, **made}


def openapi(whole: ExportFacts, names: Sequence[str]) -> dict[str, Any]:
    """Every address of the API, with the schema of its answer."""
    words = whole.words
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{whole.title.en}: {words['service_title'].en}",
            "summary": words["service_title"].da,
            "description": f"{words['service_description'].en}\n\n{words['service_description'].da}"
            f"\n\n{words['rights'].en}\n\n{words['rights'].da}",
            "version": "1.0.0",
            "contact": {"name": whole.publisher, "url": whole.pages["en"]},
            "license": {"name": LICENCE_ID, "url": LICENCE},
        },
        "servers": [{"url": (whole.url + API).rstrip("/")}],
        "paths": {
            "/indicators.json": {"get": _list()},
            "/indicators/{name}.{language}.json": {"get": _one(names)},
        },
        "components": {"schemas": _components()},
    }


def _list() -> dict[str, Any]:
    return {
        "operationId": "listIndicators",
        "summary": "Every indicator / Alle indikatorer",
        "responses": {"200": _response("The list / Listen", ListAnswer)},
    }


def _one(names: Sequence[str]) -> dict[str, Any]:
    return {
        "operationId": "getIndicator",
        "summary": "One indicator in one language / Én indikator på ét sprog",
        "parameters": [
            _parameter("name", sorted(names), "Name of the indicator / Indikatorens navn"),
            _parameter("language", list(LANGUAGES), "Language of the words / Ordenes sprog"),
        ],
        "responses": {
            "200": _response("The indicator / Indikatoren", IndicatorAnswer),
            "404": {"description": "No such indicator / Indikatoren findes ikke"},
        },
    }


def _parameter(name: str, choices: list[str], meaning: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": meaning,
        "schema": {"type": "string", "enum": choices},
    }


def _response(meaning: str, model: type[BaseModel]) -> dict[str, Any]:
    shape = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"description": meaning, "content": {"application/json": {"schema": shape}}}


def _components() -> dict[str, Any]:
    """The answers' schemas and those they are built from, by name."""
    models: list[tuple[type[BaseModel], Literal["serialization"]]] = [
        (one, "serialization") for one in MODELS.values()
    ]
    place = "#/components/schemas/{model}"
    found: dict[str, Any] = models_json_schema(models, by_alias=True, ref_template=place)[1]
    return found["$defs"]  # type: ignore[no-any-return]


def api_schemas(whole: ExportFacts) -> dict[str, dict[str, Any]]:
    """The schema files by address below the root."""
    return {path: schema(model, whole.url + path) for path, model in MODELS.items()}
