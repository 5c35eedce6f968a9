"""The pages that a proposal changes: sections, reading ease, addresses and translations."""

from bisect import bisect
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from barometer.content.addresses import PageKey
from barometer.content.document import split_id
from barometer.editors.passage import HEAD, passages, weight
from barometer.editors.proposal import Proposal
from barometer.editors.remembered import Lag
from barometer.editors.told import MOST, code, heading, link, more, plain, row, say, table
from barometer.editors.versions import Version
from barometer.html import element, html
from barometer.indicator_page import page_key
from barometer.prose.ease import page_ease
from barometer.text import LANGUAGES, Language

STEPS = (25, 35, 45, 55)
"""Where LIX goes from very easy to easy, fair, hard and very hard (Björnsson)."""
SHORT = 10


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
        yield _line("address", language, [_preview(of, key, one) for one in LANGUAGES])
        if not of.states.unknown:
            yield ""
            yield f"{say('translation', language)} {_lags(of, key, language)}"
    yield from more(len(of.pages), language)


def _line(name: str, language: Language, cells: list[str]) -> str:
    return row(f"**{say(name, language)}**", *cells)


def _file(key: PageKey, side: Language) -> str:
    return f"docs/{key.file(side)}"


def _preview(of: Proposal, key: PageKey, side: Language) -> str:
    there = _file(key, side) in of.after.files
    return link(code(of.address(key, side)), of.desk.artefacts) if there else "–"


def _changed(of: Proposal, key: PageKey, side: Language, language: Language) -> str:
    """What of one language of a page is new, by the words of its headings."""
    file = _file(key, side)
    old, new = of.before.files.get(file), of.after.files.get(file)
    if new is None:
        return f"**{say('gone_page', language)}**"
    if old is None:
        return link(say("new_page", language), of.desk.line(file))
    if old == new:
        return say("unchanged", language)
    found = list(_sections(old, new, language))
    return link("; ".join(found) or say("only_signs", language), of.desk.line(file))


def _sections(old: str, new: str, language: Language) -> Iterator[str]:
    before, after = passages(old), passages(new)
    names = {**headings(old), **headings(new), HEAD: say("head", language)}
    for section in dict.fromkeys([*before, *after]):
        name = plain(names.get(section, section))
        if section not in before or section not in after:
            there = "section_new" if section in after else "section_gone"
            yield say(there, language, name=name)
        elif (what := weight(before[section], after[section])) != "nothing":
            yield say(f"section_{what}", language, name=name)


def headings(text: str) -> Mapping[str, str]:
    """The words of every heading that has an id, by it."""
    lines = (line for line in text.split("\n") if line.startswith("##"))
    split = (split_id(line) for line in lines)
    return {name: words.lstrip("# ").strip() for words, name in split if name}


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


def _lags(of: Proposal, key: PageKey, language: Language) -> str:
    for side in LANGUAGES:
        if _file(key, side) not in of.after.files:
            return f"**{say(f'page_{side}', language)}.**"
    found = [_lag(of, key, one, language) for one in of.states.pages.get(key, ())]
    return "**" + "; ".join(found) + ".**" if found else f"{say('agree', language)}."


def _lag(of: Proposal, key: PageKey, lag: Lag, language: Language) -> str:
    ordered = sorted(LANGUAGES, key=lambda one: one == language)
    sides = [of.after.files.get(_file(key, one), "") for one in ordered]
    names = {section: name for text in sides for section, name in headings(text).items()}
    name = plain(names.get(lag.section, "")) if lag.section else say("head", language)
    told = say(f"{lag.kind}_{lag.behind}", language, name=name or lag.section)
    if not lag.commit or lag.commit == of.head:
        return f"{told} ({say('here', language)})"
    commit = link(code(lag.commit[:SHORT]), of.desk.commit(lag.commit))
    return f"{told} ({say('since', language, commit=commit)})"


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
