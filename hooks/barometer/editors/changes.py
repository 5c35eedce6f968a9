"""What changed in pages, languages and numbers, as Markdown."""

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element

import yaml

from barometer.data.dataset import Number
from barometer.data.model import TABLE, Indicator
from barometer.editors.proposal import Proposal, Version
from barometer.editors.translations import HEAD_SECTION, change_weight, split_sections
from barometer.html import element, html
from barometer.pages.addresses import PageKey, page_key
from barometer.pages.document import split_id
from barometer.pages.prose import page_ease
from barometer.pages.site import Lag, Section
from barometer.text import (
    LANGUAGES,
    Language,
    Text,
    format_date,
    format_number,
    format_percent,
    format_points,
    join_list,
    lines_of,
)
from barometer.views.indicators import cited_by

Found = tuple[PageKey, Lag]


Tell = Callable[[Proposal, PageKey, Lag, Language], str]


def list_one_sided_changes(of: Proposal) -> list[Found]:
    """What it changes in one language only."""
    return [one for one in _all(of) if _touched(of, *one)]


def list_sections_to_check(of: Proposal, language: Language) -> Iterator[str]:
    """The passages that it changes in one language, by the file of the other."""
    found = list_one_sided_changes(of)
    if not found:
        return
    yield heading_line(summary_text("behind_title", language))
    yield summary_text("behind_lead", language)
    yield from _by_file(of, found, _own, language)


def list_earlier_lags(of: Proposal, language: Language) -> Iterator[str]:
    """What readers are told of on its pages already, and what it leaves as it was."""
    rest = [one for one in _all(of) if one[1].kind != "wording" and not _touched(of, *one)]
    if not rest:
        return
    yield heading_line(summary_text("earlier_title", language))
    yield summary_text("earlier_lead", language)
    yield from _by_file(of, rest, _earlier, language)


def docs_file(key: PageKey, side: Language) -> str:
    """A page's file below the project."""
    return f"docs/{key.file(side)}"


def headings(text: str) -> Mapping[str, tuple[str, int]]:
    """The words and the line of every heading that has an id, by it."""
    found: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines_of(text), 1):
        words, name = split_id(line) if line.startswith("##") else ("", None)
        if name:
            found[name] = (words.lstrip("# ").strip(), number)
    return found


def _all(of: Proposal) -> Iterator[Found]:
    """The lags of pages that are there in both languages; a missing page is a fault of its own."""
    for key in of.pages:
        if all(docs_file(key, side) in of.after.files for side in LANGUAGES):
            yield from ((key, lag) for lag in of.states.pages.get(key, ()))


def _touched(of: Proposal, key: PageKey, lag: Lag) -> bool:
    """Whether the proposal itself changes a passage, in either language."""
    return not lag.commit or any(
        _changed(*(_passage(version, key, side, lag.section) for version in (of.before, of.after)))
        for side in LANGUAGES
    )


def _passage(version: Version, key: PageKey, side: Language, section: str) -> Section | None:
    text = version.files.get(docs_file(key, side))
    return None if text is None else split_sections(text).get(section)


def _changed(old: Section | None, new: Section | None) -> bool:
    if old is None or new is None:
        return old is not new
    return change_weight(old, new) != "nothing"


def _by_file(of: Proposal, found: Sequence[Found], tell: Tell, language: Language) -> Iterator[str]:
    for path, lags in groupby(found[:MOST_ROWS], key=lambda one: docs_file(one[0], one[1].behind)):
        yield f"\n**{markdown_link(code_span(path), of.desk.line(path))}**\n"
        yield from (f"- {tell(of, *one, language)}" for one in lags)
    yield from say_remaining(len(found), language)


def _own(of: Proposal, key: PageKey, lag: Lag, language: Language) -> str:
    said = summary_text(f"{lag.kind}_{lag.behind}", language, name=_name(of, key, lag, language))
    if lag.kind == "missing":
        return said
    path = docs_file(key, lag.behind)
    line = headings(of.after.files[path]).get(lag.section, ("", 1))[1]
    place = markdown_link(summary_text("line", language, n=line), of.desk.line(path, line))
    return f"**{place}** {said}"


def _earlier(of: Proposal, key: PageKey, lag: Lag, language: Language) -> str:
    words = {"name": _name(of, key, lag, language), "day": _day(of, lag, language)}
    return summary_text(f"earlier_{lag.kind}_{lag.behind}", language, **words)


def _name(of: Proposal, key: PageKey, lag: Lag, language: Language) -> str:
    """A passage by its heading, in the reader's language where that has it."""
    if lag.section == HEAD_SECTION:
        return summary_text("head", language)
    ordered = sorted(LANGUAGES, key=lambda one: one == language)
    texts = [of.after.files.get(docs_file(key, one), "") for one in ordered]
    names = {section: name for text in texts for section, (name, _) in headings(text).items()}
    return escape_text(names.get(lag.section, lag.section))


def _day(of: Proposal, lag: Lag, language: Language) -> str:
    """When a passage changed, with a link to the change."""
    day = summary_text("on_day", language, day=format_date(lag.day, language)) if lag.day else ""
    return markdown_link(day or summary_text("earlier", language), of.desk.commit(lag.commit))


Key = tuple[str, ...]


HEADS = ("number", "period", "before", "now", "difference", "source")


def numbers(of: Proposal, language: Language) -> Iterator[str]:
    """Each value before and after, in words, with its place in the table."""
    if not of.numbers:
        return
    yield heading_line(summary_text("numbers_title", language))
    yield from table_head(*(summary_text(name, language) for name in HEADS))
    for key in of.numbers[:MOST_ROWS]:
        old, new = of.before.numbers.get(key), of.after.numbers.get(key)
        version = of.after if new else of.before
        name = markdown_link(
            escape_text(_indicator_name(version, key, language)),
            of.desk.line(TABLE, of.after.lines.get(key)),
        )
        cells = (_cell(version, key, one, language) for one in (old, new))
        source = escape_text(_source(version, (new or old or ("", "", ""))[2]))
        period = escape_text(_period(version, key[2], language))
        yield table_row(name, period, *cells, _difference(version, key, old, new, language), source)
    yield from say_remaining(len(of.numbers), language)


def _indicator_name(version: Version, key: Key, language: Language) -> str:
    """What a value is about, as far as the words for it are there: `Innovation, regioner`."""
    indicator, country, _, breakdown, category = key
    described = version.book.described(indicator)
    parts = [described.title[language] if described else indicator]
    if country != "DK":
        parts.append(country)
    if category != "all":
        groups = described.breakdowns if isinstance(described, Indicator) else {}
        labels = groups[breakdown].labels if breakdown in groups else {}
        parts.append(labels[category][language] if category in labels else category)
    return ", ".join(parts)


def _period(version: Version, edition: str, language: Language) -> str:
    known = version.book.editions.get(edition)
    return known.title[language] if known else edition


def _source(version: Version, key: str) -> str:
    known = version.book.sources.get(key)
    return f"{known.title} ({known.publisher})" if known else key


def _cell(version: Version, key: Key, cells: Number | None, language: Language) -> str:
    if cells is None:
        return "–"
    value, base, _ = cells
    share = _share(version, key)
    number = _float(value)
    if number is None:
        shown = escape_text(value)
    else:
        shown = format_percent(number, language) if share else format_number(number, language)
    answers = _float(base)
    counted = format_number(answers, language) if answers is not None else ""
    return f"**{shown}**" + (
        f" ({summary_text('answers', language, n=counted)})" if counted else ""
    )


def _difference(
    version: Version, key: Key, old: Number | None, new: Number | None, language: Language
) -> str:
    if old is None or new is None:
        return summary_text("new_number" if new else "gone_number", language)
    first, last = _float(old[0]), _float(new[0])
    if first is None or last is None:
        return "–"
    if first == last:
        return summary_text("same_number", language)
    apart = last - first
    sign = "+" if apart > 0 else ""
    digits = max(_digits(old[0]), _digits(new[0]))
    say_it = format_points if _share(version, key) else format_number
    return f"{sign}{say_it(round(apart, digits), language)}"


def _digits(text: str) -> int:
    return len(text.partition(".")[2])


def _share(version: Version, key: Key) -> bool:
    described = version.book.described(key[0])
    return described is not None and described.unit == "percent"


def _float(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def list_changed_indicators(of: Proposal, language: Language) -> Iterator[str]:
    """The indicators whose numbers or words changed, and the pages that use them."""
    if not of.indicators:
        return
    cited = cited_by(of.after.pages)
    yield heading_line(summary_text("figures_title", language))
    for name in of.indicators[:MOST_ROWS]:
        described = of.after.book.described(name) or of.before.book.described(name)
        title = escape_text(described.title[language] if described else name)
        used = [
            summary_text("quoted", language, name=escape_text(of.title(key, language)))
            for key in cited.get(name, ())
        ]
        where = (
            summary_text("used_on", language, pages=join_list(used, language))
            if used
            else summary_text("used_nowhere", language)
        )
        own = of.address(page_key(name), language) if name in of.after.book.indicators else ""
        shown = f" (`{own}`)" if own else ""
        yield f"- **{title}**{shown} {where}"
    yield from say_remaining(len(of.indicators), language)


STEPS = (25, 35, 45, 55)
"""Where LIX goes from very easy to easy, fair, hard and very hard (Björnsson)."""


def pages(of: Proposal, language: Language) -> Iterator[str]:
    """A small table a page: what is new in each language, and whether they agree."""
    if not of.pages:
        return
    yield heading_line(summary_text("pages_title", language))
    if of.states.unknown:
        yield f"{summary_text('no_history', language)}\n"
    for key in of.pages[:MOST_ROWS]:
        yield heading_line(escape_text(of.title(key, language)), 3)
        yield from table_head("", *(summary_text(name, language) for name in ("danish", "english")))
        yield _line(
            "changed", language, [_changed_page(of, key, one, language) for one in LANGUAGES]
        )
        yield _line("ease", language, [_ease(of, key, one, language) for one in LANGUAGES])
        if not of.faults:
            yield _line("address", language, [_preview(of, key, one) for one in LANGUAGES])
        yield from _moves(of, key, language)
    yield from say_remaining(len(of.pages), language)


def _line(name: str, language: Language, cells: list[str]) -> str:
    return table_row(f"**{summary_text(name, language)}**", *cells)


def _preview(of: Proposal, key: PageKey, side: Language) -> str:
    there = docs_file(key, side) in of.after.files
    return markdown_link(code_span(of.address(key, side)), of.desk.artefacts) if there else "–"


def _moves(of: Proposal, key: PageKey, language: Language) -> Iterator[str]:
    """That a page gets another address, and what becomes of the old one."""
    for side in LANGUAGES:
        if found := of.move(key, side):
            old, new = found
            named = key.name not in of.after.addresses.segments and side == "da"
            led = "led" if old in of.after.addresses.redirects else "slug" if named else "lost"
            words = {"old": old, "new": new, "slug": old.rstrip("/").rpartition("/")[2]}
            told = summary_text(f"moves_{side}", language, **words)
            yield f"\n{told} {summary_text(f'moves_{led}', language, **words)}"


def _changed_page(of: Proposal, key: PageKey, side: Language, language: Language) -> str:
    """What of one language of a page is new, by the words of its headings."""
    file = docs_file(key, side)
    old, new = of.before.files.get(file), of.after.files.get(file)
    if new is None:
        return f"**{summary_text('gone_page' if old else 'no_page', language)}**"
    if old is None:
        return markdown_link(summary_text("new_page", language), of.desk.line(file))
    if old == new:
        return summary_text("unchanged", language)
    found = list(_sections(old, new, language))
    return markdown_link(
        "; ".join(found) or summary_text("only_signs", language), of.desk.line(file)
    )


def _sections(old: str, new: str, language: Language) -> Iterator[str]:
    before, after = split_sections(old), split_sections(new)
    known = {**headings(old), **headings(new), HEAD_SECTION: (summary_text("head", language), 1)}
    for section in dict.fromkeys([*before, *after]):
        name = escape_text(known.get(section, (section, 1))[0])
        if section not in before or section not in after:
            there = "section_new" if section in after else "section_gone"
            yield summary_text(there, language, name=name)
        elif (what := change_weight(before[section], after[section])) != "nothing":
            yield summary_text(f"section_{what}", language, name=name)


def _ease(of: Proposal, key: PageKey, side: Language, language: Language) -> str:
    now = _lix(of.after, key, side)
    if now is None:
        return "–"
    was = _lix(of.before, key, side)
    step = summary_text(f"lix_{bisect(STEPS, round(now)) + 1}", language)
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
        part.append(element("h1", {}, summary_text("preview_title", language)))
        lead = "preview_lead" if keys else "preview_none"
        part.append(element("p", {}, summary_text(lead, language)))
        part.append(element("ul", {}, *(_item(of, key, language) for key in dict.fromkeys(keys))))
        body.append(part)
    title = element("title", {}, summary_text("preview_title", "da"))
    head = element("head", {}, element("meta", {"charset": "utf-8"}), title)
    return f"<!doctype html>\n{html(element('html', {'lang': 'da'}, head, body))}\n"


def _item(of: Proposal, key: PageKey, language: Language) -> Element:
    links: list[Element | str] = [f"{_title(of, key, language)}: "]
    for side, name in zip(LANGUAGES, ("danish", "english"), strict=True):
        links += [element("a", {"href": of.address(key, side)}, summary_text(name, language)), " "]
    return element("li", {}, *links)


def _title(of: Proposal, key: PageKey, language: Language) -> str:
    for name, indicator in of.after.book.indicators.items():
        if page_key(name) == key:
            return indicator.title[language]
    return of.title(key, language)


MOST_ROWS = 40


MARKDOWN_SIGNS = "\\`*_[]<>|#~$"


@cache
def summary_words() -> Mapping[str, Text]:
    """Every word of a summary, by its name in `summary.yml`."""
    text = Path(__file__).with_name("summary.yml").read_text(encoding="utf-8")
    return {str(name): Text(**both) for name, both in yaml.safe_load(text).items()}


def summary_text(name: str, language: Language, /, **filled: object) -> str:
    """One of them in a language, its places filled in."""
    return summary_words()[name][language].format(**filled)


def heading_line(text: str, level: int = 2) -> str:
    """A heading with the blank lines that Markdown asks for."""
    return f"\n{'#' * level} {text}\n"


def table_row(*cells: str) -> str:
    """A line of a table."""
    return f"| {' | '.join(cells)} |"


def table_head(*heads: str) -> Iterator[str]:
    """The first two lines of a table."""
    yield table_row(*heads)
    yield table_row(*("---" for _ in heads))


def markdown_link(text: str, address: str) -> str:
    """A link, or the words alone where there is no address."""
    return f"[{text}]({address})" if address else text


def code_span(text: str) -> str:
    """A name as it stands in a file."""
    return f"`{text.replace('`', '’')}`"


def say_remaining(total: int, language: Language) -> Iterator[str]:
    """How many of `total` were left out, if any."""
    if total > MOST_ROWS:
        yield "\n" + summary_text("more", language, n=total - MOST_ROWS)


def escape_text(text: str) -> str:
    """A text from a file, so that nothing in it is read as Markdown or HTML; `…` stays code."""
    line = " ".join(text.split())
    parts = line.split("`") if line.count("`") % 2 == 0 else [line]
    return "".join(f"`{part}`" if at % 2 else _escaped(part) for at, part in enumerate(parts))


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in MARKDOWN_SIGNS else sign for sign in text)
