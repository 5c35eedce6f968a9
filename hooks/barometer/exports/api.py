"""The API's answers, made from the same facts as the files."""

from dataclasses import asdict

from barometer.citations import of_chart
from barometer.exports import answers as say
from barometer.exports.columns import FEW
from barometer.exports.facts import API, Facts
from barometer.exports.forms import answer, downloads
from barometer.exports.rows import PLACES, Row
from barometer.text import LANGUAGES, Language, Text, other_language

LIST = f"{API}indicators.json"
LIST_SCHEMA = f"{API}indicators.schema.json"
INDICATOR_SCHEMA = f"{API}indicator.schema.json"
OPENAPI = f"{API}openapi.json"


def listing(whole: Facts, parts: tuple[Facts, ...]) -> say.ListAnswer:
    """The list of indicators."""
    return say.ListAnswer(
        publisher=whole.publisher,
        licence=_licence(whole, "en"),
        rights=whole.words["rights"],
        period=_period(whole),
        version=whole.version,
        indicators=tuple(_item(facts) for facts in sorted(parts, key=lambda one: one.name)),
        links=say.ListLinks(
            self=whole.url + LIST,
            openapi=whole.url + OPENAPI,
            schema_=whole.url + LIST_SCHEMA,
            page=Text(da=whole.pages["da"], en=whole.pages["en"]),
        ),
    )


def indicator(facts: Facts, language: Language) -> say.IndicatorAnswer:
    """Everything about one indicator in one language."""
    own, words = facts.site.dataset.indicators[facts.name], facts.words
    theme = facts.site.dataset.themes[own.theme][language]
    comparability = facts.told("comparability")[0]
    return say.IndicatorAnswer(
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
        theme=say.Coded(code=own.theme, name=theme),
        keywords=facts.keywords[language],
        comparability=comparability[language],
        observations=tuple(_observation(row, facts, language) for row in facts.rows),
        sources=_sources(facts, language),
        notes=tuple(say.NoteAnswer(kind=one.kind, text=one.text[language]) for one in facts.notes),
        citations=tuple(
            of_chart(facts.site, facts.name, chart, language).plain for chart in own.charts
        ),
        also_measured=_sisters(facts, language),
        links=_links(facts, language),
    )


def _licence(facts: Facts, language: Language) -> say.Licence:
    return say.Licence(**asdict(facts.licence(language)))


def _period(facts: Facts) -> say.Period:
    return say.Period(start=facts.start, end=facts.end)


def _item(facts: Facts) -> say.Item:
    own = facts.site.dataset.indicators[facts.name]
    return say.Item(
        name=facts.name,
        title=own.title,
        theme=own.theme,
        theme_name=facts.site.dataset.themes[own.theme],
        unit=own.unit,
        period=_period(facts),
        countries=tuple(facts.countries),
        editions=tuple(dict.fromkeys(row.observation.edition for row in facts.rows)),
        values=len(facts.rows),
        links=say.ItemLinks(
            page=Text(da=facts.pages["da"], en=facts.pages["en"]),
            answer=Text(**{one: facts.url + answer(facts.name, one) for one in LANGUAGES}),
        ),
    )


def _observation(row: Row, facts: Facts, language: Language) -> say.Observation:
    one, edition = row.observation, row.edition
    return say.Observation(
        country=say.Coded(code=one.country, name=row.country[language]),
        edition=say.EditionRef(
            code=one.edition,
            name=edition.title[language],
            start=edition.start,
            end=edition.end,
            period=edition.period[language],
        ),
        breakdown=say.Coded(code=one.breakdown, name=row.breakdown[language]),
        category=say.Coded(code=one.category, name=row.category[language]),
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


def _interval(row: Row, facts: Facts, language: Language) -> say.Interval | None:
    if row.interval is None:
        return None
    low, high = (round(one, PLACES) for one in (row.interval.low, row.interval.high))
    return say.Interval(low=low, high=high, method=facts.words["interval_method"][language])


def _sources(facts: Facts, language: Language) -> tuple[say.SourceAnswer, ...]:
    return tuple(
        say.SourceAnswer(
            key=key,
            **one.model_dump(mode="json", exclude={"licence"}),
            licence=one.licence[language] if one.licence else None,
        )
        for key, one in facts.sources.items()
    )


def _sisters(facts: Facts, language: Language) -> tuple[say.Sister, ...]:
    dataset = facts.site.dataset
    found = [
        (one, other)
        for one in dataset.indicators[facts.name].also_measured
        if (other := dataset.described(one.indicator))
    ]
    return tuple(
        say.Sister(name=one.indicator, title=other.title[language], note=one.note[language])
        for one, other in found
    )


def _links(facts: Facts, language: Language) -> say.IndicatorLinks:
    other = other_language(language)
    files = tuple(
        say.FileLink(kind=key, name=facts.words[f"file_{key}"][language], address=facts.url + path)
        for key, path in downloads(facts.name, language)
        if key != "api"
    )
    return say.IndicatorLinks(
        self=facts.url + answer(facts.name, language),
        other_language=facts.url + answer(facts.name, other),
        page=facts.pages[language],
        list=facts.url + LIST,
        schema_=facts.url + INDICATOR_SCHEMA,
        files=files,
    )
