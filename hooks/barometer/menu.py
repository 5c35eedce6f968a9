"""The menu: which pages lie below which, in what order and under what name."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from barometer.content.addresses import PageKey
from barometer.state import Site
from barometer.text import Language

LAST = 1000
"""The place of a page that names none."""

APART = ("search",)
"""Pages at the top that the menu reaches from the header, not from a section."""


def tree(site: Site, language: Language) -> list[Any]:
    """MkDocs' `nav`: the front page, every section in the order of `addresses.yml`, the rest."""
    home: list[Any] = [{site.words["site"]["home"][language]: "index.md"}]
    apart = [f"{name}.md" for name in APART if (PageKey(name), language) in site.pages]
    return [*home, *(_branch_of(site, section, language) for section in sections(site)), *apart]


def sections(site: Site) -> list[str]:
    """The folders at the top of `docs/`, in the order in which `addresses.yml` lists them."""
    found = {folder for folder in _inside(site) if "/" not in folder}
    listed = [segment for segment in site.book.segments if segment in found]
    return listed + sorted(found - set(listed))


def below(site: Site, folder: str) -> list[PageKey]:
    """The pages right below a folder in menu order; an indicator is reached otherwise."""
    names = _inside(site).get(folder, frozenset()) - {"index"}
    keys = [_key(site, f"{folder}/{name}") for name in names]
    return sorted(keys, key=lambda key: (order(site, key), key.path))


@lru_cache(maxsize=1)
def _inside(site: Site) -> Mapping[str, frozenset[str]]:
    """What lies right in each folder of pages that have a file, read once for all pages."""
    found: dict[str, set[str]] = {}
    for key in dict.fromkeys(key for key, _ in site.pages):
        parts = key.path.split("/")
        for depth in range(1, len(parts)) if key not in site.slugs else ():
            found.setdefault("/".join(parts[:depth]), set()).add(parts[depth])
    return {folder: frozenset(names) for folder, names in found.items()}


def order(site: Site, key: PageKey) -> int:
    """The place that a page asks for in its section's menu."""
    page = site.pages.get((key, "da"))
    wanted = page.facts.order if page and page.facts else None
    return LAST if wanted is None else wanted


def title(site: Site, key: PageKey, language: Language) -> str:
    """What the menu calls a page."""
    words = site.pages[(key, language)].words
    return words.short or words.title


def _branch_of(site: Site, folder: str, language: Language) -> dict[str, list[Any]]:
    branch: list[Any] = [f"{folder}/index.md"]
    for key in below(site, folder):
        if key.path.endswith("/index"):
            branch.append(_branch_of(site, key.path.removesuffix("/index"), language))
        else:
            branch.append({title(site, key, language): key.file("da")})
    return {title(site, PageKey(f"{folder}/index"), language): branch}


def _key(site: Site, path: str) -> PageKey:
    index = PageKey(f"{path}/index")
    return index if (index, "da") in site.pages else PageKey(path)
