"""What kept work depends on, as hashes: the code, the site around a page, and its numbers.

A kept result is named by the hashes of everything that it was made from. Whoever makes something
from more than these say must add it to the name.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from barometer.cache import digest
from barometer.content.addresses import PageKey
from barometer.editors.addresses import line_address
from barometer.indicator_page import page_key
from barometer.releases.model import Correction
from barometer.state import Site

ENVIRONMENT = ("SOURCE_DATE_EPOCH", "EDIT_URI")
"""Settings of the machine that pages show; the site's own address is known of the site."""


@dataclass(frozen=True)
class Fingerprints:
    """Hashes of a site: what every page depends on, all heads, all bodies, and its numbers.

    `around` is the settings, addresses, releases and all data but the table and its corrections;
    `heads` the titles, summaries and facts of every page; `values` the rows and corrections of
    each indicator and of those that its file names.
    """

    around: str
    heads: str
    bodies: str
    values: Mapping[str, str]
    pages: Mapping[PageKey, str]

    @cached_property
    def numbers(self) -> str:
        """The hash of every number."""
        return digest(sorted(self.values.items()))

    def named(self, key: PageKey, text: str) -> str:
        """The hash of the numbers of every indicator that a text names, or that a page is about."""
        own = self.pages.get(key)
        return digest([self.values[one] for one in self.values if one in text or one == own])


@lru_cache(maxsize=1)
def of_site(site: Site) -> Fingerprints:
    """The hashes of a site as it was read."""
    pages = sorted(site.pages.items(), key=lambda pair: (pair[0][0].path, pair[0][1]))
    heads = [(key.path, at, repr(page.words), repr(page.facts)) for (key, at), page in pages]
    addresses = [site.address(key, at) for (key, at), _ in pages]
    out = (repr(site.releases.releases), site.releases.version)
    here = (site.url, site.contact, out, [head[:2] for head in heads], addresses)
    return Fingerprints(
        around=digest([*map(os.environ.get, ENVIRONMENT), _data(site), here]),
        heads=digest(heads),
        bodies=digest([page.body for _, page in pages]),
        values=_values(site),
        pages={page_key(name): name for name in site.dataset.indicators},
    )


def shape(site: Site) -> str:
    """The hash of which files a built site has, whatever they say."""
    charts = [(name, list(one.charts)) for name, one in site.dataset.indicators.items()]
    addresses = sorted(site.address(key, language) for key, language in site.pages)
    versions = sorted(site.releases.releases)
    return digest([site.url, addresses, charts, versions, sorted(site.book.redirects)])


def _data(site: Site) -> str:
    """Everything that was read from `data/` but the observations and their corrections."""
    rest = site.dataset.model_copy(update={"observations": ()})
    return f"{rest.model_dump_json()}{site.book.model_dump_json()}"


def _values(site: Site) -> Mapping[str, str]:
    names = (*site.dataset.indicators, *site.dataset.values)
    lines = site.table_lines if line_address(1) else {}
    own = {}
    for name in names:
        rows = site.dataset.of(name)
        seen = (rows, [lines.get(row[:5]) for row in rows], _corrected(site, name))
        own[name] = repr(seen)
    return {name: digest([own[name], *_named(site, name, own)]) for name in own}


def _corrected(site: Site, name: str) -> list[Correction]:
    return [one for one in site.releases.corrections if one.value.startswith(name)]


def _named(site: Site, name: str, own: Mapping[str, str]) -> Iterator[str]:
    described = site.dataset.described(name)
    said = described.model_dump_json() if described else ""
    compared = [repr(one) for one in site.dataset.comparisons if name in repr(one)]
    text = said + "".join(compared)
    yield from (own[other] for other in own if other != name and f'"{other}"' in text)
