"""Cases: the list with its filters, what stands around a case, its path, its card."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from barometer.cache import Files, load_or_make
from barometer.charts.figure import FIGURES, VARIANTS, PathPlace
from barometer.charts.radar import class_name
from barometer.data.model import HOME_COUNTRY, Dataset
from barometer.html import render
from barometer.pages.addresses import PageKey, card_key
from barometer.pages.cases import EVIDENCES, RESULTS, THEMES, order_cases
from barometer.pages.page import CaseFacts, CaseWords, Page, Pages, pages_with
from barometer.pages.site import PageState, section_feed_address
from barometer.pages.trends import TOUCHED
from barometer.text import Language, Text, capitalise, format_date, join_list
from barometer.views.trends import choice_fields, log_lines, make_card, newest_cards

GROUPS = (("sector", TOUCHED), ("theme", THEMES), ("result", RESULTS), ("evidence", EVIDENCES))
"""What can be chosen by in the list of cases."""

FRONT_CASES = 3

CONTACT_PAGE = PageKey("about/contact")


def case_list(state: PageState) -> Markup:
    """Every case with its result, below the choices; without script."""
    words, found = state.words("cases"), order_cases(state.site)
    return render(
        "cases.html",
        words=words,
        choosing=state.words("choices"),
        fields=choice_fields(state, "cases", GROUPS, [_classes(one.facts) for one in found]),
        cases=[
            {
                "said": one.words(state.language),
                "href": state.link_to(one.key),
                "result": one.facts.result,
                "tags": _tags(words, one.facts),
                "classes": " ".join(_classes(one.facts)),
            }
            for one in found
        ],
        feed=state.to_root + section_feed_address(state.site, "cases", state.language),
    )


def newest_cases(state: PageState) -> Markup:
    """The cases that were added last, each with its result."""
    found = order_cases(state.site)[:FRONT_CASES]
    return newest_cards(state, [state.site.pages[(one.key, state.language)] for one in found])


def _classes(facts: CaseFacts) -> list[str]:
    """What a case is chosen by: `sector-state`, `theme-health`."""
    return [class_name(group, value) for group, _ in GROUPS for value in _values(facts, group)]


def _values(facts: CaseFacts, group: str) -> tuple[str, ...]:
    """What a case is chosen by in one group."""
    many = {"sector": facts.sectors, "theme": facts.themes}
    return many.get(group) or (getattr(facts, group),)


def _tags(words: Mapping[str, str], facts: CaseFacts) -> str:
    """`Kommuner · Ældre · Lodtrækning · Finland`; Denmark goes without saying."""
    groups = ("sector", "theme", "evidence")
    said = [words[f"{group}_{value}"] for group in groups for value in _values(facts, group)]
    if facts.country != HOME_COUNTRY:
        said.append(words[f"country_{facts.country.lower()}"])
    return "\N{NO-BREAK SPACE}· ".join(said)


def case_view(state: PageState) -> dict[str, Any] | None:
    """What a case's page shows beside its text; None for a page that is no case.

    `path` is empty where no source says that the case spread; `contact` is the page where its
    owner gets it corrected.
    """
    facts = state.site.pages[(state.key, "da")].facts
    said = state.site.pages[(state.key, state.language)].words
    if not isinstance(facts, CaseFacts) or not isinstance(said, CaseWords):
        return None
    words = state.words("cases")
    return {
        "words": words,
        "result": facts.result,
        "facts": list(_facts(words, facts, said, state.language)),
        "path": _path_figure(state, facts) if len(facts.path) > 1 else "",
        "sources": [state.site.dataset.sources[name] for name in facts.sources],
        "log": log_lines(facts, state.language),
        "card": state.site.address(card_key(state.key), state.language),
        "contact": state.known(CONTACT_PAGE),
    }


def _facts(
    words: Mapping[str, str], facts: CaseFacts, said: CaseWords, language: Language
) -> Iterator[tuple[str, str]]:
    yield words["workplace"], said.workplace
    sectors = join_list([words[f"sector_{one}"].lower() for one in facts.sectors], language)
    yield words["sector"], f"{capitalise(sectors)}, {words[f'country_{facts.country.lower()}']}"
    yield words["period"], said.period
    yield words["problem"], said.problem
    yield words["test"], said.test
    sure = f"evidence_{facts.evidence}"
    yield words["evidence"], f"{words[sure]}. {words[f'{sure}_rule']}"
    yield words["cost"], said.cost
    yield words["contact"], said.contact
    yield words["as_of"], format_date(facts.as_of, language)


def _path_figure(state: PageState, facts: CaseFacts) -> Markup:
    """The path as a drawing for both widths, and the same as a list with its sources."""
    sources, names = state.site.dataset.sources, [one.name for one in facts.path]
    unknown, places = state.site.words["cases"]["no_year"], []
    for step in facts.path:
        year = Text(da=step.year, en=step.year) if step.year else None
        parent = names.index(step.from_) if step.from_ else None
        when = year or (unknown if step.from_ else None)
        places.append(PathPlace(when, Text(da=step.da, en=step.en), parent))

    def draw() -> Files:
        from barometer.charts.drawing import draw_path  # matplotlib takes 0.5 s to start

        return draw_path(places)

    drawn = load_or_make(FIGURES / f"path-{state.key.name}", "views", places, draw)
    return render(
        "case_path.html",
        words=state.words("cases"),
        language=state.language,
        drawings=[
            Markup(drawn[f"{state.language}/{variant}"].decode())  # noqa: S704 - our own drawing
            for variant in VARIANTS
        ],
        places=places,
        sources=[sources[one.source] for one in facts.path],
    )


def case_card_pages(dataset: Dataset, pages: Pages) -> Iterator[Page]:
    """One card a case and language: result, how sure, what it takes, questions for a meeting."""
    for danish, english, facts in pages_with(pages, CaseFacts):
        for page in (danish, english):
            if page and isinstance(page.words, CaseWords):
                words = {name: text[page.language] for name, text in dataset.words["cases"].items()}
                body = _card(words, page.words, facts, page.language)
                yield make_card(page, words["card_title"], page.words.summary, body)


def _card(
    words: Mapping[str, str], said: CaseWords, facts: CaseFacts, language: Language
) -> list[str]:
    """The body of a card."""
    result, evidence = words[f"result_{facts.result}"], words[f"evidence_{facts.evidence}"]
    place = [
        f"**{words['workplace']}:** {said.workplace}",
        f"**{words['period']}:** {said.period}",
        f"**{words['as_of']}:** {format_date(facts.as_of, language)}",
    ]
    return [
        " · ".join(place),
        f"## {words['card_result']} {{#result}}",
        f"**{result}.** {said.measured}",
        f"**{evidence}:** {said.test}",
        f"## {words['limits']} {{#limits}}",
        "\n".join(f"- {one}" for one in said.limits),
        f"## {words['needs']} {{#needs}}",
        "\n".join(f"- {one}" for one in said.needs),
        f"## {words['card_questions']} {{#questions}}",
        "\n".join(f"{n}. {one}" for n, one in enumerate(said.questions, start=1)),
    ]
