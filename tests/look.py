"""What the tests of the look share: a page of each kind, and a page opened as a reader sees it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, ViewportSize

from barometer.pages.addresses import PageKey
from barometer.pages.site import Site
from barometer.text import Language
from tests.browser_setup import NPM

KINDS: Mapping[str, str] = {
    "home": "index",
    "role": "roles/capacity-builder",
    "ambition": "changes/system-changes",
    "overview": "guides/index",
    "guide": "guides/evaluation/plan",
    "barometer": "barometer/index",
    "figures": "barometer/newest-figures",
    "indicator": "barometer/innovative-workplaces",
    "radar": "trends/index",
    "trend": "trends/generative-ai",
    "case": "cases/telecare-north",
    "card": "trends/generative-ai/card",
    "text": "about/privacy",
    "forms": "about/forms",
    "glossary": "about/glossary",
    "framework": "strategy/index",
    "search": "search",
}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (360, 768, 1440)
HEIGHT = 900
PARTS = 16
PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")
AXE = NPM / "node_modules/axe-core/axe.min.js"
WATCH = """
window.broken = [];
document.addEventListener('securitypolicyviolation', (event) => window.broken.push(
  `${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
"""What a page asks a browser to do against its own policy."""
FORGET = """() => {
  try { localStorage.clear(); sessionStorage.clear(); } catch { /* a page that never came */ }
}"""
Rules = Mapping[str, str | list[str]]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL: Rules = {"type": "tag", "values": TAGS}
COLOUR: Rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What can differ between the schemes: light and dark share every element and every measure."""
RUN = """async (rules) => {
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  const where = (one) => one.nodes.map((node) => node.html).slice(0, 3).join(" | ");
  return found.violations.map((one) => `${one.id}: ${where(one)}`);
}"""


def address(site: Site, kind: str, language: Language) -> str:
    """The address of the page that stands for a kind."""
    return site.address(PageKey(KINDS[kind]), language)


def built_pages(site: Site, built: Path) -> list[Path]:
    """The file of every page of the site; what others frame is not among them."""
    return [built / site.address(key, language) / "index.html" for key, language in site.pages]


@contextmanager
def opened(
    browser: Browser,
    url: str,
    *,
    width: int = 1440,
    scheme: Scheme = "light",
    script: bool = True,
    fresh: bool = False,
) -> Iterator[Page]:
    """A page as a reader sees it who has kept nothing of an earlier visit.

    All share one window, which spares the second that a new one takes. `fresh` is for what listens
    to its page or counts what is fetched, which a window used before may have in its memory.
    """
    size = ViewportSize(width=width, height=HEIGHT)
    if fresh or not script:
        context = browser.new_context(
            viewport=size, color_scheme=scheme, java_script_enabled=script
        )
        context.add_init_script(PROBES)
        page = context.new_page()
    else:
        page = shared_window(browser)
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, media="null", forced_colors="null")
    try:
        page.goto(url)
        yield page
    finally:
        if fresh or not script:
            page.context.close()
        else:
            page.evaluate(FORGET)
            page.goto("about:blank")


def shared_window(browser: Browser) -> Page:
    """The window that all share: the first that a browser opens."""
    if browser.contexts:
        return browser.contexts[0].pages[0]
    context = browser.new_context()
    context.add_init_script(PROBES)
    return context.new_page()


def probed(page: Page, probe: str) -> Any:
    """The answer of one of the probes of `tests/probes.js`, which `opened` loads with each page."""
    return page.evaluate(f"probes.{probe}()")


def violations(page: Page, rules: Rules = ALL) -> list[str]:
    """What axe-core has to say against the page as it stands now."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN, rules)
    return found


def unfolded(page: Page) -> None:
    """Unfold all of the page and wait until what watches its sizes has seen to it."""
    probed(page, "unfold")
    probed(page, "painted")


def resized(page: Page, width: int) -> None:
    """Give the page another width, and wait in the same way."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    probed(page, "painted")


def part_of(pages: list[Path], part: int) -> list[Path]:
    """A share of the pages, so that the nightly run can use every core of a machine."""
    return pages[part::PARTS]
