"""Addresses below the site's root: each page has its own, and none that is cited leads nowhere."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from barometer.data.model import EARLIER_HOSTS
from barometer.faults import fault
from barometer.problems import Problem
from barometer.state import Site
from barometer.yamlfile import read_yaml

SOURCES = "data/sources.yml"
OWN = frozenset(("api", "assets", "data", "en", "embed", "en/embed", "templates", "was"))
"""Where the site keeps what is no page; `templates` is what the engine passes over."""


def place_faults(site: Site) -> Iterator[Problem]:
    """Pages that would lie where another page, or what the build makes itself, lies already."""
    taken: dict[str, str] = {}
    for (key, language), page in site.pages.items():
        address = site.address(key, language)
        home = f"{language}/" if language == "en" else ""
        if address in taken:
            words = {"address": address, "other": taken[address]}
            yield fault("P111/twice", page.path, None, **words)
        elif _own(address, home, key.path):
            yield fault("P111/own", page.path, None, address=address)
        taken.setdefault(address, page.path)


def cited_faults(site: Site) -> Iterator[Problem]:
    """Cited addresses on the site's own host: a source needs a page or a redirect to lead on.

    A page links to another by its file, never by a whole address. Hosts are looked for in the text
    first, so that pages need not be parsed.
    """
    there = {*site.addresses.values(), *site.book.redirects}
    for name, source in site.dataset.sources.items():
        old = _below(site, source.address)
        if _own_host(site, source.address) and old not in there:
            line = read_yaml(site.root / SOURCES, SOURCES).line((name, "address"))
            words = {"name": name, "address": source.address, "path": old}
            yield fault("B207", SOURCES, line, "address", **words)
    hosts = {*EARLIER_HOSTS, urlsplit(site.url).netloc} - {""}
    for page in site.pages.values():
        links = page.document.links if any(f"://{one}" in page.body for one in hosts) else ()
        for link in links:
            if _own_host(site, link.target):
                yield fault("P412", page.path, link.line, target=link.target, text=link.text)


def _own_host(site: Site, address: str) -> bool:
    here = bool(urlsplit(site.url).netloc) and address.startswith(site.url)
    return here or urlsplit(address).hostname in EARLIER_HOSTS


def _below(site: Site, address: str) -> str:
    """The address below the site's root, as a redirect is written."""
    root = "" if urlsplit(address).hostname in EARLIER_HOSTS else urlsplit(site.url).path
    path = unquote(urlsplit(address).path).removeprefix(root).strip("/")
    return f"{path}/" if path else ""


def _own(address: str, home: str, path: str) -> bool:
    below = address.removeprefix(home).split("/")[0]
    return address != home and (below in OWN or home + below in OWN or path.split("/")[0] in OWN)
