"""Addresses that stay: what was ever published is there still, or leads on to where it went."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from barometer.content.addresses import ENGLISH_ROOT, AddressBook
from barometer.faults import fault, nearest
from barometer.html import element, html
from barometer.problems import Problem
from barometer.state import Site
from barometer.text import Language

PUBLISHED = "data/published.txt"
BOOK = "data/addresses.yml"
NOT_PROMISED = ("assets/", "search/", "404.html", "sitemap.xml", "SHA256SUMS.txt", "sbom.cdx.json")
NOT_KEPT = "share.png"  # a page's share picture goes where the page goes
"""What no reader links to: it is found by rule, and may change with every build."""
INDEX = "index.html"
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
WAS = "was/"
HEAD = (
    "# Alle adresser, der nogensinde har været ude.",
    "# Ingen må forsvinde uden en viderestilling i addresses.yml.",
    "# Ret ikke i filen: `python -m barometer published` tilføjer nye adresser efter en udgivelse.",
    "# Every address that was ever live.",
    "# None may vanish without a redirect in addresses.yml.",
    "# Do not edit: `python -m barometer published` adds new addresses after a release.",
)


def statement_address(url: str) -> str:
    """Where the state keeps the accessibility statement of the site at `url`: by its domain."""
    return f"https://was.digst.dk/{(urlsplit(url).hostname or '').replace('.', '-')}"


def redirects(site: Site) -> Mapping[str, str]:
    """Every old address below the root, and where it leads: below the root too, or elsewhere."""
    return {WAS: statement_address(site.url), **site.book.redirects}


def write_redirects(site: Site, folder: Path) -> Iterator[Problem]:
    """Lay a page at every old address of a built site; gives the faults of those that cannot be."""
    for old, new in redirects(site).items():
        file = folder / old / INDEX
        if not _below_root(old):
            yield fault("B204", BOOK, None, old, address=old)
        elif file.exists():
            yield fault("B203", BOOK, None, old, address=old)
        elif not _leads(folder, new, site.book):
            hint = nearest(new.partition("#")[0], set(addresses(folder)))
            yield fault("B202", BOOK, None, old, address=old, target=new, near=hint)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_page(site, old, new), encoding="utf-8")


def take_redirects_away(site: Site, folder: Path) -> None:
    """Leave the pages at old addresses out of a site that is built again where it stands."""
    for old in redirects(site):
        if _below_root(old):
            (folder / old / INDEX).unlink(missing_ok=True)


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
    return (path / INDEX).is_file() if address.endswith("/") or not address else path.is_file()


def _page(site: Site, old: str, new: str) -> str:
    """A page in the language of its address that leads on by itself, and by a link."""
    language: Language = "en" if old.startswith(ENGLISH_ROOT) else "da"
    words = {name: text[language] for name, text in site.words["moved"].items()}
    away = bool(urlsplit(new).scheme)
    target = new if away else _relative(old, new)
    head = element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
        element("meta", {"name": "referrer", "content": "strict-origin-when-cross-origin"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "robots", "content": "noindex"}),
        element("meta", {"http-equiv": "refresh", "content": f"0; url={target}"}),
        element("title", {}, words["title"]),
        element("link", {"rel": "canonical", "href": new if away else site.url + new}),
    )
    link = element("a", {"href": target}, words["link"])
    text = element("p", {}, f"{words['text']} ", link, ".")
    body = element("body", {}, element("main", {}, element("h1", {}, words["title"]), text))
    return "<!doctype html>\n" + html(element("html", {"lang": language}, head, body)) + "\n"


def _relative(old: str, new: str) -> str:
    path, mark, anchor = new.partition("#")
    way = os.path.relpath(PurePosixPath("/", path), PurePosixPath("/", old)).replace(os.sep, "/")
    return way + ("/" if path.endswith("/") or not path else "") + mark + anchor


def addresses(folder: Path) -> Iterator[str]:
    """Every address of a built site that is promised to stay, in alphabetical order."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        promised = not name.startswith(NOT_PROMISED) and file.name != NOT_KEPT
        if file.is_file() and promised:
            yield name.removesuffix(INDEX) if file.name == INDEX else name


def published(root: Path) -> Mapping[str, int]:
    """Every address that was ever live, and the line that says so; "./" is the front page."""
    file = root / PUBLISHED
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {
        line.strip(): number
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    }


def lost(root: Path, folder: Path) -> Iterator[Problem]:
    """Every published address at which a built site has neither page, file nor redirect."""
    for address, line in published(root).items():
        if not _exists(folder, address.removeprefix("./")):
            kind = "page" if address.endswith("/") else "file"
            hint = nearest(address, set(addresses(folder)))
            yield fault(f"B201/{kind}", PUBLISHED, line, address, address=address, near=hint)


def publish(root: Path, folder: Path) -> int:
    """Add the addresses of a built site to those that were ever live; gives how many were new."""
    old = set(published(root))
    now = {address or "./" for address in addresses(folder)}
    text = "\n".join([*HEAD, *sorted(old | now)]) + "\n"
    (root / PUBLISHED).parent.mkdir(exist_ok=True)
    (root / PUBLISHED).write_text(text, encoding="utf-8")
    return len(now - old)
