"""The summary of a proposal as Markdown, its preview page, and its figures before and after."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from barometer.charts.figure import FIGURE_FOLDER
from barometer.data.cells import ValueCells
from barometer.data.model import HOME_COUNTRY, TABLE, Indicator
from barometer.editors import translations
from barometer.editors.proposal import INDICATORS, Proposal, Version
from barometer.editors.templates import TEXT_FIELDS
from barometer.faults.report import TO_COPY, Fault
from barometer.faults.yaml_file import parse_yaml
from barometer.html import render_template
from barometer.pages.addresses import PageKey, page_key
from barometer.pages.document import split_id
from barometer.pages.site import Lag
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

MOST_ROWS = 40
"""Rows of a list; the rest is counted."""
SHOWN_BY_GITHUB = 10
"""How many faults of a step GitHub shows on their lines."""
MARKDOWN_SIGNS = "\\`*_[]<>|#~$"
ENTRY = ": - {"
"""Where a message ends in a line to copy into a file."""

Key = tuple[str, ...]


def compare_pictures(before: Path, after: Path, folder: Path) -> list[str]:
    """Copy the figures that differ into a folder, with a page that shows them; gives the names."""
    old, new = _pictures(before), _pictures(after)
    names = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    for side, pictures, site in (("before", old, before), ("after", new, after)):
        (folder / side).mkdir(parents=True, exist_ok=True)
        for name in pictures.keys() & names:
            shutil.copyfile(site / FIGURE_FOLDER / name, folder / side / name)
    sides = (("before", "før / before", old), ("after", "efter / after", new))
    page = render_template("editors/figures.html", names=names, sides=sides)
    (folder / "index.html").write_text(page, encoding="utf-8")
    return names


def _pictures(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (site / FIGURE_FOLDER).glob("*.png")}


@cache
def _words() -> Mapping[str, Text]:
    """Every word of a summary, by its name in `summary.yml`."""
    text = Path(__file__).with_name("summary.yml").read_text(encoding="utf-8")
    return {str(name): Text(**both) for name, both in yaml.safe_load(text).items()}


def _say(language: Language, name: str, /, **filled: object) -> str:
    return _words()[name][language].format(**filled)


def summary_markdown(of: Proposal) -> str:
    """The whole in Danish, and folded below it the whole in English."""
    danish, english = (_whole(of, language) for language in LANGUAGES)
    fold = f"<details><summary>{_say('en', 'other_language')}</summary>"
    return f"{danish}\n{fold}\n\n{english}\n</details>\n"


def _whole(of: Proposal, language: Language) -> str:
    own, earlier = _lags(of, language)
    data = changed_entries(of)
    counts = {
        "count_pages": len(of.pages),
        "count_numbers": len(of.numbers),
        "count_data": sum(max(1, len(entries)) for entries in data.values()),
        "count_false": len(of.false),
        "count_remember": len(of.reminders),
        "count_behind": _say(language, "unknown") if of.states.unknown else len(own),
        "count_advice": len(of.advice),
    }
    return render_template(
        "editors/summary.md",
        of=of,
        desk=of.desk,
        most=MOST_ROWS,
        shown_by_github=SHOWN_BY_GITHUB,
        table=TABLE,
        say=partial(_say, language),
        code=code_span,
        message=partial(_message, language=language),
        data_title=partial(_data_title, of, language=language),
        counts={name: count for name, count in counts.items() if count},
        other_faults=[fault for fault in of.faults if fault not in of.false],
        own_lags=own,
        earlier_lags=earlier,
        numbers=[_number(of, key, language) for key in of.numbers[:MOST_ROWS]],
        indicators=[*_indicators(of, language)],
        data=data,
        pages=[_page(of, key, language) for key in of.pages[:MOST_ROWS]],
    )


def code_span(text: str) -> str:
    """A name as it stands in a file."""
    return f"`{text.replace('`', '’')}`"


def escape_text(text: str) -> str:
    """A text from a file, so that nothing in it is read as Markdown or HTML; `…` stays code."""
    line = " ".join(text.split())
    parts = line.split("`") if line.count("`") % 2 == 0 else [line]
    escaped = {ord(sign): f"\\{sign}" for sign in MARKDOWN_SIGNS}
    return "".join(
        f"`{part}`" if at % 2 else part.translate(escaped) for at, part in enumerate(parts)
    )


def _message(fault: Fault, language: Language) -> dict[str, str]:
    """What a fault says, and the line to copy that its message may end in."""
    text, _, lines = fault.message[language].partition(TO_COPY)
    if lines:
        return {"text": escape_text(text.rstrip(".")), "entry": f"  {lines}"}
    text, mark, entry = fault.message[language].partition(ENTRY)
    return {"text": escape_text(text), "entry": f"{mark.lstrip(': ')}{entry}"}


def _lags(of: Proposal, language: Language) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The passages that it leaves behind in one language, and those whose meaning was so before."""
    own, earlier = [], []
    for key in of.pages:
        if all(docs_file(key, side) in of.after.files for side in LANGUAGES):
            for lag in of.states.pages.get(key, ()):
                if not lag.commit or _changes_section(of, key, lag.section):
                    own.append(_lag(of, key, lag, language, own=True))
                elif lag.kind != "wording":
                    earlier.append(_lag(of, key, lag, language, own=False))
    return own, earlier


def docs_file(key: PageKey, side: Language) -> str:
    """A page's file below the project."""
    return f"docs/{key.file(side)}"


def _changes_section(of: Proposal, key: PageKey, section: str) -> bool:
    """Whether the proposal itself changes a section, in either language."""
    for side in LANGUAGES:
        old, new = (one.files.get(docs_file(key, side), "") for one in (of.before, of.after))
        if any(name == section for name, _ in _changed_sections(old, new)):
            return True
    return False


def _changed_sections(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The sections of a page that are new, gone or changed, each with what became of it."""
    before, after = translations.split_sections(old), translations.split_sections(new)
    for name in {**before, **after}:
        change = "new" if name not in before else "gone" if name not in after else ""
        change = change or translations.change_weight(before[name], after[name])
        if change != "nothing":
            yield name, change


def _lag(of: Proposal, key: PageKey, lag: Lag, language: Language, *, own: bool) -> dict[str, Any]:
    """A passage that is behind: where it stands, or since when if others left it behind."""
    path = docs_file(key, lag.behind)
    line = headings(of.after.files[path]).get(lag.section, ("", 1))[1]
    day = _say(language, "on_day", day=format_date(lag.day, language)) if lag.day else ""
    return {
        "path": path,
        "line": line if own and lag.kind != "missing" else 0,
        "words": f"{'' if own else 'earlier_'}{lag.kind}_{lag.behind}",
        "name": _section_name(of, key, lag.section, language),
        "day": "" if own else day or _say(language, "earlier"),
        "commit": "" if own else lag.commit,
    }


def headings(text: str) -> Mapping[str, tuple[str, int]]:
    """The words and the line of every heading that has an id, by it."""
    found: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines_of(text), 1):
        words, name = split_id(line) if line.startswith("##") else ("", None)
        if name:
            found[name] = (words.lstrip("# ").strip(), number)
    return found


def _section_name(of: Proposal, key: PageKey, section: str, language: Language) -> str:
    """A section by its heading, in the reader's language where that has it."""
    if section == translations.HEAD_SECTION:
        return _say(language, "head")
    for side in sorted(LANGUAGES, key=lambda side: side != language):
        for version in (of.after, of.before):
            known = headings(version.files.get(docs_file(key, side), ""))
            if section in known:
                return escape_text(known[section][0])
    return escape_text(section)


def _number(of: Proposal, key: Key, language: Language) -> dict[str, Any]:
    """A value before and after, in words, with its place in the table."""
    old, new = of.before.numbers.get(key), of.after.numbers.get(key)
    version = of.after if new else of.before
    edition = version.book.editions.get(key[2])
    source_key = (new or old or ("", "", ""))[2]
    source = version.book.sources.get(source_key)
    described = version.book.described(key[0])
    share = described is not None and described.unit == "percent"
    return {
        "name": escape_text(_name_value(version, key, language)),
        "line": of.after.lines.get(key),
        "period": escape_text(edition.title[language] if edition else key[2]),
        "before": _cell(old, share, language),
        "now": _cell(new, share, language),
        "difference": _difference(old, new, share, language),
        "source": escape_text(f"{source.title} ({source.publisher})" if source else source_key),
    }


def _name_value(version: Version, key: Key, language: Language) -> str:
    """What a value is about, as far as the words for it are there: `Innovation, regioner`."""
    indicator, country, _, breakdown, category = key
    described = version.book.described(indicator)
    parts = [described.title[language] if described else indicator]
    if country != HOME_COUNTRY:
        parts.append(country)
    if category != "all":
        groups = described.breakdowns if isinstance(described, Indicator) else {}
        labels = groups[breakdown].labels if breakdown in groups else {}
        parts.append(labels[category][language] if category in labels else category)
    return ", ".join(parts)


def _cell(number: ValueCells | None, share: bool, language: Language) -> str:
    if number is None:
        return "–"
    value, base = (_float(text) for text in number[:2])
    shown = escape_text(number[0])
    if value is not None:
        shown = format_percent(value, language) if share else format_number(value, language)
    answers = "" if base is None else _say(language, "answers", n=format_number(base, language))
    return f"**{shown}**" + (f" ({answers})" if answers else "")


def _difference(
    old: ValueCells | None, new: ValueCells | None, share: bool, language: Language
) -> str:
    if old is None or new is None:
        return _say(language, "new_number" if new else "gone_number")
    first, last = _float(old[0]), _float(new[0])
    if first is None or last is None:
        return "–"
    if first == last:
        return _say(language, "same_number")
    digits = max(len(number[0].partition(".")[2]) for number in (old, new))
    written = (format_points if share else format_number)(round(last - first, digits), language)
    return f"+{written}" if last > first else written


def _float(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _indicators(of: Proposal, language: Language) -> Iterator[dict[str, str]]:
    """The indicators whose numbers or words changed, and the pages that use them."""
    cited = cited_by(of.after.pages) if of.indicators else {}
    for name in of.indicators[:MOST_ROWS]:
        described = of.after.book.described(name) or of.before.book.described(name)
        titles = [escape_text(of.title(key, language)) for key in cited.get(name, ())]
        own = name in of.after.book.indicators
        yield {
            "title": escape_text(described.title[language] if described else name),
            "address": of.address(page_key(name), language) if own else "",
            "pages": join_list([_say(language, "quoted", name=one) for one in titles], language),
        }


def changed_entries(of: Proposal) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The names of what is new, changed or gone in each file of data, the table apart."""
    found = {}
    for path in of.files:
        if path.startswith("data/") and any(path in one.files for one in (of.before, of.after)):
            old, new = (_entries(path, one.files.get(path, "")) for one in (of.before, of.after))
            found[path] = [*_changed_names(old, new)]
    return found


def _changed_names(
    old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """The entries of one of the two that are not so in the other, each with what became of it."""
    for name in {**old, **new}:
        if name not in old or name not in new or old[name] != new[name]:
            yield name, "gone" if name not in new else "changed" if name in old else "new"


def _entries(path: str, text: str) -> Mapping[str, object]:
    """The entries of a file by their names, or the lines of a list of words."""
    if path.endswith(".txt"):
        return dict.fromkeys(filter(None, map(str.strip, lines_of(text))))
    value = parse_yaml(text, path).value
    return {str(name): entry for name, entry in value.items()} if isinstance(value, dict) else {}


def _data_title(of: Proposal, path: str, language: Language) -> str:
    name = PurePosixPath(path).stem
    if path.startswith(INDICATORS):
        known = of.after.book.indicators.get(name) or of.before.book.indicators.get(name)
        return escape_text(known.title[language]) if known else code_span(path)
    key = f"file_{PurePosixPath(path).parent.name}_{name}"
    return _say(language, key) if key in _words() else code_span(path)


def _page(of: Proposal, key: PageKey, language: Language) -> dict[str, Any]:
    """What is new on a page in each language, and where it lies."""
    sides = [
        {
            "file": docs_file(key, side),
            "there": docs_file(key, side) in of.after.files,
            "changed": _page_change(of, key, side, language),
            "address": of.address(key, side),
        }
        for side in LANGUAGES
    ]
    title = escape_text(of.title(key, language))
    return {"title": title, "sides": sides, "moves": [*_moves(of, key, language)]}


def _page_change(of: Proposal, key: PageKey, side: Language, language: Language) -> str:
    """What of one language of a page is new, by the words of its headings."""
    old, new = (one.files.get(docs_file(key, side)) for one in (of.before, of.after))
    if new is None:
        return f"**{_say(language, 'gone_page' if old else 'no_page')}**"
    if old is None or old == new:
        return _say(language, "new_page" if old is None else "unchanged")
    found = [
        f"{code_span(name)}: {_say(language, f'data_{change}')}"
        for name, change in _changed_names(
            translations.split_head(old), translations.split_head(new)
        )
        if name not in TEXT_FIELDS
    ]
    for section, change in _changed_sections(old, new):
        name = _section_name(of, key, section, language)
        found.append(_say(language, f"section_{change}", name=name))
    return "; ".join(found) or _say(language, "only_signs")


def _moves(of: Proposal, key: PageKey, language: Language) -> Iterator[str]:
    """That a page gets another address, and what becomes of the old one."""
    for side in LANGUAGES:
        if found := of.move(key, side):
            old, new = found
            named = key.name not in of.after.addresses.segments and side == "da"
            led = "led" if old in of.after.addresses.redirects else "slug" if named else "lost"
            words = {"old": old, "new": new, "slug": old.rstrip("/").rpartition("/")[2]}
            moved = _say(language, f"moves_{side}", **words)
            yield f"{moved} {_say(language, f'moves_{led}', **words)}"


def preview_page(of: Proposal) -> str:
    """The page that lies in the preview and leads to every page that changed, in both languages."""
    indicators = {page_key(name): one for name, one in of.after.book.indicators.items()}
    made = [page_key(name) for name in of.indicators if name in of.after.book.indicators]
    keys = dict.fromkeys([*of.pages, *made])
    halves = [
        {
            "language": language,
            "title": _say(language, "preview_title"),
            "lead": _say(language, "preview_lead" if keys else "preview_none"),
            "pages": [
                {
                    "title": indicators[key].title[language]
                    if key in indicators
                    else of.title(key, language),
                    "links": [
                        (_say(language, name), of.address(key, side))
                        for side, name in zip(LANGUAGES, ("danish", "english"), strict=True)
                    ],
                }
                for key in keys
            ],
        }
        for language in LANGUAGES
    ]
    return render_template("editors/preview.html", halves=halves)
