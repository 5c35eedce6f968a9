"""The API: answers as models, their schemas, OpenAPI."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer
from pydantic.json_schema import models_json_schema

from barometer.data.breaks import Clarity, Grade, grade_among, verdict
from barometer.data.frame import frame_of
from barometer.data.model import KEY, BaseSource, Dataset, Observation, PeriodKind, Status, Unit
from barometer.data.notation import parse_reference, resolve
from barometer.exports.facts import (
    API,
    CLAIMS,
    CLAIMS_SCHEMA,
    FEW,
    ExportFacts,
    Licence,
    NoteKind,
    PublishedRow,
    answer_address,
    downloads,
    trim_number,
)
from barometer.html import render_template
from barometer.pages.addresses import anchor_of_figure, page_key
from barometer.pages.document import BARRIER
from barometer.pages.page import Page
from barometer.pages.prose import split_sentences
from barometer.sentences.table import CHART, VALUE
from barometer.text import LANGUAGES, Language, Text, in_both, other_language
from barometer.views.reuse import cite_measure
from barometer.views.statements import spoken_in

LIST = f"{API}indicators.json"
LIST_SCHEMA = f"{API}indicators.schema.json"
INDICATOR_SCHEMA = f"{API}indicator.schema.json"
OPENAPI = f"{API}openapi.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Number = Annotated[float, PlainSerializer(trim_number, return_type=float)]


class ApiModel(BaseModel):
    """What is written, never read: exact keys, and nothing else."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


class Period(ApiModel):
    """The first and the last year covered."""

    start: int
    end: int


class Coded(ApiModel):
    """A code with its name in the language of the response."""

    code: str
    name: str


class EditionRef(Coded):
    """An edition with the years it measures; `period` is how the site writes them."""

    start: int
    end: int
    period: str
    period_kind: Annotated[
        PeriodKind,
        Field(description="survey, publication: start and end are the years of these instead"),
    ]


class IntervalAnswer(ApiModel):
    """An interval of our own calculation; `method` names it."""

    model_config = ConfigDict(title="Interval")
    __qualname__ = "Interval"  # its name in the published schemas

    low: Number
    high: Number
    method: str


class ObservationAnswer(ApiModel):
    """One published value, in the indicator's unit, as the source published it."""

    model_config = ConfigDict(title="Observation")
    __qualname__ = "Observation"  # its name in the published schemas

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
    interval: Annotated[IntervalAnswer | None, Field(description="null where the base is unknown")]
    reliability: Annotated[
        Literal["", "few_answers"],
        Field(description="few_answers: too few to compare the value with others"),
    ]
    reliability_name: str
    status: Annotated[Status, Field(description="Empty: as published")]
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
    version: Annotated[
        str,
        Field(description="Version of the data behind it; words may be bettered without a new one"),
    ]


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
    observations: tuple[ObservationAnswer, ...]
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
    """Every indicator, in the order of the alphabet; then the values that belong to none."""

    rights: Text
    indicators: tuple[Item, ...]
    single_values: Annotated[
        tuple[Item, ...], Field(description="Values without an indicator; their theme is empty")
    ]
    links: ListLinks


class ClaimValue(ApiModel):
    """A published value that words are bound to; the first five fields are its key."""

    indicator: str
    country: str
    edition: str
    breakdown: str
    category: str
    value: Number
    base: Annotated[int | None, Field(description="Unweighted answers; null: unknown")]
    base_source: BaseSource
    interval_low: Annotated[Number | None, Field(description="null where the base is unknown")]
    interval_high: Number | None
    source: str
    source_address: str


class ClaimComparability(ApiModel):
    """How far values of different countries compare, by the pair that compares worst."""

    model_config = ConfigDict(title="Comparability")

    grade: Annotated[
        Grade,
        Field(description="with_caveats: asked the same of the same groups, but measured apart"),
    ]
    reason: Annotated[Text | None, Field(description="null where the source gives none")]


class ClaimAnswer(ApiModel):
    """Words of a page that are bound to values, or the finding of a figure."""

    model_config = ConfigDict(title="Claim")
    __qualname__ = "Claim"  # its name in the published schemas

    id: Annotated[str, Field(description="Page and what its words are bound to; kept by edits")]
    words: Text
    sentence: Text
    page: Text
    section: Annotated[str, Field(description="Id of the heading above; empty above the first")]
    bound_to: Annotated[str, Field(description="As the page names it, in the site's notation")]
    values: tuple[ClaimValue, ...]
    verdict: Annotated[
        Literal["holds"],
        Field(description="The words were held against the values: no site is built otherwise"),
    ]
    difference: Annotated[
        Clarity | None,
        Field(
            description="Whether two values clearly differ; null where the words compare no two "
            "values, which does not say that the values may be compared"
        ),
    ]
    comparability: Annotated[
        ClaimComparability | None,
        Field(description="Of values from several countries; null: all are from one country"),
    ]


class ClaimLinks(ApiModel):
    """Absolute addresses."""

    self: str
    schema_: Annotated[str, Field(serialization_alias="schema")]


class ClaimsAnswer(Common):
    """Every sentence of the site that is bound to a value, page by page, and every finding."""

    rights: Text
    interval_method: Text
    claims: tuple[ClaimAnswer, ...]
    links: ClaimLinks


def answer_claims(whole: ExportFacts) -> ClaimsAnswer:
    """Every bound sentence of the site, in both languages."""
    pages = whole.site.pages
    whole_pages = ((key, one) for (key, at), one in pages.items() if at == "da")
    pairs = [(one, pages[(key, "en")]) for key, one in whole_pages]
    pairs = [pair for pair in pairs if not any(one.original for one in pair)]
    return ClaimsAnswer(
        publisher=whole.publisher_name.da,
        licence=whole.licence("en"),
        rights=whole.words["rights"],
        period=Period(start=whole.start, end=whole.end),
        version=whole.version,
        interval_method=whole.words["interval_method"],
        claims=(*(one for pair in pairs for one in _claims(*pair, whole)), *_findings(whole)),
        links=ClaimLinks(self=whole.url + CLAIMS, schema_=whole.url + CLAIMS_SCHEMA),
    )


def _claims(danish: Page, english: Page, whole: ExportFacts) -> Iterator[ClaimAnswer]:
    """The claims of a page; a target that stands twice is paired in the order of the page."""
    site, dataset = whole.site, whole.site.dataset
    published = {row.observation: row for row in whole.rows}
    theirs: dict[str, list[BoundWords]] = {}
    for one in _bound_words(english):
        theirs.setdefault(one.target, []).append(one)
    seen: Counter[str] = Counter()
    for ours in _bound_words(danish):
        seen[ours.target] += 1
        other = theirs[ours.target].pop(0)
        reference = parse_reference(ours.target.removeprefix(VALUE))
        rows = [row for one in reference.points if (row := resolve(one, dataset))]
        compared = reference.operator not in ("", "+")
        bound_to = ours.target.removeprefix(VALUE)
        again = f"#{seen[ours.target]}" if seen[ours.target] > 1 else ""
        yield ClaimAnswer(
            id=f"{danish.key.path}/{bound_to}{again}",
            words=Text(da=ours.words, en=other.words),
            sentence=Text(da=ours.sentence, en=other.sentence),
            page=in_both(lambda la: site.url + site.address(danish.key, la)),
            section=ours.section,
            bound_to=bound_to,
            values=tuple(_claim_value(published[row]) for row in rows),
            verdict="holds",
            difference=verdict(rows[0], rows[1], dataset).clarity if compared else None,
            comparability=_comparability(rows, dataset),
        )


def _findings(whole: ExportFacts) -> Iterator[ClaimAnswer]:
    """The finding above each figure, at the figure's own place on its indicator's page."""
    site, dataset = whole.site, whole.site.dataset
    published = {row.observation: row for row in whole.rows}
    for name, indicator in dataset.indicators.items():
        for chart, spec in indicator.charts.items():
            rows = spoken_in(frame_of(dataset, name, chart), dataset)
            bound_to = f"{CHART}{name}" + (f"/{chart}" if chart != "default" else "")
            yield ClaimAnswer(
                id=bound_to,
                words=spec.finding,
                sentence=spec.finding,
                page=Text(**{la: site.url + site.address(page_key(name), la) for la in LANGUAGES}),
                section=anchor_of_figure(name, chart),
                bound_to=bound_to,
                values=tuple(_claim_value(published[row]) for row in rows),
                verdict="holds",
                difference=None,
                comparability=_comparability(rows, dataset),
            )


def _comparability(rows: Sequence[Observation], dataset: Dataset) -> ClaimComparability | None:
    found = grade_among(rows, dataset)
    return ClaimComparability(grade=found[0], reason=found[1]) if found else None


class BoundWords(NamedTuple):
    """Words of a page that are bound to a value, the sentence they stand in, and its section."""

    target: str
    words: str
    sentence: str
    section: str


def _bound_words(page: Page) -> Iterator[BoundWords]:
    headings = [one for one in page.document.headings if one.id]
    for passage in page.document.passages:
        for one in passage.bound:
            if one.target.startswith(VALUE):
                line, end, sentence = passage.line(one.start), 0, ""
                for sentence in split_sentences(passage.text):
                    end = passage.text.index(sentence, end) + len(sentence)
                    if one.start < end:
                        break
                above = [heading.id or "" for heading in headings if heading.line <= line]
                plain = " ".join(filter(None, sentence.replace(BARRIER, "").split(" ")))
                words = passage.text[one.start : one.end]
                yield BoundWords(one.target, words, plain, (above or [""])[-1])


def _claim_value(row: PublishedRow) -> ClaimValue:
    same = {name: getattr(row.observation, name) for name in (*KEY, "base_source", "source")}
    numbers: Mapping[str, Any] = row.numbers
    return ClaimValue(
        **same,
        value=numbers["value"],
        base=numbers["base"],
        interval_low=numbers["own_interval_low"],
        interval_high=numbers["own_interval_high"],
        source_address=row.source.address,
    )


def answer_list(
    whole: ExportFacts, parts: Sequence[ExportFacts], singles: Sequence[ExportFacts]
) -> ListAnswer:
    """The list of indicators, and of single values."""
    listed, single = (
        tuple(_item(facts) for facts in sorted(found, key=lambda one: one.name))
        for found in (parts, singles)
    )
    return ListAnswer(
        publisher=whole.publisher_name.da,
        licence=whole.licence("en"),
        rights=whole.words["rights"],
        period=Period(start=whole.start, end=whole.end),
        version=whole.version,
        indicators=listed,
        single_values=single,
        links=ListLinks(
            self=whole.url + LIST,
            openapi=whole.url + OPENAPI,
            schema_=whole.url + LIST_SCHEMA,
            page=Text(da=whole.pages["da"], en=whole.pages["en"]),
        ),
    )


def _item(facts: ExportFacts) -> Item:
    own = facts.site.dataset.indicators.get(facts.name)
    return Item(
        name=facts.name,
        title=facts.title,
        theme=own.theme if own else "",
        theme_name=facts.site.dataset.themes[own.theme] if own else facts.words["single_values"],
        unit=facts.rows[0].described.unit,
        period=Period(start=facts.start, end=facts.end),
        countries=tuple(facts.countries),
        editions=tuple(dict.fromkeys(row.observation.edition for row in facts.rows)),
        values=len(facts.rows),
        links=ItemLinks(
            page=Text(da=facts.pages["da"], en=facts.pages["en"]),
            answer=Text(**{one: facts.url + answer_address(facts.name, one) for one in LANGUAGES}),
        ),
    )


def answer_indicator(facts: ExportFacts, language: Language) -> IndicatorAnswer:
    """Everything about one indicator in one language."""
    dataset, words = facts.site.dataset, facts.words
    own, described = dataset.indicators.get(facts.name), facts.rows[0].described
    single = words["single_values"][language]
    theme = Coded(code=own.theme, name=dataset.themes[own.theme][language]) if own else None
    return IndicatorAnswer(
        publisher=facts.publisher_name[language],
        licence=facts.licence(language),
        rights=words["rights"][language],
        period=Period(start=facts.start, end=facts.end),
        version=facts.version,
        language=language,
        name=facts.name,
        identifier=facts.id,
        title=facts.title[language],
        measure=(own.measure if own else facts.title)[language],
        question=described.question[language],
        question_note=words["paraphrase"][language],
        population=described.population[language],
        unit=described.unit,
        unit_name=words[f"unit_{described.unit}"][language],
        theme=theme or Coded(code="", name=single),
        keywords=facts.keywords[language],
        comparability=next(
            one.text[language] for one in facts.notes if one.kind == "comparability"
        ),
        observations=tuple(_observation(row, facts, language) for row in facts.rows),
        sources=tuple(
            SourceAnswer(
                key=key,
                **one.model_dump(
                    mode="json", exclude={"licence", "publisher", "publisher_en", "read"}
                ),
                publisher=one.publisher_name[language],
                licence=one.licence[language] if one.licence else None,
            )
            for key, one in facts.sources.items()
        ),
        notes=tuple(NoteAnswer(kind=one.kind, text=one.text[language]) for one in facts.notes),
        citations=tuple(one.plain for one in cite_measure(facts.site, facts.name, language)),
        also_measured=tuple(
            Sister(name=one.indicator, title=other.title[language], note=one.note[language])
            for one in (own.also_measured if own else ())
            if (other := dataset.described(one.indicator))
        ),
        links=IndicatorLinks(
            self=facts.url + answer_address(facts.name, language),
            other_language=facts.url + answer_address(facts.name, other_language(language)),
            page=facts.pages[language],
            list=facts.url + LIST,
            schema_=facts.url + INDICATOR_SCHEMA,
            files=tuple(
                FileLink(kind=key, name=words[f"file_{key}"][language], address=facts.url + path)
                for key, path in downloads(facts.name, language, single=own is None)
                if key != "api"
            ),
        ),
    )


def _observation(row: PublishedRow, facts: ExportFacts, language: Language) -> ObservationAnswer:
    one, edition, words = row.observation, row.edition, facts.words
    low, high = row.numbers["own_interval_low"], row.numbers["own_interval_high"]
    return ObservationAnswer(
        country=Coded(code=one.country, name=row.country[language]),
        edition=EditionRef(
            code=one.edition,
            name=edition.title[language],
            start=edition.start,
            end=edition.end,
            period=edition.period[language],
            period_kind=edition.period_kind,
        ),
        breakdown=Coded(code=one.breakdown, name=row.breakdown[language]),
        category=Coded(code=one.category, name=row.category[language]),
        value=one.value,
        base=one.base,
        base_source=one.base_source,
        interval=IntervalAnswer(low=low, high=high, method=words["interval_method"][language])
        if row.interval
        else None,
        reliability="few_answers" if one.few else "",
        reliability_name=words[f"status_{FEW}"][language] if one.few else "",
        status=one.status,
        status_name=words[f"status_{one.status or 'published'}"][language],
        break_before=row.broken[language] if row.broken else None,
        source=one.source,
    )


def describe_schemas(whole: ExportFacts) -> dict[str, dict[str, Any]]:
    """The JSON Schema of each answer by its address below the root."""
    models: dict[str, type[Common]] = {
        LIST_SCHEMA: ListAnswer,
        INDICATOR_SCHEMA: IndicatorAnswer,
        CLAIMS_SCHEMA: ClaimsAnswer,
    }
    return {
        path: {
            "$schema": DIALECT,
            "$id": whole.url + path,
            **_allow_fields(model.model_json_schema(mode="serialization", by_alias=True)),
        }
        for path, model in models.items()
    }


def describe_api(whole: ExportFacts, names: Sequence[str]) -> dict[str, Any]:
    """Every address of the API, with the schema of its answer, in the form of OpenAPI."""
    said, rights = whole.words["service_description"], whole.words["rights"]
    text = render_template(
        "exports/openapi.yml",
        whole=whole,
        words=whole.words,
        texts=(said.en, said.da, rights.en, rights.da),
        licence=whole.licence("en"),
        server=(whole.url + API).rstrip("/"),
        examples={one: {"value": one} for one in sorted(names)[:3]},
    )
    schemas = models_json_schema(
        [(one, "serialization") for one in (ListAnswer, IndicatorAnswer, ClaimsAnswer)],
        by_alias=True,
        ref_template="#/components/schemas/{model}",
    )[1]
    described: dict[str, Any] = yaml.safe_load(text)
    return described | {"components": {"schemas": _allow_fields(schemas["$defs"])}}


def _allow_fields(schema: Any) -> Any:
    """A schema that lets fields be added, as readers are told that they may be."""
    if isinstance(schema, dict):
        kept = (pair for pair in schema.items() if pair[0] != "additionalProperties")
        return {key: _allow_fields(one) for key, one in kept}
    return [_allow_fields(one) for one in schema] if isinstance(schema, list) else schema
