"""Pages that move or go: their files, redirects, and every link and key that names them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from posixpath import dirname, normpath, relpath
from typing import get_args

from barometer.editors.templates import refused_name
from barometer.faults.report import Fault, make_fault, suggest_nearest
from barometer.faults.yaml_file import parse_yaml
from barometer.pages.addresses import ADDRESS_BOOK, PageKey, card_key, key_of_file
from barometer.pages.page import Ambition, Role, split_front
from barometer.pages.site import Site
from barometer.text import LANGUAGES, slug

Edits = Mapping[str, bytes | None]
"""The new content of files, by path below the project; None for one that goes."""

FIXED = frozenset(
    (
        "search",
        *(f"about/{one}" for one in ("accessibility", "contact", "glossary", "privacy")),
        *(f"barometer/{one}" for one in ("corrections", "method", "releases")),
        *("partners/data", "strategy/collaboration"),
        *(f"roles/{one}" for one in get_args(Role)),
        *(f"changes/{one}" for one in get_args(Ambition)),
    )
)
"""Pages that the code names, beside the front pages of folders: their files stay where they are."""

LINK = re.compile(
    r"\[(?P<words>(?:[^\[\]]|\[[^\]]*\])*)\]\((?![a-z]+:|#|/)(?P<to>[^)\s#]+)(?P<at>#[^)\s]*)?\)"
)
WORDS, NUMBERS = "data/words.yml", "data/other_numbers.yml"
BESIDE_WORDS = PageKey("barometer/index")
"""From where the links in `words.yml` are counted: they are shown on the pages of indicators."""


def key_of_name(name: str) -> PageKey:
    """The page that an editor names by its file or address in `docs/`, with endings or without."""
    plain = name.strip().strip("/").removeprefix("docs/")
    return key_of_file(f"{plain.removesuffix('.md').removesuffix('.en')}.md")[0]


def move_page(site: Site, old: str, new: str) -> Edits | Fault:
    """The files after a page has moved to `new`, or why it cannot."""
    key, to = key_of_name(old), key_of_name(new)
    to = PageKey("/".join(slug(part) for part in to.path.split("/")))
    problems = [*_refused(site, key), *refused_name(site.root, new, to.path)]
    if (to, "da") in site.pages:
        problems.append(make_fault("E101", f"docs/{to.file('da')}", None))
    return problems[0] if problems else _edits(site, key, to, gone=False)


def delete_page(site: Site, name: str) -> Edits | Fault:
    """The files after a page has gone: its addresses and links lead to the nearest page above."""
    key = key_of_name(name)
    above = dirname(key.path)
    while above and (PageKey(f"{above}/index"), "da") not in site.pages:
        above = dirname(above)
    refused = next(_refused(site, key), None)
    return refused or _edits(site, key, PageKey(f"{above}/index" if above else "index"), gone=True)


def _refused(site: Site, key: PageKey) -> Iterator[Fault]:
    shown = f"docs/{key.file('da')}"
    if not (site.root / shown).is_file():
        files = {one.path for one, language in site.pages if language == "da"}
        yield make_fault("E107", shown, None, near=suggest_nearest(key.path, files))
    elif key.path in FIXED or key.path.split("/")[-1] == "index" or key in site.slugs:
        yield make_fault("E107/fixed", shown, None)


def _edits(site: Site, old: PageKey, new: PageKey, *, gone: bool) -> Edits:
    edits: dict[str, bytes | None] = {f"docs/{old.file(one)}": None for one in LANGUAGES}
    for path in sorted({WORDS, *(page.path for page in site.pages.values())}):
        key = BESIDE_WORDS if path == WORDS else key_of_file(path.removeprefix("docs/"))[0]
        if not (site.root / path).is_file() or (gone and key == old):
            continue
        at = new if key == old else key
        before = (site.root / path).read_bytes().decode("utf-8")
        after = LINK.sub(partial(_link, key=key, at=at, old=old, new=new, gone=gone), before)
        after = _related(after, path, old, None if gone else new)
        name = f"docs/{at.file('en' if path.endswith('.en.md') else 'da')}" if at != key else path
        if (after, name) != (before, path):
            edits[name] = after.encode()
    for path, change in ((ADDRESS_BOOK, _redirected), (NUMBERS, _renumbered)):
        if (site.root / path).is_file():
            said = (site.root / path).read_bytes().decode("utf-8")
            edits[path] = change(site, said, old, new, gone=gone).encode()
    return edits


def _link(
    found: re.Match[str], *, key: PageKey, at: PageKey, old: PageKey, new: PageKey, gone: bool
) -> str:
    """A link of page `key` once that lies at `at`; one to a page that goes leads to `new`."""
    target = normpath(f"{dirname(key.path)}/{found['to']}")
    leads = target == old.file("da")
    if not leads and key == at:
        return found[0]
    if leads and gone and at == new:
        return found["words"]  # a link to the page on which it stands says nothing
    anchor = "" if leads and gone else found["at"] or ""
    way = relpath(new.file("da") if leads else target, dirname(at.path) or ".")
    return f"[{found['words']}]({way}{anchor})"


def _related(text: str, path: str, old: PageKey, new: PageKey | None) -> str:
    """The text with the name of a trend or guide in its head changed, or taken away."""
    front, _, _ = split_front(text) if path.endswith(".md") else (None, "", 0)
    file = parse_yaml(front or "", path, 2)
    field, name = old.section, old.path.partition("/")[2]
    names = file.value.get(field) if isinstance(file.value, dict) else None
    if field not in ("trends", "guides") or not isinstance(names, list) or name not in names:
        return text
    instead = [new.path.partition("/")[2]] if new and new.section == field else []
    left = [one for at in names for one in (instead if at == name else [str(at)])]
    first, lines = (file.line([field]) or 2) - 1, text.splitlines(keepends=True)
    last = max((file.line([field, at]) or 0) for at in range(len(names)))
    lines[first:last] = [f"{field}: [{', '.join(left)}]\n"] if left else []
    return "".join(lines)


def _redirected(site: Site, text: str, old: PageKey, new: PageKey, *, gone: bool) -> str:
    """The address book with every address that the page had, its card's too, leading on."""
    moved = {old: new, card_key(old): new if gone else card_key(new)}
    there = {(moved.get(key, key), one): page for (key, one), page in site.pages.items()}
    after = site if gone else replace(site, pages=there)
    leads = {
        site.address(key, one): after.address(moved[key], one)
        for key, one in site.pages
        if key in moved
    }
    spare = all(old.name not in key.path.split("/") for key, _ in there)
    lines, last = [], -1
    for line in text.splitlines():
        name, _, to = line.strip().partition(": ")
        target, mark, anchor = to.strip("\"'").partition("#")
        if name in leads.values() or (spare and line.startswith(f"  {old.name}: {{")):
            continue  # a page lies there now, or the word of an address has no page any more
        if name.endswith("/") and target in leads:
            line = f"  {name}: {leads[target]}{'' if gone else mark + anchor}"
        lines.append("redirects:" if name == "redirects" else line)
        if name.endswith("/") or name.startswith("redirects"):
            last = len(lines)
    added = [f"  {one}: {to}" for one, to in sorted(leads.items()) if one != to]
    if last < 0:
        lines, last = [*lines, "redirects:"], len(lines) + 1
    return "\n".join([*lines[:last], *added, *lines[last:]]) + "\n"


def _renumbered(_: Site, text: str, old: PageKey, new: PageKey, *, gone: bool) -> str:
    """The numbers that need no source, under the name of the page that has them now."""
    entry = rf"(?m)^- page: {re.escape(old.path)}(?=\s)"
    if gone:
        return re.sub(rf"{entry}.*\n(?:[ \t].*\n)*", "", text)
    return re.sub(entry, f"- page: {new.path}", text)
