"""News, calendar, archive, corrections, how a release was made, known limits."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from babel import Locale

from barometer.data.model import HOME_COUNTRY, Dataset
from barometer.data.notation import read_point
from barometer.data.releases import Correction, Release
from barometer.faults.settings import EDIT_URI, read_setting
from barometer.html import render
from barometer.pages.addresses import CORRECTIONS_CSV, CORRECTIONS_JSON, SUMS, PageKey, page_key
from barometer.pages.page import NewsFacts, NewsWords, Page, pages_with
from barometer.pages.site import (
    PageState,
    Site,
    calendar_file,
    release_feed_address,
    section_feed_address,
)
from barometer.text import LANGUAGES, Language, country_name, format_date, format_number, join_list

FRONT_NEWS = 3


def news_of(site: Site, language: Language) -> list[tuple[Page, NewsFacts]]:
    """The news that is written in a language, the newest first."""
    found = [
        (page, facts)
        for danish, english, facts in pages_with(site.pages, NewsFacts)
        for page in (danish, english)
        if page and page.language == language and not page.original
    ]
    return sorted(found, key=lambda one: (one[1].date, one[0].key.path), reverse=True)


def news_facts(state: PageState, key: PageKey) -> tuple[tuple[str, str], ...]:
    """When, where and by whom, as pairs of label and words; nothing of a page that is no news."""
    facts = state.site.pages[(key, "da")].facts
    said = state.site.pages[(key, state.language)].words
    if not isinstance(facts, NewsFacts) or not isinstance(said, NewsWords):
        return ()
    found = {
        "date": format_date(facts.date, state.language),
        "starts": facts.starts and format_date(facts.starts, state.language),
        "place": said.place,
        "organiser": said.organiser,
        "deadline": facts.deadline and format_date(facts.deadline, state.language),
    }
    words = state.words("news")
    return tuple((words[name], value) for name, value in found.items() if value)


def news_list(state: PageState, most: int | None = None) -> str:
    """All news with its day, the newest first, and the feed; or the newest alone."""
    words, language = state.words("news"), state.language
    found = [
        {
            "title": page.words.title,
            "href": state.link_to(page.key),
            "text": page.words.summary,
            "stamp": facts.date.isoformat(),
            "when": " · ".join(
                [
                    format_date(facts.date, language),
                    *(f"{label}: {value}" for label, value in news_facts(state, page.key)[1:]),
                ]
            ),
        }
        for page, facts in news_of(state.site, language)[:most]
    ]
    feed = "" if most else state.to_root + section_feed_address(state.site, "news", language)
    return render("news.html", words=words, news=found, feed=feed)


def newest_news(state: PageState) -> str:
    """The news of the last days, as the front page shows it."""
    return news_list(state, FRONT_NEWS)


def corrections_part(state: PageState) -> str:
    """Every correction as a table, newest first, and the same list as files."""
    return render(
        "corrections.html",
        words=state.words("corrections"),
        rows=correction_rows(state, state.site.releases.corrections),
        csv=state.to_root + CORRECTIONS_CSV,
        json=state.to_root + CORRECTIONS_JSON,
    )


def correction_rows(state: PageState, found: Sequence[Correction]) -> list[dict[str, object]]:
    """What `corrections_table.html` says of each correction, the newest first."""
    site, language = state.site, state.language
    return [
        {
            "date": one.date,
            "day": format_date(one.date, language),
            "name": name_value(one, site.dataset, language),
            "href": page and state.to_root + page,
            "change": describe_change(one, site, language),
            "reason": correction_reason(one, site, language),
        }
        for one in sorted(found, key=lambda one: one.date, reverse=True)
        for page in (correction_address(one, site, language),)
    ]


def known_limits(state: PageState) -> str:
    """Pictures without text, sources we do not control, and sources in other languages."""
    words, dataset = state.words("limits"), state.site.dataset
    spoken = Counter(source.language for source in dataset.sources.values())
    names = Locale(state.language).languages
    others = {names[code]: n for code, n in spoken.most_common() if code not in LANGUAGES}
    told = join_list([f"{name} ({n})" for name, n in others.items()], state.language)
    counts = {
        "pictures": sum(len(one.charts) for one in dataset.indicators.values()),
        "sources": len(dataset.sources),
        "languages": sum(others.values()),
    }
    items = [words[name].format(n=n, languages=told) for name, n in counts.items() if n]
    return render("list.html", items=items)


def release_tools(state: PageState) -> str:
    """The programs that the site is built with, in the versions it was built with."""
    settings = tomllib.loads((state.site.root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = settings["project"]["dependencies"]
    names = sorted(one.split("=")[0].split(">")[0].split("[")[0] for one in asked)
    tools = [(one, version(one)) for one in names]
    return render("release_tools.html", words=state.words("release"), tools=tools)


def release_command(state: PageState) -> str:
    """The command that builds this very site again and holds it against the published list."""
    url, edit = state.site.url, read_setting(EDIT_URI)
    around = f"SITE_URL={url}" + (f" EDIT_URI={edit}" if edit else "")
    return render("code.html", kind="", text=f"{around} make verify AGAINST={url}{SUMS}")


def release_list(state: PageState) -> str:
    """What is announced, what is out, and how to be told: two lists that need no script."""
    found = state.site.releases
    return render(
        "releases.html",
        words=state.words("releases"),
        language=state.language,
        ahead=[_item(state, name, one) for name, one in found.ahead.items()],
        out=[_item(state, name, one) for name, one in found.out.items()],
        calendar=state.to_root + calendar_file(state.language),
        feed=state.to_root + release_feed_address(state.language),
    )


def _item(state: PageState, name: str, one: Release) -> dict[str, object]:
    words, language = state.words("releases"), state.language
    known = {row.edition for row in state.site.dataset.observations}
    return {
        "name": name,
        "release": one,
        "stamp": one.moment.isoformat(timespec="minutes") if one.hour else one.date.isoformat(),
        "when": _when(one, words, language),
        "moved": [
            words["moved"].format(
                before=format_date(move.before, language), reason=move.reason[language]
            )
            for move in one.moved
        ],
        # the hour has come, but not what was promised for it
        "late": one.out(state.site.releases.now)
        and bool(one.editions)
        and known.isdisjoint(one.editions),
        "source": state.site.dataset.sources[one.source] if one.source else None,
        "version": words["version"].format(version=one.version) if one.version else "",
    }


def _when(one: Release, words: Mapping[str, str], language: Language) -> str:
    day = format_date(one.date, language)
    if not one.hour:
        return day
    hour = one.hour.replace(":", ".") if language == "da" else one.hour
    return words["at"].format(date=day, hour=hour, zone=words["zone_copenhagen"])


def archive_list(state: PageState) -> str:
    """The files of every version that was released."""
    releases, language = state.site.releases, state.language
    days = {one.version: format_date(one.date, language) for one in releases.releases.values()}
    versions = [
        {
            "version": one.version,
            "href": f"{state.to_root}{one.folder}",
            "day": days.get(one.version, ""),
            "files": [(name, format_number(size / 1000, language, 1)) for name, size in one.files],
        }
        for one in releases.archives
    ]
    return render("archive.html", words=state.words("archive"), versions=versions)


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
    if at.country != HOME_COUNTRY:
        parts.append(country_name(at.country)[language])
    edition = dataset.editions.get(at.edition)
    parts.append(edition.title[language] if edition else at.edition)
    return ", ".join(parts)


def describe_change(one: Correction, site: Site, language: Language) -> str:
    """What it was and is: `Fra 85 til 84`."""
    words = site.words["corrections"]
    old, new = (
        words["nothing"][language] if number is None else format_number(number, language)
        for number in (one.old, one.new)
    )
    return words["base_from_to" if one.what == "base" else "from_to"][language].format(
        old=old, new=new
    )


def correction_reason(one: Correction, site: Site, language: Language) -> str:
    """Error or revision, and the reason."""
    return f"{site.words['corrections'][one.kind][language]} {one.reason[language]}"


def correction_address(one: Correction, site: Site, language: Language) -> str:
    """Where the figure is shown, below the site's root; empty for one without a page."""
    at = read_point(one.value)
    known = at is not None and at.indicator in site.dataset.indicators
    return site.address(page_key(at.indicator), language) if at and known else ""
