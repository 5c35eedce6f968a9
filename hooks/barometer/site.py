"""The whole site: `read_project` reads and checks everything; the parts that pages name."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from barometer.data.consistency import check_duties
from barometer.data.corrections import change_faults, check_versions, day_faults, unreleased_faults
from barometer.data.dataset import (
    Loaded,
    check_empty_charts,
    date_editions,
    load_dataset,
    withhold_unreleased,
)
from barometer.data.model import Dataset
from barometer.data.releases import ReleasesFile, build_time, read_releases, release_faults
from barometer.editors.git import missing_files
from barometer.editors.templates import find_unfinished
from barometer.editors.translations import read_states, translation_state
from barometer.exports.downloads import (
    api_addresses,
    citation_example,
    code_list_files,
    columns,
    data_controller,
    data_files,
    follow_links,
    hosting_files,
    indicator_citation,
    indicator_corrections,
    indicator_files,
    indicator_report,
    publisher_facts,
    single_values,
    statement_link,
    write_to_us,
)
from barometer.faults.model_errors import read_model
from barometer.faults.report import Fault, Findings, make_fault
from barometer.pages.addresses import ADDRESS_BOOK, AddressBook, page_key
from barometer.pages.cases import check_cases
from barometer.pages.checks import check_content, check_titles
from barometer.pages.equality import check_equality
from barometer.pages.links import check_keys
from barometer.pages.page import Pages, pages_to_come, read_pages
from barometer.pages.site import (
    Site,
    check_addresses,
    check_folders,
    cited_faults,
    expired,
    expiring,
    warnings,
)
from barometer.pages.trends import check_trends
from barometer.publish.manifest import release_facts
from barometer.publish.permanence import check_moved_addresses
from barometer.text import Text
from barometer.views.cases import case_card_pages, case_list, newest_cases
from barometer.views.indicators import (
    comparison_matrix,
    indicator_basis,
    indicator_charts,
    indicator_cited,
    indicator_index,
    indicator_pages,
    key_numbers,
    reserved_faults,
)
from barometer.views.menu import framework_figure, site_index
from barometer.views.releases import (
    archive_list,
    corrections_part,
    known_limits,
    newest_news,
    news_list,
    release_command,
    release_list,
    release_tools,
)
from barometer.views.rendering import glossary_part
from barometer.views.search import read_search_words
from barometer.views.statements import (
    check_sentences,
    find_older_charts,
    find_older_words,
    word_faults,
)
from barometer.views.trends import (
    card_pages,
    late_reviews,
    newest_trends,
    trend_radar,
    trend_scoreboard,
)


def inspect_project(root: Path, url: str) -> Findings:
    """What an editor should know of the project; `url` is the address that the site will have."""
    project = read_project(root, url)
    site, today = project.site, build_time().date()
    pages = site.pages if site else {}
    words = find_unfinished(root)
    duties = check_duties(site.dataset.publisher, root) if site else ()
    corrected = check_versions(site.root, site.releases) if site else ()
    coming = (*check_coming_releases(site), *corrected, *words.warnings, *check_titles(pages))
    return Findings(
        (*project.problems, *check_moved_addresses(site), *words.faults, *expired(pages, today)),
        (*warnings(pages, today), *expiring(pages, today), *coming, *duties),
        project.waiting,
        find_older(site) if site else (),
    )


def find_older(site: Site) -> tuple[Fault, ...]:
    """The words and charts of an older edition, those that wait for their release counted as in."""
    waits = bool(site.dataset.withheld)
    whole = (load_dataset(site.root).dataset if waits else None) or site.dataset
    words = find_older_words(site.pages, whole, site.root)
    return (*words, *find_older_charts(whole, site.root))


def check_coming_releases(site: Site | None) -> Iterator[Fault]:
    """The faults that each release ahead will bring, where its figures already stand here."""
    if site is None or not site.dataset.withheld:
        return
    told: set[Fault] = set()
    for name, one in site.releases.ahead.items():
        for then in read_project(site.root, site.url, one.moment).problems:
            if then not in told:
                told.add(then)
                words = {"name": name, "moment": one.moment.strftime("%Y-%m-%d %H:%M")}
                at = (then.path, then.line, then.place)
                yield make_fault("R110", *at, **words, told=then.message)


PARTS: Mapping[str, Callable[[Any], str]] = {
    "accessibility-statement": statement_link,
    "archive": archive_list,
    "case-list": case_list,
    "citation-example": citation_example,
    "code-lists": code_list_files,
    "comparison-matrix": comparison_matrix,
    "corrections": corrections_part,
    "data-api": api_addresses,
    "data-columns": columns,
    "data-controller": data_controller,
    "data-files": data_files,
    "follow": follow_links,
    "framework-figure": framework_figure,
    "glossary": glossary_part,
    "hosting-files": hosting_files,
    "indicator-basis": indicator_basis,
    "indicator-charts": indicator_charts,
    "indicator-cited": indicator_cited,
    "indicator-citation": indicator_citation,
    "indicator-corrections": indicator_corrections,
    "indicator-files": indicator_files,
    "indicator-report": indicator_report,
    "indicators": indicator_index,
    "newest-cases": newest_cases,
    "newest-news": newest_news,
    "newest-trends": newest_trends,
    "news-list": news_list,
    "publisher": publisher_facts,
    "release-command": release_command,
    "release-facts": release_facts,
    "release-tools": release_tools,
    "releases": release_list,
    "single-values": single_values,
    "site-index": site_index,
    "key-numbers": key_numbers,
    "known-limits": known_limits,
    "late-reviews": late_reviews,
    "translation-state": translation_state,
    "trend-radar": trend_radar,
    "trend-scoreboard": trend_scoreboard,
    "write-to-us": write_to_us,
}


@dataclass(frozen=True)
class Project:
    """The site as read, None where a fault stands in the way; every fault; what must wait."""

    site: Site | None
    problems: tuple[Fault, ...]
    waiting: tuple[Text, ...] = ()


def read_project(
    root: Path,
    url: str,
    now: datetime | None = None,
) -> Project:
    """Read and check everything; `url` is the absolute address that the site will have.

    What comes out after `now` is withheld.
    What pages say of the data is looked at when the data are right, and a page is compared with its
    translation when the marks of both can be read.
    """
    loaded, planned = load_dataset(root), read_releases(root, now or build_time())
    problems = [*loaded.problems, *planned.problems]
    dataset = _out(root, planned, loaded.dataset, problems)
    read = list(read_pages(root))
    problems += (one for page in read for one in page.problems)
    pages = {(one.page.key, one.page.language): one.page for one in read if one.page}
    book, addresses = read_model(root, ADDRESS_BOOK, AddressBook)
    problems += addresses.problems
    problems += check_folders(pages, book) if book else ()
    problems += read_search_words(root)[1]
    problems += check_content(root, pages, generated_pages(dataset))
    ill = {one.path for one in problems}
    problems += _check_sentences(root, pages, dataset, ill)
    problems += _check_readable(root, pages, loaded, ill)
    wrong = {one.path for one in problems if one.code.startswith(OF_FORM)}
    left = {key for (key, _), page in pages.items() if page.path in wrong}
    pairs = {at: page for at, page in pages.items() if at[0] not in left}
    problems += check_equality(pairs)
    waiting = (*loaded.waiting, AFTER_PAGES) if len(pairs) < len(pages) else loaded.waiting
    if {one.code for one in problems} - OF_LINKS or not (dataset and book):
        return Project(None, tuple(problems), tuple(waiting))
    made_now = (
        *indicator_pages(dataset, pages),
        *card_pages(dataset, pages),
        *case_card_pages(dataset, pages),
    )
    made = {(page.key, page.language): page for page in made_now}
    pages = {**pages, **pages_to_come(pages)}
    site = Site(root, url, dataset, {**pages, **made}, book, PARTS, planned.releases, read_states)
    problems += check_moved_addresses(site) if problems else ()
    problems += (*check_addresses(site), *cited_faults(site))
    return Project(None if problems else site, tuple(problems), tuple(waiting))


OF_FORM = ("P12", "P13", "P3", "P4", "P5", "V10")
"""Faults of marks, headings and links, for which a page seems to lack what its translation has."""

OF_LINKS = {"P115", "P401", "P206"}
"""Faults of what leads to a page that is gone: the lines for its addresses are told with them."""

AFTER_PAGES = Text(
    da="om de to sprog har de samme overskrifter, links, tabeller og noter",
    en="whether the two languages have the same headings, links, tables and notes",
)


def _check_sentences(
    root: Path, pages: Pages, dataset: Dataset | None, ill_formed: Collection[str]
) -> Iterator[Fault]:
    """The faults of what pages say of the data, where these are right."""
    if dataset is None:
        yield from word_faults(root)
        return
    yield from check_keys(pages, dataset, PARTS, partial(missing_files, root))
    yield from check_trends(pages, dataset)
    yield from check_cases(pages)
    yield from check_sentences(pages, dataset, root, ill_formed)
    yield from reserved_faults(dataset, pages)


OF_SOURCES = {"P408", "V503", "V504", "C107"}
"""Faults that may be no more than a source which could not be read, or a page set aside."""


def _check_readable(
    root: Path, pages: Pages, loaded: Loaded, ill_formed: Collection[str]
) -> Iterator[Fault]:
    """The same of the pages that name nothing of what could not be read."""
    if loaded.partial is None:
        return
    texts = ((key, (root / page.path).read_text("utf-8")) for (key, _), page in pages.items())
    aside = {key for key, text in texts if any(name in text for name in loaded.unread)}
    left = {at: page for at, page in pages.items() if at[0] not in aside}
    found = check_sentences(left, loaded.partial, root, ill_formed)
    yield from (one for one in found if one.code not in OF_SOURCES)


def _out(
    root: Path, read: ReleasesFile, dataset: Dataset | None, into: list[Fault]
) -> Dataset | None:
    """What of the data is out; faults of releases and of changed numbers go into `into`."""
    if dataset is None:
        return None
    into += release_faults(read, dataset)
    into += unreleased_faults(root, read, dataset)
    into += change_faults(root, read, dataset)
    into += day_faults(read)
    left = withhold_unreleased(date_editions(dataset, read.releases), read.releases)
    into += check_empty_charts(read, left)
    return left


def generated_pages(dataset: Dataset | None) -> frozenset[str]:
    """The pages that the build makes itself: one an indicator, as files below `docs/`."""
    names = dataset.indicators if dataset else ()
    return frozenset(page_key(name).file("da") for name in names)
