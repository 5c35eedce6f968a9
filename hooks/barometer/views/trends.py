"""Trend pages, cards, radar page, table, scoreboard."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from barometer.cache import Files, load_or_make
from barometer.charts.figure import FIGURES, VARIANTS
from barometer.charts.radar import ROOT, class_name, radar_facts, trend_values
from barometer.data.breaks import interval_of
from barometer.data.model import Dataset, Observation
from barometer.data.notation import Point, Reference, point_of, resolve
from barometer.faults.yaml_file import YamlFile
from barometer.html import render
from barometer.pages.addresses import card_key, page_key
from barometer.pages.page import (
    CaseWords,
    Expectation,
    Forecast,
    Page,
    Pages,
    PageWords,
    SourcedFacts,
    TrendFacts,
    TrendWords,
    pages_with,
)
from barometer.pages.site import PageState, overdue_pages, section_feed_address, site_date
from barometer.pages.trends import (
    FRESH_MONTHS,
    OLD_MONTHS,
    OUTCOMES,
    REACHES,
    RINGS,
    TOUCHED,
    Trend,
    closed_trends,
    judge,
    order_trends,
    source_age,
    word_key,
)
from barometer.text import (
    Language,
    Text,
    capitalise,
    fill_template,
    format_date,
    format_number,
    format_percent,
    format_span,
    in_both,
    join_list,
    lower_first,
    percent_in_words,
)
from barometer.views.statements import value_note

GROUPS = (("ring", RINGS), ("reach", REACHES), ("touches", TOUCHED))
"""What can be chosen by in the radar and its table."""
FRONT_TRENDS = 4
TREND_COLUMNS = ("number", "trend", "ring", "reach", "kind", "certainty", "horizon", "touches")


def trend_radar(state: PageState) -> str:
    """The radar with its choices and the table of every trend."""
    found, words = order_trends(state.site), state.words("trends")
    now = sum(one.facts.ring == RINGS[0] for one in found)
    return render(
        "radar.html",
        words=words,
        choosing=state.words("choices"),
        fields=choice_fields(state, "trends", GROUPS, [trend_values(one) for one in found]),
        caption=words["radar_caption"].format(now=now, all=len(found)),
        drawings=_radar_drawings(state),
        heads=[words[name] for name in TREND_COLUMNS],
        rows=[_row(state, words, one) for one in found],
        closed=[
            {
                "href": state.link_to(one.key),
                "title": one.words(state.language).title,
                "text": _closing(state, one.facts),
            }
            for one in closed_trends(state.site)
        ],
        feed=state.to_root + section_feed_address(state.site, "trends", state.language),
    )


def _closing(state: PageState, facts: TrendFacts) -> str:
    """When and why a trend was closed; empty for one that is open."""
    if facts.closed is None:
        return ""
    day = format_date(facts.closed.date, state.language)
    return state.words("trends")["closed"].format(day=day, why=facts.closed[state.language])


def choice_fields(
    state: PageState,
    section: str,
    groups: Iterable[tuple[str, Sequence[str]]],
    found: Iterable[Sequence[str]],
) -> Iterator[tuple[str, str, Sequence[tuple[str, str]]]]:
    """The choices above a list: name, label, and options as class and words.

    An option is there only if it is one of the classes `found`; the first, without one, is all.
    """
    words, held = state.words(section), {value for one in found for value in one}
    for group, values in groups:
        named = {class_name(group, one): words[f"{group}_{one}"] for one in values}
        options = [(name, capitalise(said)) for name, said in named.items() if name in held]
        yield group, words[group], [("", state.words("choices")["all"]), *options]


def _row(state: PageState, words: Mapping[str, str], trend: Trend) -> dict[str, object]:
    """A line of the table; a cell carries its column's name because narrow pages stack cells."""
    facts = trend.facts
    cells = [
        (words[one], words[f"{one}_{word_key(getattr(facts, one))}"]) for one in TREND_COLUMNS[2:-1]
    ]
    if set(facts.touches) == set(TOUCHED):
        touched = words["touches_all"]
    else:
        touched = join_list([words[f"touches_{one}"] for one in facts.touches], state.language)
    return {
        "classes": " ".join(trend_values(trend)),
        "number": trend.number,
        "href": state.link_to(trend.key),
        "title": trend.words(state.language).title,
        "says": trend.words(state.language).direction,
        "cells": [*cells, (words["touches"], touched)],
    }


def _radar_drawings(state: PageState) -> list[tuple[str, Markup]]:
    """The drawing of each variant on a page; empty where there is no room for it."""
    facts = radar_facts(state.site)

    def draw() -> Files:
        from barometer.charts.radar_drawing import draw_radar  # matplotlib takes 0.5 s to start

        return draw_radar(facts)

    drawn = load_or_make(FIGURES / "trend-radar", "views", facts, draw)
    found = ((one, drawn.get(f"{state.language}/{one}", b"").decode()) for one in VARIANTS)
    return [
        (one, Markup(svg.replace(f'href="{ROOT}', f'href="{state.to_root}')))  # noqa: S704 - our own drawing
        for one, svg in found
    ]


def newest_trends(state: PageState) -> Markup:
    """The trends changed last, each with where it is heading."""
    found = sorted(order_trends(state.site), key=lambda one: one.words(state.language).title)
    found.sort(key=lambda one: one.facts.first_seen, reverse=True)
    found.sort(key=lambda one: max(entry.date for entry in one.facts.log), reverse=True)
    pages = state.site.pages
    return newest_cards(state, [pages[(one.key, state.language)] for one in found[:FRONT_TRENDS]])


def newest_cards(state: PageState, pages: Iterable[Page]) -> Markup:
    """Cards that lead to pages, each with what it says first."""
    cards = [
        {
            "title": page.words.title,
            "href": state.link_to(page.key),
            "text": direction_or_summary(page),
        }
        for page in pages
    ]
    return render("newest.html", cards=cards)


def direction_or_summary(page: Page) -> str:
    """What a page says first: of a trend where it is heading, of a case what was measured."""
    words = page.words
    if isinstance(words, CaseWords):
        return words.measured
    return words.direction if isinstance(words, TrendWords) else words.summary


def trend_view(state: PageState) -> dict[str, Any] | None:
    """What a trend's page shows beside its text; None for a page that is no trend.

    `notice` says that it is closed or that its newest source is old.
    """
    facts = state.site.pages[(state.key, "da")].facts
    if not isinstance(facts, TrendFacts):
        return None
    expected = expectation_view(state, facts.expectation) if facts.expectation else Markup()
    expected += forecast_view(state, facts.forecast) if facts.forecast else Markup()
    return {
        "facts": list(_facts(state, facts)),
        "sources": [state.site.dataset.sources[name] for name in facts.sources],
        "log": log_lines(facts, state.language),
        "expectation": expected,
        "card": state.site.address(card_key(state.key), state.language),
        "notice": _closing(state, facts) or _old_sources(state, facts),
    }


def _old_sources(state: PageState, facts: TrendFacts) -> str:
    """That the newest source is old on the day the site speaks of; empty where it is not."""
    age = source_age(facts, state.site.dataset, site_date(state.site.pages))
    if age <= FRESH_MONTHS:
        return ""
    late = age > OLD_MONTHS
    told = state.words("trends")["sources_late" if late else "sources_old"]
    return told.format(months=OLD_MONTHS if late else FRESH_MONTHS)


def log_lines(facts: SourcedFacts, language: Language) -> tuple[tuple[str, str], ...]:
    """Every change of a trend or a case, in the reader's language: when and what."""
    return tuple((format_date(one.date, language), one[language]) for one in facts.log)


def _facts(state: PageState, facts: TrendFacts) -> Iterator[tuple[str, str]]:
    words, language = state.words("trends"), state.language
    for name in ("ring", "kind", "reach", "horizon", "certainty"):
        yield words[name], words[f"{name}_{word_key(getattr(facts, name))}"]
    touched = [words[f"touches_{one}"] for one in facts.touches]
    yield words["touches"], capitalise(join_list(touched, language))
    effects = [words[f"effect_{one}"] for one in facts.effects]
    yield words["effects"], capitalise(join_list(effects, language))
    yield words["first_seen"], format_date(str(facts.first_seen.year), language)


CARD_PLACE = ("ring", "reach", "certainty", "horizon")


def card_pages(dataset: Dataset, pages: Pages) -> Iterator[Page]:
    """One card a trend and language."""
    for danish, english, facts in pages_with(pages, TrendFacts):
        for page in (danish, english):
            if page and isinstance(page.words, TrendWords):
                words = {
                    name: text[page.language] for name, text in dataset.words["trends"].items()
                }
                body = _card_body(dataset, words, page.words, facts, page.language)
                yield make_card(page, words["card_title"], page.words.direction, body)


def make_card(page: Page, titled: str, summary: str, parts: Iterable[str]) -> Page:
    """The card of a trend or a case; `path` is the file that an editor would change."""
    title = titled.format(title=page.words.short or page.words.title)
    head = PageWords.model_construct(title=title, summary=summary, short=None)
    body, file = "\n\n".join(parts) + "\n", YamlFile(page.path)
    return Page(card_key(page.key), page.language, page.path, head, None, body, 1, file)


def _card_body(
    dataset: Dataset,
    words: Mapping[str, str],
    trend: TrendWords,
    facts: TrendFacts,
    language: Language,
) -> list[str]:
    said = [
        f"**{words[one]}:** {words[f'{one}_{word_key(getattr(facts, one))}']}" for one in CARD_PLACE
    ]
    touched = join_list([words[f"touches_{one}"] for one in facts.touches], language)
    return [
        " · ".join([*said, f"**{words['touches']}:** {touched}"]),
        f"## {words['card_number']} {{#number}}",
        *_number(dataset, words, facts, language),
        f"## {words['card_against']} {{#against}}",
        "\n".join(f"- {one}" for one in trend.counter_signs),
        f"## {words['card_questions']} {{#questions}}",
        "\n".join(f"{n}. {one}" for n, one in enumerate(trend.questions, start=1)),
    ]


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
        write = percent_in_words if indicator.unit == "percent" else format_number
        said = write(row.value, language)
        bound = f"[{said}](value:{name}@{row.edition})"
        told = (
            f"{indicator.title[language]}: {lower_first(indicator.measure[language].rstrip('.'))}"
        )
        yield f"**{bound}** {told}. {edition.title[language]}, {edition.period[language]}."
    yield f"![{indicator.charts['default'].finding[language]}](chart:{name})"


def trend_scoreboard(state: PageState) -> str:
    """Every expectation below its outcome; outcomes that no expectation has are left out."""
    groups: dict[str, list[dict[str, str]]] = {outcome: [] for outcome in OUTCOMES}
    for one in (*order_trends(state.site), *closed_trends(state.site)):
        head = {"title": one.words(state.language).title, "href": state.link_to(one.key)}
        if expected := one.facts.expectation:
            view = expectation_view(state, expected)
            groups[judge(state.site.dataset, expected).outcome].append(head | {"expectation": view})
        if forecast := one.facts.forecast:
            view = forecast_view(state, forecast)
            groups[forecast.outcome or "unpublished"].append(head | {"expectation": view})
    words = state.words("trends")
    shown = [
        (f"outcome-{outcome.replace('_', '-')}", words[f"outcome_{outcome}"], found)
        for outcome, found in groups.items()
        if found
    ]
    return render("scoreboard.html", groups=shown)


def late_reviews(state: PageState) -> str:
    """The pages that should have been reviewed, or that there are none."""
    site, language = state.site, state.language
    day = site_date(site.pages)
    pages = [
        {
            "title": site.pages[(key, language)].words.title,
            "href": state.link_to(key),
            "due": format_date(facts.review_by, language),
        }
        for key in overdue_pages(site.pages, day)
        if (facts := site.pages[(key, "da")].facts)
    ]
    text = state.words("trends")["late_some" if pages else "late_none"]
    text = text.format(day=format_date(day, language))
    return render("late_reviews.html", text=text, pages=pages)


def expectation_view(state: PageState, expected: Expectation) -> Markup:
    """What was expected and when that was written, how it went and why, and both values."""
    site, language, words = state.site, state.language, state.words("trends")
    found = judge(site.dataset, expected)
    described = site.dataset.described(expected.indicator)
    own = expected.indicator in site.dataset.indicators
    first, last = (_edition(state, one) for one in (expected.from_, expected.by))
    return render(
        "expectation.html",
        words=words,
        language=language,
        outcome=found.outcome.replace("_", "-"),
        expected=fill_template(
            site.words["trends"][f"expected_{expected.direction}"],
            day=in_both(lambda la: format_date(expected.written, la)),
            first=first,
            last=last,
        )[language],
        title=described.title[language] if described else expected.indicator,
        href=state.link_to(page_key(expected.indicator)) if own else "",
        result=words[f"outcome_{found.outcome}"],
        why=fill_template(site.words["trends"][f"reason_{found.reason}"], last=last)[language],
        values=[
            {"edition": name[language], **(_value(state, row) if row else {"share": ""})}
            for name, row in ((first, found.first), (last, found.last))
        ],
    )


def forecast_view(state: PageState, forecast: Forecast) -> Markup:
    """What a publication was expected to show, when that was written, and the rule that decides."""
    words, language = state.words("trends"), state.language
    sources = state.site.dataset.sources
    outcome = forecast.outcome or "unpublished"
    days = {
        "day": format_date(forecast.written, language),
        "due": format_date(forecast.due, language),
    }
    return render(
        "forecast.html",
        words=words,
        language=language,
        outcome=outcome.replace("_", "-"),
        expected=words["forecast_expected"].format(
            **days, publication=forecast.publication[language]
        ),
        forecast=forecast,
        result=words[f"outcome_{outcome}"],
        due="" if forecast.outcome else words["forecast_due"].format(**days),
        cycle=sources[forecast.cycle],
        decided=sources[forecast.decided_by] if forecast.decided_by else None,
    )


def _edition(state: PageState, key: str) -> Text:
    """An edition's name; one that nobody has published is named by its number."""
    if known := state.site.dataset.editions.get(key):
        return known.title
    teen = key[-2:-1] == "1"
    ending = "th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(key[-1:], "th")
    return fill_template(state.site.words["trends"]["edition_number"], n=key, ending=ending)


def _value(state: PageState, row: Observation) -> dict[str, object]:
    """The bound value with its uncertainty and base, and its source."""
    dataset, language, words = state.site.dataset, state.language, state.words("trends")
    interval, sure = interval_of(row), words["value_no_base"]
    if interval and row.base:
        span = format_span(interval.low, interval.high, language, 0, share=True)
        n = format_number(row.base, language)
        sure = words["value_interval"].format(interval=span, n=n)
    own = row.indicator in dataset.indicators
    return {
        "share": format_percent(row.value, language),
        "note": value_note(Reference((point_of(row),)), dataset, language),
        "href": state.link_to(page_key(row.indicator)) if own else "",
        "sure": sure,
        "source": dataset.sources[row.source],
    }
