"""Every MkDocs event, in the order of the build: what MkDocs tells goes in, the core calls out.

Only this file, `serve.py` and `overrides/` know MkDocs. A build runs once a language, the second
inside the first: `_is_last` says which pass writes what both languages share.
"""

import gc
import logging
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from barometer.cache import digest
from barometer.charts.figure import write_figure_files
from barometer.data.frame import Frame
from barometer.data.releases import copy_versions
from barometer.editors.translations import write_translation_state
from barometer.exports.catalogue import find_block, write_block
from barometer.exports.downloads import write_citations
from barometer.exports.feeds import write_feeds
from barometer.exports.files import write_exports, write_worksheets
from barometer.exports.tables import write_corrections, write_versions
from barometer.exports.twins import write_lists, write_twin
from barometer.faults.report import Fault, annotations, report
from barometer.faults.settings import is_shown
from barometer.html import policy_hash, read_script, read_style
from barometer.pages.addresses import PageKey, card_owner, key_of_file
from barometer.pages.parser import check_extensions
from barometer.pages.site import PageState, Site, statement_address
from barometer.publish.build import (
    AFTERWARDS,
    Job,
    begin_side_by_side,
    note_pages,
    pages_as_shown,
    write_once,
)
from barometer.publish.permanence import (
    check_lost_addresses,
    check_moved_addresses,
    write_redirects,
)
from barometer.site import read_project
from barometer.text import LANGUAGES, Language, Text
from barometer.views.navigation import error_page_context, page_context
from barometer.views.page_kind import write_cards
from barometer.views.rendering import (
    linked_pictures,
    rendered_page,
    sizes_of,
    write_frames,
    write_pictures,
)
from barometer.views.reuse import cite_chart
from barometer.views.search import write_index

WRITING = "writing"
"""Where the end of a build finds what finishes the files that were begun at its start."""
SEARCH_SCRIPT = "assets/search.js"
"""Fetched by the script of the page when a reader goes to the search box."""


def _site(config: MkDocsConfig) -> Site:
    return config.extra["barometer"]  # type: ignore[no-any-return]


def _language(config: MkDocsConfig) -> Language:
    plugin: Any = config.plugins["i18n"]
    return plugin.current_language or plugin.default_language  # type: ignore[no-any-return]


def _is_last(config: MkDocsConfig) -> bool:
    """Whether no other language is still to be built or being built inside this pass."""
    plugin: Any = config.plugins["i18n"]
    return not plugin.building


def _state(page: Page, config: MkDocsConfig) -> PageState:
    return PageState(_site(config), _language(config), _key(page.file))


def _key(file: File) -> PageKey:
    """The page that a file is one language of; the i18n plugin knows the Danish file's name."""
    return key_of_file(str(getattr(file, "norm_src_uri", file.src_uri)))[0]


def _stop_at(problems: tuple[Fault, ...], waiting: tuple[Text, ...] = ()) -> None:
    if problems:
        print(annotations(problems))
        raise Abort(report(problems, waiting=waiting))


def on_startup(**_: object) -> None:
    """What our core warns of counts as MkDocs' own: in strict mode it stops the build.

    A build that ends anyway need not be walked through again and again by the collector.
    """
    if not is_shown():
        gc.disable()
    logging.getLogger("barometer").parent = logging.getLogger("mkdocs")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the project once and stop at its faults; then the words of this language."""
    if _is_last(config):
        project = read_project(Path(config.config_file_path).parent, config.site_url or "/")
        if project.site is None:
            _stop_at(project.problems, project.waiting)
        config.extra["barometer"] = project.site
    site, language = _site(config), _language(config)
    config.mdx_configs["footnotes"] = {"BACKLINK_TITLE": site.words["site"]["backlink"][language]}
    config.extra["accessibility_statement"] = statement_address(config.site_url or "")
    return config


@event_priority(-160)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Each page at its own language's address; runs after the i18n plugin has paired the files."""
    _stop_at(tuple(check_extensions(config.markdown_extensions, Path(config.config_file_path))))
    site, here = _site(config), _language(config)
    assets = site.root / "docs/assets"  # the site's own pictures, which more than pages refer to
    found = (one for one in linked_pictures(site) if not one.is_relative_to(assets))
    resized = {one for one in found if sizes_of(one)}
    for key in site.made:
        if files.get_file_from_path(key.file(here)) is None:
            files.append(_made(site, key, config, here))
    for file in list(files):
        # a script, style or picture of the theme or for our templates, which no page refers to
        of_theme = file.src_dir not in (None, config.docs_dir) and not file.is_documentation_page()
        if of_theme or Path(file.abs_src_path or "") in resized:
            files.remove(file)
    if script := files.get_file_from_path(SEARCH_SCRIPT):
        _name_by_content(script, config)
    if not is_shown() and WRITING not in config.extra:
        config.extra[WRITING] = begin_side_by_side(_files_beside(site, Path(config.site_dir)))
    kept = pages_as_shown(site, here, Path(config.site_dir))
    for file in files.documentation_pages():
        for language, one in getattr(file, "alternates", {}).items():
            _move(one, site.address(_key(one), language), config)
        file.page = SitePage(None, file, config)
        if _key(file) in kept and _key(file).path != "index":  # the i18n plugin asks for a homepage
            file.inclusion = InclusionLevel.EXCLUDED
    return files


def _made(site: Site, key: PageKey, config: MkDocsConfig, here: Language) -> File:
    """A page without a file, with what the i18n plugin gives the others."""
    outside = InclusionLevel.NOT_IN_NAV
    pair = {
        one: File.generated(
            config, key.file(one), content=site.pages[(key, one)].body, inclusion=outside
        )
        for one in LANGUAGES
    }
    for language, file in pair.items():
        vars(file).update(
            alternates=pair,
            locale=language,
            locale_alternate_of=language,
            norm_src_uri=key.file("da"),
        )
    return pair[here]


def _name_by_content(file: File, config: MkDocsConfig) -> None:
    """A file at an address of its own for each content, so that no browser keeps an older one."""
    place = PurePosixPath(file.src_uri)
    file.url = file.dest_uri = str(
        place.with_suffix(f".{digest([file.content_bytes])[:8]}{place.suffix}")
    )
    file.abs_dest_path = str(PurePosixPath(config.site_dir) / file.dest_uri)


def _move(file: File, address: str, config: MkDocsConfig) -> None:
    file.dest_uri = f"{address}index.html"
    file.url = address or "./"
    file.abs_dest_path = str(PurePosixPath(config.site_dir) / file.dest_uri)


@event_priority(100)
def on_env(env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:  # noqa: ARG001 - MkDocs names it
    """Every value in a template is text; what is HTML says so with `safe`."""
    env.autoescape = True
    search = files.get_file_from_path(SEARCH_SCRIPT)
    env.globals["read_style"] = read_style
    env.globals["script"] = read_script()
    env.globals["search_script"] = search.url if search else ""
    env.filters["policy"] = policy_hash
    return env


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """An indicator's page gets its derived sections; a card says what its trend says."""
    state = _state(page, config)
    if card_owner(state.key):
        page.meta["search"] = {"exclude": True}
    own = state.site.pages.get((state.key, state.language))
    return own.body if own and state.key in state.site.slugs else markdown


class SitePage(Page):
    """A page that our own parser read: it is printed from the very tree that was judged.

    Its text is taken from the cache where it was rendered from the same before.
    """

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Fill in text, table of contents, title and anchors, as MkDocs asks for them."""
        made = rendered_page(_state(self, config))
        self.content, self.toc = made["content"], get_toc(made["contents"])
        self._title_from_render, self.links_to_anchors = None, {}
        self.present_anchor_ids = {one["id"] for one in made["contents"]}


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, **_: object) -> Any:
    """What our templates say of a page beyond what MkDocs knows, and its data set if it has one."""
    state = _state(page, config)
    context["coi"] = page_context(state)
    context["dataset"] = find_block(state)
    context["dataset_block"] = write_block(context["dataset"])
    return context


def on_template_context(context: Any, *, config: MkDocsConfig, **_: object) -> Any:
    """The same for templates that belong to no page."""
    context["coi"] = error_page_context(_site(config), _language(config))
    return context


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """The one 404 page serves both languages: the last pass must not overwrite it."""
    return "" if template_name == "404.html" and _language(config) != LANGUAGES[0] else output


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Lay the page's text beside it as Markdown; the live preview does without."""
    if not is_shown():
        write_twin(_state(page, config), output, Path(config.site_dir))
    return output


@event_priority(-300)
def on_post_build(*, config: MkDocsConfig) -> None:
    """When the last language is built: the files beside the pages, then what may be missing."""
    folder = Path(config.site_dir)
    # The packed sitemap carries the hour of the build, and nobody needs it.
    (folder / "sitemap.xml.gz").unlink(missing_ok=True)
    if not _is_last(config):
        return
    site = _site(config)
    _write_files(site, folder)
    if is_shown():
        *groups, index = _files_beside(site, folder)
        config.extra[AFTERWARDS] += [index, *groups]
    else:
        config.extra[WRITING]()
    # of a site that is shown, files may still be to come
    lost = (
        check_moved_addresses(site)
        if is_shown()
        else check_lost_addresses(site.root, folder, site.book.redirects)
    )
    _stop_at((*write_redirects(site, folder), *lost))
    if is_shown():
        note_pages(site, folder)
    else:
        gc.freeze()
        gc.enable()


def _write_files(site: Site, folder: Path) -> None:
    """Feeds and small files."""
    write_feeds(site, folder)
    write_corrections(site, folder)
    write_versions(site, folder)
    if not is_shown():
        write_lists(site, folder)
    write_translation_state(site, folder)


def _files_beside(site: Site, folder: Path) -> list[Job]:
    """What writes the files that cost time, the dearest first; no page waits for them."""

    def cite(frame: Frame, language: Language) -> str:
        return cite_chart(site, frame.name, frame.chart_name, language).plain

    figures = folder / "data/figures"
    groups: dict[str, Job] = {
        "figures": partial(write_figure_files, site.dataset, figures, site.url, cite),
        "cards": partial(write_cards, folder, site),
        "exports": partial(write_exports, site, folder),
        "worksheets": partial(write_worksheets, site, folder),
        "frames": partial(write_frames, site, folder),
        "citations": partial(write_citations, site, folder),
        "pictures": partial(write_pictures, site, folder),
        "archive": partial(copy_versions, site.root, folder),
    }
    jobs = [partial(write_once, site, folder, group, write) for group, write in groups.items()]
    return [*jobs, partial(write_index, folder, site)]
