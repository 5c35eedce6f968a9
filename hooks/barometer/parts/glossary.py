"""The glossary: every term of `data/terms.yml` with its definition, in alphabetical order."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from barometer.charts.notes import source_link
from barometer.data.model import Term
from barometer.html import element, html
from barometer.state import PageState
from barometer.text import Language, alphabetical, other_language

ARTICLE = "the "
"""Passed over in the alphabet: `the Oslo Manual` stands under O."""


def glossary(state: PageState) -> str:
    """A definition list; each term has an id, so that a page can lead to it."""
    terms = state.site.dataset.terms.items()
    listing = element("dl", {"class": "glossary"})
    for name, term in sorted(terms, key=lambda pair: _place(pair[1], state.language)):
        listing.extend(_entry(state, name, term))
    return html(listing)


def _place(term: Term, language: Language) -> str:
    return alphabetical(term.term[language].removeprefix(ARTICLE))


def _entry(state: PageState, name: str, term: Term) -> Iterator[Element]:
    language = state.language
    other = other_language(language)
    named = element("dt", {"id": f"term-{name}"}, term.term[language])
    if term.term[other] != term.term[language]:
        abroad = element("span", {"lang": other, "class": "glossary-other"}, term.term[other])
        named.append(abroad)
    yield named
    yield element("dd", {}, term.definition[language])
    if term.source:
        label = state.site.words["figure"]["source_one"][language]
        source = state.site.dataset.sources[term.source]
        said = (f"{label} {source.publisher}: ", *source_link(source, language))
        yield element("dd", {"class": "glossary-source"}, *said)
