"""The glossary, and terms explained in place."""

from collections.abc import Callable
from functools import lru_cache

from markdown_it.common.utils import escapeHtml

from barometer.data.model import Term
from barometer.html import render
from barometer.pages.addresses import PageKey, card_owner
from barometer.pages.prose import TermForms, explained
from barometer.pages.renderer import PageRenderer
from barometer.pages.site import PageState, Site
from barometer.text import Language, alphabetical, other_language

GLOSSARY = PageKey("about/glossary")


class TermReader(PageRenderer):
    """Reads a page as its renderer does, and keeps the terms that could be explained on it."""

    def __init__(self, terms: TermForms) -> None:
        super().__init__()
        self.terms = terms
        self.keys: set[str] = set()

    def explained(self, text: str) -> str:
        self.keys.update(one.key for one in self.terms.find(text))
        return ""


def terms_of_other(state: PageState) -> frozenset[str]:
    """The terms that the same page names in the other language."""
    other = other_language(state.language)
    reader = TermReader(explained_terms(state.site, other))
    if page := state.site.pages.get((state.key, other)):
        reader.page(page.document.tokens)
    return frozenset(reader.keys)


def term_explainer(state: PageState) -> Callable[[str], str]:
    """What makes HTML of running text, with each term explained where it first stands on a page.

    A term that only one language's page names is a plain link: ids are equal in both languages.
    """
    lexicon = explained_terms(state.site, state.language)
    card = card_owner(state.key) is not None  # one sheet of paper with short words of its own
    if state.key == GLOSSARY or card:
        return escapeHtml
    done: set[str] = set()
    shared = terms_of_other(state)

    def explain(text: str) -> str:
        out, at = "", 0
        for found in lexicon.find(text):
            if found.key not in done:
                done.add(found.key)
                out += escapeHtml(text[at : found.start])
                out += str(
                    render(
                        "term.html",
                        key=found.key,
                        here=found.key in shared,
                        said=text[found.start : found.end],
                        definition=state.site.dataset.terms[found.key].definition[state.language],
                        glossary=state.link_to(GLOSSARY),
                        words=state.words("site"),
                    )
                )
                at = found.end
        return out + escapeHtml(text[at:])

    return explain


@lru_cache(maxsize=2)
def explained_terms(site: Site, language: Language) -> TermForms:
    """The terms that are explained in texts, with their inflections."""
    return explained(site.dataset.terms, language)


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
