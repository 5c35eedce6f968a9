"""The Jinja environment for fragments and files, escaping; what a page carries in its head."""

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from html import escape as escape_text
from pathlib import Path

import rjsmin
from jinja2 import Environment, FunctionLoader, StrictUndefined, Undefined, select_autoescape
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup, escape

TEMPLATES = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[2] / "overrides/coi/parts").glob("*.html"))
}
"""The fragments of pages, read once at the start, as the code is; the cache hashes them with it."""


def render(template: str, **values: object) -> Markup:
    """A fragment of a page: every value is text unless it is markup; a missing one is an error."""
    return Markup(render_template(template, **values))  # noqa: S704 - escaped


def render_template(name: str, **values: object) -> str:
    """A fragment, or a template of the package by its path such as `editors/summary.md`.

    Values in a template whose name ends in `.html` are text, and a name it lacks is an error.
    """
    return _environment().get_template(name).render(values)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(_read),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        finalize=_escape,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    plain = partial(escape_text, quote=False)
    made.filters["whole"] = lambda text: Markup(hold_units(text, plain))  # noqa: S704 - escaped
    made.filters["policy"] = policy_hash
    made.filters["code"] = lambda text: Markup(plain(text))  # noqa: S704 - escaped
    return made


def _read(name: str) -> str:
    """Lines of a fragment or a drawing are joined without the blanks around them."""
    text = TEMPLATES.get(name) or (Path(__file__).parent / name).read_text(encoding="utf-8")
    joined = name in TEMPLATES or name.endswith(".svg")
    return "".join(map(str.strip, text.splitlines())) if joined else text


LOOK = Path(__file__).parents[2] / "overrides/coi/look"
SHEETS = ("site", "figures", "trends", "barometer")


COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def read_style(assets: str, sheets: Sequence[str] = SHEETS) -> Markup:
    """Style sheets without comments, for a page from which `assets/` lies at this address.

    A page carries its style and script itself: a first visit on a phone waits for one answer
    instead of three, and a browser never mixes the style of one version with the page of another.
    """
    text = "\n".join((LOOK / f"{one}.css").read_text(encoding="utf-8") for one in sheets)
    lines = filter(None, map(str.strip, COMMENT.sub("", text).splitlines()))
    return Markup("\n".join(lines).replace("url(fonts/", f"url({assets}fonts/"))  # noqa: S704 - our own file


def read_script() -> Markup:
    """The site's script without comments."""
    return Markup(rjsmin.jsmin((LOOK / "site.js").read_text(encoding="utf-8")))  # noqa: S704 - our own file


def policy_hash(text: str) -> Markup:
    """The words by which a content security policy lets this very style or script through."""
    known = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(f"'sha256-{known}'")  # noqa: S704 - letters and digits


@pass_eval_context
def _escape(context: EvalContext, value: object) -> object:
    """A value as HTML; apostrophes stay, for every attribute stands in double quotes.

    `words.copy` is a method of every mapping and no word: such a value is an error of the template.
    """
    if not context.autoescape:
        return value
    if callable(value) and not isinstance(value, Undefined):
        raise TypeError(f"a template prints {value!r}")
    if hasattr(value, "__html__"):
        return escape(value)
    return Markup(str(escape(value)).replace("&#39;", "'").replace("&#34;", "&quot;"))  # noqa: S704 - escaped


MEASURED = re.compile(
    r"\d[\d.,–]*\s(?:%|kr\.|(?:procent(?:point)?|per cent|percentage points?|points?"
    r"|millioner|milliarder|million|billion|kroner)\b)"
)


def hold_units(text: str, write: Callable[[str], str]) -> str:
    """Text as HTML, in which a number and its unit never part at a line's end."""
    out, end = "", 0
    for one in MEASURED.finditer(text):
        out += f'{write(text[end : one.start()])}<span class="whole">{one[0]}</span>'
        end = one.end()
    return out + write(text[end:])
