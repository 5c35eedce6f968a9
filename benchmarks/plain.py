"""The generated pages once more as plain Markdown: what other site generators build beside us.

Every page has the same headings, paragraphs, lists, tables, notes and links; a number bound to the
data is its words, a footnote its source, a figure an empty `<div>` that a rival may draw into, and
a part that the site makes (a list of pages, of terms) the plain list that an author would write.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from barometer.pages.addresses import PageKey, page_key
from barometer.pages.page import Page
from barometer.pages.site import DEFAULT_ADDRESS, Site
from barometer.site import read_project
from barometer.text import Language

VALUE = re.compile(r"\[([^\]]*)\]\((?:value|other):[^)]*\)")
FIGURE = re.compile(r"^!\[([^\]]*)\]\(chart:([^)]*)\)$", re.M)
SLOT = re.compile(r"^\[\[([a-z-]+)\]\]$", re.M)
NOTE = re.compile(r"\[\^([a-z0-9_]+)\]")
PLACE = '<div data-figure="{name}"></div>'


@dataclass(frozen=True)
class Plain:
    """One page in one language, without a head."""

    key: PageKey
    language: Language
    title: str
    summary: str
    body: str

    @property
    def markdown(self) -> str:
        """The page as MkDocs and its kin take it."""
        head = f"---\ntitle: '{self.title}'\ndescription: '{self.summary}'\n---\n\n"
        return f"{head}# {self.title}\n\n{self.summary}\n\n{self.body}\n"


def plain_pages(folder: Path) -> Iterator[Plain]:
    """Every page of a generated project, those that its build makes among them."""
    site = read_project(folder, DEFAULT_ADDRESS).site
    if site is None:
        raise SystemExit(f"{folder} has faults: run `barometer check` there")
    for (key, language), page in site.pages.items():
        title, summary = (text.replace("'", "’") for text in (page.words.title, page.words.summary))
        yield Plain(key, language, title, summary, _body(site, page))


def _body(site: Site, page: Page) -> str:
    text = SLOT.sub(lambda found: "\n".join(_part(site, page, found[1])), page.body)
    text = VALUE.sub(r"\1", text)
    text = FIGURE.sub(lambda found: f"{PLACE.format(name=found[2])}\n\n*{found[1]}*", text)
    notes = {key: site.dataset.sources[key] for key in NOTE.findall(text)}
    told = [
        f"[^{key}]: {one.title}. {one.publisher}. <{one.address}>" for key, one in notes.items()
    ]
    return "\n".join([text, "", *told])


def _part(site: Site, page: Page, name: str) -> Iterator[str]:
    """What an author would write where our pages name a part."""
    if name == "site-index":
        yield from _links(site, page, [key for key, at in site.pages if at == page.language])
    elif name == "indicators":
        yield from _links(site, page, [page_key(one) for one in site.dataset.indicators])
    elif name == "glossary":
        for term in site.dataset.terms.values():
            yield f"- **{term.term[page.language]}**: {term.definition[page.language]}"
    else:
        yield page.words.summary


def _links(site: Site, page: Page, keys: list[PageKey]) -> Iterator[str]:
    here = PurePosixPath(page.key.path).parent
    for key in keys:
        target = os.path.relpath(f"{key.path}.md", here).replace(os.sep, "/")
        yield f"- [{site.pages[(key, page.language)].words.title}]({target})"
