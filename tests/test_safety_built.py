"""What the built site lets a browser do: a policy on every page, and nothing that breaks it."""

from pathlib import Path

from lxml import html
from playwright.sync_api import Browser

from barometer.html import LOOK, policy_hash, read_script, read_style
from tests.look import WATCH
from tests.test_site import pages

ENDINGS = frozenset(
    (
        *(".html", ".css", ".js", ".svg", ".png", ".woff2", ".txt", ".webmanifest", ".xml", ".ics"),
        *(
            ".csv",
            ".json",
            ".jsonld",
            ".ttl",
            ".xlsx",
            ".webp",
            ".pdf",
            ".docx",
            ".pptx",
            ".bib",
            ".zip",
            ".conf",  # settings for servers of a reader's own; that of Caddy has no ending
            "",
            ".ris",
        ),
        ".md",  # each page for machines
        ".map",  # the theme's own, which no page asks for
    )
)
FORBIDDEN = frozenset(("iframe", "object", "embed", "base", "applet", "frame", "frameset"))


def test_every_page_carries_a_policy_and_says_what_it_tells_others(built: Path) -> None:
    for page in sorted(built.rglob("*.html")):
        tree = html.parse(page).getroot()
        metas = {one.get("http-equiv") or one.get("name"): one for one in tree.iter("meta")}
        policy = metas["Content-Security-Policy"].get("content") or ""
        assert policy.startswith("default-src 'none'"), page
        assert "unsafe" not in policy, page
        assert "base-uri 'none'" in policy, page
        assert metas["referrer"].get("content") == "strict-origin-when-cross-origin", page
        head = tree.find("head")
        assert head is not None
        first = [one for one in head if one.tag in {"script", "link", "style"}][:1]
        assert not first or list(head).index(metas["Content-Security-Policy"]) < list(head).index(
            first[0]
        ), page


def test_no_page_holds_anything_that_runs_but_the_site_s_own_script(built: Path) -> None:
    ours = {policy_hash(read_script())}
    for page in pages(built):
        tree = html.parse(page).getroot()
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        for one in tree.iter():
            if not isinstance(one.tag, str):
                continue
            assert one.tag not in FORBIDDEN, (page, one.tag)
            assert not [name for name in one.attrib if name.startswith("on")], page
            assert "style" not in one.attrib, (page, one.attrib["style"])
            for name in ("href", "src", "action"):
                scheme = (one.get(name) or "").partition(":")[0].strip().lower()
                assert scheme not in {"javascript", "data", "vbscript"}, (page, one.get(name))
            if one.tag == "style":
                assert f"style-src {policy_hash(one.text)};" in policy, page
            if one.tag == "script" and one.get("type") != "application/ld+json":
                assert policy_hash(one.text) in ours, page
                assert f"script-src 'self' {policy_hash(one.text)};" in policy, page
                assert not one.get("src"), page


def test_a_style_loses_no_blank_that_a_selector_needs() -> None:
    style = read_style("assets/")
    for sheet in LOOK.glob("*.css"):
        for line in sheet.read_text(encoding="utf-8").splitlines():
            if " :is(" in line and "/*" not in line:
                assert line.strip() in style, sheet.name


def test_nothing_is_published_but_files_of_known_kinds(built: Path) -> None:
    assert {file.suffix for file in built.rglob("*") if file.is_file()} <= ENDINGS
    assert not [file for file in built.rglob("*") if file.is_symlink()]


def test_the_policy_stops_what_would_be_put_into_a_page(served: str, browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto(served)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend',"
        ' \'<img src=x onerror="window.ran = 1"><a id=run href="javascript:window.ran = 1">a</a>\')'
    )
    page.locator("#run").evaluate("(link) => link.click()")
    page.evaluate(
        "const one = document.createElement('script'); one.textContent = 'window.ran = 1';"
        " document.body.append(one)"
    )
    page.wait_for_timeout(200)

    assert page.evaluate("window.ran") is None
    assert len(page.evaluate("window.broken")) >= 3
    page.close()
