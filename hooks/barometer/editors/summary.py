"""The summary of a proposal as Markdown: faults, data, and figures side by side."""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from barometer.charts.figure import FIGURE_FOLDER
from barometer.editors.changes import (
    MOST_ROWS,
    code_span,
    escape_text,
    heading_line,
    list_changed_indicators,
    list_earlier_lags,
    list_one_sided_changes,
    list_sections_to_check,
    markdown_link,
    numbers,
    pages,
    say_remaining,
    summary_text,
    summary_words,
    table_head,
    table_row,
)
from barometer.editors.proposal import (
    INDICATOR_FOLDER,
    Change,
    NamedEntry,
    Proposal,
    changes,
    owners_of,
    read_proposal,
    team,
)
from barometer.faults.report import Fault, Findings
from barometer.html import render_element, tag
from barometer.text import Language

PICTURES = "*.png"


def changed(before: Path, after: Path) -> list[str]:
    """The names of figures' pictures that are new, gone, or of other bytes."""
    old, new = _pictures(before), _pictures(after)
    return sorted(
        name
        for name in old.keys() | new.keys()
        if name not in old or name not in new or old[name].read_bytes() != new[name].read_bytes()
    )


def compare_pictures(before: Path, after: Path, folder: Path) -> list[str]:
    """Copy what has changed into the folder, with a page that shows it; gives the names."""
    names = changed(before, after)
    for side, site in (("before", before), ("after", after)):
        (folder / side).mkdir(parents=True, exist_ok=True)
        for name, path in _pictures(site).items():
            if name in names:
                shutil.copyfile(path, folder / side / name)
    (folder / "index.html").write_text(_page(names, folder), encoding="utf-8")
    return names


def _pictures(site: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted((site / FIGURE_FOLDER).glob(PICTURES))}


def _page(names: Sequence[str], folder: Path) -> str:
    body = tag("body", tag("h1", f"{len(names)} ændrede figurer / changed figures"))
    for name in names:
        body.append(tag("h2", name))
        body.extend(_sides(name, folder))
    head = tag("head", tag("meta", charset="utf-8"), tag("title", "Figurer / Figures"))
    return f"<!doctype html>{render_element(tag('html', head, body, lang='da'))}"


def _sides(name: str, folder: Path) -> Iterator[Element]:
    for side, words in (("before", "før / before"), ("after", "efter / after")):
        if (folder / side / name).exists():
            yield tag("p", words)
            yield tag("img", src=f"{side}/{name}", alt=f"{name}, {words}", width="728")
        else:
            yield tag("p", f"{words}: –")


def compare_main(arguments: Sequence[str]) -> int:
    """Compare two sites and tell which figures have changed."""
    before, after, folder = map(Path, arguments)
    names = compare_pictures(before, after, folder)
    print("\n".join(names) or "Ingen figurer er ændret. (No figure has changed.)")
    return 0


if __name__ == "__main__":
    sys.exit(compare_main(sys.argv[1:]))


SHOWN_BY_GITHUB = 10
"""How many faults of a step GitHub shows on their lines."""


def write_summary(root: Path, base: str, found: Findings) -> str | None:
    """The page; None where git does not know `base`. `found` is what is wrong as it stands."""
    proposal = read_proposal(root, base, found)
    return None if proposal is None else summary_markdown(proposal)


def summary_markdown(proposal: Proposal) -> str:
    """The whole in Danish, and folded below it the whole in English."""
    danish, english = ("\n".join(_whole(proposal, one)) for one in ("da", "en"))
    fold = f"<details><summary>{summary_text('other_language', 'en')}</summary>\n"
    return "\n".join([danish, "", fold, english, "", "</details>"]) + "\n"


def _whole(of: Proposal, language: Language) -> Iterator[str]:
    yield heading_line(summary_text("title", language), 1)
    yield from _verdict(of, language)
    if not (of.files or of.numbers):
        yield summary_text("nothing", language)
        return
    yield from _counts(of, language)
    yield from faults(of, language)
    yield from false_sentences(of, language)
    yield from reminders(of, language)
    yield from list_sections_to_check(of, language)
    yield from _previews(of, language)
    yield from numbers(of, language)
    yield from list_changed_indicators(of, language)
    yield from list_data_changes(of, language)
    yield from pages(of, language)
    yield from list_earlier_lags(of, language)
    yield from list_advice(of, language)
    yield from _owners(of, language)


def _verdict(of: Proposal, language: Language) -> Iterator[str]:
    count = len(of.faults)
    if not count:
        yield f"✅ {summary_text('good', language)}\n"
        return
    yield f"❌ {summary_text('wrong_one' if count == 1 else 'wrong_many', language, n=count)}\n"
    yield f"{summary_text('repair', language)}\n"
    if count > SHOWN_BY_GITHUB:
        yield f"{summary_text('ten', language)}\n"


def _counts(of: Proposal, language: Language) -> Iterator[str]:
    counts = {
        "count_pages": len(of.pages),
        "count_numbers": len(of.numbers),
        "count_data": sum(map(len, changed_data(of).values())),
        "count_false": len(of.false),
        "count_remember": len(of.reminders),
        "count_behind": summary_text("unknown", language)
        if of.states.unknown
        else len(list_one_sided_changes(of)),
        "count_advice": len(of.advice),
    }
    some = {name: count for name, count in counts.items() if count}
    if some:
        yield from table_head(summary_text("what", language), summary_text("count", language))
    for name, count in some.items():
        yield table_row(summary_text(name, language), str(count))


def _previews(of: Proposal, language: Language) -> Iterator[str]:
    """Where the built pages and figures lie; nothing is built while there are faults."""
    shown = {"preview": of.pages or of.indicators, "figures": of.indicators}
    if any(shown.values()):
        yield heading_line(summary_text("see", language))
    if of.faults:
        yield summary_text("no_preview", language)
        return
    for name in (name for name, changed in shown.items() if changed):
        fetched = markdown_link(summary_text(f"artefact_{name}", language), of.desk.artefacts)
        yield f"- {summary_text(name, language, link=fetched)}"


def _owners(of: Proposal, language: Language) -> Iterator[str]:
    teams: dict[tuple[str, ...], list[str]] = {}
    for name in of.files:
        found = tuple(team(one) for one in owners_of(of.owners, name))
        if found:
            teams.setdefault(found, []).append(name)
    if not teams:
        return
    yield heading_line(summary_text("owners_title", language))
    yield f"{summary_text('owners_lead', language)}\n"
    for found, names in sorted(teams.items()):
        either = f" {summary_text('or', language)} ".join(_team(one, language) for one in found)
        yield f"- **{either}**: {', '.join(map(code_span, names))}"


def _team(name: str, language: Language) -> str:
    known = f"team_{name}"
    return summary_text(known, language) if known in summary_words() else name


DATA = "data/"


def changed_data(of: Proposal) -> Mapping[str, list[tuple[Change, NamedEntry]]]:
    """What is new, changed or gone in each file of data but the table, which has its own."""
    files = (of.before.files, of.after.files)
    found = {
        path: changes(path, *(one.get(path, "") for one in files))
        for path in of.files
        if path.startswith(DATA) and any(path in one for one in files)
    }
    return {path: some for path, some in found.items() if some}


def list_data_changes(of: Proposal, language: Language) -> Iterator[str]:
    """A line a file: `Ordlisten: nulpunkt (nyt)`."""
    found = changed_data(of)
    if not found:
        return
    yield heading_line(summary_text("data_title", language))
    for path, some in found.items():
        told = [_told(of, path, *one, language) for one in some[:MOST_ROWS]]
        left = (
            f" {summary_text('more', language, n=len(some) - MOST_ROWS)}"
            if len(some) > MOST_ROWS
            else ""
        )
        title = markdown_link(_title(of, path, language), of.desk.line(path))
        yield f"- **{title}**: {', '.join(told)}{left}"


def _told(of: Proposal, path: str, change: Change, entry: NamedEntry, language: Language) -> str:
    called = escape_text(entry.called(language)) or code_span(entry.name)
    shown = called if change == "gone" else markdown_link(called, of.desk.line(path, entry.line))
    return f"{shown} ({summary_text(f'data_{change}', language)})"


def _title(of: Proposal, path: str, language: Language) -> str:
    name = PurePosixPath(path).stem
    if path.startswith(INDICATOR_FOLDER):
        known = of.after.book.indicators.get(name) or of.before.book.indicators.get(name)
        return escape_text(known.title[language]) if known else code_span(path)
    key = f"file_{PurePosixPath(path).parent.name}_{name}"
    return summary_text(key, language) if key in summary_words() else code_span(path)


ENTRY = ": - {"
"""Where a message ends in a line to copy into a file."""


def false_sentences(of: Proposal, language: Language) -> Iterator[str]:
    """The sentences that the numbers no longer bear out."""
    if of.false:
        yield heading_line(summary_text("false_title", language))
        yield summary_text("false_lead", language)
        yield from _listed(of, of.false, language)


def faults(of: Proposal, language: Language) -> Iterator[str]:
    """Every other fault."""
    rest = [one for one in of.faults if one not in of.false]
    if rest:
        yield heading_line(summary_text("faults_title", language))
        yield from _listed(of, rest, language)


def reminders(of: Proposal, language: Language) -> Iterator[str]:
    """What stops nothing, but somebody must do."""
    if of.reminders:
        yield heading_line(summary_text("remember_title", language))
        yield summary_text("remember_lead", language)
        yield from _listed(of, of.reminders, language)


def list_advice(of: Proposal, language: Language) -> Iterator[str]:
    """What is to be said of the language, which stops nothing."""
    if of.advice:
        yield heading_line(summary_text("advice_title", language))
        yield summary_text("advice_lead", language)
        yield from _listed(of, of.advice, language)


def _listed(of: Proposal, problems: Sequence[Fault], language: Language) -> Iterator[str]:
    for path, found in groupby(problems[:MOST_ROWS], key=lambda one: one.path):
        yield f"\n**{markdown_link(code_span(path), of.desk.line(path))}**\n"
        for one in found:
            yield from _told_fault(of, one, language)
    yield from say_remaining(len(problems), language)


def _told_fault(of: Proposal, one: Fault, language: Language) -> Iterator[str]:
    where = (
        summary_text("line", language, n=one.line)
        if one.line
        else summary_text("whole_file", language)
    )
    said, mark, entry = one.message[language].partition(ENTRY)
    help_page = markdown_link(summary_text("help", language, code=one.code), of.desk.help(one.code))
    place = markdown_link(where, of.desk.line(one.path, one.line))
    if not mark:
        yield f"- **{place}** {escape_text(said)} ({help_page})"
        return
    line = f"  ```yaml\n  {mark.lstrip(': ')}{entry}\n  ```"
    yield f"- **{place}** {escape_text(said)}:\n\n{line}\n\n  ({help_page})"
