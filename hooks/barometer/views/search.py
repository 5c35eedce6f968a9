"""The search index of each language, and how words end and which mean the same."""

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import yaml

from barometer.cache import write_file
from barometer.data.model import Indicator
from barometer.faults.model_errors import read_model
from barometer.faults.report import Fault
from barometer.pages.addresses import PageKey, card_owner
from barometer.pages.document import is_part
from barometer.pages.page import Page
from barometer.pages.site import PageState, Site
from barometer.text import LANGUAGES, Language, Strict, Words, plain_letters
from barometer.views.menu import menu_title
from barometer.views.page_kind import page_kind

SEARCH_FILE, TEXTS_FILE = "index.json", "texts.json"
SAID = ("text", "softbreak", "code_inline")
"""What of a paragraph is words."""
_WORD = re.compile(r"[^\W_]+")
SEARCH_PAGE = PageKey("search")
TITLE, TOPIC, HEADING, SUMMARY = 12, 10, 4, 4
"""What a word weighs in each place; in running text it weighs one, a little more if repeated."""
TOO_COMMON = 0.55
"""A word on a larger share of the pages counts only where it stands in a prominent place."""
PRIOR = {"overview": 1.25, "guide": 1.05, "indicator": 0.9}
REFERENCE_PRIOR = 0.5
APART, APART_PRIOR = ("abroad", "survey"), 0.45
"""Themes of other countries and of the survey itself: found after our own subject."""
REFERENCE = (PageKey("about/glossary"),)
"""Pages that hold every word of the site and are seldom what a reader looks for."""


class Synonyms(Strict):
    """The words of readers and the words of the site for them, by language."""

    da: Mapping[Words, Words] = {}
    en: Mapping[Words, Words] = {}


def write_index(folder: Path, site: Site) -> Iterator[str]:
    """Write the index and the texts of each language beside its search page in a built site."""
    same, _ = read_search_words(site.root)
    for language in LANGUAGES:
        place = folder / site.address(SEARCH_PAGE, language)
        files = {SEARCH_FILE: index(site, language, same), TEXTS_FILE: page_texts(site, language)}
        for name, made in files.items():
            text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
            write_file(place / name, text.encode())
            yield name


def page_texts(site: Site, language: Language) -> list[list[str]]:
    """The paragraphs of each page in the order of the index, from which excerpts are taken."""
    return [list(dict.fromkeys(_paragraphs(page))) for page in searched_pages(site, language)]


def _paragraphs(page: Page) -> Iterator[str]:
    """What a page says in words: no headings, parts of the site or notes' keys."""
    tokens = page.document.tokens
    for before, token in pairwise(tokens):
        if token.type == "inline" and before.type != "heading_open":
            said = [one for one in token.children or [] if one.type in SAID]
            words = "".join(" " if one.type == "softbreak" else one.content for one in said)
            if words.strip() and not is_part(words):
                yield " ".join(words.split())


def searched_pages(site: Site, language: Language) -> list[Page]:
    """The pages of a language by address, without the search and what is only printed."""
    found = (
        page
        for (key, other), page in site.pages.items()
        if other == language and not page.original and key != SEARCH_PAGE and not card_owner(key)
    )
    return sorted(found, key=lambda page: site.address(page.key, language))


def index(site: Site, language: Language, same: Synonyms) -> Mapping[str, object]:
    """Pages in order of address, and each word with its pages and weights."""
    pages = searched_pages(site, language)
    found: dict[str, list[tuple[int, int]]] = {}
    for number, one in enumerate(pages):
        for word, weight in weights(site, one).items():
            found.setdefault(word, []).append((number, weight))
    common = {word for word, places in found.items() if len(places) > TOO_COMMON * len(pages)}
    common |= found.keys() & QUESTIONS[language]
    return {
        "pages": [_entry(site, page) for page in pages],
        "words": {word: _places(found[word], word in common) for word in sorted(found)},
        "common": sorted(common),
        "endings": ENDINGS[language],
        "same": {
            folded(word): folded(other)
            for word, other in (same.da if language == "da" else same.en).items()
        },
    }


def _places(places: list[tuple[int, int]], common: bool) -> list[int]:
    """How many pages after the one before, and weight, in turn."""
    kept = [place for place in places if not common or place[1] > SUMMARY]
    steps = pairwise([0, *(number for number, _ in kept)])
    return [
        part
        for (before, number), (_, weight) in zip(steps, kept, strict=True)
        for part in (number - before, weight)
    ]


def weights(site: Site, page: Page) -> Mapping[str, int]:
    """The words of a page, folded, each with what it weighs there."""
    words, document = page.words, page.document
    total: Counter[str] = Counter()
    for weight, texts in (
        (TITLE, [words.title, words.short or ""]),
        (TOPIC, _topics(site, page)),
        (HEADING, [one.text for one in document.headings]),
        (SUMMARY, [words.summary]),
    ):
        for word in {word for text in texts for word in folded(text).split()}:
            total[word] += weight
    running = Counter(word for text in _running(site, page) for word in folded(text).split())
    for word, times in running.items():
        total[word] += round(1 + math.log2(times))
    return total


def folded(text: str) -> str:
    """A text as it is compared: words of plain small letters and digits between single blanks."""
    plain = plain_letters(text)
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(plain))


def _entry(site: Site, page: Page) -> list[object]:
    """Title, short title, address, summary, section and prior; headings and ids in turn follow."""
    key, language = page.key, page.language
    section = PageKey(f"{key.section}/index")
    above = menu_title(site, section, language) if key.section and key != section else ""
    kind = page_kind(PageState(site, language, key))
    prior = REFERENCE_PRIOR if key in REFERENCE else PRIOR.get(kind, 1.0)
    if (one := _indicator(site, page)) and one.theme in APART:
        prior = APART_PRIOR
    address = site.address(key, language)
    words = page.words
    heads = [part for one in page.document.headings if one.id for part in (one.text, one.id)]
    return [words.title, words.short or "", address, words.summary, above, prior, *heads]


def _indicator(site: Site, page: Page) -> Indicator | None:
    return site.dataset.indicators.get(site.indicators.get(page.key, ""))


def _topics(site: Site, page: Page) -> tuple[str, ...]:
    """What readers search a page with: the words and questions of its head or its indicator."""
    one = _indicator(site, page)
    lists = (one.topics, one.searches) if one else ()
    own = [
        word for held in lists if held for word in (held.da if page.language == "da" else held.en)
    ]
    return (*own, *page.words.searches)


def _running(site: Site, page: Page) -> Iterator[str]:
    yield from (said.text for said in page.document.prose)
    yield from (link.text for link in page.document.links)
    if one := _indicator(site, page):
        for breakdown in one.breakdowns.values():
            yield from (label[page.language] for label in breakdown.labels.values())
    if page.key in REFERENCE:
        yield from (term.term[page.language] for term in site.dataset.terms.values())


PATH = "data/search_words.yml"

_LISTS = yaml.safe_load(Path(__file__).with_name("search.yml").read_text(encoding="utf-8"))
ENDINGS: Mapping[Language, list[str]] = {
    language: ["", *words.split()] for language, words in _LISTS["endings"].items()
}
"""What two words may end in, after the same beginning, and still be forms of one word; folded."""
QUESTIONS: Mapping[Language, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _LISTS["questions"].items()
}
"""Words that a question is made of and that say nothing of what it is about; folded."""


def read_search_words(root: Path) -> tuple[Synonyms, tuple[Fault, ...]]:
    """The words of readers, and the faults of their file; a project without it has none."""
    if not (root / PATH).is_file():
        return Synonyms(), ()
    same, file = read_model(root, PATH, Synonyms)
    return same or Synonyms(), file.problems
