"""Trend pages, cards, radar page, table, scoreboard."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from barometer.cache import Files, load_or_make
from barometer.charts.figure import FIGURES, VARIANTS
from barometer.charts.radar import ROOT, RadarFacts, radar_classes, radar_facts
from barometer.charts.radar_drawing import draw_radar
from barometer.charts.wording import source_link
from barometer.data.breaks import interval_of
from barometer.data.model import Dataset, Observation, Source
from barometer.data.notation import Point, Reference, point_of, resolve
from barometer.faults.yaml_file import YamlFile
from barometer.html import comment, html, render_element, tag
from barometer.pages.addresses import card_key, page_key
from barometer.pages.page import Expectation, Page, Pages, PageWords, TrendFacts, TrendWords
from barometer.pages.site import PageState, overdue_pages, site_date, trend_feed_address
from barometer.pages.trends import (
    OUTCOMES,
    REACHES,
    RINGS,
    TOUCHED,
    Judgement,
    Trend,
    href,
    judge,
    order_trends,
    trend_word,
    word_key,
)
from barometer.sentences.values import value_note
from barometer.text import (
    LANGUAGES,
    Language,
    Text,
    fill_template,
    format_date,
    format_number,
    format_percent,
    format_span,
    in_both,
    join_list,
    percent_in_words,
)

RADAR_PART = "trend-radar"


def trend_radar(state: PageState) -> str:
    """Filters first, so that what they choose is seen in both the drawing and the table."""
    found = order_trends(state.site)
    ready = sum(one.facts.ring == RINGS[0] for one in found)
    words, drawn = state.site.words["trends"], radar_drawings(state)
    caption = fill_template(words["radar_caption"], ready=str(ready), all=str(len(found)))[
        state.language
    ]
    figure = tag(
        "figure",
        tag(
            "figcaption", tag("span", caption, class_="figure__finding"), id=f"{RADAR_PART}-caption"
        ),
        tag("p", radar_word(state, "radar_how"), class_="figure__subtitle"),
        tag(
            "p",
            tag("a", radar_word(state, "skip_radar"), href=f"#{TREND_TABLE}"),
            class_="trend-skip",
        ),
        tag("div", *map(comment, drawn), class_="figure__drawing"),
        class_="figure trend-radar",
        id=RADAR_PART,
        aria_labelledby=f"{RADAR_PART}-caption",
    )
    address = state.to_root + trend_feed_address(state.site, state.language)
    follow = tag("p", tag("a", radar_word(state, "feed_link"), href=address), class_="trend-feed")
    parts = (*filters(state, found), figure, trend_table(state, found), follow)
    made = render_element(tag("div", *parts, class_="trends", id=ALL))
    for variant, drawing in drawn.items():
        made = made.replace(f"<!--{variant}-->", drawing)
    return made


def trends_with_facts(state: PageState) -> list[tuple[Page, TrendFacts]]:
    """Every trend in the reader's language with its facts, in the order of the radar's numbers."""
    found = order_trends(state.site)
    return [(state.site.pages[(one.key, state.language)], one.facts) for one in found]


def radar_word(state: PageState, name: str) -> str:
    """A word of the section `trends` of `words.yml`, in the reader's language."""
    return trend_word(state.site, name, state.language)


@dataclass(frozen=True)
class LogLine:
    """One line of a trend's log."""

    when: str
    text: str


@dataclass(frozen=True)
class TrendView:
    """Facts as pairs of label and words, what the trend rests on and how it has changed.

    `expectation` is what it expected and how it went, as HTML; `card` the address of its card.
    """

    facts: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    log: tuple[LogLine, ...]
    expectation: str
    card: str


def trend_view(state: PageState) -> TrendView | None:
    """The view of a trend's page; None for a page that is no trend."""
    facts = state.site.pages[(state.key, "da")].facts
    if not isinstance(facts, TrendFacts):
        return None
    log = tuple(
        LogLine(format_date(one.date, state.language), one[state.language]) for one in facts.log
    )
    sources = tuple(state.site.dataset.sources[name] for name in facts.sources)
    expected = html(expectation_view(state, facts.expectation)) if facts.expectation else ""
    card = state.site.address(card_key(state.key), state.language)
    return TrendView(tuple(_facts(state, facts)), sources, log, expected, card)


def _facts(state: PageState, facts: TrendFacts) -> Iterator[tuple[str, str]]:
    for name in ("ring", "kind", "reach", "horizon", "certainty"):
        value = str(getattr(facts, name)).replace("-", "_").replace("+", "_plus")
        yield _word(state, name), _word(state, f"{name}_{value}")
    yield _word(state, "touches"), _list(state, "touches", facts.touches)
    yield _word(state, "effects"), _list(state, "effect", facts.effects)
    yield _word(state, "first_seen"), format_date(str(facts.first_seen.year), state.language)


def _list(state: PageState, group: str, names: Sequence[str]) -> str:
    words = join_list([_word(state, f"{group}_{name}") for name in names], state.language)
    return words[:1].upper() + words[1:]


def _word(state: PageState, name: str) -> str:
    return state.site.words["trends"][name][state.language]


CARD_PLACE = ("ring", "reach", "certainty", "horizon")


def card_pages(dataset: Dataset, pages: Pages) -> Iterator[Page]:
    """One card a trend and language; `path` is the file that an editor would change."""
    for (key, language), danish in pages.items():
        if language == "da" and isinstance(danish.facts, TrendFacts):
            for one in LANGUAGES:
                page = pages.get((key, one))
                if page and isinstance(page.words, TrendWords):
                    yield _card(dataset, page, page.words, danish.facts)


def _card(dataset: Dataset, page: Page, trend: TrendWords, facts: TrendFacts) -> Page:
    words = {name: text[page.language] for name, text in dataset.words["trends"].items()}
    title = words["card_title"].format(title=trend.short or trend.title)
    head = PageWords.model_construct(title=title, summary=trend.direction, short=None)
    body = card_markdown(dataset, trend, facts, page.language)
    key, file = card_key(page.key), YamlFile(page.path)
    return Page(key, page.language, page.path, head, None, body, 1, file)


def card_markdown(
    dataset: Dataset, trend: TrendWords, facts: TrendFacts, language: Language
) -> str:
    """The body of a card."""
    words = {name: text[language] for name, text in dataset.words["trends"].items()}
    parts = [
        _place(words, facts, language),
        f"## {words['card_number']} {{#number}}",
        *_number(dataset, words, facts, language),
        f"## {words['card_against']} {{#against}}",
        "\n".join(f"- {one}" for one in trend.counter_signs),
        f"## {words['card_questions']} {{#questions}}",
        "\n".join(f"{n}. {one}" for n, one in enumerate(trend.questions, start=1)),
    ]
    return "\n\n".join(parts) + "\n"


def _place(words: Mapping[str, str], facts: TrendFacts, language: Language) -> str:
    """Where the trend stands, in one line."""
    said = [
        f"**{words[one]}:** {words[f'{one}_{word_key(getattr(facts, one))}']}" for one in CARD_PLACE
    ]
    touched = join_list([words[f"touches_{one}"] for one in facts.touches], language)
    return " · ".join([*said, f"**{words['touches']}:** {touched}"])


def _number(
    dataset: Dataset, words: Mapping[str, str], facts: TrendFacts, language: Language
) -> Iterator[str]:
    """The newest number and the figure of the first indicator, or that there is none."""
    drawn = [name for name in facts.indicators if name in dataset.indicators]
    if not drawn:
        yield words["card_no_number"]
        return
    name = drawn[0]
    indicator = dataset.indicators[name]
    row = resolve(Point(name), dataset)
    if row:
        edition = dataset.editions[row.edition]
        share = indicator.unit == "percent"
        said = (
            percent_in_words(row.value, language) if share else format_number(row.value, language)
        )
        bound = f"[{said}](value:{name}@{row.edition})"
        told = f"{indicator.title[language]}: {_small(indicator.measure[language].rstrip('.'))}"
        yield f"**{bound}** {told}. {edition.title[language]}, {edition.period[language]}."
    yield f"![{indicator.charts['default'].finding[language]}](chart:{name})"


def _small(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


ALL = "trends-all"


GROUPS = (("ring", RINGS), ("reach", REACHES), ("touches", TOUCHED))


def filters(state: PageState, found: Sequence[Trend]) -> Iterator[Element]:
    """The groups of links, then a line a link, which only the reader who followed it sees."""
    name = trend_word(state.site, "filter", state.language)
    groups = (_group(state, found, group, values) for group, values in GROUPS)
    yield tag("nav", *groups, class_="trend-filters", aria_label=name)
    for group, values in GROUPS:
        for value in values:
            if filter_trends(found, group, value):
                yield _line(state, found, group, value)


def filter_trends(found: Sequence[Trend], group: str, value: str) -> list[Trend]:
    """The trends that a filter leaves."""
    return [one for one in found if value in _values(one, group)]


def _values(trend: Trend, group: str) -> Sequence[str]:
    facts = trend.facts
    return {"ring": (facts.ring,), "reach": (facts.reach,), "touches": facts.touches}[group]


def _group(state: PageState, found: Sequence[Trend], group: str, values: Sequence[str]) -> Element:
    listing = tag("ul")
    for value in values:
        count = len(filter_trends(found, group, value))
        said = f"{_filter_word(state, f'{group}_{value}')} ({format_number(count, state.language)})"
        inside = tag("a", said, href=f"#{group}-{value}") if count else tag("span", said)
        listing.append(tag("li", inside))
    title = tag("p", trend_word(state.site, group, state.language), id=f"filter-{group}")
    listing.set("aria-labelledby", f"filter-{group}")
    return tag("div", title, listing)


def _line(state: PageState, found: Sequence[Trend], group: str, value: str) -> Element:
    words = state.site.words["trends"]
    said = fill_template(
        words["shown"],
        n=str(len(filter_trends(found, group, value))),
        all=str(len(found)),
        group=words[group],
        value=Text(**{la: _upper(words[f"{group}_{value}"][la]) for la in ("da", "en")}),
    )[state.language]
    back = fill_template(words["show_all"], all=str(len(found)))[state.language]
    link = tag("a", back, href=f"#{ALL}")
    return tag("p", said, " ", link, class_="trend-shown", id=f"{group}-{value}")


def _filter_word(state: PageState, name: str) -> str:
    return _upper(trend_word(state.site, name, state.language))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def radar_drawings(state: PageState) -> Mapping[str, str]:
    """The HTML of each variant on a page: its drawing, or words where there is no room for it."""
    drawn = draw_or_load_radar(radar_facts(state.site))
    return {variant: _radar_drawing(state, drawn, variant) for variant in VARIANTS}


def _radar_drawing(state: PageState, drawn: Files, variant: str) -> str:
    svg = drawn.get(f"{state.language}/{variant}")
    if svg is None:
        said = trend_word(state.site, "radar_no_room", state.language)
        return render_element(tag("p", said, class_=f"drawing drawing--{variant}"))
    return svg.decode().replace(f'href="{ROOT}', f'href="{state.to_root}')


def draw_or_load_radar(facts: RadarFacts) -> Files:
    """The SVG of each `language/variant`, as kept or drawn anew."""

    def draw() -> Files:

        return draw_radar(facts)

    return load_or_make(FIGURES / "trend-radar", "views", facts, draw)


def trend_scoreboard(state: PageState) -> str:
    """Every expectation below its outcome; outcomes that no expectation has are left out."""
    groups: dict[str, list[Element]] = {outcome: [] for outcome in OUTCOMES}
    for one in order_trends(state.site):
        if one.facts.expectation:
            link = tag("a", one.words(state.language).title, href=href(state, one))
            outcome = judge(state.site.dataset, one.facts.expectation).outcome
            groups[outcome] += [tag("h4", link), expectation_view(state, one.facts.expectation)]
    shown = (_scoreboard_group(state, outcome, items) for outcome, items in groups.items() if items)
    return render_element(tag("div", *shown, class_="scoreboard"))


def _scoreboard_group(state: PageState, outcome: str, items: list[Element]) -> Element:
    name = f"outcome-{outcome.replace('_', '-')}"
    heading = tag("h3", trend_word(state.site, f"outcome_{outcome}", state.language), id=name)
    return tag("section", heading, *items, aria_labelledby=name)


def late_reviews(state: PageState) -> str:
    """The pages that should have been reviewed, or that there are none."""
    site, language = state.site, state.language
    day = site_date(site.pages)
    keys = overdue_pages(site.pages, day)
    words = site.words["trends"]
    said = fill_template(
        words["late_some" if keys else "late_none"], day=format_date(day, language)
    )
    items = []
    for key in keys:
        facts = site.pages[(key, "da")].facts
        title = site.pages[(key, language)].words.title
        link = tag("a", title, href=state.to_root + site.address(key, language))
        due = f" ({format_date(facts.review_by, language)})" if facts else None
        items.append(tag("li", link, due))
    listing = tag("ul", *items) if items else None
    return render_element(tag("div", tag("p", said[language]), listing, class_="late-reviews"))


def expectation_view(state: PageState, expected: Expectation) -> Element:
    """What was expected and when that was written, how it went and why, and both values."""
    language, words = state.language, state.site.words["trends"]
    found = judge(state.site.dataset, expected)
    outcome = tag("strong", f"{words[f'outcome_{found.outcome}'][language]}.")
    why = fill_template(words[f"reason_{found.reason}"], last=_edition(state, expected.by))[
        language
    ]
    return tag(
        "div",
        tag("p", *_expected(state, expected)),
        tag("p", outcome, " ", why),
        tag("ul", *_expectation_values(state, expected, found)),
        class_=f"expectation expectation--{found.outcome.replace('_', '-')}",
    )


def _edition(state: PageState, key: str) -> Text:
    """An edition's name; one that nobody has published is named by its number."""
    known = state.site.dataset.editions.get(key)
    words = state.site.words["trends"]["edition_number"]
    return known.title if known else fill_template(words, n=key, ending=_ending(key))


def _ending(number: str) -> str:
    """The letters after an English ordinal: `5th`, `21st`."""
    teen = number[-2:-1] == "1"
    return "th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")


def _expected(state: PageState, expected: Expectation) -> Iterator[Element | str]:
    """`Den 23. november 2026 skrev vi, at tallet ville stige fra …: …`, the measure linked."""
    dataset, language = state.site.dataset, state.language
    yield fill_template(
        state.site.words["trends"][f"expected_{expected.direction}"],
        day=in_both(lambda la: format_date(expected.written, la)),
        first=_edition(state, expected.from_),
        last=_edition(state, expected.by),
    )[language]
    yield " "
    described = dataset.described(expected.indicator)
    title = described.title[language] if described else expected.indicator
    if expected.indicator in dataset.indicators:
        address = state.site.address(page_key(expected.indicator), language)
        yield tag("a", title, href=state.to_root + address)
    else:
        yield title
    yield "."


def _expectation_values(
    state: PageState, expected: Expectation, found: Judgement
) -> Iterator[Element]:
    words, language = state.site.words["trends"], state.language
    for key, row in ((expected.from_, found.first), (expected.by, found.last)):
        name = _edition(state, key)[language]
        if row is None:
            yield tag("li", f"{name}: {words['not_published'][language]}")
        else:
            yield tag("li", f"{name}: ", *_value(state, row))


def _value(state: PageState, row: Observation) -> Iterator[Element | str]:
    """The bound value with its uncertainty and base, and its source."""
    site, language = state.site, state.language
    words = site.words["trends"]
    share = format_percent(row.value, language)
    reference = Reference(point_of(row))
    attributes = {"class_": "value", "title": value_note(reference, site.dataset, language)}
    if row.indicator in site.dataset.indicators:
        address = site.address(page_key(row.indicator), language)
        yield tag("a", share, href=state.to_root + address, **attributes)
    else:
        yield share
    interval, base = interval_of(row), row.base
    if interval and base:
        span = format_span(interval.low, interval.high, language, 0, share=True)
        n = format_number(base, language)
        yield " " + words["value_interval"][language].format(interval=span, n=n) + " "
    else:
        yield " " + words["value_no_base"][language] + " "
    source = site.dataset.sources[row.source]
    yield from source_link(source, language, source.publisher)
    yield "."


TREND_COLUMNS = ("number", "trend", "ring", "reach", "kind", "certainty", "horizon", "touches")


TREND_TABLE = "trend-table"


def trend_table(state: PageState, found: Sequence[Trend]) -> Element:
    """Every trend by ring; a cell carries its column's name because narrow pages stack cells."""
    head = [
        tag("th", trend_word(state.site, name, state.language), scope="col")
        for name in TREND_COLUMNS
    ]
    caption = tag("caption", trend_word(state.site, "caption", state.language))
    body = tag("tbody", *(_row(state, one) for one in found))
    top = tag("thead", tag("tr", *head))
    made = tag("table", caption, top, body, class_="trend-table", id=TREND_TABLE)
    return tag("div", made, class_="trend-table-place")


def _row(state: PageState, trend: Trend) -> Element:
    name = tag("a", trend.words(state.language).title, href=href(state, trend))
    cells = [
        tag("td", str(trend.number)),
        tag("th", name, scope="row"),
    ]
    for column, said in zip(TREND_COLUMNS[2:], _said(state, trend), strict=True):
        label = trend_word(state.site, column, state.language)
        cells.append(tag("td", said, data_label=label))
    return tag("tr", *cells, class_=radar_classes(trend))


def _said(state: PageState, trend: Trend) -> Iterator[str]:
    facts, language = trend.facts, state.language
    for column in TREND_COLUMNS[2:-1]:
        yield trend_word(state.site, f"{column}_{word_key(getattr(facts, column))}", language)
    if set(facts.touches) == set(TOUCHED):
        yield trend_word(state.site, "touches_all", language)
    else:
        said = [trend_word(state.site, f"touches_{one}", language) for one in facts.touches]
        yield join_list(said, language)
