"""The pages that a proposal changes: sections, reading ease and addresses."""

from bisect import bisect
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from barometer.content.addresses import PageKey
from barometer.editors.passage import HEAD, passages, weight
from barometer.editors.proposal import Proposal
from barometer.editors.summary_languages import docs_file, headings
from barometer.editors.told import MOST, code, heading, link, more, plain, row, say, table
from barometer.editors.versions import Version
from barometer.html import element, html
from barometer.indicator_page import page_key
from barometer.prose.ease import page_ease
from barometer.text import LANGUAGES, Language

STEPS = (25, 35, 45, 55)
"""Where LIX goes from very easy to easy, fair, hard and very hard (Björnsson)."""


def pages(of: Proposal, language: Language) -> Iterator[str]:
    """A small table a page: what is new in each language, and whether they agree."""
    if not of.pages:
        return
    yield heading(say("pages_title", language))
    if of.states.unknown:
        yield f"{say('no_history', language)}\n"
    for key in of.pages[:MOST]:
        yield heading(plain(of.title(key, language)), 3)
        yield from table("", *(say(name, language) for name in ("danish", "english")))
        yield _line("changed", language, [_changed(of, key, one, language) for one in LANGUAGES])
        yield _line("ease", language, [_ease(of, key, one, language) for one in LANGUAGES])
        if not of.faults:
            yield _line("address", language, [_preview(of, key, one) for one in LANGUAGES])
        yield from _moves(of, key, language)
    yield from more(len(of.pages), language)


def _line(name: str, language: Language, cells: list[str]) -> str:
    return row(f"**{say(name, language)}**", *cells)


def _preview(of: Proposal, key: PageKey, side: Language) -> str:
    there = docs_file(key, side) in of.after.files
    return link(code(of.address(key, side)), of.desk.artefacts) if there else "–"


def _moves(of: Proposal, key: PageKey, language: Language) -> Iterator[str]:
    """That a page gets another address, and what becomes of the old one."""
    for side in LANGUAGES:
        if found := of.move(key, side):
            old, new = found
            named = key.name not in of.after.addresses.segments and side == "da"
            led = "led" if old in of.after.addresses.redirects else "slug" if named else "lost"
            words = {"old": old, "new": new, "slug": old.rstrip("/").rpartition("/")[2]}
            told = say(f"moves_{side}", language, **words)
            yield f"\n{told} {say(f'moves_{led}', language, **words)}"


def _changed(of: Proposal, key: PageKey, side: Language, language: Language) -> str:
    """What of one language of a page is new, by the words of its headings."""
    file = docs_file(key, side)
    old, new = of.before.files.get(file), of.after.files.get(file)
    if new is None:
        return f"**{say('gone_page' if old else 'no_page', language)}**"
    if old is None:
        return link(say("new_page", language), of.desk.line(file))
    if old == new:
        return say("unchanged", language)
    found = list(_sections(old, new, language))
    return link("; ".join(found) or say("only_signs", language), of.desk.line(file))


def _sections(old: str, new: str, language: Language) -> Iterator[str]:
    before, after = passages(old), passages(new)
    known = {**headings(old), **headings(new), HEAD: (say("head", language), 1)}
    for section in dict.fromkeys([*before, *after]):
        name = plain(known.get(section, (section, 1))[0])
        if section not in before or section not in after:
            there = "section_new" if section in after else "section_gone"
            yield say(there, language, name=name)
        elif (what := weight(before[section], after[section])) != "nothing":
            yield say(f"section_{what}", language, name=name)


def _ease(of: Proposal, key: PageKey, side: Language, language: Language) -> str:
    now = _lix(of.after, key, side)
    if now is None:
        return "–"
    was = _lix(of.before, key, side)
    step = say(f"lix_{bisect(STEPS, round(now)) + 1}", language)
    from_ = "" if was is None or round(was) == round(now) else f"{was:.0f} → "
    return f"LIX {from_}{now:.0f}, {step}"


def _lix(version: Version, key: PageKey, side: Language) -> float | None:
    page = version.pages.get((key, side))
    return page_ease(page).lix if page else None


def preview(of: Proposal) -> str:
    """The page that lies in the preview and leads to every page that changed, in both languages."""
    keys = [*of.pages, *(page_key(one) for one in of.indicators if one in of.after.book.indicators)]
    body = element("body", {})
    for language in LANGUAGES:
        part = element("section", {"lang": language})
        part.append(element("h1", {}, say("preview_title", language)))
        lead = "preview_lead" if keys else "preview_none"
        part.append(element("p", {}, say(lead, language)))
        part.append(element("ul", {}, *(_item(of, key, language) for key in dict.fromkeys(keys))))
        body.append(part)
    title = element("title", {}, say("preview_title", "da"))
    head = element("head", {}, element("meta", {"charset": "utf-8"}), title)
    return f"<!doctype html>\n{html(element('html', {'lang': 'da'}, head, body))}\n"


def _item(of: Proposal, key: PageKey, language: Language) -> Element:
    links: list[Element | str] = [f"{_title(of, key, language)}: "]
    for side, name in zip(LANGUAGES, ("danish", "english"), strict=True):
        links += [element("a", {"href": of.address(key, side)}, say(name, language)), " "]
    return element("li", {}, *links)


def _title(of: Proposal, key: PageKey, language: Language) -> str:
    for name, indicator in of.after.book.indicators.items():
        if page_key(name) == key:
            return indicator.title[language]
    return of.title(key, language)
