"""Which stretches of a page are in the other language, by small words that only one of them has."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from barometer.pages.equality import SHORTEST, foreign_at
from barometer.pages.prose import WORD
from barometer.text import LANGUAGES

ATTRIBUTES = ("title", "alt", "aria-label", "aria-description", "placeholder")
SILENT = frozenset(("script", "style", "code", "pre", "textarea", "noscript"))
INLINE = frozenset(
    ("a", "abbr", "b", "cite", "em", "i", "q", "small", "span", "strong", "sub", "sup", "label")
)
DESCRIPTIONS = ("description", "og:description", "og:title", "twitter:title", "twitter:description")


@dataclass(frozen=True)
class Said:
    """Words in a row that the page gives one language."""

    language: str
    text: str


def said(tree: html.HtmlElement) -> Iterator[Said]:
    """Everything that a page says: text block by block, attributes, title and descriptions."""
    yield from _joined(_texts(tree, tree.get("lang", "")))
    for one in tree.iter():
        if isinstance(one.tag, str):
            for name in ATTRIBUTES:
                if one.get(name):
                    yield Said(_language(one), one.get(name))
    for one in tree.iterfind(".//meta"):
        if (one.get("name") or one.get("property")) in DESCRIPTIONS:
            yield Said(_language(one), one.get("content") or "")


def foreign(one: Said) -> Iterator[str]:
    """The stretches of a text that are in the other of our two languages."""
    if one.language not in LANGUAGES:
        return
    words = WORD.findall(one.text)
    at = foreign_at([word.casefold() for word in words], one.language)
    if at is not None:
        yield " ".join(words[at : at + SHORTEST])


def _language(one: html.HtmlElement) -> str:
    marked = one.xpath("ancestor-or-self::*[@lang][1]/@lang")
    return str(marked[0]).partition("-")[0] if marked else ""


def _texts(parent: html.HtmlElement, language: str) -> Iterator[Said]:
    """The texts in order; an empty one where a block ends."""
    yield Said(language, parent.text or "")
    for child in parent:
        if isinstance(child.tag, str) and child.tag not in SILENT:
            inline = child.tag in INLINE
            if not inline:
                yield Said("", "")
            yield from _texts(child, child.get("lang", language).partition("-")[0])
            if not inline:
                yield Said("", "")
        yield Said(language, child.tail or "")


def _joined(texts: Iterator[Said]) -> Iterator[Said]:
    language, words = "", ""
    for one in texts:
        if one.language == language:
            words += one.text
        elif one.text.strip() or not one.language:
            if words.strip():
                yield Said(language, words)
            language, words = one.language, one.text
    if words.strip():
        yield Said(language, words)
