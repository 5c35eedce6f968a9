"""What templates know of a page: the way back, languages, edit links."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from barometer.data.codebook import indicator_file
from barometer.data.model import TABLE, Observation
from barometer.data.notation import resolve
from barometer.pages.addresses import WITH_FEEDS, PageKey, edit_address, line_address
from barometer.pages.page import NEVER
from barometer.pages.site import (
    PageState,
    Site,
    is_late,
    release_feed_address,
    review_facts,
    section_feed_address,
    site_date,
)
from barometer.sentences.table import bound_points
from barometer.text import LANGUAGES, Language, Text, format_date, format_number, format_percent
from barometer.views.menu import (
    MENU,
    MenuLink,
    bar_pages,
    menu_item,
    menu_link,
    related_pages,
)
from barometer.views.page_kind import motif_shares, page_shape, share_address


def indicator_edits(
    words: Mapping[str, Text], name: str, language: Language
) -> tuple[tuple[str, str], ...]:
    """Words and address of each file behind an indicator and its figures; none without a house."""
    files = (("edit_words", indicator_file(name)), ("edit_numbers", TABLE))
    return tuple(
        (words[word][language], found) for word, path in files if (found := edit_address(path))
    )


def section_title(state: PageState, section: str, key: PageKey | None = None) -> str:
    """What a section is called in the reader's language, or in the one that has it."""
    if not section:
        return state.words("translation")["head"]
    for language in (state.language, *LANGUAGES):
        page = state.site.pages.get((key or state.key, language))
        for heading in page.document.headings if page else ():
            if heading.id == section:
                return heading.text
    return section


def number_edits(state: PageState) -> tuple[tuple[str, str], ...]:
    """The words of every number and the address of its line; none where nothing can be edited."""
    if not line_address(1):
        return ()
    lines, shown = state.site.table_lines, list(_of_indicator(state))
    page = state.site.pages.get((state.key, state.language))
    for link in page.document.links if page else ():
        rows = (resolve(one, state.site.dataset) for one in bound_points(link.target))
        shown += [(link.text, row) for row in rows if row]
    found = ((words, line_address(line)) for words, row in shown if (line := lines.get(row[:5])))
    return tuple(dict.fromkeys(found))


def _of_indicator(state: PageState) -> Iterator[tuple[str, Observation]]:
    """Every value of the indicator whose page it is, as `4. udgave, Regioner: 85 %`."""
    dataset, language, name = state.site.dataset, state.language, state.indicator
    for row in dataset.of(name) if name else ():
        indicator = dataset.indicators[name]
        groups = indicator.breakdowns
        labels = groups[row.breakdown].labels if row.breakdown in groups else {}
        parts = [dataset.editions[row.edition].title[language]]
        if row.category in labels:
            parts.append(labels[row.category][language])
        number = format_percent if indicator.unit == "percent" else format_number
        yield f"{', '.join(parts)}: {number(row.value, language)}", row


NAMES: Mapping[Language, str] = {"da": "Dansk", "en": "English"}
SERVICE_PAGES = ("contact", "glossary", "accessibility", "privacy", "how-made")


@dataclass(frozen=True)
class Switch:
    """The same page in one language: relative and absolute, and whether its text is in it."""

    language: Language
    name: str
    address: str
    absolute: str
    current: bool
    written: bool = True


def page_context(state: PageState) -> dict[str, Any]:
    """What templates show of a page beside its text: where it stands, its dates, its edit links."""
    site, language, key = state.site, state.language, state.key
    facts, shape = review_facts(site.pages, key), page_shape(state)
    late = is_late(facts, site_date(site.pages))
    edited = state.indicator  # the page of an indicator has no file of its own
    return {
        **_context(site, language, key),
        "kind": shape["kind"],
        "shape": shape,
        "way": breadcrumbs(state),
        "related": related_pages(state),
        "page": site.pages.get((key, language)),
        "dates": {
            name: format_date(getattr(facts, name), language)
            for name in ("reviewed", "review_by")
            if facts and facts.review_by < NEVER
        },
        "feeds": feed_links(site, language),
        "late": state.words("trends")["late_page"].format(
            day=format_date(facts.review_by, language)
        )
        if facts and late
        else "",
        "to_come": _to_come(state),
        "behind": _behind(state),
        "edits": indicator_edits(site.words["site"], edited, language) if edited else (),
        "numbers": number_edits(state),
        "share": site.url + share_address(site, key, language),
    }


def _context(site: Site, language: Language, key: PageKey) -> dict[str, Any]:
    """What every page shows around its own."""
    services = [PageKey(f"about/{name}") for name in SERVICE_PAGES]
    return {
        "language": language,
        "words": {name: text[language] for name, text in site.words["site"].items()},
        "home": site.address(PageKey("index"), language),
        "search": site.address(PageKey("search"), language),
        "languages": tuple(_switch(site, key, one, language) for one in LANGUAGES),
        "sections": _sections(site, language, key),
        "footer": [
            menu_link(site, one, language) for one in services if (one, language) in site.pages
        ],
    }


def feed_addresses(site: Site, language: Language) -> dict[str, str]:
    """The subject of each feed in a language, and its file below the site's root."""
    known = [one for one in WITH_FEEDS if (PageKey(f"{one}/index"), language) in site.pages]
    sections = {one: section_feed_address(site, one, language) for one in known}
    return {"releases": release_feed_address(language), **sections}


def feed_links(site: Site, language: Language) -> list[MenuLink]:
    """The feeds that every page names to feed readers."""
    feeds = feed_addresses(site, language).items()
    return [MenuLink(site.words[one]["feed_title"][language], address) for one, address in feeds]


def _to_come(state: PageState) -> str:
    """What a page says of itself that stands in the place of its translation."""
    page = state.site.pages.get((state.key, state.language))
    day = page.facts.later(state.language) if page and page.original and page.facts else None
    words = state.words("site")["to_come"]
    return words.format(day=format_date(day, state.language)) if day else ""


def _behind(state: PageState) -> tuple[MenuLink, ...]:
    """The sections that say more in the other language, each with a link to them there."""
    site, other = state.site, LANGUAGES[state.language == "da"]
    there = site.address(state.key, other)
    found = site.translations.behind(state.key, state.language)
    return tuple(
        MenuLink(section_title(state, one.section), there + (one.section and f"#{one.section}"))
        for one in found
    )


def error_page_context(site: Site, language: Language) -> dict[str, Any]:
    """The same for the error page and the sitemap, which stand nowhere."""
    sitemap = []  # every page in the languages that it is written in, with the day it speaks of
    for (key, at), page in site.pages.items():
        if at == "da":
            languages = [_switch(site, key, one, language) for one in LANGUAGES]
            day = page.facts.day if page.facts else None
            sitemap.append(([one for one in languages if one.written], day))
    return {
        **_context(site, language, PageKey("index")),
        "kind": "text",
        "shape": {"motif": motif_shares(site, "")},
        "page": None,
        "english": {name: text.en for name, text in site.words["site"].items()},
        "sitemap": sitemap,
    }


def _sections(site: Site, language: Language, here: PageKey) -> tuple[MenuLink, ...]:
    """The menu; the section that the reader is in with the pages of its bar."""
    item, bar = menu_item(here), []
    for key in bar_pages(site, item, language) if item else ():
        folder = key.path.removesuffix("/index")
        # the page that holds the reader's page is marked too
        holds = folder not in (key.path, *MENU) and here.path.startswith(f"{folder}/")
        bar.append(menu_link(site, key, language, key == here or holds))
    return tuple(
        MenuLink(
            site.words["site"][name][language],
            site.address(PageKey(f"{name}/index"), language),
            name == item,
            below=tuple(bar) if name == item else (),
        )
        for name in MENU
        if (PageKey(f"{name}/index"), language) in site.pages
    )


def _switch(site: Site, key: PageKey, language: Language, current: Language) -> Switch:
    address = site.address(key, language)
    page = site.pages.get((key, language))
    written = not (page and page.original)
    whole = site.url + address
    return Switch(language, NAMES[language], address, whole, language == current, written)


def breadcrumbs(state: PageState) -> tuple[MenuLink, ...]:
    """The pages above this one, from the front page down."""
    site, language = state.site, state.language
    parts = state.key.path.removesuffix("/index").split("/")
    above = [PageKey(f"{'/'.join(parts[:depth])}/index") for depth in range(1, len(parts))]
    return tuple(menu_link(site, key, language) for key in above if (key, language) in site.pages)
