"""What a page's rendered text depends on, and that text from the cache."""

from pathlib import Path

from barometer.cache import FOLDER, digest, load, store
from barometer.fingerprints import of_site
from barometer.state import PageState

SLOT = "[["
OF_INDICATOR = "[[indicator-"
READS_BODIES = ("[[framework-figure]]", "[[translation-state]]")
"""The parts that are made from the text of other pages too, not from their heads alone."""


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
    files = sorted(path for path in (state.site.root / "docs/assets").rglob("*") if path.is_file())
    return [digest([one.name, one.read_bytes()]) for one in files if one.name in markdown]


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


def load_text(state: PageState, name: str) -> bytes | None:
    """The page's text as it was rendered before, if it was kept under that name."""
    found = load(_file(state), name)
    return found["text"] if found else None


def store_text(state: PageState, name: str, text: bytes) -> None:
    """Keep it in the place of what was kept of the page earlier."""
    store(_file(state), name, {"text": text})


def _file(state: PageState) -> Path:
    return state.site.root / FOLDER / "pages" / digest([state.site.url, state.language, state.key])
