"""Calendar, archive, corrections, how a release was made, known limits."""

import os
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from babel import Locale

from barometer.charts.wording import source_link
from barometer.data.model import Dataset
from barometer.data.releases import COPENHAGEN, Archived, Correction, Release, read_point
from barometer.faults.report import message_codes
from barometer.html import Child, commit_mark, element, html, version_mark
from barometer.pages.addresses import (
    CORRECTIONS_CSV,
    CORRECTIONS_JSON,
    LOCK_FILE,
    SBOM_FILE,
    SUMS,
    page_key,
)
from barometer.pages.site import PageState, Site, calendar_file, release_feed_address
from barometer.text import LANGUAGES, Language, country_name, format_date, format_number, join_list

CORRECTIONS_TABLE_COLUMNS = ("date", "figure", "change", "why")


def corrections_part(state: PageState) -> str:
    """Every correction as a table, newest first, and the same list as files."""
    words, found = state.site.words["corrections"], state.site.releases.corrections
    shown = (
        corrections_table(state, found)
        if found
        else element("p", {}, words["none"][state.language])
    )
    files = element("ul", {"class": "files"})
    for name, label in ((CORRECTIONS_CSV, "CSV"), (CORRECTIONS_JSON, "JSON")):
        link = element("a", {"href": state.to_root + name, "download": ""}, label)
        files.append(element("li", {}, link))
    return html(shown, element("p", {}, words["files"][state.language]), files)


def corrections_table(state: PageState, found: Sequence[Correction]) -> Element:
    """Corrections as a table, the newest first."""
    words, language = state.site.words["corrections"], state.language
    heads = (
        element("th", {"scope": "col"}, words[name][language]) for name in CORRECTIONS_TABLE_COLUMNS
    )
    rows = (_row(state, one) for one in sorted(found, key=lambda one: one.date, reverse=True))
    table = element(
        "table",
        {"class": "corrections"},
        element("caption", {}, words["caption"][language]),
        element("thead", {}, element("tr", {}, *heads)),
        element("tbody", {}, *rows),
    )
    return element("div", {"class": "table-scroll"}, table)


def _row(state: PageState, one: Correction) -> Element:
    site, language = state.site, state.language
    name, page = name_value(one, site.dataset, language), correction_address(one, site, language)
    told = element("a", {"href": state.to_root + page}, name) if page else name
    cells = (describe_change(one, site, language), correction_reason(one, site, language))
    when = element("time", {"datetime": one.date.isoformat()}, format_date(one.date, language))
    return element(
        "tr",
        {},
        element("td", {}, when),
        element("th", {"scope": "row"}, told),
        *(element("td", {}, cell) for cell in cells),
    )


def known_limits(state: PageState) -> str:
    """Pictures without text, sources we do not control, and sources in other languages."""
    return html(element("ul", {}, *(element("li", {}, one) for one in _limits(state))))


def _limits(state: PageState) -> Iterator[str]:
    words, dataset = state.site.words["limits"], state.site.dataset
    spoken = Counter(source.language for source in dataset.sources.values())
    names = Locale(state.language).languages
    others = [f"{names[code]} ({n})" for code, n in spoken.most_common() if code not in LANGUAGES]
    counts = {
        "pictures": sum(len(one.charts) for one in dataset.indicators.values()),
        "sources": len(dataset.sources),
        "languages": sum(n for code, n in spoken.items() if code not in LANGUAGES),
    }
    for name, n in counts.items():
        if n:
            yield words[name][state.language].format(
                n=n, languages=join_list(others, state.language)
            )


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
    yield "rules", _number(state, len(message_codes()))
    yield "sums", element("a", {"href": state.to_root + SUMS}, SUMS)
    if (state.site.root / LOCK_FILE).is_file():
        yield (
            "parts",
            element("a", {"href": state.to_root + SBOM_FILE, "download": ""}, SBOM_FILE),
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
    return format_number(number, state.language)


def _word(state: PageState, name: str) -> str:
    return str(state.site.words["release"][name][state.language])


def release_list(state: PageState) -> str:
    """What is announced, what is out, and how to be told: two lists that need no script."""
    found = state.site.releases
    ahead = _list(state, found.ahead) if found.ahead else _say(state, "none_ahead")
    return html(
        element("h3", {"id": "ahead"}, _release_word(state, "ahead")),
        ahead,
        element("h3", {"id": "out"}, _release_word(state, "out")),
        _list(state, found.out),
        element("h3", {"id": "follow"}, _release_word(state, "follow")),
        _follow(state),
    )


def _release_word(state: PageState, key: str, /, **parts: str) -> str:
    return str(state.site.words["releases"][key][state.language].format(**parts))


def _say(state: PageState, name: str) -> Element:
    return element("p", {}, _release_word(state, name))


def _list(state: PageState, found: Mapping[str, Release]) -> Element:
    items = (_item(state, name, one) for name, one in found.items())
    return element("ul", {"class": "releases"}, *items)


def _item(state: PageState, name: str, one: Release) -> Element:
    language = state.language
    when = element("time", {"datetime": _stamp(one)}, _when(state, one))
    item = element("li", {"id": f"release-{name}"})
    item.append(element("p", {"class": "release-title"}, one.title[language]))
    item.append(element("p", {"class": "release-date"}, when))
    item.append(element("p", {}, one.text[language]))
    for move in one.moved:
        before = format_date(move.before, language)
        reason = move.reason[language]
        item.append(element("p", {}, _release_word(state, "moved", before=before, reason=reason)))
    if _late(state, one):
        item.append(_say(state, "late"))
    if one.source:
        source = state.site.dataset.sources[one.source]
        said = (_release_word(state, "source"), " ", *source_link(source, language))
        item.append(element("p", {}, *said, f", {source.publisher}"))
    if one.version:
        item.append(element("p", {}, _release_word(state, "version", version=one.version)))
    return item


def _stamp(one: Release) -> str:
    return one.moment.isoformat(timespec="minutes") if one.hour else one.date.isoformat()


def _when(state: PageState, one: Release) -> str:
    day = format_date(one.date, state.language)
    if not one.hour:
        return day
    zone = _release_word(state, "zone_copenhagen") if one.zone == COPENHAGEN else one.zone
    hour = one.hour.replace(":", ".") if state.language == "da" else one.hour
    return _release_word(state, "at", date=day, hour=hour, zone=zone)


def _late(state: PageState, one: Release) -> bool:
    """Whether the hour has come, but not what was promised for it."""
    known = {row.edition for row in state.site.dataset.observations}
    return one.out(state.site.releases.now) and bool(one.editions) and not known & set(one.editions)


def _follow(state: PageState) -> Element:
    links = (("calendar", calendar_file), ("feed", release_feed_address))
    return element(
        "ul",
        {"class": "files"},
        *(
            element(
                "li",
                {},
                element(
                    "a", {"href": state.to_root + file(state.language)}, _release_word(state, name)
                ),
            )
            for name, file in links
        ),
    )


def archive_list(state: PageState) -> str:
    """The files of every version that was released."""
    words, language = state.site.words["archive"], state.language
    found = state.site.releases.archives
    if not found:
        return html(element("p", {}, words["none"][language]))
    heads = ("version", "date", "file", "size")
    head = (element("th", {"scope": "col"}, words[name][language]) for name in heads)
    table = element(
        "table",
        {"class": "archive"},
        element("caption", {}, words["caption"][language]),
        element("thead", {}, element("tr", {}, *head)),
        *(_version(state, one) for one in found),
    )
    return html(element("div", {"class": "table-scroll"}, table))


def _version(state: PageState, one: Archived) -> Element:
    body = element("tbody")
    dated = {each.version: each.date for each in state.site.releases.releases.values()}
    day = dated.get(one.version)
    span = {"rowspan": str(len(one.files))}
    for at, (name, size) in enumerate(one.files):
        row = element("tr")
        if at == 0:
            when = format_date(day, state.language) if day else ""
            row.append(element("th", {"scope": "rowgroup", **span}, one.version))
            row.append(element("td", span, when))
        link = element("a", {"href": f"{state.to_root}{one.folder}{name}"}, name)
        row.append(element("td", {}, link))
        row.append(element("td", {}, f"{format_number(size / 1000, state.language, 1)} kB"))
        body.append(row)
    return body


def name_value(one: Correction, dataset: Dataset, language: Language) -> str:
    """The corrected figure in words: `Innovative arbejdspladser, Regioner, 3. udgave`."""
    at = read_point(one.value)
    described = dataset.described(at.indicator) if at else None
    if at is None or described is None:
        return one.value
    parts = [described.title[language]]
    indicator = dataset.indicators.get(at.indicator)
    divided = indicator.breakdowns.get(at.breakdown) if indicator else None
    if divided and at.category in divided.labels:
        parts.append(divided.labels[at.category][language])
    if at.country != "DK":
        parts.append(country_name(at.country)[language])
    edition = dataset.editions.get(at.edition)
    parts.append(edition.title[language] if edition else at.edition)
    return ", ".join(parts)


def describe_change(one: Correction, site: Site, language: Language) -> str:
    """What it was and is: `Fra 85 til 84`."""
    words = site.words["corrections"]
    template = words["base_from_to" if one.what == "base" else "from_to"][language]
    return template.format(
        old=_told_number(one.old, site, language), new=_told_number(one.new, site, language)
    )


def correction_reason(one: Correction, site: Site, language: Language) -> str:
    """Error or revision, and the reason."""
    return f"{site.words['corrections'][one.kind][language]} {one.reason[language]}"


def correction_address(one: Correction, site: Site, language: Language) -> str:
    """Where the figure is shown, below the site's root; empty for one without a page."""
    at = read_point(one.value)
    known = at is not None and at.indicator in site.dataset.indicators
    return site.address(page_key(at.indicator), language) if at and known else ""


def identity(one: Correction) -> str:
    """The correction's own name, for ever: its day and its figure."""
    return f"{one.date.isoformat()}/{one.value}/{one.what}"


def _told_number(number: float | None, site: Site, language: Language) -> str:
    if number is None:
        return str(site.words["corrections"]["nothing"][language])
    return format_number(number, language)
