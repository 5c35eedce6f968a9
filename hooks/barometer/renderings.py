"""Pages that were made before, kept under a name that says everything they depend on.

Two things are kept of each page: its text as rendered from Markdown, and the whole page as written.
"""

from pathlib import Path

from barometer import kept
from barometer.fingerprint_code import below, digest, file_hash
from barometer.fingerprints import of_site
from barometer.state import PageState

FOLDER = ".cache/pages"
SLOT = "[["
OF_INDICATOR = "[[indicator-"
READS_BODIES = ("[[framework-figure]]", "[[translation-state]]")
"""The parts that are made from the text of other pages too, not from their heads alone."""
TEXT, PAGE = "text", "page"


def text_name(state: PageState, markdown: str, settings: str) -> str:
    """The name of a page's rendered text: its Markdown, what it names, the engine's settings."""
    around = of_site(state.site)
    own = (state.key.path, state.language, markdown, settings, around.around)
    pictures = _pictures(state, markdown)
    return digest([*own, around.named(state.key, markdown), *pictures, *_parts(state, markdown)])


def _pictures(state: PageState, markdown: str) -> list[str]:
    """The pictures that a page may show, whose size stands on it."""
    if "![" not in markdown:
        return []
    files = below(state.site.root / "docs/assets")
    return [file_hash(one) for one in files if one.name in markdown]


def _parts(state: PageState, markdown: str) -> list[str]:
    """What the parts of the site on a page are made from."""
    around = of_site(state.site)
    if SLOT not in markdown:
        return []
    whole = markdown.count(SLOT) > markdown.count(OF_INDICATOR)
    read = any(one in markdown for one in READS_BODIES)
    lags = state.site.translations if read else ""
    return [
        around.heads,
        around.numbers if whole else "",
        around.bodies if read else "",
        repr(lags),
    ]


def page_name(state: PageState, text: str, settings: str) -> str:
    """The name of a whole page, whose text has the name `text`: what its template shows around."""
    site, key = state.site, state.key
    around = of_site(site)
    pair = [site.pages[(key, one)] for one in ("da", "en") if (key, one) in site.pages]
    named = around.named(key, "".join(f"{page.words!r}{page.facts!r}" for page in pair))
    behind = site.translations.behind(key, state.language)
    return digest([text, settings, around.heads, named, behind])


def fetch(state: PageState, kind: str, name: str) -> str | None:
    """What was kept of the page, if it was kept under that name."""
    return kept.fetch(_file(state, kind), name)


def keep(state: PageState, kind: str, name: str, body: str) -> None:
    """Keep it in the place of what was kept of the page earlier."""
    kept.keep(_file(state, kind), name, body)


def _file(state: PageState, kind: str) -> Path:
    return state.site.root / FOLDER / digest([kind, state.site.url, state.language, state.key.path])
