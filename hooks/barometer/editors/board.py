"""The state of every translation, as a table on a page and as a file."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from barometer import language as written
from barometer.content.addresses import PageKey
from barometer.editors.addresses import commit_address
from barometer.editors.remembered import Lag
from barometer.html import element, html
from barometer.text import LANGUAGES

if TYPE_CHECKING:
    from barometer.state import PageState, Site

FILE = "data/translations.json"


def translation_state(state: "PageState") -> str:
    """Every page with its lags, or why they cannot be known."""
    site, words = state.site, _words(state)
    states = site.translations
    files = element("p", {}, _link(state.to_root + FILE, f"{words['files']} (JSON)"))
    if states.unknown:
        return html(element("p", {}, words[states.unknown]), files)
    pages = _pages(site)
    same = sum(not states.pages[key] for key in pages)
    count = element("p", {}, words["count"].format(same=same, all=len(pages)))
    head = (element("th", {"scope": "col"}, words[name]) for name in ("page", "state"))
    rows = (_row(state, key, states.pages[key]) for key in pages)
    table = element(
        "table",
        {},
        element("caption", {}, words["caption"]),
        element("thead", {}, element("tr", {}, *head)),
        element("tbody", {}, *rows),
    )
    return html(count, element("div", {"class": "table-scroll"}, table), files)


def section_title(state: "PageState", section: str, key: PageKey | None = None) -> str:
    """What a section is called in the reader's language, or in the one that has it."""
    if not section:
        return _words(state)["head"]
    for language in (state.language, *LANGUAGES):
        page = state.site.pages.get((key or state.key, language))
        for heading in page.document.headings if page else ():
            if heading.id == section:
                return heading.text
    return section


def write(site: "Site", folder: Path) -> None:
    """The same as a file for programs."""
    states = site.translations
    told = {
        "known": not states.unknown,
        "reason": states.unknown,
        "pages": [_entry(site, key, states.pages[key]) for key in _pages(site)],
    }
    file = folder / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    file.write_text(text, encoding="utf-8", newline="\n")


def _pages(site: "Site") -> list[PageKey]:
    return sorted(site.translations.pages, key=lambda key: key.path)


def _entry(site: "Site", key: PageKey, lags: Sequence[Lag]) -> dict[str, Any]:
    kinds = {one.kind for one in lags}
    state = "missing" if "missing" in kinds else "differs" if kinds else "same"
    return {
        "page": key.path,
        "state": state,
        "addresses": {one: site.url + site.address(key, one) for one in LANGUAGES},
        "sections": [
            {
                "section": one.section,
                "behind": one.behind,
                "kind": one.kind,
                "since": one.commit,
                "date": one.day.isoformat() if one.day else None,
            }
            for one in lags
        ],
    }


def _row(state: "PageState", key: PageKey, lags: Sequence[Lag]) -> Element:
    site, words = state.site, _words(state)
    page = site.pages.get((key, state.language)) or site.pages[(key, "da")]
    link = _link(state.to_root + site.address(key, state.language), page.words.title)
    told = element("td", {}, *_told(state, key, lags)) if lags else element("td", {}, words["same"])
    return element("tr", {}, element("th", {"scope": "row"}, link), told)


def _told(state: "PageState", key: PageKey, lags: Sequence[Lag]) -> Iterator[Element | str]:
    words = _words(state)
    ordered = sorted(
        lags, key=lambda one: (one.kind != "missing", one.kind, one.behind, one.commit)
    )
    groups = groupby(ordered, key=lambda one: (one.kind, one.behind, one.commit, one.day))
    for at, ((kind, behind, commit, day), found) in enumerate(groups):
        if at:
            yield element("br")
        yield f"{words[f'{kind}_{behind}']} ("
        since = words["since"].format(day=written.date(day, state.language)) if day else ""
        address = commit_address(commit)
        yield _link(address, since) if address else since or words["local"]
        names = [section_title(state, one.section, key) for one in found]
        yield f"): {written.joined(names, state.language)}"


def _words(state: "PageState") -> dict[str, str]:
    section = state.site.words["translation"]
    return {name: text[state.language] for name, text in section.items()}


def _link(address: str, words: str) -> Element:
    return element("a", {"href": address}, words)
