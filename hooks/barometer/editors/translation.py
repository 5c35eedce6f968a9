"""How far each translation follows its original, section by section, as git remembers it.

A section lags when one language changed in a step of the main line that left the other's section
as it was, and the change was more than typing. It has caught up when the other changes too, or
when the first goes back to what it said. Either language may be the one that leads.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from barometer.content.addresses import PageKey, key_of
from barometer.editors.git import Commit, blobs, commits, head
from barometer.editors.passage import Passage, passages, weight
from barometer.editors.remembered import Kind, Lag, Remembered, Texts, remembered
from barometer.text import LANGUAGES, Language, other_language

Sections = Mapping[str, Passage]
Sides = Mapping[Language, Sections]


@dataclass(frozen=True)
class States:
    """The lags of every page; `unknown` says why there are none to tell: `history`, `shallow`."""

    unknown: str = ""
    pages: Mapping[PageKey, tuple[Lag, ...]] = field(default_factory=dict)

    def behind(self, key: PageKey, language: Language) -> tuple[Lag, ...]:
        """The sections in which a page says something else than its original, in meaning."""
        found = self.pages.get(key, ())
        return tuple(one for one in found if one.behind == language and one.kind == "meaning")


def read_states(root: Path) -> States:
    """The state of every page on this machine, its changes not yet committed included."""
    at = head(root)
    if at is None or at[1]:
        return States("shallow" if at else "history")
    pages = remembered(root, at[0], _committed)
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
    return list(dict.fromkeys(key_of(name)[0] for name in names))


def _on_disk(root: Path, key: PageKey) -> Mapping[Language, str]:
    files = {language: root / "docs" / key.file(language) for language in LANGUAGES}
    return {
        language: file.read_text("utf-8", errors="replace")
        for language, file in files.items()
        if file.is_file()
    }


def _sides(texts: Mapping[Language, str]) -> Sides:
    return {language: passages(text) for language, text in texts.items()}


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
    return key_of(path.removeprefix("docs/"))


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
    old: Mapping[Language, Passage | None],
    new: Mapping[Language, Passage | None],
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
        kind: Kind = "meaning" if moved[lead] == "meaning" else "wording"
        return Lag(name, behind, kind, step.name, day, old[lead])
    if lag.behind == lead:
        return None
    return _further(lag, new[lead])


def _weight(old: Passage | None, new: Passage | None) -> str:
    if old is None or new is None or old == new:
        return "nothing" if old == new else "meaning"
    return weight(old, new)


def _further(lag: Lag, now: Passage | None) -> Lag | None:
    """The lag of a section whose leading language changed again, perhaps back."""
    since = weight(lag.agreed, now) if lag.agreed and now else "meaning"
    if since == "nothing":
        return None
    return replace(lag, kind="meaning" if since == "meaning" else "wording")
