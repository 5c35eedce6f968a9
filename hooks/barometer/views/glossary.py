"""The glossary, and terms explained in place."""

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from barometer.data.model import Term
from barometer.html import render, tag
from barometer.pages.addresses import PageKey, trend_key
from barometer.pages.prose import TermForms, TermMatch, explained
from barometer.pages.site import PageState, Site
from barometer.pages.syntax import Context
from barometer.text import Language, alphabetical, other_language

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
        self.lexicon = explained_terms(state.site, state.language)
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

    def _new(self, text: str) -> Iterator[TermMatch]:
        for found in self.lexicon.find(text):
            if found.key not in self.done:
                self.done.add(found.key)
                yield found


def _open(child: Element) -> bool:
    """Whether running text stands in an element, in the language of the page."""
    classes = set((child.get("class") or "").split())
    return child.tag in TAGS and not classes & CLASSES and child.get("lang") is None


@lru_cache(maxsize=2)
def explained_terms(site: Site, language: Language) -> TermForms:
    """The terms that are explained in texts, with their inflections."""
    return explained(site.dataset.terms, language)


def explanation(state: PageState, key: str, said: str) -> list[Element]:
    """The term as a link, and its definition with the ways on and back."""
    words = state.words("site")
    definition = state.site.dataset.terms[key].definition[state.language]
    word, meaning = f"word-{key}", f"meaning-{key}"
    link = tag("a", said, class_="term", id=word, href=f"#{meaning}")
    link.set("aria-describedby", f"{meaning}-text")
    more = tag("a", words["term_more"], href=f"{state.link_to(GLOSSARY)}#term-{key}")
    close = tag("a", words["term_close"], href=f"#{word}", class_="meaning-close")
    note = tag("span", tag("span", definition, id=f"{meaning}-text"), more, close)
    note.attrib |= {"class": "meaning", "id": meaning, "hidden": "hidden"}
    note.set("data-search-exclude", "")
    return [link, note]


ARTICLE = "the "
"""Passed over in the alphabet: `the Oslo Manual` stands under O."""


def glossary_part(state: PageState) -> str:
    """Every term by the alphabet, with its definition and source."""
    dataset, language = state.site.dataset, state.language

    def place(pair: tuple[str, Term]) -> str:
        return alphabetical(pair[1].term[language].removeprefix(ARTICLE))

    terms = [
        (name, term, dataset.sources[term.source] if term.source else None)
        for name, term in sorted(dataset.terms.items(), key=place)
    ]
    label, other = state.words("figure")["source_one"], other_language(language)
    return render("glossary.html", terms=terms, language=language, other=other, label=label)
