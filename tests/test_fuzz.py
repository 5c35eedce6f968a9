"""Whatever is thrown at readers of data, pages and numbers: an answer or a fault, never a crash.

A bounded run here; `make nightly` throws a hundred times as much. What was once found stays as an
example.
"""

import math
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html

from barometer.data.cells import number_fault, readings
from barometer.data.codebook import Codebook, read_codebook
from barometer.data.model import COLUMNS
from barometer.data.table import cell_faults, read_table, relation_faults
from barometer.faults.yaml_file import YamlFile, parse_bytes, parse_yaml
from barometer.pages.addresses import PageKey
from barometer.pages.checks import check_page
from barometer.pages.document import parse_document
from barometer.pages.page import Page, PageWords, read_page, split_front
from barometer.pages.renderer import SCHEMES
from barometer.pages.site import PageState, Site
from barometer.sentences.claims import tokenize
from barometer.views.rendering import SiteRenderer
from tests.conftest import ROOT
from tests.small import DANISH

FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)
MANY = settings(
    max_examples=6000, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
TEXT = "p h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd pre code em strong del sup sub br hr a img"
TABLE = "table caption thead tbody tr th td"
OWN = (
    "b select option div span section article figure figcaption label input textarea button details"
    " summary h1"
)
ELEMENTS = frozenset(f"{TEXT} {TABLE} {OWN}".split())
EVERYWHERE = frozenset(("id", "class", "lang", "title", "hidden", "role"))
ATTRIBUTES = {
    "a": frozenset(("href",)),
    "img": frozenset(("src", "srcset", "sizes", "alt", "width", "height", "loading")),
    "ol": frozenset(("start",)),
    "th": frozenset(("scope",)),
    "label": frozenset(("for",)),
    "input": frozenset(("type", "checked", "disabled")),
    "textarea": frozenset(("rows", "autocomplete")),
    "button": frozenset(("type",)),
    "option": frozenset(("value", "selected")),
    "select": frozenset(("name", "autocomplete")),
}
PREFIXES = ("aria-", "data-")
PIECES = (
    *(
        "\n",
        "\n\n",
        "\r",
        "\r\n",
        "\x0c",
        "\x85",
        "\u2028",
        " ",
        "    ",
        "\t",
        "- ",
        "1. ",
        "> ",
        "## a {#b}\n",
        "```\n",
        "~~~",
        "`",
        "``",
    ),
    *(
        "*",
        "**",
        "_",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "{: ",
        "{onclick=alert(1)}",
        "<",
        ">",
        "/>",
        "\\",
    ),
    *("<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<!--"),
    *("-->", "--!>", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE x", "<a href='", "</p>", "<div"),
    *(
        "](javascript:alert(1))",
        "](<java\nscript:x>)",
        "](&#106;avascript:x)",
        "[a]: data:x",
        "![a](",
    ),
    *("[[", "]]", "[[indicators]]", "![a](chart:innovative_workplaces)", "[a](value:b@1)", "[^a]"),
    *(
        "/// worksheet | ",
        "///\n",
        "    attrs: {onclick: x}\n",
        "| a | b |\n| - | - |\n",
        "!!! note\n",
    ),
    *(
        "innovation",
        "83 procent",
        "æøå",
        "&lt;",
        "&#60;",
        "\x02",
        "\x03",
        "wzxhzdk:0",
        "\x02amp\x03",
    ),
)
PAGES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=30).map("".join)
YAML_PIECES = (
    *(
        "a",
        "b",
        ": ",
        "- ",
        "\n",
        "\r",
        "\u2028",
        "  ",
        "\t",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a",
        "*a",
        "!!python/name:x",
    ),
    *(
        "!x",
        "|",
        ">",
        '"',
        "'",
        "\\x01",
        "\\ud800",
        "#",
        "---\n",
        "...\n",
        "? ",
        "<<",
        "%YAML",
        "\0",
    ),
    *("\u202e", "1e9", "0x1", ".inf", "NO", "~", "2026-13-45", "æ"),
)
DOCUMENTS = st.lists(st.one_of(st.sampled_from(YAML_PIECES), st.text(max_size=3)), max_size=25)
CELLS = st.one_of(
    st.sampled_from(
        ("innovative_workplaces", "DK", "4", "total", "all", "83", "", '"', "=1", "1e999")
    ),
    st.text(max_size=6),
)
TABLES = st.lists(st.lists(CELLS, min_size=7, max_size=11).map(",".join), max_size=5)
NUMBERS = st.text(alphabet="0123456789.,-+ '%eE\u00a0\u0663\uff18²½xa", min_size=1, max_size=12)


@pytest.fixture(name="book", scope="module")
def _book() -> Codebook:
    return read_codebook(ROOT)


@pytest.fixture(name="rendered", scope="module")
def _rendered(site: Site) -> Callable[[str], str]:
    """A page's body as HTML, as the build makes it."""
    state = PageState(site, "da", PageKey("roles/index"))

    return lambda text: SiteRenderer(state).page(parse_document(text, 1).tokens)


def page_of(text: str) -> Page:
    """A page with that body, as the checks see it."""
    words = PageWords(title="Titel", summary="En side, der er lang nok til at være en side her.")
    key = PageKey("roles/x")
    return Page(key, "da", "docs/roles/x.md", words, None, text, 1, YamlFile(""))


def unsafe(page: str) -> list[str]:
    """What in the HTML of a page's body is on no list."""
    found = []
    for one in html.fromstring(f"<div>{page}</div>").iter():
        if not isinstance(one.tag, str):
            continue
        if one.tag not in ELEMENTS | FIGURES:
            found.append(str(one.tag))
        for name, value in ((str(name), str(value)) for name, value in one.attrib.items()):
            known = name in EVERYWHERE | FIGURE_ATTRIBUTES or name in ATTRIBUTES.get(one.tag, ())
            leading = value.partition(":")[0].strip().lower() if ":" in value else ""
            scheme = "" if leading.startswith("#") else leading
            leads = name in {"href", "src"} and scheme not in SCHEMES and "/" not in scheme
            if not (known or name.startswith(PREFIXES)) or leads:
                found.append(" ".join(map(str, (one.tag, name, value))))
    return found


DRAWN = ("svg", "g", "text", "tspan", "path", "circle", "line", "rect")
FIGURES = frozenset(("details", "summary", "time", "cite", "nav", "data", "form", "title", *DRAWN))
FIGURE_ATTRIBUTES = frozenset(
    (
        *("scope", "download", "datetime", "open", "colspan", "rowspan", "href"),
        *("value", "hreflang", "tabindex", "focusable", "viewbox", "width", "height"),
        *("d", "x", "y", "cx", "cy", "r", "fill", "stroke-width", "stroke-dasharray"),
        *("stroke-linejoin", "font-size", "font-weight", "text-anchor"),
    )
)
"""What our own figures and parts hold besides: no page can write it."""


def survives(text: str, rendered: Callable[[str], str]) -> None:
    """A text is read and rendered, and what comes out holds nothing that is on no list."""
    parse_document(text, 1)
    split_front(text)
    list(check_page(page_of(text)))
    assert unsafe(rendered(text)) == [], text


@FEW
@given(PAGES)
@example("- a\n\n      <script>alert(1)</script>\n")
@example("\\<img src=x onerror=alert(1)>")
@example("[a](<java\nscript:alert(1)>)")
@example("[*a*{onclick=alert(1)}](x)")
@example("/// worksheet | T\n    attrs: {onclick: alert(1)}\n1. a\n///")
@example("<!--drawing:x-->")
@example("\r[[indicators]]")
@example("\r\r0\n\n    attrs: {onclick: x}\n")
@example("\r\r**a\n\n!!! note\r\n\n    b\n")
@example("\n<!-- --><script>alert(1)</script> -->\n")
def test_any_text_becomes_a_safe_page(rendered: Callable[[str], str], text: str) -> None:
    survives(text, rendered)


@pytest.mark.nightly
@MANY
@given(PAGES)
def test_very_many_texts_become_safe_pages(rendered: Callable[[str], str], text: str) -> None:
    survives(text, rendered)


def yaml_survives(text: str) -> None:
    """A value or a fault with a line; never both nothing and no fault, unless it is empty."""
    read = parse_yaml(text, "x.yml")
    assert all(one.line is not None for one in read.problems)
    parse_bytes(text.encode("utf-8", "surrogatepass"), "x.yml")


@FEW
@given(DOCUMENTS.map("".join))
@example('a: "\\x01"')
@example('a: "\\ud800"')
@example("[" * 5000)
@example("- " * 3000)
@example("? " * 3000)
@example("a: &a [*a]")
@example("\r\r[a\nb")
@example("\r\ra: [b\n")
def test_any_text_is_read_as_data_or_told(text: str) -> None:
    yaml_survives(text)


@pytest.mark.nightly
@MANY
@given(DOCUMENTS.map("".join))
def test_very_many_texts_are_read_as_data_or_told(text: str) -> None:
    yaml_survives(text)


@FEW
@given(st.binary(max_size=200))
@example(b"\xff\xfea\x00")
@example(b"\xef\xbb\xbf\xed\xa0\x80")
def test_any_bytes_are_read_as_data_or_told(data: bytes) -> None:
    parse_bytes(data, "x.yml")
    read_table(data, "x.csv")


def table_survives(rows: list[str], book: Codebook) -> None:
    """Rows below the right header give sound rows or faults, all with a line of the file."""
    text, table_file = "\n".join([",".join(COLUMNS), *rows]), "data/observations.csv"
    table = read_table(text.encode("utf-8", "surrogatepass"), table_file)
    assert all(one.line for one in table.problems)
    found = [*cell_faults(table.frame, book, table_file)]
    found = found or [*relation_faults(table.frame, book, table_file, {})]
    assert all(one.line for one in found)


@settings(FEW, max_examples=25)
@given(TABLES)
@example(['"', "a,b,c,d,e,f,g,h,i"])
@example(["innovative_workplaces,DK,4,total,all,1e999,,,coi"])
@example(["innovative_workplaces,DK,4,total,all,٨٣,,,coi"])
def test_any_row_is_read_or_told(book: Codebook, rows: list[str]) -> None:
    table_survives(rows, book)


@pytest.mark.nightly
@settings(MANY, max_examples=1500)
@given(TABLES)
def test_very_many_rows_are_read_or_told(book: Codebook, rows: list[str]) -> None:
    table_survives(rows, book)


@settings(FEW, max_examples=300)
@given(NUMBERS)
@example("1.234")
@example("٨٣")
@example("-0")
@example("²")
@example("1,2.3,4")
def test_a_number_is_taken_as_written_or_told(cell: str) -> None:
    for column in ("value", "base"):
        if number_fault(column, cell) is None:
            assert cell.isascii()
            assert math.isfinite(float(cell))
    assert all(math.isfinite(float(one)) for one in readings(cell))
    for language in ("da", "en"):
        tokenize(cell, language)


SEEDS = (
    *(
        "[",
        "![",
        "[a](",
        "[^",
        "[[",
        "(",
        "<",
        "<a b=",
        "{: ",
        "`",
        "`` a ` ",
        "*a **b ",
        "_a_",
        "&#",
    ),
    *(
        ">",
        "> ",
        "***a",
        "~~~\n",
        "| a ",
        "[a]: b\n",
        "[a][b",
        "## a\n",
        "\n## a {#a}\n",
        "\\",
        "ord ",
    ),
    *(
        "- ",
        "1. a\n",
        "/// worksheet | a\n1. a\n///\n",
        "/// define\n",
        "!!! note\n    a\n",
        "innovation ",
    ),
)


def seconds(text: str, rendered: Callable[[str], str], folder: Path) -> float:
    """How long a page takes from its file to its HTML, or until it is told why not."""
    file = folder / "docs/roles/x.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{HEAD}{text}", "utf-8")
    began = time.process_time()
    read = read_page(folder, file)
    if read.page and not any(check_page(read.page)):
        rendered(text)
    return time.process_time() - began


HEAD = DANISH[: DANISH.index("## ")]
WHOLE = {
    "a page of a megabyte": "Ord og [et link](x.md).\n\n" * 40_000,
    "brackets in brackets": "[" * 10_000 + "]" * 10_000,
    "lists in lists": "\n".join("  " * depth + "- a" for depth in range(1_000)),
    "lists in lists on a line": "- " * 1_000 + "a",
    "quotations in quotations": "> " * 1_000 + "a",
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_page_that_is_too_much_is_told_or_rendered_at_once(
    name: str, rendered: Callable[[str], str], tmp_path: Path
) -> None:
    assert seconds(WHOLE[name], rendered, tmp_path) < 2


def test_no_page_keeps_a_build_waiting(
    rendered: Callable[[str], str], tmp_path: Path, subtests: pytest.Subtests
) -> None:
    for seed in SEEDS:
        with subtests.test(seed=seed):
            assert seconds(seed * (6_000 // len(seed)), rendered, tmp_path) < 3


@pytest.mark.nightly
@pytest.mark.parametrize("seed", SEEDS)
def test_no_page_of_the_largest_size_keeps_a_build_waiting(
    seed: str, rendered: Callable[[str], str], tmp_path: Path
) -> None:
    assert seconds(seed * (59_000 // len(seed)), rendered, tmp_path) < 10
