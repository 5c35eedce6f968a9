"""Checks of links, brackets and keys that a page names."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from posixpath import dirname, normpath, relpath
from urllib.parse import unquote, urlsplit

from barometer.data.model import EARLIER_HOSTS, Dataset
from barometer.faults.model_errors import read_model
from barometer.faults.report import (
    Fault,
    Word,
    ask_which,
    make_fault,
    nearest_names,
    suggest_nearest,
)
from barometer.pages.addresses import (
    ADDRESS_BOOK,
    ENGLISH_ROOT,
    AddressBook,
    PageKey,
    key_of_file,
    page_address,
)
from barometer.pages.document import Link, is_part
from barometer.pages.page import Page, Pages, SourcedFacts, TrendFacts, is_trend
from barometer.pages.parser import scheme_of
from barometer.text import WRITTEN, Text, leads_inside, other_language, slug


def check_brackets(page: Page, root: Path | None = None) -> Iterator[Fault]:
    """Brackets without an address, or with one that cannot be read."""
    for found in page.document.prose:
        for text in between(found.text, "[", "]"):
            if not text.strip() or text.upper() == "TOC" or f"[[{text}]]" in found.text:
                continue
            if any(f"[{text}]({one}:" in found.text for one in BOUND_SCHEMES):
                continue  # told where values and figures are checked
            _, opened, rest = found.text.partition(f"[{text}](")
            address, closed, _ = rest.partition(")")
            if opened and rest.startswith("mailto: "):
                yield page.fault_at(found.line, "P409/mailto", text=text)
            elif opened and closed and " " in address.strip():
                way = normpath(f"{dirname(page.path)}/{address}")
                there = root is not None and way.startswith("docs/") and (root / way).is_file()
                if not there:  # or its name is told of where it lies
                    yield page.fault_at(found.line, "P409/inside", address=address)
            elif opened and not closed:
                right = f"[{text}]({rest.split()[0] if rest.split() else ''})"
                yield page.fault_at(found.line, "P409/open", text=f"{text}](", right=right)
            elif f"[{text}] (" in found.text:
                yield page.fault_at(found.line, "P409/blank", text=text)
            elif text.startswith("^"):
                key = "_".join(text[1:].split())
                yield page.fault_at(found.line, "P409/note", text=text, key=key)
            elif text.strip().isdigit():
                yield page.fault_at(found.line, "P137", text=text)
            else:
                yield page.fault_at(found.line, "P409", text=text)
        _, note, rest = found.text.rpartition("[^")
        if note and "]" not in rest and rest[:1].isalpha():
            key = rest.split()[0].rstrip(".,;:")
            yield page.fault_at(found.line, "P409/open", text=f"^{key}", right=f"[^{key}]")
    yield from _slots(page)


def _slots(page: Page) -> Iterator[Fault]:
    """Parts of the site, `[[glossary]]`, with something else on their line or next to it."""
    for paragraph in page.document.paragraphs:
        alone = (
            paragraph.alone and len(paragraph.lines) == 1 and is_part(paragraph.lines[0].strip())
        )
        for line, text in enumerate(paragraph.lines, paragraph.line):
            name = next(between(text, "[[", "]]"), "").strip()
            if name and not alone:
                yield page.fault_at(line, "P410/alone", name=name)


def between(text: str, opening: str, closing: str) -> Iterator[str]:
    """What stands in each pair of signs."""
    for part in text.split(opening)[1:]:
        inside, mark, _ = part.partition(closing)
        if mark:
            yield inside


NEW_SOURCE = Text(
    da="Er den ny, så kopiér en blok dér, og giv den det navn.",
    en="If it is new, copy a block there and give it that name.",
)
MANY = 6
"""Links, both languages counted: fewer are slips of the pen, each told at its line."""


def check_missing_pages(root: Path, pages: Pages, made: Collection[str]) -> Mapping[str, Fault]:
    """One fault for each page that is not there though many links lead to it, by its file."""
    there = {*made, *(key.file("da") for key, _ in pages)}
    found: dict[str, list[str]] = defaultdict(list)
    for page in pages.values():
        for link in page.document.links:
            path = link.target.partition("#")[0]
            inside = path.endswith(".md") and not (scheme_of(path) or path.startswith("/"))
            target = target_of(page, path)
            if inside and not path.endswith(".en.md") and not target.startswith(".."):
                found[target].append(f"{page.path}:{link.line}")
    missing = {}
    for target, places in found.items():
        if target not in there and len(places) >= MANY and not (root / "docs" / target).is_file():
            words = {"name": PurePosixPath(target).name, "page": target.removesuffix(".md")}
            count, first, path = len(places), places[0], f"docs/{target}"
            missing[target] = make_fault("P115", path, None, count=count, first=first, **words)
    return missing


BOUND_SCHEMES = ("value", "chart", "other")
ALLOWED = {"https", "http", "mailto"}
PICTURES = frozenset((".png", ".jpg", ".jpeg", ".svg", ".webp", ".avif", ".gif", ".heic"))

NO_WORDS = frozenset(("billede", "foto", "image", "img", "picture", "photo", "skaermbillede",
                      "screenshot", "untitled", "dsc", "figur", "figure"))  # fmt: skip
"""What says no more than that there is a picture."""
VAGUE = re.compile(
    r"(?:klik|læs|se|hent|tryk|find)(?: det)?(?: mere)?(?: her)?|(?:det |mere )?her|mere"
    r"|(?:dette |det )?link(?:et)?|denne side"
    r"|(?:click|read|see|learn|find out|download)(?: it)?(?: more)?(?: on)?(?: here)?"
    r"|(?:more )?here|more|(?:this |the )?link|this page"
)
"""Words of a link that do not say where it leads, to those who hear only the links of a page."""
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
WEB = re.compile(r"[\w-]+(\.[\w-]+)*\.(dk|com|org|net|eu|no|se|fi|is|io|gov|uk)")


def check_links(
    page: Page, pages: Pages, root: Path, made: frozenset[str], gone: Collection[str]
) -> Iterator[Fault]:
    """The faults of a page's links and pictures, but for links to a page that is `gone`."""
    for link in page.document.links:
        scheme = scheme_of(link.target)
        if link.image and not link.decorative:
            yield from _described(page, link, scheme, pages)
        if not link.target:
            yield page.fault_at(link.line, "P407", text=link.text)
        elif scheme in BOUND_SCHEMES:
            continue
        elif link.target.startswith("\\") or leads_inside(link.target):
            yield page.fault_at(link.line, "P402/inside", target=link.target)
        elif not link.image and VAGUE.fullmatch(link.text.strip(" .:!…→»«‘’").casefold()):
            yield page.fault_at(link.line, "P407/words", text=link.text)
        elif scheme and "[" in link.target:
            yield page.fault_at(link.line, "P409/address", target=link.target)
        elif scheme and link.image:
            yield page.fault_at(link.line, "P411", target=link.target)
        elif scheme and scheme not in ALLOWED:
            yield page.fault_at(link.line, "P402", target=link.target)
        elif urlsplit(link.target).hostname in EARLIER_HOSTS:
            if not link.target.endswith(link.text):
                yield _own_address(page, link, pages, root)
        elif not scheme and target_of(page, link.target.partition("#")[0]) not in gone:
            yield from _internal(page, link, pages, root, made)


def _own_address(page: Page, link: Link, pages: Pages, root: Path) -> Fault:
    """A whole address on this very site, with the file of its page where there is one."""
    book, _ = read_model(root, ADDRESS_BOOK, AddressBook)
    parts = urlsplit(link.target)
    path = unquote(parts.path).strip("/").removesuffix("index.html").rstrip("/")
    way = f"{path}/" if path else ""
    for (key, language), one in pages.items():
        if book and not parts.fragment and page_address(key, language, book, one.slug) == way:
            ours = relpath(key.file("da"), PurePosixPath(page.key.path).parent)
            right = f"[{link.text}]({ours})"
            return page.fault_at(link.line, "P402/own", target=link.target, right=right)
    return page.fault_at(link.line, "P412", target=link.target, text=link.text)


def _internal(
    page: Page, link: Link, pages: Pages, root: Path, made: frozenset[str]
) -> Iterator[Fault]:
    path, _, anchor = link.target.partition("#")
    if path.startswith("/"):
        yield page.fault_at(link.line, "P404", target=link.target)
        return
    if path.endswith(".en.md"):
        instead = link.target.replace(".en.md", ".md")
        yield page.fault_at(link.line, "P405", target=link.target, instead=instead)
        return
    target = target_of(page, path)
    found = pages.get((key_of_file(target)[0], page.language)) if target.endswith(".md") else None
    if found:
        yield from _anchored(page, link, anchor, found, pages)
    elif target not in made and (target.startswith("..") or not (root / "docs" / target).is_file()):
        known = {key.file("da") for key, language in pages if language == page.language}
        yield _lost(page, link, target, {*known, *made}, root)


def _described(page: Page, link: Link, scheme: str, pages: Pages) -> Iterator[Fault]:
    """A picture says in words what it shows, not what its file is called."""
    text = link.text.strip()
    language = other_language(page.language)
    other = pages.get((page.key, language))
    links = other.document.links if other else ()
    twin = next((one.text for one in links if one.image and one.target == link.target), "")
    if not text and twin and scheme == "chart":
        said = {"theirs": WRITTEN[language], "ours": WRITTEN[page.language]}
        yield page.fault_at(link.line, "P403/twin", target=link.target, twin=twin, **said)
    elif not text:
        key = "P403/chart" if scheme == "chart" else "P403"
        yield page.fault_at(link.line, key, target=link.target)
    elif scheme not in BOUND_SCHEMES and _is_name(text, link.target):
        yield page.fault_at(link.line, "P403/name", text=text)


def _is_name(text: str, target: str) -> bool:
    """Whether the words are the name of a file, or say no more than that there is a picture."""
    plain = slug(text)
    stem = slug(PurePosixPath(target).stem)
    named = PurePosixPath(text).suffix.lower() in PICTURES or plain == stem
    return named or plain.rstrip("-0123456789") in NO_WORDS


def _lost(page: Page, link: Link, target: str, known: set[str], root: Path) -> Fault:
    """A target that is not there, with the way from this page to what is most like it."""
    if link.target.startswith("www.") or WEB.fullmatch(link.target.split("/")[0]):
        return page.fault_at(link.line, "P401/web", target=link.target)
    if MAIL.fullmatch(link.target):
        words = {"text": link.text, "target": link.target}
        return page.fault_at(link.line, "P401/mail", **words)
    if "@" in target or (link.image and not PurePosixPath(target).suffix):
        key = "P401/value" if "@" in target else "P401/chart"
        return page.fault_at(link.line, key, text=link.text, target=link.target)
    folder = PurePosixPath(page.key.path).parent
    if link.image:
        files = (root / "docs").rglob("*")
        there = {one.relative_to(root / "docs").as_posix() for one in files}
        known = {one for one in there if PurePosixPath(one).suffix in PICTURES}
    stem, bare = PurePosixPath(target).stem, target.removesuffix(".md")
    if way := _moved(bare, known, root):
        near = ask_which([relpath(way, folder)])
        return page.fault_at(link.line, "P401", target=link.target, near=near)
    likely = [one for one in (f"{bare}.md", f"{bare}/index.md") if one in known]
    close = likely or [
        one
        for one in nearest_names(target, known)
        if nearest_names(stem, [PurePosixPath(one).stem])
    ]
    ways = [relpath(one, folder) for one in close]
    if not ways:
        above = relpath(str(PurePosixPath(target).parent / "index.md"), folder)
        key = "P401/picture" if link.image else "P401/none"
        return page.fault_at(link.line, key, target=link.target, above=above)
    return page.fault_at(link.line, "P401", target=link.target, near=suggest_nearest(ways[0], ways))


def _moved(bare: str, known: set[str], root: Path) -> str:
    """The file and heading to which the address of an earlier page leads on; else nothing."""
    book, _ = read_model(root, ADDRESS_BOOK, AddressBook)
    old = f"{ENGLISH_ROOT}{bare.removesuffix('/index')}/"
    new = book.redirects.get(old, "").removeprefix(ENGLISH_ROOT) if book else ""
    place, mark, anchor = new.partition("#")
    files = (f"{place.rstrip('/')}.md", f"{place}index.md")
    return next((one + mark + anchor for one in files if new and one in known), "")


def target_of(page: Page, path: str) -> str:
    """The file below `docs/` that a path on a page leads to; the page itself for an empty one."""
    return beside(page.key, path) if path else page.key.file("da")


def beside(key: PageKey, path: str) -> str:
    """The file below `docs/` that a path leads to from the file of a page."""
    return normpath(str(PurePosixPath(key.path).parent / path))


def _anchored(page: Page, link: Link, anchor: str, target: Page, pages: Pages) -> Iterator[Fault]:
    """An anchor that is not there, unless its heading is what is told of."""
    known = target.document.anchors
    twin = pages.get((target.key, other_language(target.language)))
    theirs = {one.id for one in twin.document.headings} if twin else set()
    if anchor and anchor not in known | theirs and f"{{#{anchor}}}" not in target.body:
        words = {"page": target.path, "anchor": anchor}
        yield page.fault_at(link.line, "P406", near=suggest_nearest(anchor, known), **words)


INDICATOR = Text(da="indikator", en="indicator")
TREND = Text(da="trend", en="trend")
GUIDE = Text(da="guide", en="guide")
SOURCE = Text(da="kilde", en="source")
EDITION = Text(da="udgave", en="edition")


Missing = Callable[[], Mapping[str, tuple[str, str]]]
"""Asks which files are gone; each comes with its new path and its text."""


def check_keys(
    pages: Pages, dataset: Dataset, parts: Iterable[str], missing: Missing = dict
) -> Iterator[Fault]:
    """Every key of a page's text and head that nothing answers to; `parts` are the `[[slots]]`."""
    known = frozenset(parts)
    trends = {
        key.name: page.key for (key, at), page in pages.items() if at == "da" and is_trend(key)
    }
    paths = {key.path.removesuffix("/index"): key for key, _ in pages if key.section == "guides"}
    guides = {path.removeprefix("guides/"): key for path, key in paths.items()}
    for page in pages.values():
        yield from _text(page, dataset, known)
        yield from _relations(page, trends, guides, dataset, missing)


def _text(page: Page, dataset: Dataset, known: frozenset[str]) -> Iterator[Fault]:
    for key, line in page.document.notes:
        if key not in dataset.sources and key not in page.document.defined:
            # another source of the same publisher and year is alike, and is not the one meant
            close = nearest_names(key, dataset.sources, 0.85)
            near = ask_which(close) if close else NEW_SOURCE
            yield page.fault_at(line, "P408", key=key, near=near)
    for passage in page.document.passages:
        text = passage.text.strip()
        name = text[2:-2] if text.startswith("[[") and text.endswith("]]") else None
        if name is not None and name not in known:
            yield page.fault_at(
                passage.line(0), "P410", name=name, near=suggest_nearest(name, known)
            )


def _relations(
    page: Page,
    trends: Mapping[str, PageKey],
    guides: Mapping[str, PageKey],
    dataset: Dataset,
    missing: Missing,
) -> Iterator[Fault]:
    """Every key of a page's head that nothing answers to, a key of an entry by both names."""
    facts = page.facts
    named: list[tuple[str, Sequence[str | None], Text, Mapping[str, object]]] = []
    if facts:
        named += [("indicators", facts.indicators, INDICATOR, dataset.indicators)]
        named += [("trends", facts.trends, TREND, trends), ("guides", facts.guides, GUIDE, guides)]
    if isinstance(facts, SourcedFacts):
        named += [("sources", facts.sources, SOURCE, dataset.sources)]
    if isinstance(facts, TrendFacts) and (expected := facts.expectation):
        measures = {**dataset.indicators, **dataset.values}
        named += [("expectation.indicator", [expected.indicator], INDICATOR, measures)]
        named += [("expectation.from", [expected.from_], EDITION, dataset.editions)]
    if isinstance(facts, TrendFacts) and (forecast := facts.forecast):
        named += [("forecast.cycle", [forecast.cycle], SOURCE, dataset.sources)]
        named += [("forecast.decided_by", [forecast.decided_by], SOURCE, dataset.sources)]
    for field, names, what, known in named:
        for place, name in enumerate(names):
            if name is not None and name not in known:
                near = suggest_nearest(name, known)
                key, new = _fate(f"{field}/{name}", missing)
                words: dict[str, Word] = {"name": name, "what": what, "near": near, "new": new}
                yield page.fault(key, *field.split("."), place, field=field, **words)


def _fate(page: str, missing: Missing) -> tuple[str, str]:
    """The message for a named page that is not there, and its new name where it was renamed."""
    files = missing() if page.startswith(("trends/", "guides/")) else {}
    for ending in (".md", "/index.md"):
        if found := files.get(f"docs/{page}{ending}"):
            section, _, new = found[0].removeprefix("docs/").removesuffix(".md").partition("/")
            if new and page.startswith(f"{section}/"):
                return "P206/renamed", new.removesuffix("/index")
            return ("P206/moved", found[0]) if new else ("P206/gone", "")
    return "P206", ""
