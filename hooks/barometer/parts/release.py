"""How a release was made and checked: what it is built from, with what, and how to do it again."""

import os
import tomllib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from barometer import language as written
from barometer.built import SUMS
from barometer.faults import codes
from barometer.html import Child, element, html
from barometer.marks import commit_mark, version_mark
from barometer.sbom import FILE as PARTS_LIST
from barometer.sbom import LOCK
from barometer.state import PageState


def release_facts(state: PageState) -> str:
    """Commit, version of the data, how much there is, and the lists of files and of parts."""
    rows = (
        element("tr", {}, element("th", {"scope": "row"}, _word(state, name)), _cell(fact))
        for name, fact in _facts(state)
    )
    return html(_table(_word(state, "facts"), element("tbody", {}, *rows)))


def _facts(state: PageState) -> Iterator[tuple[str, Child]]:
    data = state.site.dataset
    charts = sum(len(one.charts) for one in data.indicators.values())
    yield "commit", commit_mark(_word(state, "commit_unknown"), _word(state, "commit_changed"))
    yield "version", state.site.releases.version or "–"
    yield "pages", _number(state, len(state.site.pages))
    yield "charts", _number(state, charts)
    yield "values", _number(state, len(data.observations))
    yield "rules", _number(state, len(codes()))
    yield "sums", element("a", {"href": state.to_root + SUMS}, SUMS)
    if (state.site.root / LOCK).is_file():
        yield (
            "parts",
            element("a", {"href": state.to_root + PARTS_LIST, "download": ""}, PARTS_LIST),
        )


def release_tools(state: PageState) -> str:
    """The programs that the site is built with, in the versions it was built with."""
    settings = tomllib.loads((state.site.root / "pyproject.toml").read_text(encoding="utf-8"))
    names = sorted(_name(one) for one in settings["project"]["dependencies"])
    head = (
        element("th", {"scope": "col"}, _word(state, name)) for name in ("tool", "tool_version")
    )
    rows = (
        element("tr", {}, element("td", {}, element("code", {}, one)), _cell(version_mark(one)))
        for one in names
    )
    table = _table(
        _word(state, "tools"),
        element("thead", {}, element("tr", {}, *head)),
        element("tbody", {}, *rows),
    )
    return html(table)


def release_command(state: PageState) -> str:
    """The command that builds this very site again and holds it against the published list."""
    url, edit = state.site.url, os.environ.get("EDIT_URI", "")
    around = f"SITE_URL={url}" + (f" EDIT_URI={edit}" if edit else "")
    command = f"{around} make verify AGAINST={url}{SUMS}"
    return html(element("pre", {"tabindex": "0"}, element("code", {}, command)))


def _name(requirement: str) -> str:
    return requirement.split("=")[0].split(">")[0].split("[")[0]


def _cell(fact: Child) -> Element:
    return element("td", {}, fact)


def _table(caption: str, *parts: Element) -> Element:
    table = element("table", {}, element("caption", {}, caption), *parts)
    return element("div", {"class": "table-scroll"}, table)


def _number(state: PageState, number: int) -> str:
    return written.number(number, state.language)


def _word(state: PageState, name: str) -> str:
    return str(state.site.words["release"][name][state.language])
