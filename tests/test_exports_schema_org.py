"""The schema.org blocks, read out of the built pages as a search engine reads them."""

import json
from pathlib import Path
from typing import Any

import extruct
import pytest
from lxml import etree

from barometer.exports.catalogue import describe_dataset, find_block, write_block
from barometer.exports.facts import collect_indicator
from barometer.pages.addresses import DATA_PAGE, PageKey, page_key
from barometer.pages.site import PageState, Site
from barometer.text import LANGUAGES, Language
from tests.conftest import ADDRESS
from tests.test_exports_tables import with_title

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
NAME = "innovative_workplaces"
WANTED = {
    "name", "description", "license", "creator", "publisher", "temporalCoverage",
    "spatialCoverage", "variableMeasured", "measurementTechnique", "distribution",
    "isAccessibleForFree", "isBasedOn", "url", "sameAs", "identifier", "version", "keywords",
    "inLanguage", "alternateName", "includedInDataCatalog", "datePublished", "dateModified",
}  # fmt: skip


def blocks(built: Path, site: Site, key: PageKey, language: Language) -> list[dict[str, Any]]:
    page = built / site.address(key, language) / "index.html"
    found = extruct.extract(page.read_text(encoding="utf-8"), syntaxes=["json-ld"])
    return found["json-ld"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_page_carries_its_data_set(
    built: Path, site: Site, language: Language
) -> None:
    for name in site.dataset.indicators:
        read = blocks(built, site, page_key(name), language)
        assert read == [
            json.loads(json.dumps(describe_dataset(collect_indicator(site, name), language)))
        ], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_page_carries_the_whole(built: Path, site: Site, language: Language) -> None:
    (block,) = blocks(built, site, DATA_PAGE, language)

    assert block["name"] == site.words["exports"]["title"][language]
    assert len(block["variableMeasured"]) == len(
        {one.indicator for one in site.dataset.observations}
    )


def test_other_pages_carry_none(site: Site) -> None:
    assert find_block(PageState(site, "da", PageKey("about/index"))) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_block_has_every_field_that_search_engines_ask_for(
    site: Site, language: Language
) -> None:
    for name in site.dataset.indicators:
        block = describe_dataset(collect_indicator(site, name), language)
        assert set(block) >= WANTED, name
        assert 50 <= len(block["description"]) <= 5000, name
        for file in block["distribution"]:
            assert file["contentUrl"].startswith("https://")
            assert file["encodingFormat"]


def test_both_languages_share_the_identifier_and_point_to_each_other(site: Site) -> None:
    facts = collect_indicator(site, NAME)
    danish, english = describe_dataset(facts, "da"), describe_dataset(facts, "en")

    assert danish["identifier"] == english["identifier"]
    assert danish["sameAs"] == english["url"]
    assert english["alternateName"] == danish["name"]


def test_every_file_of_a_block_exists(exported: Path, site: Site) -> None:
    for name in site.dataset.indicators:
        for file in describe_dataset(collect_indicator(site, name), "en")["distribution"]:
            assert (exported / file["contentUrl"].removeprefix(site.url)).is_file()


def test_no_text_can_end_the_block(site: Site) -> None:
    planted = with_title(site, "</script><script>alert(1)</script>")
    state = PageState(planted, "da", page_key(NAME))
    text = write_block(find_block(state))

    assert "<" not in text
    assert json.loads(text)["name"] == "</script><script>alert(1)</script>"


def test_links_lead_programs_to_the_files_licence_and_description(built: Path) -> None:
    """Signposting (signposting.org) on the page of an indicator: every file it names is there."""
    page = built / "barometer/innovative-arbejdspladser/index.html"
    tree = etree.fromstring(page.read_text("utf-8"), etree.HTMLParser())
    links = [(str(one.get("rel")), str(one.get("href"))) for one in tree.iter("link")]
    items = [href for rel, href in links if rel == "item"]
    rels = {rel for rel, _ in links}

    assert {"cite-as", "license", "describedby", "type"} <= rels
    assert len(items) > 4
    assert all((built / one.removeprefix(ADDRESS)).is_file() for one in items)
