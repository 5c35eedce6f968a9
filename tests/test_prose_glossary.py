"""The glossary page: every term with its meaning, its name in the other language and its source."""

from lxml import html

from barometer.pages.addresses import PageKey
from barometer.pages.site import PageState, Site
from barometer.text import Language
from barometer.views.rendering import glossary_part


def _tree(site: Site, language: Language) -> html.HtmlElement:
    made = glossary_part(PageState(site, language, PageKey("about/glossary")))
    tree: html.HtmlElement = html.fromstring(made)
    return tree


def test_every_term_has_its_definition(site: Site) -> None:
    entries = _tree(site, "en").xpath("//dt")
    assert len(entries) == len(site.dataset.terms)
    for entry in entries:
        name = entry.get("id").removeprefix("term-")
        assert entry.getnext().text == site.dataset.terms[name].definition.en


def test_danish_terms_follow_the_danish_alphabet(frozen: Site) -> None:
    terms = [str(one.text).strip() for one in _tree(frozen, "da").xpath("//dt")]
    assert terms[-1] == "økonomiaftale"
    assert terms.index("Grønspættebogen") < terms.index("hæmmende forhold")


def test_an_english_article_does_not_count_in_the_alphabet(frozen: Site) -> None:
    terms = [str(one.text).strip() for one in _tree(frozen, "en").xpath("//dt")]
    assert terms.index("OPSI") < terms.index("the Oslo Manual") < terms.index("population")


def test_the_name_in_the_other_language_is_marked(frozen: Site) -> None:
    (abroad,) = _tree(frozen, "da").xpath("//dt[@id='term-anchoring']/span")
    assert (abroad.get("lang"), abroad.text) == ("en", "anchoring")


def test_a_definition_that_builds_on_a_source_names_it(site: Site) -> None:
    tree = _tree(site, "en")
    for name, term in site.dataset.terms.items():
        links = tree.xpath(
            f"//dt[@id='term-{name}']/following-sibling::dd[2]"
            f"[preceding-sibling::dt[1]/@id='term-{name}']/*[self::a or self::cite]"
        )
        assert bool(links) == bool(term.source), name
        if term.source:
            source = site.dataset.sources[term.source]
            assert links[0].get("href", "") == source.link
            assert (links[0].get("lang") or "en") == source.language
