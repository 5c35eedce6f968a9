"""Terms explained where they stand: once a term and page, in running text, without a script."""

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from barometer.pages.addresses import PageKey
from barometer.pages.document import parse_document
from barometer.pages.site import PageState, Site
from barometer.text import LANGUAGES, Language
from barometer.views.rendering import SiteRenderer

ROLE = PageKey("roles/capacity-builder")
TERM = "//a[@class='term']"


def _made(
    site: Site, text: str, key: PageKey = ROLE, language: Language = "da"
) -> html.HtmlElement:
    made = SiteRenderer(PageState(site, language, key)).page(parse_document(text, 1).tokens)
    return html.fromstring(f"<div>{made}</div>")


def _terms(tree: html.HtmlElement) -> list[str]:
    return [str(one.text) for one in tree.xpath(TERM)]


def test_the_first_occurrence_leads_to_its_definition(site: Site) -> None:
    tree = _made(site, "Om forankring her.\n\nMere forankring.")
    (link,) = tree.xpath(TERM)
    (meaning,) = tree.xpath("//*[@id='meaning-anchoring']")
    assert link.get("href") == "#meaning-anchoring"
    assert link.getnext() is meaning
    assert meaning.tail == " her."
    described = tree.get_element_by_id(link.get("aria-describedby"))
    assert described.text == site.dataset.terms["anchoring"].definition.da
    assert meaning.xpath("./a/@href") == ["../../om/ordliste/#term-anchoring", "#word-anchoring"]


def test_a_definition_is_hidden_from_reader_modes_and_from_search(site: Site) -> None:
    (meaning,) = _made(site, "Om forankring.").xpath("//*[@class='meaning']")
    assert meaning.get("hidden") is not None
    assert meaning.get("data-search-exclude") is not None


def test_headings_links_tables_names_code_and_forms_are_left_alone(
    site: Site, subtests: pytest.Subtests
) -> None:
    for text in [
        "## Forankring {#a}",
        "[forankring](../index.md)",
        "| forankring |\n| --- |\n| forankring |",
        "*forankring*{lang=en}",
        "`forankring`",
        "/// worksheet | Om forankring\nForankring er svært.\n\n1. Hvad er forankring?\n///",
        '!!! note "Forankring"\n    Intet her.',
        "forankringsplan og for-forankring",
    ]:
        with subtests.test(text=text):
            assert _terms(_made(site, text)) == []


def test_running_text_is_explained_in_the_form_that_stands(
    site: Site, subtests: pytest.Subtests
) -> None:
    for text, terms in [
        ("- Om **forankring**\n- og spredning", ["forankring", "spredning"]),
        ('!!! note "Bemærk"\n    Om forankring.', ["forankring"]),
        ("Forankringen og *spredningen* og forankring.", ["Forankringen", "spredningen"]),
        ("Styregruppen for KL, men kl. 8.", ["Styregruppen", "KL"]),
        ("En udgave er ikke nok, men fjerde udgave er.", ["fjerde udgave"]),
        ("COI evaluerer en trend.", []),
    ]:
        with subtests.test(text=text, terms=terms):
            assert _terms(_made(site, text)) == terms


def test_no_word_is_lost_or_moved(site: Site) -> None:
    text = "Forankring og **spredning, KL** og genbrug *eller* genbrug i styregruppen."
    tree = _made(site, text)
    for meaning in tree.xpath("//*[@class='meaning']"):
        _emptied(meaning)
    assert tree.text_content().strip() == text.replace("*", "")


def _emptied(meaning: html.HtmlElement) -> None:
    for child in list(meaning):
        meaning.remove(child)
    meaning.text = None


def test_english_pages_are_explained_in_english(site: Site) -> None:
    tree = _made(site, "On anchoring.", language="en")
    assert _terms(tree) == ["anchoring"]
    assert (
        tree.xpath("//*[@class='meaning']/a/@href")[0]
        == "../../../en/about/glossary/#term-anchoring"
    )


def test_the_glossary_explains_nothing_twice(site: Site) -> None:
    assert _terms(_made(site, "Om forankring.", PageKey("about/glossary"))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_built_page_explains_a_term_once_and_the_glossary_has_its_entry(
    language: Language, built: Path, site: Site
) -> None:
    entries = set(_tree(built, site, PageKey("about/glossary"), language).xpath("//dt/@id"))
    assert entries == {f"term-{key}" for key in site.dataset.terms}
    seen = 0
    for key, one in site.pages:
        if one == language:
            words = _tree(built, site, key, language).xpath("//a[@class='term']/@id")
            assert len(words) == len(set(words)), key
            assert {word.replace("word-", "term-") for word in words} <= entries
            seen += len(words)
    assert seen > 0


def _tree(built: Path, site: Site, key: PageKey, language: Language) -> html.HtmlElement:
    return html.parse(built / site.address(key, language) / "index.html").getroot()


@pytest.mark.parametrize("script", [True, False])
def test_a_definition_shows_on_hover_and_on_focus(
    script: bool, served: str, browser: Browser
) -> None:
    page = browser.new_page(java_script_enabled=script)
    page.goto(f"{served}roller/kapacitetsopbygger/")
    term, meaning = page.locator("a.term").first, page.locator(".meaning").first
    assert not meaning.is_visible()
    term.hover()
    assert meaning.is_visible()
    meaning.hover()
    assert meaning.is_visible()
    page.mouse.move(0, 0)
    assert not meaning.is_visible()
    term.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert meaning.is_visible()
    if script:
        page.keyboard.press("Escape")
        assert not meaning.is_visible()
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_definition_shows_at_a_tap_and_nothing_moves(
    script: bool, served: str, browser: Browser
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(f"{served}roller/kapacitetsopbygger/")
    term, meaning = page.locator("a.term").first, page.locator(".meaning").first
    term.scroll_into_view_if_needed()
    before = term.bounding_box()
    term.tap()
    assert meaning.is_visible()
    assert term.bounding_box() == before
    box = meaning.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    page.locator(".meaning-close").first.tap()
    assert not meaning.is_visible()
    context.close()


def test_paper_shows_the_definition(served: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{served}roller/kapacitetsopbygger/")
    page.emulate_media(media="print")
    assert page.locator(".meaning").first.is_visible()
    page.close()
