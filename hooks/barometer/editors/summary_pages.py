"""The pages that a proposal changes: sections, addresses, ease, translations, and advice."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from barometer.content.addresses import PageKey, address
from barometer.content.page import Page
from barometer.editors.passage import HEAD, passages, weight
from barometer.editors.told import MOST, heading, more, plain
from barometer.editors.translation import Lag, States
from barometer.editors.versions import Version
from barometer.prose.ease import page_ease, running, sentences, words
from barometer.text import LANGUAGES, Language

LONG_SENTENCE = 25
WEIGHTS: Mapping[str, str] = {"wording": "ordlyd / wording", "meaning": "indhold / meaning"}
KINDS: Mapping[str, str] = {**WEIGHTS, "missing": "mangler / missing"}
NAMES: Mapping[Language, str] = {"da": "dansk / Danish", "en": "engelsk / English"}


def pages_told(before: Version, after: Version, states: States) -> Iterator[str]:
    names = sorted({*before.files, *after.files})
    changed = [one for one in names if before.files.get(one) != after.files.get(one)]
    keys = dict.fromkeys(_key(one) for one in changed if one.endswith(".md"))
    if not keys:
        return
    yield heading("Sider", "Pages")
    if states.unknown:
        yield "Historikken er ikke hel her, så oversættelsernes tilstand kan ikke ses. / "
        yield "The history is not whole here, so the state of translations cannot be known.\n"
    for key in list(keys)[:MOST]:
        yield f"- **`docs/{key.file('da')}`**"
        for language in LANGUAGES:
            yield from _page(key, language, before, after)
        for lag in states.pages.get(key, ()):
            yield f"  - {_lag(lag)}"
    yield from more(len(keys))


def _page(key: PageKey, language: Language, before: Version, after: Version) -> Iterator[str]:
    page, old = after.pages.get((key, language)), before.pages.get((key, language))
    danish = after.pages.get((key, "da"))
    file = f"docs/{key.file(language)}"
    if file not in after.files:
        yield f"  - {NAMES[language]}: mangler eller er slettet / missing or deleted"
        return
    where = address(key, language, after.book, danish.slug if danish else None)
    told = _changed(before.files.get(file), after.files[file])
    yield f"  - {NAMES[language]}: `{where}index.html`: {told}{_ease(old, page)}"


def _changed(old: str | None, new: str) -> str:
    if old is None:
        return "ny / new"
    if old == new:
        return "uændret / unchanged"
    before, after = passages(old), passages(new)
    found = []
    for name in dict.fromkeys([*before, *after]):
        shown = f"`#{name}`" if name != HEAD else "hovedet / the head"
        if name not in before or name not in after:
            found.append(f"{shown} ({'ny / new' if name in after else 'slettet / deleted'})")
        elif (what := weight(before[name], after[name])) != "nothing":
            found.append(f"{shown} ({WEIGHTS[what]})")
    return ", ".join(found) or "kun tegn og stavning / only signs and spelling"


def _ease(old: Page | None, page: Page | None) -> str:
    if page is None:
        return ""
    now = f"{page_ease(page).lix:.0f}"
    was = f"{page_ease(old).lix:.0f}" if old else now
    return f" · LIX {now}" if was == now else f" · LIX {was} → {now}"


def _lag(lag: Lag) -> str:
    shown = f"`#{lag.section}`" if lag.section else "hovedet / the head"
    since = f" ({lag.commit[:10]})" if lag.commit else ""
    return f"{NAMES[lag.behind]} er bagud / is behind: {shown}, {KINDS[lag.kind]}{since}"


def advice(root: Path, before: Version, after: Version) -> Iterator[str]:
    """Long sentences in what was changed, and texts of a template that still stand: no faults."""
    found = [*_leftovers(root, after), *_long(before, after)]
    if found:
        yield heading("Råd (ikke fejl)", "Advice (no faults)")
        yield from found[:MOST]
        yield from more(len(found))


def _leftovers(root: Path, after: Version) -> Iterator[str]:
    helps = {
        line.strip()
        for path in sorted((root / ".github/new").glob("*.md"))
        for line in path.read_text("utf-8").split("\n")
        if "Skriv" in line or "Write" in line
    }
    for name, text in after.files.items():
        for number, line in enumerate(text.split("\n"), 1) if name.startswith("docs/") else ():
            if line.strip() in helps:
                yield f"- `{name}:{number}` Skabelonens ord står her endnu. / Still the template."


def _long(before: Version, after: Version) -> Iterator[str]:
    for at, page in after.pages.items():
        if at in before.pages and before.pages[at].body == page.body:
            continue
        known = set(_said(before.pages[at])) if at in before.pages else set()
        for sentence in _said(page):
            count = len(words(sentence))
            if count > LONG_SENTENCE and sentence not in known:
                yield f"- `{page.path}` {count} ord / words: »{plain(sentence)[:90]}…«"


def _said(page: Page) -> Iterator[str]:
    for block in running(page):
        yield from sentences(block.own)


def _key(name: str) -> PageKey:
    path = name.removeprefix("docs/")
    return PageKey(path.removesuffix(".md").removesuffix(".en"))
