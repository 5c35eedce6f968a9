"""Terms of the glossary explained in place: dotted at their first use on a page, once a term.

The term is a link to its definition, which stands hidden right behind it. A style sheet shows the
definition on hover and focus, and where the link was followed (`:target`), so that a tap shows it
too; assistive technology reads it as the link's description. Nothing of this needs a script.
"""

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from barometer.content.addresses import PageKey
from barometer.html import element
from barometer.markdown.context import Context
from barometer.prose.terms import Found, Lexicon, explained
from barometer.state import PageState, Site
from barometer.text import Language
from barometer.trends.card_key import trend_key

GLOSSARY = PageKey("about/glossary")
TAGS = frozenset(("p", "li", "dd", "em", "strong", "div", "ul", "ol", "dl", "blockquote", "span"))
"""Where running text stands; headings, links, tables, captions, code and forms are left alone."""
CLASSES = frozenset(("footnote", "worksheet", "admonition-title", "figure-place", "part"))


class TermsInPlace(Treeprocessor):
    """Explains every term where it first stands in the running text of a page."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        """Walk the page in reading order with what is not yet explained."""
        state = self.context()
        card = trend_key(state.key) is not None  # one sheet of paper with short words of its own
        if state.key != GLOSSARY and not card:
            _Page(state).walk(root)


class _Page:
    """One page on the way through: `done` are the terms that need no more words."""

    def __init__(self, state: PageState) -> None:
        self.state = state
        self.lexicon = lexicon(state.site, state.language)
        self.done: set[str] = set()

    def walk(self, parent: Element) -> None:
        """Explain the terms in an element's own text and, one by one, in and after its children."""
        before, at = self._split(parent.text), 0
        parent.text = before[0]
        at = self._insert(parent, before[1], 0)
        for child in list(parent)[at:]:
            if _open(child):
                self.walk(child)
            child.tail, made = self._split(child.tail)
            self._insert(parent, made, list(parent).index(child) + 1)

    def _insert(self, parent: Element, made: list[Element], at: int) -> int:
        for offset, one in enumerate(made):
            parent.insert(at + offset, one)
        return at + len(made)

    def _split(self, text: str | None) -> tuple[str | None, list[Element]]:
        """The text up to the first term to explain, then the elements with the text behind each."""
        if not text or not text.strip():
            return text, []
        made: list[Element] = []
        start, end = 0, len(text)
        first = text
        for found in self._new(text):
            if made:
                made[-1].tail = text[start : found.start]
            else:
                first = text[: found.start]
            made += explanation(self.state, found.key, text[found.start : found.end])
            start = found.end
        if made:
            made[-1].tail = text[start:end]
        return first, made

    def _new(self, text: str) -> Iterator[Found]:
        for found in self.lexicon.find(text):
            if found.key not in self.done:
                self.done.add(found.key)
                yield found


def _open(child: Element) -> bool:
    """Whether running text stands in an element, in the language of the page."""
    classes = set((child.get("class") or "").split())
    return child.tag in TAGS and not classes & CLASSES and child.get("lang") is None


@lru_cache(maxsize=2)
def lexicon(site: Site, language: Language) -> Lexicon:
    """The terms that are explained in texts, with their inflections."""
    return explained(site.dataset.terms, language)


def explanation(state: PageState, key: str, said: str) -> list[Element]:
    """The term as a link, and its definition with the ways on and back."""
    words, language = state.site.words["site"], state.language
    definition = state.site.dataset.terms[key].definition[language]
    glossary = state.to_root + state.site.address(GLOSSARY, language)
    word, meaning = f"word-{key}", f"meaning-{key}"
    link = element(
        "a",
        {"class": "term", "id": word, "href": f"#{meaning}", "aria-describedby": f"{meaning}-text"},
        said,
    )
    note = element(
        "span",
        {"class": "meaning", "id": meaning, "hidden": "hidden", "data-search-exclude": ""},
        element("span", {"id": f"{meaning}-text"}, definition),
        element("a", {"href": f"{glossary}#term-{key}"}, words["term_more"][language]),
        element("a", {"href": f"#{word}", "class": "meaning-close"}, words["term_close"][language]),
    )
    return [link, note]
