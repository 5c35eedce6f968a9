"""The permanent page of an indicator, written from the data alone as Markdown in both languages."""

from collections.abc import Iterator, Mapping

from barometer.content.addresses import PageKey
from barometer.content.document import parse
from barometer.content.frontmatter import PageWords
from barometer.content.page import Page
from barometer.data.model import Dataset, Indicator
from barometer.language import number
from barometer.text import LANGUAGES, Language
from barometer.yamlfile import YamlFile

LONGEST_SUMMARY = 300


def page_key(indicator: str) -> PageKey:
    """The page of an indicator, whether an editor wrote one or the build makes it."""
    return PageKey(f"barometer/{indicator.replace('_', '-')}")


def indicator_pages(dataset: Dataset) -> Iterator[Page]:
    """One page an indicator and language; its `path` is the file that an editor would change."""
    for name, indicator in dataset.indicators.items():
        for language in LANGUAGES:
            body = markdown(dataset, name, language)
            words = PageWords(title=indicator.title[language], summary=summary(indicator, language))
            path = f"data/indicators/{name}.yml"
            document = parse(body, 1)
            head = YamlFile(path)
            yield Page(page_key(name), language, path, words, None, document, body, 1, head)


def summary(indicator: Indicator, language: Language) -> str:
    """The finding of the first chart and what is measured, within the length of a summary."""
    finding = next(iter(indicator.charts.values())).finding[language].rstrip(".")
    measured = f"{finding}. {indicator.measure[language].rstrip('.')}: {_lower(indicator.population[language])}"
    whole = f"{measured.rstrip('.')}."
    return (
        whole
        if len(whole) <= LONGEST_SUMMARY
        else f"{finding}. {indicator.measure[language].rstrip('.')}."
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def markdown(dataset: Dataset, name: str, language: Language) -> str:
    """The body of the page: figures, question, population, comparability, other values, sources."""
    indicator = dataset.indicators[name]
    words = {key: text[language] for key, text in dataset.words["indicator"].items()}
    parts = [
        _section(words["figures"], "figures", *_charts(name, indicator, language)),
        _section(words["question"], "question", indicator.question[language], words["paraphrase"]),
        _section(words["population"], "population", indicator.population[language]),
        _section(words["comparability"], "comparability", *_comparability(dataset, name, language)),
        _section(words["conflicts"], "conflicts", *_conflicts(dataset, indicator, language)),
        _section(words["also"], "also-measured", *_also(dataset, indicator, language)),
        _section(words["sources"], "sources", *_sources(dataset, name)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, identifier: str, *paragraphs: str) -> str:
    told = [paragraph for paragraph in paragraphs if paragraph]
    return "\n\n".join([f"## {title} {{#{identifier}}}", *told]) if told else ""


def _charts(name: str, indicator: Indicator, language: Language) -> Iterator[str]:
    for chart, spec in indicator.charts.items():
        target = name if chart == "default" else f"{name}/{chart}"
        yield f"![{spec.finding[language]}](chart:{target})"


def _comparability(dataset: Dataset, name: str, language: Language) -> Iterator[str]:
    indicator = dataset.indicators[name]
    if indicator.comparability:
        yield indicator.comparability[language]
    for edition, reason in _breaks(dataset, name).items():
        yield f"**{dataset.editions[edition].title[language]}:** {reason[language]}"
    if indicator.notes:
        yield indicator.notes[language]


def _breaks(dataset: Dataset, name: str) -> Mapping[str, Mapping[Language, str]]:
    editions = {row.edition for row in dataset.of(name)}
    found = {
        edition: {language: dataset.editions[edition].break_[language] for language in LANGUAGES}  # type: ignore[index]
        for edition in sorted(editions)
        if dataset.editions[edition].break_ and len(editions) > 1
    }
    own = {
        one.edition: {language: one.reason[language] for language in LANGUAGES}
        for one in dataset.indicators[name].breaks
    }
    return {**found, **own}


def _conflicts(dataset: Dataset, indicator: Indicator, language: Language) -> Iterator[str]:
    lines = [
        f"- {dataset.editions[one.edition].title[language]}: {number(one.value, language)}. {one.note[language]}[^{one.source}]"
        for one in indicator.conflicts
    ]
    if lines:
        yield "\n".join(lines)


def _also(dataset: Dataset, indicator: Indicator, language: Language) -> Iterator[str]:
    lines = []
    for one in indicator.also_measured:
        other = dataset.indicators.get(one.indicator)
        title = (
            f"[{other.title[language]}]({page_key(one.indicator).name}.md)"
            if other
            else dataset.values[one.indicator].title[language]
        )
        lines.append(f"- {title}: {one.note[language]}")
    if lines:
        yield "\n".join(lines)


def _sources(dataset: Dataset, name: str) -> Iterator[str]:
    keys = dict.fromkeys(row.source for row in dataset.of(name))
    yield "\n".join(
        f"- {dataset.sources[key].publisher}: [{dataset.sources[key].title}]({dataset.sources[key].address})"
        for key in keys
    )
