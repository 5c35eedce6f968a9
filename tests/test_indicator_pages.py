"""The page of an indicator: whole in both languages, made from the data, after an editor's text."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from lxml.html import HtmlElement

from barometer.data.notation import edition_order
from barometer.exports.downloads import indicator_report
from barometer.pages.addresses import PageKey, page_key
from barometer.pages.parser import escape_markdown
from barometer.pages.site import PageState, Site
from barometer.site import read_project
from barometer.text import LANGUAGES, Language
from barometer.views.indicators import (
    RESERVED,
    indicator_index,
    indicator_pages,
    key_numbers,
)
from barometer.views.page_kind import card_of
from barometer.views.search import SEARCH_FILE
from barometer.views.statements import spoken_of
from tests.conftest import ROOT
from tests.small import frozen_data

ALWAYS = (
    "figures",
    "question",
    "population",
    "corrections",
    "use",
)


def shown(built: Path, site: Site, name: str, language: Language) -> HtmlElement:
    """A built indicator page."""
    file = built / site.address(page_key(name), language) / "index.html"
    return html.parse(file).getroot()


def test_every_indicator_has_a_page_with_every_section_in_both_languages(
    built: Path, site: Site
) -> None:
    for name in site.dataset.indicators:
        found = {}
        for language in LANGUAGES:
            tree = shown(built, site, name, language)
            found[language] = [one for one in tree.xpath("//h2/@id | //h3/@id") if one in RESERVED]
            assert set(ALWAYS) <= set(found[language]), (name, language)
            assert "{" not in "".join(tree.xpath("//main//h2//text() | //main//h3//text()"))
        assert found["da"] == found["en"], name


def test_the_page_says_what_the_data_say(built: Path, site: Site) -> None:
    for name, indicator in site.dataset.indicators.items():
        for language in LANGUAGES:
            said = " ".join(shown(built, site, name, language).text_content().split())
            assert " ".join(indicator.question[language].split()) in said, name
            for conflict in indicator.conflicts:
                assert " ".join(conflict.note[language].split()) in said, name


def test_every_source_of_a_value_is_linked_or_gives_its_first_address(
    built: Path, site: Site
) -> None:
    for name in site.dataset.indicators:
        (listed,) = shown(built, site, name, "en").xpath("//*[@id='base']")
        links, text = listed.xpath(".//a/@href"), listed.text_content()
        for row in site.dataset.of(name):
            one = site.dataset.sources[row.source]
            there = one.link in links if one.link else one.first_address["en"] in text
            assert there, (name, row.source)


def test_pages_that_use_an_indicator_are_found_in_their_links(built: Path, site: Site) -> None:
    found = 0
    for name in site.dataset.indicators:
        tree = shown(built, site, name, "en")
        listed = {
            " ".join(one.text_content().split()) for one in tree.xpath("//*[@id='cited-by']//a")
        }
        for (key, language), page in site.pages.items():
            if language == "en" and key not in site.made and f"(chart:{name})" in page.body:
                assert page.words.title in listed, (name, page.path)
                found += 1
    assert found


def test_the_report_has_indicator_edition_language_and_address(built: Path, site: Site) -> None:
    for language in LANGUAGES:
        tree = shown(built, site, "novelty", language)
        text = tree.xpath("string(//*[@id='report']//pre)")
        for said in ("novelty", site.url + site.address(page_key("novelty"), language)):
            assert said in text
        assert {"da": "dansk", "en": "English"}[language] in text
        assert not tree.xpath("//a[starts-with(@href, 'mailto:')]")


@pytest.mark.parametrize(
    ("contact", "start", "body"),
    [
        ("barometer@example.org", "mailto:barometer@example.org?", "body"),
        ("https://example.org/issues/new", "https://example.org/issues/new?", "body"),
    ],
)
def test_a_configured_contact_gets_the_message_begun(
    contact: str, start: str, body: str, frozen: Site
) -> None:

    field = "form" if contact.startswith("https") else "email"
    owner = frozen.dataset.publisher.model_copy(update={field: contact})
    site = replace(frozen, dataset=frozen.dataset.model_copy(update={"publisher": owner}))
    text = indicator_report(PageState(site, "en", page_key("novelty")))
    (link,) = html.fragment_fromstring(f"<div>{text}</div>").xpath("//a/@href")

    assert link.startswith(start)
    message = parse_qs(urlsplit(link).query)[body][0]
    for said in ("Degree of novelty", "4th edition", "English", "/en/barometer/", "1.0.0"):
        assert said.casefold() in message.casefold(), message


def test_texts_of_the_data_cannot_become_markup() -> None:
    assert escape_markdown("4. udgave") == "4\\. udgave"
    assert escape_markdown("a *b* [c](d) <img src=x onerror=e> & # {x}") == (
        "a \\*b\\* \\[c\\](d) &lt;img src=x onerror=e&gt; &amp; # \\{x\\}"
    )
    assert escape_markdown("- a\nb") == "\\- a b"


def test_summaries_are_of_a_fit_length(site: Site) -> None:
    for key in site.slugs:
        for language in LANGUAGES:
            assert 40 <= len(site.pages[(key, language)].words.summary) <= 300


def test_a_number_has_its_period_wherever_it_stands(built: Path, site: Site) -> None:
    """In lead, description, headline, list, search and picture; older figures are told to be so."""
    words, editions = site.words["figure"], site.dataset.editions
    for language in LANGUAGES:
        found = json.loads(
            (built / site.address(PageKey("search"), language) / SEARCH_FILE).read_text()
        )
        searched = {entry[2]: entry[3] for entry in found["pages"]}
        index = built / site.address(PageKey("barometer/index"), language) / "index.html"
        listed = {
            one.xpath("string(a)"): one.xpath("string(span)")
            for one in html.parse(index).xpath("//*[@class='indicator-list']/li")
        }
        older = [words[one][language].split("{")[0] for one in ("from", "older")]
        for name, indicator in site.dataset.indicators.items():
            rows = spoken_of(site.dataset, name)
            tree = shown(built, site, name, language)
            places = {
                "lead": tree.xpath("string(//*[@class='lead'])"),
                "description": tree.xpath("string(//meta[@name='description']/@content)"),
                "shared": tree.xpath("string(//meta[@property='og:description']/@content)"),
                "search": searched[site.address(page_key(name), language)],
                "list": listed[indicator.title[language]],
                "picture": card_of(PageState(site, language, page_key(name))).note,
            }
            if headline := tree.xpath("//*[@class='headline']"):
                places["headline"] = headline[0].text_content()
                assert len(rows) == 1
            past = any(
                edition_order(editions[other.edition]) > edition_order(editions[row.edition])
                for row in rows
                for other in site.dataset.observations
                if other.country == row.country
            )
            for place, said in places.items():
                periods = {editions[row.edition].period[language] for row in rows}
                assert periods
                assert all(one in said for one in periods), (name, place, said)
                if place != "list":  # there the period stands alone, in a column of its own
                    assert any(one in said for one in older) == past, (name, place, said)


def test_the_list_says_one_number_an_indicator(built: Path, site: Site) -> None:
    """A key number on top is the number in the list below it."""
    for language in LANGUAGES:
        index = built / site.address(PageKey("barometer/index"), language) / "index.html"
        tree = html.parse(index)
        items = {
            one.xpath("string(a)"): one for one in tree.xpath("//*[@class='indicator-list']/li")
        }
        assert all([part.tag for part in one] == ["a", "span"] for one in items.values())
        for one in tree.xpath("//*[@class='key-numbers']/li"):
            number = one.xpath("string(span)")
            assert number == items[one.xpath("string(a)")].xpath("string(span/b)")


@pytest.fixture(name="edited", scope="module")
def _edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen data with a front page, and an indicator's page that an editor wrote."""
    root = frozen_data(tmp_path_factory.mktemp("edited"))
    (root / "docs/barometer").mkdir(parents=True)
    for name in ("index.md", "index.en.md"):
        front = ROOT / "tests/frozen/docs" / name
        shutil.copyfile(front, root / "docs" / name)
        shutil.copyfile(front, root / "docs/barometer" / name)
        text = front.read_text("utf-8").replace("A page for tests", "Words of an editor")
        own = name.replace("index", "novelty")
        (root / "docs/barometer" / own).write_text(text, encoding="utf-8")
    return root


def test_an_editors_text_stands_before_the_derived_sections(edited: Path) -> None:
    project = read_project(edited, "/")
    assert project.site, [one.told() for one in project.problems]
    page = project.site.pages[(page_key("novelty"), "en")]

    assert page.path == "docs/barometer/novelty.en.md"
    assert page.body.index("Words of an editor") < page.body.index("{#figures}")
    ids = [heading.id for heading in page.document.headings]
    assert ids[:2] == ["purpose", "figures"]
    assert project.site.address(page.key, "da") == "barometer/nyhedsgrad/"


def test_an_editors_heading_cannot_take_the_id_of_a_derived_section(edited: Path) -> None:
    for name in ("novelty.md", "novelty.en.md"):
        file = edited / "docs/barometer" / name
        file.write_text(file.read_text("utf-8").replace("{#purpose}", "{#base}"), "utf-8")

    told = read_project(edited, "/").problems

    assert [one.code for one in told] == ["P305", "P305"]


def test_the_list_has_every_indicator_and_each_choice_finds_some(site: Site) -> None:
    """A choice hides rows by style alone, so every option has its rows and its rule."""
    style = (ROOT / "overrides/coi/look/barometer.css").read_text("utf-8")
    for language in LANGUAGES:
        text = indicator_index(PageState(site, language, PageKey("barometer/index")))
        tree = html.fragment_fromstring(f"<div>{text}</div>")
        rows = tree.xpath("//*[@class='indicator-list']/li")
        links = [one.xpath("string(a/@href)") for one in rows]
        assert len(links) == len(set(links)) == len(site.dataset.indicators)
        held = {name for one in rows for name in one.get("class").split()}
        for choice in ("theme", "country", "age"):
            options = tree.xpath(f"//select[@id='choose-{choice}']/option")
            for number in range(1, len(options)):
                assert f"{choice}-{number}" in held
                assert f".item:not(.{choice}-{number})" in style


def test_the_key_numbers_are_of_the_newest_danish_edition(frozen: Site) -> None:
    text = key_numbers(PageState(frozen, "en", PageKey("barometer/index")))
    tree = html.fragment_fromstring(f"<div>{text}</div>")

    assert "4th edition" in tree.xpath("string(//p)")
    numbers = {
        one.xpath("string(a)"): one.xpath("string(span)")
        for one in tree.xpath("//ul[@class='key-numbers']/li")
    }
    assert numbers["Innovative workplaces"] == "83%"
    assert not [one for one in numbers.values() if not one.endswith("%")]


def test_pages_are_the_same_in_any_order_of_the_pages(site: Site) -> None:
    own = {key: page for key, page in site.pages.items() if key[0] not in site.slugs}
    back = dict(reversed(own.items()))

    first = [page.body for page in indicator_pages(site.dataset, own)]
    second = [page.body for page in indicator_pages(site.dataset, back)]

    assert first == second
