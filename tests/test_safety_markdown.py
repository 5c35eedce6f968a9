"""What an editor writes becomes no element or attribute beyond those that the renderer writes."""

from pathlib import Path

import pytest

from barometer.pages.addresses import PageKey
from barometer.pages.document import parse_document
from barometer.pages.parser import check_extensions
from barometer.pages.renderer import is_harmless
from barometer.pages.site import PageState, Site
from barometer.views.rendering import SiteRenderer


def rendered(site: Site, text: str) -> str:
    state = PageState(site, "da", PageKey("roles/index"))
    return SiteRenderer(state).page(parse_document(text, 1).tokens)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("*a*{onclick=alert(1)}", " onclick="),
        ("[a](javascript:alert(1))", "javascript"),
        ("![a](javascript:alert(1))", "javascript"),
        ("a\n\n<script>alert(1)</script>\n", "<script"),
        ("a <img src=x onerror=alert(1)>", "<img"),
        ("/// worksheet | <b>\n1. a\n///", "<b>"),
        ("| a |\n| -: |\n| b |", "style="),
    ],
)
def test_what_no_rule_writes_is_text(text: str, gone: str, site: Site) -> None:
    assert gone not in rendered(site, text)


def test_a_comment_leaves_nothing_behind(site: Site) -> None:
    assert rendered(site, "a\n\n<!-- b -->\n\nc <!-- d --> e") == "<p>a</p>\n<p>c  e</p>\n"


def test_an_extension_of_another_parser_is_told_with_its_place(tmp_path: Path) -> None:
    file, own = tmp_path / "mkdocs.yml", ["toc", "tables", "fenced_code"]
    file.write_text("site_name: a\n", "utf-8")
    assert list(check_extensions(own, file)) == []
    (by_plugin,) = check_extensions([*own, "pymdownx.tabbed"], file)
    assert (by_plugin.code, by_plugin.line) == ("M110", None)
    assert "pymdownx.tabbed" in by_plugin.message.da
    file.write_text("site_name: a\nmarkdown_extensions: [toc]\n", "utf-8")
    (by_hand,) = check_extensions(own, file)
    assert (by_hand.path, by_hand.line) == ("mkdocs.yml", 2)


def test_an_address_is_judged_as_a_browser_reads_it(subtests: pytest.Subtests) -> None:
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "data:text/html,x",
        "vbscript:x",
        "http://[",
    ]:
        with subtests.test(address=address):
            assert not is_harmless(address)


def test_an_ordinary_address_is_left_alone(subtests: pytest.Subtests) -> None:
    for address in ["../x/", "#a", "https://a.dk/?b=c:d", "mailto:a@b.dk", "x.md"]:
        with subtests.test(address=address):
            assert is_harmless(address)
