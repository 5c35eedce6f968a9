"""What an editor writes becomes no element or attribute beyond those that the renderer writes."""

import pytest

from barometer.pages.addresses import PageKey
from barometer.pages.document import parse_document
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
