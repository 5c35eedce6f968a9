"""What only Python-Markdown takes for HTML becomes text, and the build is told of it."""

import logging

import pytest
from markdown import Markdown

from barometer.pages.addresses import PageKey
from barometer.pages.site import PageState, Site
from barometer.pages.syntax import leads_nowhere_bad


def rendered(site: Site, text: str) -> str:
    state = PageState(site, "da", PageKey("roles/index"))
    settings = {"barometer.views.rendering": {"state": state}}
    extensions = ["attr_list", "fenced_code", "barometer.views.rendering"]
    return Markdown(extensions=extensions, extension_configs=settings).convert(text)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("*a*{onclick=alert(1)}", "onclick"),
        ("[a](javascript:alert(1))", "javascript"),
        ("a\n\n<script>alert(1)</script>\n", "<script"),
        ("/// worksheet | T\n    attrs: {onmouseover: alert(1)}\n1. a\n///", "onmouseover"),
    ],
)
def test_what_is_on_no_list_is_taken_away_and_told(
    text: str, gone: str, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "barometer"):
        page = rendered(site, text)

    assert gone not in page
    assert "P505" in caplog.text
    assert "docs/roles/index.md" in caplog.text


def test_a_comment_leaves_nothing_behind(site: Site) -> None:
    assert rendered(site, "a\n\n<!-- b -->\n\nc <!-- d --> e") == "<p>a</p>\n<p>c  e</p>"


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
            assert not leads_nowhere_bad(address)


def test_an_ordinary_address_is_left_alone(subtests: pytest.Subtests) -> None:
    for address in ["../x/", "#a", "https://a.dk/?b=c:d", "mailto:a@b.dk", "x.md"]:
        with subtests.test(address=address):
            assert leads_nowhere_bad(address)
