"""The permanent page of an indicator, and the list of all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from statistics import mode

from barometer.charts.wording import frame_period
from barometer.data.breaks import Counterpart, breaks_among, counterparts, in_order
from barometer.data.codebook import indicator_file
from barometer.data.frame import frame_of
from barometer.data.model import HOME_COUNTRY, Dataset, Indicator, Observation
from barometer.data.notation import newest_values, period_of
from barometer.faults.report import Fault, make_fault
from barometer.faults.yaml_file import YamlFile
from barometer.html import render
from barometer.pages.addresses import (
    DATA_PAGE,
    PageKey,
    anchor_of_figure,
    anchor_of_value,
    page_key,
)
from barometer.pages.page import Page, Pages, PageWords, TrendFacts
from barometer.pages.parser import escape_markdown
from barometer.pages.site import PageState, Site
from barometer.sentences.table import CHART, bound_points
from barometer.text import (
    LANGUAGES,
    Language,
    Text,
    alphabetical,
    capitalise,
    country_in_text,
    country_name,
    format_number,
    format_percent,
    format_years,
    join_list,
    lower_first,
    percent_in_words,
)
from barometer.views.statements import first_finding, spoken_of


@dataclass(frozen=True)
class Subject:
    """An indicator whose page is written: its data and language."""

    dataset: Dataset
    name: str
    language: Language

    @property
    def indicator(self) -> Indicator:
        """The indicator's file."""
        return self.dataset.indicators[self.name]

    @property
    def rows(self) -> tuple[Observation, ...]:
        """The indicator's values, in the order of the table."""
        return self.dataset.of(self.name)

    @property
    def editions(self) -> list[str]:
        """The editions with a value, oldest first."""
        return in_order((row.edition for row in self.rows), self.dataset.editions)

    def word(self, name: str, **parts: str) -> str:
        """One of the site's words for these pages, its blanks filled in."""
        return self.dataset.words["indicator"][name][self.language].format(**parts)

    def text(self, text: Text | None) -> str:
        """A text of the data, safe in Markdown; nothing where there is none."""
        return escape_markdown(text[self.language]) if text else ""

    def named(self, edition: str) -> str:
        """An edition as prose names it: `4. udgave (2021–2023)`."""
        return escape_markdown(self.edition_name(edition))

    def edition_name(self, edition: str) -> str:
        """The same as plain text."""
        return self.dataset.editions[edition].named(self.language)


Section = Callable[[Subject], Iterable[str]]


def also_measured_section(on: Subject) -> Iterator[str]:
    """Sister measures, here and abroad, and how far they compare."""
    yield bullets(
        f"{told}: {on.text(one.note)}"
        for one in on.indicator.also_measured
        if (told := _sister(on, one.indicator))
    )


def comparability_section(on: Subject) -> Iterator[str]:
    """What may be set beside what, over editions and countries."""
    yield on.text(on.indicator.comparability)
    if len({row.country for row in on.rows}) > 1:
        yield on.word("countries")


def conflicts_section(on: Subject) -> Iterator[str]:
    """Other figures in circulation for the same thing."""
    told = []
    for one in on.indicator.conflicts:
        known = on.indicator.breakdowns.get(one.breakdown)
        label = on.text(known.labels.get(one.category) if known else None)
        value = value_markdown(one.value, on.indicator.unit, on.language)
        where = ", ".join(filter(None, (on.named(one.edition), label)))
        told.append(f"{where}: {value}. {on.text(one.note)}[^{one.source}]")
    yield bullets(told)


def figures_section(on: Subject) -> Iterator[str]:
    """Every chart, under its finding; of several, one is seen at a time, and links lead to each."""
    if len(on.indicator.charts) > 1:
        yield "[[indicator-charts]]"
    for chart, spec in on.indicator.charts.items():
        target = on.name if chart == "default" else f"{on.name}/{chart}"
        yield f"![{on.text(spec.finding)}](chart:{target})"


def indicator_charts(state: PageState) -> str:
    """A link to each chart of the page, named by its breakdown or country and its period."""
    words, language, links = state.words("indicator"), state.language, []
    name = state.indicator
    for chart in state.site.dataset.indicators[name].charts:
        frame = frame_of(state.site.dataset, name, chart)
        breakdown = frame.indicator.breakdowns.get(frame.chart.breakdown)
        where = country_name(frame.countries[0])[language]
        place = where if len(frame.countries) == 1 else words["several_countries"]
        what = breakdown.title[language] if breakdown else place
        period = frame_period(frame)[language]
        links.append((anchor_of_figure(name, chart), f"{what}, {period}"))
    return render("indicator_charts.html", links=links)


def population_section(on: Subject) -> Iterator[str]:
    """Who the figures are about, and what they are a share or a number of."""
    yield f"{on.text(on.indicator.population).rstrip('.')}."
    yield f"{on.word('measure')} {on.text(on.indicator.measure).rstrip('.')}."


def question_section(on: Subject) -> Iterator[str]:
    """What was asked, in our words, and that they are ours."""
    yield on.text(on.indicator.question)
    yield on.word("paraphrase")


def use_section(on: Subject) -> Iterator[str]:
    """What a reuser must know first, then what lies folded: bases and sources, files, citations."""
    yield on.word("use_intro")
    for name in ("basis", "cited", "files", "citation", "report"):
        yield f"[[indicator-{name}]]"


SECTIONS: Mapping[str, Section] = {
    "figures": figures_section,
    "question": question_section,
    "population": population_section,
    "comparability": comparability_section,
    "conflicts": conflicts_section,
    "also-measured": also_measured_section,
    "corrections": lambda _: ["[[indicator-corrections]]"],
    "use": use_section,
}

FOLDS = ("base", "cited-by", "files", "cite", "report")
"""The ids of what lies folded under the last section."""
RESERVED = frozenset((*SECTIONS, *FOLDS))


def reserved_faults(dataset: Dataset, pages: Pages) -> Iterator[Fault]:
    """Headings of editors on indicators' pages that the derived sections have too."""
    for name in dataset.indicators:
        for language in LANGUAGES:
            own = pages.get((page_key(name), language))
            for heading in own.document.headings if own else ():
                if own and heading.id in RESERVED:
                    yield make_fault("P305", own.path, heading.line, heading.text, id=heading.id)


def indicator_pages(dataset: Dataset, pages: Pages) -> Iterator[Page]:
    """One page an indicator and language; `path` is the file that an editor would change."""
    for name in dataset.indicators:
        for language in LANGUAGES:
            on, key = Subject(dataset, name, language), page_key(name)
            body = indicator_markdown(on)
            if own := pages.get((key, language)):  # an editor's text stands before what is derived
                yield replace(own, body=f"{own.body.rstrip()}\n\n{body}")
                continue
            measure = lower_first(on.indicator.measure[language].rstrip("."))
            finding = first_finding(dataset, name, language)
            words = PageWords(
                title=on.indicator.title[language],
                summary=on.word("shown_as", finding=finding, measure=measure),
                short=on.indicator.short[language] if on.indicator.short else None,
            )
            path = indicator_file(name)
            yield Page(key, language, path, words, None, body, 1, YamlFile(path))


def indicator_markdown(on: Subject) -> str:
    """The body of the page: every section that has something to say."""
    parts = []
    for name, section in SECTIONS.items():
        told = [paragraph for paragraph in section(on) if paragraph]
        if told:
            heading = f"## {on.word(name.replace('-', '_'))} {{#{name}}}"
            parts.append("\n\n".join([heading, *told]))
    return "\n\n".join(parts) + "\n"


@lru_cache(maxsize=1)
def _cited(site: Site) -> Mapping[str, tuple[PageKey, ...]]:
    """The pages that name each indicator, but the indicators' own."""
    own = {page_key(name) for name in site.dataset.indicators}
    return cited_by({place: page for place, page in site.pages.items() if place[0] not in own})


def cited_by(pages: Pages) -> Mapping[str, tuple[PageKey, ...]]:
    """The pages that name each indicator, in order of path."""
    found: dict[str, set[PageKey]] = {}
    for (key, language), page in pages.items():
        for name in _names(page) if language == "da" else ():
            found.setdefault(name, set()).add(key)
    return {name: tuple(sorted(keys, key=lambda key: key.path)) for name, keys in found.items()}


def _names(page: Page) -> Iterator[str]:
    for link in page.document.links:
        if link.target.startswith(CHART):
            yield link.target.removeprefix(CHART).split("/")[0]
        yield from (one.indicator for one in bound_points(link.target))
    if page.facts:
        yield from page.facts.indicators
    if isinstance(page.facts, TrendFacts) and page.facts.expectation:
        yield page.facts.expectation.indicator


def bullets(items: Iterable[str]) -> str:
    """A list, one item a line; nothing where there is no item."""
    return "\n".join(f"- {item}" for item in items)


def value_markdown(value: float, unit: str, language: Language) -> str:
    """A value as prose writes it: `83 procent`, `1.611`."""
    return (percent_in_words if unit == "percent" else format_number)(value, language)


RATES = "survey_response_rate"


def indicator_basis(state: PageState) -> str:
    """How many answers stand behind each edition's figures, and every source, folded."""
    on = Subject(state.site.dataset, state.indicator, state.language)
    found: dict[str, list[str]] = {}
    for edition in on.editions:
        for row in on.rows:
            if row.edition == edition and edition not in found.setdefault(row.source, []):
                found[row.source].append(edition)
    return render(
        "indicator_basis.html",
        language=on.language,
        words=state.words("indicator"),
        breaks=[
            (on.edition_name(one.said), one.reason[on.language])
            for one in breaks_among(on.rows, on.dataset.indicators, on.dataset.editions)
        ],
        notes=on.indicator.notes[on.language] if on.indicator.notes else "",
        bases=() if on.indicator.unit == "count" else [_base(on, one) for one in on.editions],
        sources=[
            (
                on.dataset.sources[key],
                join_list([on.edition_name(one) for one in editions], on.language),
            )
            for key, editions in found.items()
        ],
    )


def indicator_cited(state: PageState) -> str:
    """The pages that use the figures, folded; nothing where none does."""
    cited = _cited(state.site).get(state.indicator, ())
    found = [state.site.pages[(key, state.language)] for key in cited]
    pages = [(state.link_to(one.key), one.words.title) for one in found if not one.original]
    title = state.words("indicator")["cited_by"]
    return render("indicator_cited.html", title=title, pages=pages)


def _base(on: Subject, edition: str) -> str:
    bases = {row.base for row in on.rows if row.edition == edition}
    known = sorted(base for base in bases if base is not None)
    numbers = [format_number(one, on.language) for one in known]
    if not known:
        told = on.word("base_none")
    elif len(known) > 1:
        told = on.word("base_many", low=numbers[0], high=numbers[-1])
    else:
        told = on.word("base_one", n=numbers[0])
    sources = {row.base_source for row in on.rows if row.edition == edition} - {""}
    if "of_the_edition" in sources:
        told += " " + on.word("base_edition" if len(sources) == 1 else "base_edition_some")
    if known and None in bases:
        told += " " + on.word("base_some")
    rate = on.dataset.editions[edition].response_rate
    if rate is not None and on.name != RATES:
        told += " " + on.word("response", rate=percent_in_words(rate, on.language))
    return f"{on.edition_name(edition)}: {told}"


def _sister(on: Subject, name: str) -> str:
    if other := on.dataset.indicators.get(name):
        return f"[{on.text(other.title)}]({name.replace('_', '-')}.md)"
    single, rows = on.dataset.values.get(name), on.dataset.of(name)
    if not single or not rows:
        return ""
    last = newest_values(rows, on.dataset.editions)[0]
    known = f"{value_markdown(last.value, single.unit, on.language)}, {on.named(last.edition)}"
    few = f", {on.dataset.words['figure']['few_answers'][on.language]}" if last.few else ""
    return f"{on.text(single.title)} ({known}{few})"


def comparison_matrix(state: PageState) -> str:
    """Every question of `concepts.yml` abroad, with how far it compares with Denmark, and why."""
    words, dataset = state.words("matrix"), state.site.dataset
    groups = [
        {
            "title": concept.title[state.language],
            "danish": [
                _measure(state, name)
                for name in concept.measures
                if {row.country for row in dataset.of(name)} == {HOME_COUNTRY}
            ],
            "rows": [_counterpart(state, one) for one in counterparts(concept.measures, dataset)],
        }
        for concept in dataset.concepts.values()
    ]
    return render("matrix.html", words=words, groups=groups)


def _measure(state: PageState, name: str) -> tuple[str, str]:
    """Where a measure stands, and its title."""
    dataset = state.site.dataset
    described = dataset.described(name)
    at = page_key(name) if name in dataset.indicators else DATA_PAGE
    anchor = "" if name in dataset.indicators else f"#{anchor_of_value(name)}"
    return state.link_to(at) + anchor, described.title[state.language] if described else name


def _counterpart(state: PageState, one: Counterpart) -> dict[str, object]:
    words, language = state.words("matrix"), state.language
    href, title = _measure(state, one.measure)
    editions = [state.site.dataset.editions[key] for key in one.editions]
    periods = [
        editions[0].period[language],
        *(
            format_years(later.start, later.end)
            if later.period_kind == earlier.period_kind
            else later.period[language]
            for earlier, later in pairwise(editions)
        ),
    ]
    reason = one.reason[language].rstrip(".") if one.reason else ""
    return {
        "href": href,
        "title": title,
        "where": capitalise(
            join_list([country_in_text(code)[language] for code in one.countries], language)
        ),
        "when": join_list(list(dict.fromkeys(periods)), language),
        "grade": words[one.grade],
        "reason": capitalise(reason),
    }


AGES = ("new", "old")


def indicator_index(state: PageState) -> str:
    """Every indicator in the order of `themes.yml`, with choices by theme, country and age."""
    site, language = state.site, state.language
    dataset, words = site.dataset, state.words("overview")
    themes = {theme: found for theme in dataset.themes if (found := _of(state, theme))}
    abroad = {row.country for row in dataset.observations} - {HOME_COUNTRY}
    named = sorted(abroad, key=lambda code: alphabetical(country_name(code)[language]))
    countries = [HOME_COUNTRY, *named]
    since = dataset.editions[newest].start if (newest := _newest_edition(dataset)) else 0
    options = {
        "theme": [words["all_themes"], *(dataset.themes[one][language] for one in themes)],
        "country": [words["all_countries"], *(country_name(one)[language] for one in countries)],
        "age": [words["all_years"], *(words[age].format(year=since) for age in AGES)],
    }
    fields = [
        (name, words[name], [(f"{name}-{at}", said) for at, said in enumerate(found)])
        for name, found in options.items()
    ]
    rows = [
        _row(state, name, one, number, countries, since)
        for number, found in enumerate(themes.values(), start=1)
        for name, one in found
    ]
    choosing = state.words("choices")
    return render("indicators.html", words=words, choosing=choosing, fields=fields, rows=rows)


def _row(
    state: PageState, name: str, indicator: Indicator, theme: int, countries: list[str], since: int
) -> dict[str, object]:
    """An indicator in the list of all: its newest number, if its finding speaks of one, and when.

    `classes` are the places of its theme, countries and age among the choices; `order` is what a
    reader can sort by.
    """
    dataset, language = state.site.dataset, state.language
    spoken, rows = spoken_of(dataset, name), dataset.of(name)
    end = max((dataset.editions[row.edition].end for row in rows), default=0)
    found = {row.country for row in rows}
    own = [number for number, one in enumerate(countries, start=1) if one in found]
    one = spoken_total(dataset, name)
    percent = indicator.unit == "percent"
    number = (format_percent if percent else format_number)(one.value, language) if one else ""
    few = f", {dataset.words['figure']['few_answers'][language]}" if one and one.few else ""
    classes = [f"theme-{theme}", *(f"country-{at}" for at in own)]
    return {
        "title": indicator.title[language],
        "href": state.link_to(page_key(name)),
        "number": number,
        "when": period_of(spoken or rows, dataset, language) + few,
        "classes": " ".join([*classes, f"age-{1 if end >= since else 2}"]),
        "order": (one.value if one and percent else -1, end),
    }


def spoken_total(dataset: Dataset, name: str) -> Observation | None:
    """The one total that an indicator's finding speaks of; None where it speaks of others."""
    rows = spoken_of(dataset, name)
    return rows[0] if len(rows) == 1 and rows[0].breakdown == "total" else None


def key_numbers(state: PageState) -> str:
    """The shares of the newest Danish edition that are not broken down, in the order of themes."""
    site, language = state.site, state.language
    newest = _newest_edition(site.dataset)
    numbers = [
        (
            format_percent(row.value, language),
            one.title[language],
            state.link_to(page_key(name)),
            one.measure[language].rstrip("."),
        )
        for theme in site.dataset.themes
        for name, one in _of(state, theme)
        if one.unit == "percent" and theme != "survey"
        if (row := spoken_total(site.dataset, name)) and row.edition == newest
    ]
    if not numbers:
        return ""
    edition = site.dataset.editions[newest]
    usual = mode(measure for *_, measure in numbers)
    title = state.words("overview")["newest"].format(
        edition=edition.title[language], period=edition.period[language], measure=usual
    )
    return render("key_numbers.html", title=title, numbers=numbers, usual=usual)


def _newest_edition(dataset: Dataset) -> str:
    """The newest Danish edition; empty where there is none."""
    danish = {key: one for key, one in dataset.editions.items() if one.country == HOME_COUNTRY}
    return max(danish, key=lambda key: danish[key].end, default="")


def _of(state: PageState, theme: str) -> list[tuple[str, Indicator]]:
    found = [
        (name, one) for name, one in state.site.dataset.indicators.items() if one.theme == theme
    ]
    return sorted(found, key=lambda pair: alphabetical(pair[1].title[state.language]))
