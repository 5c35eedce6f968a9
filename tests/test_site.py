"""The built site as its readers get it: addresses, languages, links, and nothing from elsewhere."""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.etree import _ElementTree

from barometer.pages.addresses import PageKey
from barometer.pages.site import Site
from barometer.text import LANGUAGES
from tests.conftest import ADDRESS, build


@cache
def pages(folder: Path) -> tuple[Path, ...]:
    """Every page for readers: not the error page, redirects, frames, or lists of kept files."""
    found = [page for page in sorted(folder.rglob("*.html")) if page.name != "404.html"]
    return tuple(page for page in found if not (_frame(folder, page) or _redirect(page)))


def _frame(folder: Path, page: Path) -> bool:
    return page.relative_to(folder).as_posix().startswith(("embed/", "en/embed/", "data/", "api/"))


def _redirect(page: Path) -> bool:
    return html.parse(page).find(".//meta[@http-equiv='refresh']") is not None


def address(folder: Path, page: Path, base: str = ADDRESS) -> str:
    """The address at which a built page is served."""
    return base + page.relative_to(folder).as_posix().removesuffix("index.html")


def test_every_page_of_both_languages_is_built_at_its_address(built: Path, site: Site) -> None:
    for key, language in site.pages:
        assert (built / site.address(key, language) / "index.html").is_file()


def test_addresses_are_in_the_words_of_their_language(site: Site) -> None:
    key = PageKey("roles/capacity-builder")
    assert site.address(key, "da") == "roller/kapacitetsopbygger/"
    assert site.address(key, "en") == "en/roles/capacity-builder/"


def test_every_page_says_its_language(built: Path) -> None:
    for page in pages(built):
        language = "en" if page.relative_to(built).parts[0] == "en" else "da"
        assert html.parse(page).getroot().get("lang") == language, page


def test_every_page_names_itself_and_its_translation_absolutely(built: Path) -> None:
    for page in pages(built):
        tree = html.parse(page)
        links = {
            one.get("hreflang"): one.get("href")
            for one in tree.iterfind(".//link[@hreflang]")
            if (one.get("rel") or "").strip() == "alternate"
        }
        assert set(links) == {*LANGUAGES, "x-default"}, page
        assert links["x-default"] == links["da"]
        assert address(built, page) in links.values(), page
        canonical = tree.find(".//link[@rel='canonical']")
        assert canonical is not None
        assert canonical.get("href") == address(built, page)


def test_the_language_switch_stays_on_the_page(built: Path) -> None:
    for page in pages(built):
        tree = html.parse(page)
        switch = tree.find(".//*[@class='coi-languages']//a")
        alternates = {
            one.get("hreflang"): one.get("href") for one in tree.iterfind(".//link[@hreflang]")
        }
        assert switch is not None, page
        target = urljoin(address(built, page), switch.get("href"))
        assert target == alternates[switch.get("hreflang")], page


def test_every_link_and_file_exists(built: Path, site: Site) -> None:
    cited = {source.address for source in site.dataset.sources.values()}
    assert not broken(built, ADDRESS, cited)


def test_the_site_is_the_same_wherever_it_lives(tiny: Path) -> None:
    base = "https://example.org/under/a/path/"
    folder = tiny / "elsewhere"
    assert build(folder, base, tiny).returncode == 0
    missing = {one.replace(base, ADDRESS) for one in broken(folder, base)}
    assert missing == set(broken(tiny / "site", ADDRESS))  # pages that a small site lacks
    kinds = {".html", ".xml", ".json", ".jsonld", ".txt", ".md", ".ttl", ".csv", ".ics"}
    for file in (one for one in folder.rglob("*") if one.suffix in kinds):
        assert ADDRESS not in file.read_text("utf-8"), file


def broken(folder: Path, base: str, cited: Collection[str] = ()) -> set[str]:
    """Links and files of the pages of a site that lead to nothing in it."""
    found = {address(folder, page, base): page for page in pages(folder)}
    found[f"{base}404.html"] = folder / "404.html"
    trees = {where: html.parse(page) for where, page in found.items()}
    ids = {where: _found(tree, "//@id") for where, tree in trees.items()}
    told = set()
    for here, tree in trees.items():
        for target in _targets(tree) - set(cited):
            full, _, anchor = urljoin(here, target).partition("#")
            if not full.startswith(base):
                right = urlsplit(full).netloc != urlsplit(base).netloc
            else:
                path = full.removeprefix(base).partition("?")[0]
                page = path.endswith("/") or not path
                right = (folder / path / "index.html" if page else folder / path).is_file()
            if not right or (anchor and full in ids and anchor not in ids[full]):
                told.add(f"{here.removeprefix(base)}: {target}")
    return told


def _found(tree: _ElementTree, path: str) -> set[str]:
    found = tree.xpath(path)
    assert isinstance(found, list)
    return {str(one) for one in found}


def _targets(tree: _ElementTree) -> set[str]:
    found = _found(tree, "//a/@href | //link/@href | //img/@src | //script/@src")
    return {one for one in found if not one.startswith(("mailto:", "data:"))}


def test_nothing_is_fetched_from_elsewhere(built: Path) -> None:
    for page in pages(built):
        tree = html.parse(page)
        fetched = tree.xpath(
            "//img/@src | //script/@src | //iframe/@src"
            " | //link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href"
        )
        assert not [one for one in fetched if urlsplit(str(one)).netloc], page


def test_the_error_page_serves_both_languages(built: Path) -> None:
    tree = html.parse(built / "404.html").getroot()
    assert tree.get("lang") == "da"
    assert tree.find(".//*[@lang='en']") is not None


def test_each_language_has_a_search_index_of_its_own_pages(built: Path, site: Site) -> None:
    import json

    for language in LANGUAGES:
        file = built / site.address(PageKey("search"), language) / "index.json"
        index = json.loads(file.read_text(encoding="utf-8"))
        assert index["pages"]
        for _, _, address, *_ in index["pages"]:
            assert address.startswith("en/") == (language == "en")
            assert (built / address / "index.html").is_file()


def test_the_sitemap_names_every_page_with_its_translations(built: Path) -> None:
    from lxml import etree

    tree = etree.parse(built / "sitemap.xml")
    listed = {str(one.text) for one in tree.iterfind(".//{*}loc")}
    assert listed == {address(built, page) for page in pages(built) if _indexed(page)}
    for url in tree.iterfind(".//{*}url"):
        languages = [one.get("hreflang") for one in url.iterfind("{*}link")]
        assert languages == [*LANGUAGES, "x-default"]


def _indexed(page: Path) -> bool:
    robots = html.parse(page).find(".//meta[@name='robots']")
    return robots is None or "noindex" not in (robots.get("content") or "")
