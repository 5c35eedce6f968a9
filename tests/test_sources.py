"""Sources: nobody is led to a page of the earlier coi.dk, which this site replaces."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from barometer.data.model import EARLIER_HOSTS, Source, Term
from barometer.html import render
from barometer.pages.parser import source_markdown
from barometer.pages.site import Site
from barometer.text import Text

WORD = Text(da="Ord", en="Word")
COPY = "https://archive.example/copy"
TEXTS = {"address", "source_address", "source"}
"""Fields of data files that give a source's first address as text."""
BASES = {"api/v1", "api/v1/"}
"""What the description of the API says that its addresses begin with."""


def source(address: str, archive: str | None = None) -> Source:
    """A source at that address."""
    return Source(title="T", publisher="P", address=address, language="da", archive=archive)


def test_a_publisher_has_one_english_name(site: Site) -> None:
    """Of Statistics Denmark and all others: the same in every source, and so on every page."""
    names: dict[str, set[str]] = {}
    for one in site.dataset.sources.values():
        names.setdefault(one.publisher, set()).add(one.publisher_name.en)

    assert {key: found for key, found in names.items() if len(found) > 1} == {}
    assert names["Danmarks Statistik"] == {site.words["citation"]["statistics"].en}


def test_a_page_of_the_earlier_site_gives_its_address_as_text(subtests: pytest.Subtests) -> None:
    for address, archive, link, first in [
        ("https://x.example/a", None, "https://x.example/a", ""),
        ("https://x.example/a", COPY, COPY, ""),
        ("https://www.coi.dk/a/", None, "", "www.coi.dk/a/"),
        ("http://coi.dk/a", None, "", "coi.dk/a"),
        ("https://www.coi.dk/a/", COPY, COPY, "www.coi.dk/a/"),
        (
            "https://below.coi.dk/a/",
            None,
            "https://below.coi.dk/a/",
            "",
        ),
    ]:
        with subtests.test(address=address, archive=archive, link=link, first=first):
            one = source(address, archive)
            terms = [("t", Term(term=WORD, definition=WORD), one)]
            linked = render("glossary.html", terms=terms, language="en", other="da", label="")
            for said in (linked, source_markdown(one, "en").replace("\\", "")):
                assert link in said
                assert ("href=" in linked) == ("](" in source_markdown(one, "en")) == bool(link)
                assert (f"(from the earlier coi.dk: {first})" in said) == bool(first)


def test_no_file_of_the_site_leads_to_a_page_of_the_earlier_site(built: Path, site: Site) -> None:
    """In pages every link, in files for programs every address that is no text of data."""
    found = {
        target
        for file in sorted(built.rglob("*"))
        if "data/archive/" not in file.as_posix()
        for target in _targets(file)
        if urlsplit(target).hostname in EARLIER_HOSTS
    }
    paths = {unquote(urlsplit(one).path).lstrip("/") for one in found} - BASES
    led_on = {one for one in paths if f"{one.rstrip('/')}/" in site.book.redirects}
    missing = {one for one in paths if not _there(built / one)}
    assert paths
    assert not led_on | missing


def _targets(file: Path) -> Iterator[str]:
    if file.suffix == ".html":
        tree = html.parse(file)
        yield from map(str, tree.xpath("//a/@href | //link/@href | //img/@src | //script/@src"))
        for data in tree.xpath("//script[@type='application/ld+json']/text()"):
            yield from _strings(json.loads(str(data)))
    elif file.suffix in {".json", ".jsonld"}:
        yield from _strings(json.loads(file.read_text("utf-8")))


def _strings(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from _strings(inside, name)
    elif isinstance(value, list):
        for inside in value:
            yield from _strings(inside, key)
    elif isinstance(value, str) and key not in TEXTS and not {" ", "{"} & set(value):
        yield value


def _there(path: Path) -> bool:
    return path.is_file() or (path / "index.html").is_file()
