"""The search index: in each language, which words stand on which page and what they weigh there."""

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from barometer.content.addresses import DANISH_LETTERS, PageKey
from barometer.content.page import Page
from barometer.data.model import Indicator
from barometer.indicator_page import page_key
from barometer.menu import title
from barometer.search_words import ENDINGS, Same
from barometer.shape import kind_of
from barometer.state import PageState, Site
from barometer.text import LANGUAGES, Language
from barometer.trends.card_key import trend_key
from barometer.written import write_file

FILE = "index.json"
_WORD = re.compile(r"[^\W_]+")
PAGE = PageKey("search")
TITLE, TOPIC, HEADING, SUMMARY = 12, 10, 4, 4
"""What a word weighs in each place; in running text it weighs one, a little more if repeated."""
TOO_COMMON = 0.55
"""A word on a larger share of the pages counts only where it stands in a prominent place."""
PRIOR = {"overview": 1.25, "guide": 1.05, "indicator": 0.9}
REFERENCE_PRIOR = 0.5
REFERENCE = (PageKey("about/glossary"),)
"""Pages that hold every word of the site and are seldom what a reader looks for."""


def write_index(folder: Path, site: Site, same: Same) -> None:
    """Write one index a language beside the language's search page in a built site."""
    for language in LANGUAGES:
        file = folder / site.address(PAGE, language) / FILE
        made = index(site, language, same)
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        write_file(file, text.encode())


def index(site: Site, language: Language, same: Same) -> Mapping[str, object]:
    """Pages in order of address, and each word with pairs of page number and weight."""
    pages = sorted(_pages(site, language), key=lambda page: site.address(page.key, language))
    found: dict[str, list[tuple[int, int]]] = {}
    for number, one in enumerate(pages):
        for word, weight in weights(site, one).items():
            found.setdefault(word, []).append((number, weight))
    common = {word for word, places in found.items() if len(places) > TOO_COMMON * len(pages)}
    return {
        "pages": [[*_entry(site, page), *_heads(page)] for page in pages],
        "words": {word: _places(found[word], word in common) for word in sorted(found)},
        "common": sorted(common),
        "endings": ENDINGS[language],
        "same": {folded(word): folded(other) for word, other in same[language].items()},
    }


def _heads(page: Page) -> list[str]:
    """Headings of a page and their ids in turn."""
    return [part for one in page.document.headings if one.id for part in (one.text, one.id)]


def _places(places: list[tuple[int, int]], common: bool) -> list[int]:
    """Page and weight in turn."""
    kept = [place for place in places if not common or place[1] > SUMMARY]
    return [number for place in kept for number in place]


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
        for word in {word for text in texts for word in split(text)}:
            total[word] += weight
    running = Counter(word for text in _running(site, page) for word in split(text))
    for word, times in running.items():
        total[word] += round(1 + math.log2(times))
    return total


def split(text: str) -> Iterator[str]:
    """The words of a text, folded: small letters, æ as ae, no accents."""
    return iter(folded(text).split())


def folded(text: str) -> str:
    """A text as it is compared: words of plain small letters and digits between single blanks."""
    plain = unicodedata.normalize("NFKD", text.translate(DANISH_LETTERS)).casefold()
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(plain))


def _pages(site: Site, language: Language) -> Iterator[Page]:
    for (key, other), page in site.pages.items():
        if other == language and key != PAGE and not trend_key(key):
            yield page


def _entry(site: Site, page: Page) -> list[object]:
    """Title, short title, address, summary, section and prior; headings and ids follow."""
    key, language = page.key, page.language
    section = PageKey(f"{key.section}/index")
    above = title(site, section, language) if key.section and key != section else ""
    kind = kind_of(PageState(site, language, key))
    prior = REFERENCE_PRIOR if key in REFERENCE else PRIOR.get(kind, 1.0)
    address = site.address(key, language)
    words = page.words
    return [words.title, words.short or "", address, words.summary, above, prior]


def _indicator(site: Site, page: Page) -> Indicator | None:
    found = (one for name, one in site.dataset.indicators.items() if page_key(name) == page.key)
    return next(found, None)


def _topics(site: Site, page: Page) -> tuple[str, ...]:
    topics = one.topics if (one := _indicator(site, page)) else None
    if topics is None:
        return ()
    return topics.da if page.language == "da" else topics.en


def _running(site: Site, page: Page) -> Iterator[str]:
    yield from (said.text for said in page.document.prose)
    yield from (link.text for link in page.document.links)
    if one := _indicator(site, page):
        for breakdown in one.breakdowns.values():
            yield from (label[page.language] for label in breakdown.labels.values())
    if page.key in REFERENCE:
        yield from (term.term[page.language] for term in site.dataset.terms.values())
