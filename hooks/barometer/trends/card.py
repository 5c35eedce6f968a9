"""A trend on one sheet for a meeting: claim, number, figure, what speaks against it, questions."""

from collections.abc import Iterator, Mapping

from barometer.content.frontmatter import PageWords, TrendFacts, TrendWords
from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.data.model import Dataset
from barometer.data.notation import Point, resolve
from barometer.language import joined, number, percent_in_words
from barometer.text import LANGUAGES, Language
from barometer.trends.card_key import card_key
from barometer.trends.words import code
from barometer.yamlfile import YamlFile

PLACE = ("ring", "reach", "certainty", "horizon")


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
    body = markdown(dataset, trend, facts, page.language)
    key, file = card_key(page.key), YamlFile(page.path)
    return Page(key, page.language, page.path, head, None, body, 1, file)


def markdown(dataset: Dataset, trend: TrendWords, facts: TrendFacts, language: Language) -> str:
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
    said = [f"**{words[one]}:** {words[f'{one}_{code(getattr(facts, one))}']}" for one in PLACE]
    touched = joined([words[f"touches_{one}"] for one in facts.touches], language)
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
        said = percent_in_words(row.value, language) if share else number(row.value, language)
        bound = f"[{said}](value:{name}@{row.edition})"
        told = f"{indicator.title[language]}: {_small(indicator.measure[language].rstrip('.'))}"
        yield f"**{bound}** {told}. {edition.title[language]}, {edition.period[language]}."
    yield f"![{indicator.charts['default'].finding[language]}](chart:{name})"


def _small(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
