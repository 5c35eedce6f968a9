"""The real pages: clean as they are, and false sentences are found when a number changes."""

import math
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from barometer.data.dataset import load_dataset
from barometer.data.frame import frame_of
from barometer.data.model import Dataset, Observation
from barometer.data.notation import NotationError, parse_reference, resolve
from barometer.pages.document import Link
from barometer.pages.page import Page, Pages, read_pages
from barometer.sentences.captions import check_caption
from barometer.sentences.claims import read_claim, read_lexicon
from barometer.text import LANGUAGES, Language
from barometer.views.statements import (
    StatementContext,
    build_contexts,
    captioned_figure,
    check_link,
    check_sentences,
)
from tests.sentence_data import ROOT, phrases

pytestmark = pytest.mark.living

CAUGHT, FALSE_ALARMS = 0.98, 0.02
SIGNS = "<>=-"
TRUE_OF = {
    "fire ud af fem": (78, 82),
    "four in five": (78, 82),
    "omkring tre ud af fire": (71, 79),
    "about three in four": (71, 79),
    "mere end halvdelen": (50.1, 100),
    "more than half": (50.1, 100),
    "under halvdelen": (0, 49.9),
    "fewer than half": (0, 49.9),
}


@dataclass(frozen=True)
class Use:
    """A bound link of a page, and the value that it cites."""

    page: Page
    link: Link
    row: Observation


@pytest.fixture(name="data", scope="module")
def _data() -> Dataset:
    loaded = load_dataset(ROOT)
    assert loaded.dataset is not None, [one.told() for one in loaded.problems]
    return loaded.dataset


@pytest.fixture(name="pages", scope="module")
def _pages() -> Pages:
    found = [read.page for read in read_pages(ROOT) if read.page]
    return {(page.key, page.language): page for page in found}


def test_every_sentence_of_the_site_agrees_with_the_data(data: Dataset, pages: Pages) -> None:
    assert [one.told() for one in check_sentences(pages, data, ROOT)] == []


def uses(data: Dataset, pages: Pages) -> Iterator[Use]:
    """Every value that a link to one value cites."""
    for page in pages.values():
        for link in page.document.links:
            target = link.target.removeprefix("value:")
            if target != link.target and not set(target) & set(SIGNS):
                row = resolve(parse_reference(target).first, data)
                if row:
                    yield Use(page, link, row)


def changed(data: Dataset, row: Observation, value: float) -> Mapping[Language, StatementContext]:
    """The contexts of a barometer in which one value is another."""
    rows = tuple(one._replace(value=value) if one == row else one for one in data.observations)
    return build_contexts(data.model_copy(update={"observations": rows}), phrases())


def other_values(row: Observation) -> Iterator[float]:
    """Values that are not the published one, the same at every run."""
    seed = zlib.crc32(repr(row[:5]).encode())
    yield row.value + 1 if row.value < 100 else row.value - 1
    yield float(seed % 101) if seed % 101 != row.value else 50.0


def test_a_sentence_that_a_changed_value_makes_false_is_reported(
    data: Dataset, pages: Pages
) -> None:
    cited: dict[Observation, list[Use]] = {}
    for use in uses(data, pages):
        cited.setdefault(use.row, []).append(use)
    false = reported = true = alarms = 0
    for row, found in cited.items():
        for value in other_values(row):
            contexts = changed(data, row, value)
            for use in (one for one in found if _is_known(one.link.text)):
                told = bool(list(check_link(use.link, contexts[use.page.language])))
                if _still_true(use.link.text, value):
                    true, alarms = true + 1, alarms + told
                else:
                    false, reported = false + 1, reported + told

    assert len(cited) > 50
    assert reported / false >= CAUGHT, (reported, false)
    assert alarms <= FALSE_ALARMS * max(true, 1), (alarms, true)


def _is_known(words: str) -> bool:
    """Whether the test itself knows when words are true: a number, or a phrase of its list."""
    return any(sign.isdigit() for sign in words) or words.casefold() in TRUE_OF


def _still_true(words: str, value: float) -> bool:
    """Whether words are still true of another value: numbers never are, phrases in their range."""
    low, high = TRUE_OF.get(words.casefold(), (math.inf, -math.inf))
    return low <= value <= high


@pytest.mark.parametrize("words", TRUE_OF)
def test_a_phrase_passes_within_its_range_and_nowhere_else(words: str) -> None:
    low, high = TRUE_OF[words]
    danish = any(word in words for word in ("ud af", "halvdelen"))
    read = read_lexicon(phrases(), "da" if danish else "en")
    amount = read_claim(words, read).amounts[0]

    assert all(amount.holds(value) == (low <= value <= high) for value in range(101))


def test_a_comparison_that_a_changed_value_makes_false_is_reported(
    data: Dataset, pages: Pages
) -> None:
    seen = 0
    for page in pages.values():
        for link in page.document.links:
            target = link.target.removeprefix("value:")
            sign = next((one for one in SIGNS if one in target), "")
            if target == link.target or not sign:
                continue
            reference = parse_reference(target)
            assert reference.second
            first, second = resolve(reference.first, data), resolve(reference.second, data)
            assert first
            assert second
            if sign == "=":
                far = 5.0 if second.value > 50 else 95.0
                both_known = bool(first.base and second.base)
                told = list(check_link(link, changed(data, first, far)[page.language]))
                assert bool(told) == both_known
            else:
                told = list(check_link(link, changed(data, first, second.value)[page.language]))
                assert told
            seen += 1
    assert seen > 5


def test_what_a_link_names_is_read_or_refused_but_never_crashes() -> None:
    for text in ("", "@", "/", ">", "a@1>", "a@1>b@2>c@3", "a/b@1", "a//b@1", "a@1@2"):
        with pytest.raises(NotationError):
            parse_reference(text)


def captions(data: Dataset, pages: Pages) -> Iterator[tuple[str, str, Language, str]]:
    """Every text of a figure: those on pages, and the findings in the files of indicators."""
    for page in pages.values():
        for link in page.document.links:
            if link.target.startswith("chart:"):
                name, _, chart = link.target.removeprefix("chart:").partition("/")
                yield name, chart or "default", page.language, link.text
    for name, indicator in data.indicators.items():
        for chart, spec in indicator.charts.items():
            for language in LANGUAGES:
                yield name, chart, language, spec.finding[language]


def test_a_caption_that_changed_values_make_false_is_reported(data: Dataset, pages: Pages) -> None:
    false = 0
    at = build_contexts(data, phrases())
    for name, chart, language, words in set(captions(data, pages)):
        said = [
            one for one in at[language].read_claim(words).amounts if one.unit or one.kind == "share"
        ]
        other = next(
            value for value in (3.0, 97.0, 51.0) if not any(one.holds(value) for one in said)
        )
        rows = {cell.observation for cell in frame_of(data, name, chart).known}
        new = tuple(one._replace(value=other) if one in rows else one for one in data.observations)
        altered = data.model_copy(update={"observations": new})
        context = build_contexts(altered, phrases())[language]
        figure = captioned_figure(frame_of(altered, name, chart), context.table)
        told = list(check_caption(words, figure, context))

        assert told or not said, words
        false += bool(said)
    assert false > 100
