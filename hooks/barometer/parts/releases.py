"""The calendar of releases, and the list of files of every version."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from barometer import language as written
from barometer.charts.notes import source_link
from barometer.html import element, html
from barometer.releases.feed import feed_file
from barometer.releases.ical import calendar_file
from barometer.releases.model import COPENHAGEN, Archived, Release
from barometer.state import PageState


def releases(state: PageState) -> str:
    """What is announced, what is out, and how to be told: two lists that need no script."""
    found = state.site.releases
    ahead = _list(state, found.ahead) if found.ahead else _say(state, "none_ahead")
    return html(
        element("h3", {"id": "ahead"}, _word(state, "ahead")),
        ahead,
        element("h3", {"id": "out"}, _word(state, "out")),
        _list(state, found.out),
        element("h3", {"id": "follow"}, _word(state, "follow")),
        _follow(state),
    )


def _word(state: PageState, key: str, /, **parts: str) -> str:
    return str(state.site.words["releases"][key][state.language].format(**parts))


def _say(state: PageState, name: str) -> Element:
    return element("p", {}, _word(state, name))


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
        before = written.date(move.before, language)
        reason = move.reason[language]
        item.append(element("p", {}, _word(state, "moved", before=before, reason=reason)))
    if _late(state, one):
        item.append(_say(state, "late"))
    if one.source:
        source = state.site.dataset.sources[one.source]
        said = (_word(state, "source"), " ", *source_link(source, language))
        item.append(element("p", {}, *said, f", {source.publisher}"))
    if one.version:
        item.append(element("p", {}, _word(state, "version", version=one.version)))
    return item


def _stamp(one: Release) -> str:
    return one.moment.isoformat(timespec="minutes") if one.hour else one.date.isoformat()


def _when(state: PageState, one: Release) -> str:
    day = written.date(one.date, state.language)
    if not one.hour:
        return day
    zone = _word(state, "zone_copenhagen") if one.zone == COPENHAGEN else one.zone
    hour = one.hour.replace(":", ".") if state.language == "da" else one.hour
    return _word(state, "at", date=day, hour=hour, zone=zone)


def _late(state: PageState, one: Release) -> bool:
    """Whether the hour has come, but not what was promised for it."""
    known = {row.edition for row in state.site.dataset.observations}
    return one.out(state.site.releases.now) and bool(one.editions) and not known & set(one.editions)


def _follow(state: PageState) -> Element:
    links = (("calendar", calendar_file), ("feed", feed_file))
    return element(
        "ul",
        {"class": "files"},
        *(
            element(
                "li",
                {},
                element("a", {"href": state.to_root + file(state.language)}, _word(state, name)),
            )
            for name, file in links
        ),
    )


def archive(state: PageState) -> str:
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
            when = written.date(day, state.language) if day else ""
            row.append(element("th", {"scope": "rowgroup", **span}, one.version))
            row.append(element("td", span, when))
        link = element("a", {"href": f"{state.to_root}{one.folder}{name}"}, name)
        row.append(element("td", {}, link))
        row.append(element("td", {}, f"{written.number(size / 1000, state.language, 1)} kB"))
        body.append(row)
    return body
