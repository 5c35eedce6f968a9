"""Addresses that stay: redirects, lost ones, links to others."""

import os
import re
import time
from collections.abc import Collection, Container, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from barometer.cache import write_file
from barometer.data.model import Dataset
from barometer.editors.git import missing_files
from barometer.faults.report import TO_COPY, Fault, make_fault, reason, suggest_nearest
from barometer.faults.yaml_file import parse_yaml, read_yaml
from barometer.html import render_template
from barometer.pages.addresses import (
    ADDRESS_BOOK,
    DOCS,
    ENGLISH_ROOT,
    AddressBook,
    PageKey,
    key_of_file,
    page_address,
)
from barometer.pages.page import Pages, split_front
from barometer.pages.site import OWN, Site, statement_address
from barometer.publish.smoke import SECONDS, WEB, fetch_answer
from barometer.text import Language, Text, other_language, slug

FRONT_PAGE = "./"
MADE_ADDRESSES = tuple(f"{one}/" for one in sorted(OWN - {"en"}))
"""Where the build makes pages and files of its own, and looks for lost ones itself."""


def check_moved_addresses(site: Site | None) -> Iterator[Fault]:
    """The address of every page that is missing, told where the page is, if it only moved."""
    if site is None:
        return
    there = {address or FRONT_PAGE for address in site.addresses.values()}
    lines = read_published(site.root)
    yield from _dead_ends(site, there, lines)
    known = there | set(redirects(site))
    pages = (one for one in lines if one.endswith("/") and not one.startswith(MADE_ADDRESSES))
    lost = [one for one in pages if one not in known]
    heads = [one for one in lost if not any(one != up and one.startswith(up) for up in lost)]
    paste: dict[str, str] = {}
    moved = _moved(site, heads, lines) if heads else {}
    for address in heads:
        if key := _owner(site, address, lines):
            page = site.pages[(key, "da")]
            line = page.line_of("slug" if page.facts and page.facts.slug else "title")
            word = address.rstrip("/").rpartition("/")[2]
            words = {"address": address, "new": site.address(key, "da"), "slug": word}
            yield make_fault("B201/moved", page.path, line, **words)
        else:
            new = moved.get(address) or _leads_to(address, there, lines)
            for one in lost:
                if one.startswith(address):
                    with_rest = new + one.removeprefix(address)
                    paste[one] = with_rest if with_rest in there else new
    if paste:
        yield _lost_page(site.root, paste)


def _dead_ends(site: Site, there: Collection[str], lines: Container[str]) -> Iterator[Fault]:
    """Every redirect to a page that is gone or moved, with the line as it should be."""
    for old, new in site.book.redirects.items():
        target = new.partition("#")[0] or FRONT_PAGE
        page = target.endswith("/") and not (
            urlsplit(new).scheme or target.startswith(MADE_ADDRESSES)
        )
        if page and target not in there:
            line = read_yaml(site.root / ADDRESS_BOOK, ADDRESS_BOOK).line(("redirects", old))
            right = f"{old}: {site.book.redirects.get(target) or _leads_to(target, there, lines)}"
            hint = Text(da=f"Skriv fx {right}", en=f"Write {right}, for example.")
            yield make_fault("B202", ADDRESS_BOOK, line, old, address=old, target=new, near=hint)


def _lost_page(root: Path, leads: Mapping[str, str]) -> Fault:
    """What is told where the lines for lost addresses are to go, with the lines to copy."""
    copied, first = TO_COPY.join(f"{old}: {new}" for old, new in leads.items()), next(iter(leads))
    text = (root / ADDRESS_BOOK).read_text("utf-8").splitlines()
    line = next((at for at, one in enumerate(text, 1) if one.startswith("redirects:")), None)
    both = Text(da=copied, en=copied)
    return make_fault("B201/page", ADDRESS_BOOK, line, first, address=first, to_copy=both)


def _moved(site: Site, lost: Collection[str], lines: Container[str]) -> Mapping[str, str]:
    """Where the page of a lost address lies now, by its file's new name in git.

    Without one: the only page that is known at its address in the other language alone.
    """
    found: dict[str, str] = {}
    for old, (new, text) in missing_files(site.root).items():
        (key, language), (to, _) = (key_of_file(one.removeprefix(DOCS)) for one in (old, new))
        if (to, language) not in site.addresses:
            continue
        front, _, _ = split_front(text)
        head = parse_yaml(front or "", old, 2).value
        said = head if language == "da" and isinstance(head, dict) else {}
        word = said.get("slug") or slug(str(said.get("title", "")))
        found[page_address(key, language, site.book, word)] = site.address(to, language)
    languages: list[Language] = ["en" if one.startswith(ENGLISH_ROOT) else "da" for one in lost]
    if len(set(languages)) == 1:
        left = [
            at
            for (key, language), at in site.addresses.items()
            if language == languages[0] and at not in lines and at not in found.values()
            if site.addresses.get((key, other_language(language))) in lines
        ]
        open_ = [one for one in lost if one not in found]
        found |= {open_[0]: left[0]} if len(open_) == len(left) == 1 else {}
    return found


def _leads_to(address: str, there: Collection[str], lines: Container[str]) -> str:
    """The new page of the same last word and language; else the nearest page above."""
    word = address.rstrip("/").rpartition("/")[2]
    english = address.startswith(ENGLISH_ROOT)
    found = [one for one in there if one.endswith(f"/{word}/") and one not in lines]
    found = [one for one in found if one.startswith(ENGLISH_ROOT) == english]
    above = PurePosixPath(address).parents
    ways = [f"{one}/" for one in above if f"{one}/" in there]
    return found[0] if len(found) == 1 else next(iter(ways), FRONT_PAGE)


def _owner(site: Site, address: str, lines: Container[str]) -> PageKey | None:
    """The one page beside a lost address that is known in English, but not by its new title.

    A page whose address comes from a list in `data/` does not move with its title.
    """
    folder = _folder(address)
    found = [
        key
        for (key, language), at in site.addresses.items()
        if language == "da" and at not in lines and _folder(at) == folder
        if site.address(key, "en") in lines
        if key not in site.slugs and key.name not in site.book.segments
    ]
    return found[0] if len(found) == 1 else None


def _folder(address: str) -> str:
    return address.rstrip("/").rpartition("/")[0]


PUBLISHED = "data/published.txt"

NOT_PROMISED = (
    *("assets/", "search/", "404.html", "sitemap.xml", "robots.txt"),
    *("SHA256SUMS.txt", "sbom.cdx.json"),
)

NOT_KEPT = ("share.png", "index.md")  # a page's picture and its text go where the page goes
"""What no reader links to: it is found by rule, and may change with every build."""

INDEX_FILE = "index.html"

STATEMENT_PATH = "was/"


def redirects(site: Site) -> Mapping[str, str]:
    """Every old address below the root, and where it leads: below the root too, or elsewhere."""
    return {STATEMENT_PATH: statement_address(site.url), **site.book.redirects}


def write_redirects(site: Site, folder: Path) -> Iterator[Fault]:
    """Lay a page at every old address of a built site; gives the faults of those that cannot be."""
    for old, new in redirects(site).items():
        file = folder / old / INDEX_FILE
        if not _below_root(old):
            yield make_fault("B204", ADDRESS_BOOK, None, old, address=old)
        elif file.exists():
            yield make_fault("B203", ADDRESS_BOOK, None, old, address=old)
        elif not _leads(folder, new, site.book):
            hint = suggest_nearest(new.partition("#")[0], set(built_addresses(folder)))
            yield make_fault("B202", ADDRESS_BOOK, None, old, address=old, target=new, near=hint)
        else:
            language: Language = "en" if old.startswith(ENGLISH_ROOT) else "da"
            away = bool(urlsplit(new).scheme)
            page = render_template(
                "publish/redirect.html",
                language=language,
                words={name: text[language] for name, text in site.words["moved"].items()},
                target=new if away else _relative(old, new),
                whole=new if away else site.url + new,
            )
            write_file(file, page.encode())


def take_redirects_away(site: Site, folder: Path) -> None:
    """Leave the pages at old addresses out of a site that is built again where it stands."""
    for old in redirects(site):
        if _below_root(old):
            (folder / old / INDEX_FILE).unlink(missing_ok=True)


def _below_root(address: str) -> bool:
    parts = address.rstrip("/").split("/")
    return all(re.fullmatch(r"[a-z0-9æøå_-][a-z0-9æøå._-]*", part) for part in parts)


def _leads(folder: Path, new: str, book: AddressBook) -> bool:
    """Whether a target is elsewhere, or a page of the site that is no redirect itself."""
    if urlsplit(new).scheme in {"https", "http"}:
        return True
    target = new.partition("#")[0]
    return target not in book.redirects and _exists(folder, target)


def _exists(folder: Path, address: str) -> bool:
    path = folder / address
    return (path / INDEX_FILE).is_file() if address.endswith("/") or not address else path.is_file()


def _relative(old: str, new: str) -> str:
    path, mark, anchor = new.partition("#")
    way = os.path.relpath(PurePosixPath("/", path), PurePosixPath("/", old)).replace(os.sep, "/")
    return way + ("/" if path.endswith("/") or not path else "") + mark + anchor


def built_addresses(folder: Path) -> Iterator[str]:
    """Every address of a built site that is promised to stay, in alphabetical order."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        promised = not name.startswith(NOT_PROMISED) and file.name not in NOT_KEPT
        if file.is_file() and promised:
            yield name.removesuffix(INDEX_FILE) if file.name == INDEX_FILE else name


def read_published(root: Path) -> Mapping[str, int]:
    """Every address that was ever live, and the line that says so; "./" is the front page."""
    file = root / PUBLISHED
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {
        line.strip(): number
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    }


def check_lost_addresses(
    root: Path, folder: Path, leading_on: Container[str] = ()
) -> Iterator[Fault]:
    """Every published address at which a built site has neither page, file nor redirect.

    The files of a page go where the page goes, and `leading_on` is told of where it stands.
    """
    lines = read_published(root)
    gone = [one for one in lines if not _exists(folder, one.removeprefix("./"))]
    pages = {one for one in lines if one in gone or one in leading_on}
    lost = [
        one
        for one in gone
        if one not in leading_on
        and (one.endswith("/") or f"{one.rpartition('/')[0]}/" not in pages)
    ]
    there = set(built_addresses(folder)) if lost else set()
    for address in lost:
        if address.endswith("/"):
            told = _lost_page(root, {address: _leads_to(address, there, lines)})
        else:
            near = suggest_nearest(address, there)
            told = make_fault(
                "B201/file", PUBLISHED, lines[address], address, address=address, near=near
            )
        yield told


def record_published(root: Path, folder: Path) -> int:
    """Add the addresses of a built site to those that were ever live; gives how many were new."""
    file, old = root / PUBLISHED, set(read_published(root))
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    now = {address or FRONT_PAGE for address in built_addresses(folder)}
    head = [line for line in lines if line.startswith("#")]
    write_file(file, ("\n".join([*head, *sorted(old | now)]) + "\n").encode())
    return len(now - old)


AT_ONCE, PAUSE, TRIES, LINK_SECONDS = 8, 1.0, 2, 20.0
BAD_REQUEST = 400

SOURCES = "data/sources.yml"


def external(pages: Pages, dataset: Dataset) -> Mapping[str, str]:
    """Every address of another site, and the first place where we name it."""
    found: dict[str, str] = {}
    for name, source in dataset.sources.items():
        if source.link:
            found.setdefault(source.link.partition("#")[0], f"{SOURCES} ({name})")
    for page in pages.values():
        for link in page.document.links:
            if link.target.startswith(WEB):
                found.setdefault(link.target.partition("#")[0], f"{page.path}:{link.line}")
    return found


def read_address(place: str) -> bytes | Text:
    """The bytes at a path or an address of the web, or what stands in the way."""
    if not place.startswith(WEB):
        try:
            return Path(place).read_bytes()
        except OSError as error:
            return reason(error)
    return _read_web(place, SECONDS)


def _read_web(address: str, seconds: float) -> bytes | Text:
    status, body = fetch_answer(address, seconds)
    if status and status < BAD_REQUEST:
        return body
    if status:
        return Text(da=f"serveren svarer {status}", en=f"the server answers {status}")
    why = body.decode("utf-8", "replace")
    return Text(da=f"ingen forbindelse ({why})", en=f"no connection ({why})")


def ask_address(address: str) -> Text | None:
    """What is wrong at an address, None if it answers; asked twice, as a house may be busy."""
    answer: bytes | Text = b""
    for _ in range(TRIES):
        answer = _read_web(address, LINK_SECONDS)
        if isinstance(answer, bytes):
            return None
        time.sleep(PAUSE)
    return answer if isinstance(answer, Text) else None


def report_links(places: Mapping[str, str]) -> str:
    """The addresses that do not answer, as Markdown; each house is asked one thing at a time."""
    houses = [list(group) for _, group in groupby(sorted(places, key=_house), key=_house)]
    with ThreadPoolExecutor(AT_ONCE) as workers:
        answers = workers.map(lambda house: [(one, ask_address(one)) for one in house], houses)
        dead = [(one, said) for house in answers for one, said in house if said]
    return render_template("publish/links.md", places=places, dead=sorted(dead))


def _house(address: str) -> str:
    return f"{address}//".split("/")[2]
