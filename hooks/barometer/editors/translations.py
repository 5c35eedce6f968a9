"""How far each translation follows its original, and the table of it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from xml.etree.ElementTree import Element

from pydantic import TypeAdapter

from barometer.cache import FOLDER, Files, load_or_make
from barometer.editors.git import IGNORED, Commit, blobs, commits, head
from barometer.faults.yaml_file import parse_yaml
from barometer.html import element, html
from barometer.pages.addresses import PageKey, commit_address, key_of_file
from barometer.pages.document import split_id
from barometer.pages.page import GuideWords, TrendWords, split_front
from barometer.pages.site import Lag, LagKind, Section, States
from barometer.text import LANGUAGES, Language, format_date, join_list, lines_of, other_language
from barometer.views.navigation import _board_words, section_title

if TYPE_CHECKING:
    from barometer.pages.site import PageState, Site


TRANSLATIONS_FILE = "data/translations.json"


def translation_state(state: "PageState") -> str:
    """Every page with its lags, or why they cannot be known."""
    site, words = state.site, _board_words(state)
    states = site.translations
    files = element("p", {}, _link(state.to_root + TRANSLATIONS_FILE, f"{words['files']} (JSON)"))
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


def write_translation_state(site: "Site", folder: Path) -> None:
    """The same as a file for programs."""
    states = site.translations
    told = {
        "known": not states.unknown,
        "reason": states.unknown,
        "pages": [_entry(site, key, states.pages[key]) for key in _pages(site)],
    }
    file = folder / TRANSLATIONS_FILE
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
    site, words = state.site, _board_words(state)
    page = site.pages.get((key, state.language)) or site.pages[(key, "da")]
    link = _link(state.to_root + site.address(key, state.language), page.words.title)
    told = element("td", {}, *_told(state, key, lags)) if lags else element("td", {}, words["same"])
    return element("tr", {}, element("th", {"scope": "row"}, link), told)


def _told(state: "PageState", key: PageKey, lags: Sequence[Lag]) -> Iterator[Element | str]:
    words = _board_words(state)
    ordered = sorted(
        lags, key=lambda one: (one.kind != "missing", one.kind, one.behind, one.commit)
    )
    groups = groupby(ordered, key=lambda one: (one.kind, one.behind, one.commit, one.day))
    for at, ((kind, behind, commit, day), found) in enumerate(groups):
        if at:
            yield element("br")
        yield f"{words[f'{kind}_{behind}']} ("
        since = words["since"].format(day=format_date(day, state.language)) if day else ""
        address = commit_address(commit)
        yield _link(address, since) if address else since or words["local"]
        names = [section_title(state, one.section, key) for one in found]
        yield f"): {join_list(names, state.language)}"


def _link(address: str, words: str) -> Element:
    return element("a", {"href": address}, words)


ChangeWeight = Literal["nothing", "wording", "meaning"]


HEAD_SECTION = ""
"""The section that stands for title, summary and the other texts of a page's head."""


FEW_WORDS = 3
"""As many words in a row may change, and the sentence still says the same in other words."""


MANY_WORDS = 12
"""As many words of a section may change."""


LONG_WORD = 5


TEXT_FIELDS = {*TrendWords.model_fields, *GuideWords.model_fields}


DANISH_TURNS = (
    "ikke",
    "ingen",
    "intet",
    "aldrig",
    "hverken",
    "uden",
    "kun",
    "skal",
    "kan",
    "må",
    "bør",
)


ENGLISH_TURNS = (
    "not",
    "no",
    "none",
    "never",
    "nor",
    "without",
    "only",
    "must",
    "may",
    "can",
    "should",
)


TURNING_WORDS = frozenset((*DANISH_TURNS, *ENGLISH_TURNS))
"""Words that turn a sentence round, or make a duty of a choice."""


@lru_cache(maxsize=2048)
def split_sections(text: str) -> Mapping[str, Section]:
    """The sections of a Markdown file by the ids of their headings, the head first."""
    front, body, _ = split_front(text.lstrip("\ufeff"))
    found = {HEAD_SECTION: [_head(front or "")]}
    name = HEAD_SECTION
    for line in lines_of(body):
        identifier = split_id(line)[1] if line.startswith("##") else None
        if identifier:
            name = identifier
        found.setdefault(name, []).append(line)
    return {name: Section("\n".join(lines).strip()) for name, lines in found.items()}


def _head(front: str) -> str:
    value = parse_yaml(front, "").value
    entries = value if isinstance(value, dict) else {}
    return "\n".join(str(entries[key]) for key in sorted(TEXT_FIELDS & entries.keys()))


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
            found.append([pair for pair in run if not _spelt(*pair)])
    return [run for run in found if run]


def _spelt(old: str, new: str) -> bool:
    """Whether two words differ by one letter at most, as a typing error does."""
    if min(len(old), len(new)) < LONG_WORD or abs(len(old) - len(new)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if start is None:
        return True
    return old[start + 1 :] in {new[start + 1 :], new[start:]} or old[start:] == new[start + 1 :]


HISTORY = FOLDER / "history"


Texts = dict[Language, str]


@dataclass(frozen=True)
class Remembered:
    """A page as last committed: its texts, its lags, and the lags of files just like these."""

    texts: Texts = field(default_factory=dict)
    lags: Mapping[str, Lag] = field(default_factory=dict)
    settled: tuple[Lag, ...] | None = None


RememberedPages = dict[PageKey, Remembered]


def read_history(
    root: Path, commit: str, read: Callable[[Path], RememberedPages]
) -> RememberedPages:
    """What `read` says of the history up to a commit, as kept or read anew."""
    ignored = root / IGNORED
    listed = ignored.read_text("utf-8", "replace") if ignored.is_file() else ""

    def make() -> Files:
        by_path = {key.path: page for key, page in read(root).items()}
        return {"pages": _ADAPTER.dump_json(by_path)}

    found = load_or_make(root / HISTORY, "editors", (commit, listed), make)
    by_path = _ADAPTER.validate_json(found["pages"])
    return {PageKey(path): page for path, page in by_path.items()}


_ADAPTER = TypeAdapter(dict[str, Remembered])


Sections = Mapping[str, Section]


Sides = Mapping[Language, Sections]


def read_states(root: Path) -> States:
    """The state of every page on this machine, its changes not yet committed included."""
    at = head(root)
    if at is None or at[1]:
        return States("shallow" if at else "history")
    pages = read_history(root, at[0], _committed)
    return States(pages={key: _now(root, key, pages.get(key, Remembered())) for key in _keys(root)})


def states_after(
    root: Path, base: str, before: Mapping[str, str], after: Mapping[str, str]
) -> States:
    """The state of every page after all that a proposal changes since `base`, taken as one step."""
    at = head(root)
    if at is None or at[1]:
        return States("shallow" if at else "history")
    pages = _committed(root, base)
    lags = {key: pages.get(key, Remembered()).lags for key in _keys(root)}
    sides = {key: [_sides(_of(files, key)) for files in (before, after)] for key in lags}
    return States(pages={key: _settled(found, *sides[key]) for key, found in lags.items()})


def _of(files: Mapping[str, str], key: PageKey) -> Mapping[Language, str]:
    names = {language: f"docs/{key.file(language)}" for language in LANGUAGES}
    return {language: files[name] for language, name in names.items() if name in files}


def _now(root: Path, key: PageKey, page: Remembered) -> tuple[Lag, ...]:
    """The lags of a page on disk; one that is as it was committed need not be looked into."""
    texts = _on_disk(root, key)
    if page.settled is not None and texts == page.texts:
        return page.settled
    return _settled(page.lags, _sides(page.texts), _sides(texts))


def _settled(lags: Mapping[str, Lag], before: Sides, after: Sides) -> tuple[Lag, ...]:
    """The lags of a page after what is not committed yet, in reading order."""
    step = _step(lags, before, after, Commit("", date.min, ()))
    order = [*after.get("da", {}), *after.get("en", {})]
    return tuple(sorted(step.values(), key=lambda one: order.index(one.section)))


def _keys(root: Path) -> list[PageKey]:
    docs = root / "docs"
    names = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    return list(dict.fromkeys(key_of_file(name)[0] for name in names))


def _on_disk(root: Path, key: PageKey) -> Mapping[Language, str]:
    files = {language: root / "docs" / key.file(language) for language in LANGUAGES}
    return {
        language: file.read_text("utf-8", errors="replace")
        for language, file in files.items()
        if file.is_file()
    }


def _sides(texts: Mapping[Language, str]) -> Sides:
    return {language: split_sections(text) for language, text in texts.items()}


def _committed(root: Path, last: str = "HEAD") -> dict[PageKey, Remembered]:
    """Every page as last committed, and its lags."""
    steps = list(commits(root, last))
    changes = [one for step in steps for one in step.changes]
    texts = blobs(root, sorted({one.after[1] for one in changes if one.after}))
    pages: dict[PageKey, Texts] = {}
    lags: dict[PageKey, dict[str, Lag]] = {}
    for step in steps:
        for key, (before, after) in _touched(pages, lags, step, texts).items():
            pages[key] = after
            if not step.silent:
                lags[key] = _step(lags.get(key, {}), _sides(before), _sides(after), step)
    return {
        key: Remembered(text, lags.get(key, {}), _settled(lags.get(key, {}), side, side))
        for key, text in pages.items()
        for side in (_sides(text),)
    }


def _touched(
    pages: dict[PageKey, Texts],
    lags: dict[PageKey, dict[str, Lag]],
    step: Commit,
    read: Mapping[str, str],
) -> dict[PageKey, tuple[Texts, Texts]]:
    """The pages that a step changed, before and after it; a page that moved keeps its past."""
    found: dict[PageKey, tuple[Texts, Texts]] = {}
    for change in step.changes:
        if change.after is None or not change.after[0].endswith(".md"):
            continue
        key, language = _key(change.after[0])
        if change.before and (old := _key(change.before[0])[0]) != key and old in pages:
            pages.setdefault(key, pages.pop(old))
            lags.setdefault(key, lags.pop(old, {}))
        before = found[key][0] if key in found else pages.get(key, {})
        after = dict(found[key][1] if key in found else before)
        after[language] = read.get(change.after[1], "")
        found[key] = (before, after)
    return found


def _key(path: str) -> tuple[PageKey, Language]:
    return key_of_file(path.removeprefix("docs/"))


def _step(lags: Mapping[str, Lag], before: Sides, after: Sides, step: Commit) -> dict[str, Lag]:
    """The lags of a page after a step."""
    return {
        one.section: one
        for one in _each(lags, before, after, step)
        if any(one.section in sections for sections in after.values())
    }


def _each(lags: Mapping[str, Lag], before: Sides, after: Sides, step: Commit) -> Iterator[Lag]:
    names = dict.fromkeys(name for sections in after.values() for name in sections)
    for name in names:
        old = {one: before.get(one, {}).get(name) for one in LANGUAGES}
        new = {one: after.get(one, {}).get(name) for one in LANGUAGES}
        lag = _section(name, lags.get(name), old, new, step)
        if lag:
            yield lag


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
    return _further(lag, new[lead])


def _weight(old: Section | None, new: Section | None) -> str:
    if old is None or new is None or old == new:
        return "nothing" if old == new else "meaning"
    return change_weight(old, new)


def _further(lag: Lag, now: Section | None) -> Lag | None:
    """The lag of a section whose leading language changed again, perhaps back."""
    since = change_weight(lag.agreed, now) if lag.agreed and now else "meaning"
    if since == "nothing":
        return None
    return replace(lag, kind="meaning" if since == "meaning" else "wording")
