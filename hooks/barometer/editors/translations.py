"""How far each translation follows its original, and the table of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter

from barometer.cache import FOLDER, Files, digest, load_or_make, write_file
from barometer.editors.git import (
    Commit,
    ask_git,
    read_blobs,
    read_commits,
    read_head,
    read_ignored,
)
from barometer.editors.templates import TEXT_FIELDS
from barometer.faults.report import differ_by_letter
from barometer.faults.yaml_file import parse_yaml
from barometer.html import render_template
from barometer.pages.addresses import PageKey, commit_address, key_of_file
from barometer.pages.document import split_id
from barometer.pages.page import split_front
from barometer.pages.site import Lag, LagKind, PageState, Section, Site, States
from barometer.text import LANGUAGES, Language, format_date, join_list, lines_of, other_language
from barometer.views.navigation import section_title

TRANSLATIONS_FILE = "data/translations.json"
HEAD_SECTION = ""
"""The section that stands for title, summary and the other texts of a page's head."""
FEW_WORDS = 3
"""As many words in a row may change, and the sentence still says the same in other words."""
MANY_WORDS = 12
"""As many words of a section may change."""
LONG_WORD = 5
"""Letters of a word in which one letter may be a typing error."""
TURNING_WORDS = frozenset((
    "ikke", "ingen", "intet", "aldrig", "hverken", "uden", "kun", "skal", "kan", "må", "bør",
    "not", "no", "none", "never", "nor", "without", "only", "must", "may", "can", "should",
))  # fmt: skip
"""Words that turn a sentence round, or make a duty of a choice."""

ChangeWeight = Literal["nothing", "wording", "meaning"]
Texts = Mapping[Language, str]
Sides = Mapping[Language, Mapping[str, Section]]
Lags = Mapping[str, Lag]


def translation_state(state: PageState) -> str:
    """Every page with its lags, or why they cannot be known."""
    site, words, states = state.site, state.words("translation"), state.site.translations
    pages = [
        {
            "title": (site.pages.get((key, state.language)) or site.pages[(key, "da")]).words.title,
            "address": state.to_root + site.address(key, state.language),
            "lags": [*_lag_words(state, key, lags)],
        }
        for key, lags in _by_path(states)
    ]
    same = sum(not page["lags"] for page in pages)
    return render_template(
        "editors/translations.html",
        words=words,
        reason=words.get(states.unknown),
        count=words["count"].format(same=same, all=len(pages)),
        pages=pages,
        file=state.to_root + TRANSLATIONS_FILE,
    )


def _lag_words(state: PageState, key: PageKey, lags: Sequence[Lag]) -> Iterator[dict[str, str]]:
    """The lags of a page in words, those of the same kind, language and commit together."""
    words = state.words("translation")
    ordered = sorted(
        lags, key=lambda lag: (lag.kind != "missing", lag.kind, lag.behind, lag.commit)
    )
    groups = groupby(ordered, key=lambda lag: (lag.kind, lag.behind, lag.commit, lag.day))
    for (kind, behind, commit, day), group in groups:
        since = words["since"].format(day=format_date(day, state.language)) if day else ""
        address = commit_address(commit)
        names = [section_title(state, lag.section, key) for lag in group]
        yield {
            "words": words[f"{kind}_{behind}"],
            "since": since if address else since or words["local"],
            "address": address,
            "names": join_list(names, state.language),
        }


def write_translation_state(site: Site, folder: Path) -> None:
    """The same as a file for programs."""
    states = site.translations
    told = {
        "known": not states.unknown,
        "reason": states.unknown,
        "pages": [_entry(site, key, lags) for key, lags in _by_path(states)],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    write_file(folder / TRANSLATIONS_FILE, text.encode())


def _by_path(states: States) -> list[tuple[PageKey, tuple[Lag, ...]]]:
    return sorted(states.pages.items(), key=lambda page: page[0].path)


def _entry(site: Site, key: PageKey, lags: Sequence[Lag]) -> dict[str, Any]:
    kinds = {lag.kind for lag in lags}
    return {
        "page": key.path,
        "state": "missing" if "missing" in kinds else "differs" if kinds else "same",
        "addresses": {side: site.url + site.address(key, side) for side in LANGUAGES},
        "sections": [
            {
                "section": lag.section,
                "behind": lag.behind,
                "kind": lag.kind,
                "since": lag.commit,
                "date": lag.day.isoformat() if lag.day else None,
            }
            for lag in lags
        ],
    }


@lru_cache(maxsize=2048)
def split_sections(text: str) -> Mapping[str, Section]:
    """The sections of a Markdown file by the ids of their headings, the head first."""
    body, entries = split_front(text.lstrip("\ufeff"))[1], split_head(text)
    head = "\n".join(str(entries[key]) for key in sorted(TEXT_FIELDS & entries.keys()))
    found = {HEAD_SECTION: [head]}
    name = HEAD_SECTION
    for line in lines_of(body):
        identifier = split_id(line)[1] if line.startswith("##") else None
        if identifier:
            name = identifier
        found.setdefault(name, []).append(line)
    return {name: Section("\n".join(lines).strip()) for name, lines in found.items()}


def split_head(text: str) -> Mapping[str, Any]:
    """The fields in the head of a Markdown file, by their names; none where it cannot be read."""
    value = parse_yaml(split_front(text.lstrip("\ufeff"))[0] or "", "").value
    return value if isinstance(value, dict) else {}


def change_weight(before: Section, after: Section) -> ChangeWeight:
    """What became of a section: typing and spelling weigh nothing, few words little."""
    if before.facts[:2] != after.facts[:2]:
        return "meaning"
    runs = _changed(before.words, after.words)
    changed = [word for run in runs for pair in run for word in pair]
    if not changed:
        return "nothing"
    large = max(map(len, runs)) > FEW_WORDS or sum(map(len, runs)) > MANY_WORDS
    if large or before.facts != after.facts or not TURNING_WORDS.isdisjoint(changed):
        return "meaning"
    return "wording"


def _changed(before: tuple[str, ...], after: tuple[str, ...]) -> list[list[tuple[str, str]]]:
    """Words in a row that were exchanged, taken out or put in; one letter is a typing error."""
    if before == after:
        return []
    found = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            run = zip_longest(before[i:j], after[k:m], fillvalue="")
            found.append([pair for pair in run if min(map(len, pair)) < LONG_WORD
                          or not differ_by_letter(*pair)])  # fmt: skip
    return [run for run in found if run]


def read_states(root: Path, last: str = "HEAD") -> States:
    """The state of every page: the history up to a commit, then all that came after as one step."""
    at = read_head(root)
    if at is None or at[1]:
        return States("shallow" if at else "history")
    past = _past(root, last, ask_git(root, "rev-parse", last).strip())
    pages, docs = {}, root / "docs"
    names = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    for key in dict.fromkeys(key_of_file(name)[0] for name in names):
        before, lags = past.get(key, ({}, {}))
        files = {language: docs / key.file(language) for language in LANGUAGES}
        after: Texts = {
            language: file.read_text("utf-8", errors="replace")
            for language, file in files.items()
            if file.is_file()
        }
        if after != before:
            lags = _step(lags, _sides(before), _sides(after), HERE)
        pages[key] = tuple(lags.values())
    return States(pages=pages)


HERE = Commit("", date.min)
"""The step from the last commit to the files as they lie here."""
PAST = TypeAdapter(list[tuple[PageKey, dict[Language, str], dict[str, Lag]]])
"""How the past of every page is kept: its texts in a commit, and its lags then."""


@lru_cache(maxsize=4)
def _past(root: Path, last: str, commit: str) -> Mapping[PageKey, tuple[Texts, Lags]]:
    """The texts of every page in a commit, and its lags, in the order of its sections."""
    ignored = read_ignored(root)

    def make() -> Files:
        past = [
            (key, texts, _step(lags, _sides(texts), _sides(texts), HERE))
            for key, (found, lags) in _replay(root, commit, ignored).items()
            for texts in ({one: found[one] for one in LANGUAGES if one in found},)
        ]
        return {"past": PAST.dump_json(past)}

    file = root / FOLDER / "translations" / digest([last])
    kept = load_or_make(file, "editors", (commit, sorted(ignored)), make)
    return {key: (texts, lags) for key, texts, lags in PAST.validate_json(kept["past"])}


def _sides(texts: Texts) -> Sides:
    return {language: split_sections(text) for language, text in texts.items()}


def _replay(root: Path, last: str, ignored: frozenset[str]) -> Mapping[PageKey, tuple[Texts, Lags]]:
    """The texts of every page in a commit, and its lags; a page that moved keeps its past."""
    steps = [*read_commits(root, last, ignored)]
    blobs = {change.blob for step in steps for change in step.changes}
    texts = read_blobs(root, sorted(blobs))
    past: dict[PageKey, tuple[Texts, Lags]] = {}
    for step in steps:
        touched: dict[PageKey, dict[Language, str]] = {}
        for change in step.changes:
            if not change.path.endswith(".md"):
                continue
            key, language = key_of_file(change.path.removeprefix("docs/"))
            old = key_of_file(change.moved_from.removeprefix("docs/"))[0]
            if old != key and old in past:
                past.setdefault(key, past.pop(old))
            after = touched.setdefault(key, dict(past[key][0]) if key in past else {})
            after[language] = texts.get(change.blob, "")
        for key, after in touched.items():
            before, lags = past.get(key, ({}, {}))
            if not step.silent:
                lags = _step(lags, _sides(before), _sides(after), step)
            past[key] = (after, lags)
    return past


def _step(lags: Lags, before: Sides, after: Sides, step: Commit) -> dict[str, Lag]:
    """The lags of a page after a step, by their sections."""
    found = {}
    for name in dict.fromkeys(name for sections in after.values() for name in sections):
        old = {side: before.get(side, {}).get(name) for side in LANGUAGES}
        new = {side: after.get(side, {}).get(name) for side in LANGUAGES}
        if lag := _section(name, lags.get(name), old, new, step):
            found[name] = lag
    return found


def _section(
    name: str,
    lag: Lag | None,
    old: Mapping[Language, Section | None],
    new: Mapping[Language, Section | None],
    step: Commit,
) -> Lag | None:
    lacking = next((one for one in LANGUAGES if new[one] is None), None)
    day = step.day if step.name else None
    if lacking:
        known = lag if lag and lag.kind == "missing" and lag.behind == lacking else None
        return known or Lag(name, lacking, "missing", step.name, day)
    moved = {one: _weight(old[one], new[one]) for one in LANGUAGES}
    leading = [one for one in LANGUAGES if moved[one] != "nothing"]
    if len(leading) != 1:
        return None if leading else lag
    lead = leading[0]
    behind = other_language(lead)
    if lag is None:
        kind: LagKind = "meaning" if moved[lead] == "meaning" else "wording"
        return Lag(name, behind, kind, step.name, day, old[lead])
    if lag.behind == lead:
        return None
    # its leading language changed again, perhaps back
    since = _weight(lag.agreed, new[lead]) if lag.agreed else "meaning"
    if since == "nothing":
        return None
    return replace(lag, kind="meaning" if since == "meaning" else "wording")


def _weight(old: Section | None, new: Section | None) -> str:
    if old is None or new is None or old == new:
        return "nothing" if old == new else "meaning"
    return change_weight(old, new)
