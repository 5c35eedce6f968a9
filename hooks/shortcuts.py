"""The one place that reaches into MkDocs and Jinja to save work; `SHORTCUTS=off` does without.

Each saving leaves every byte of the site as it is (tests/test_shortcuts.py):
- a text that has not changed is not rendered again (Page.render);
- a page whose text and surroundings have not changed is not put together again (_build_page);
- compiled templates are kept between builds, and shared by both languages (Jinja's bytecode cache);
- Material's 14,000 icons, which are never copied, are not listed (Files.add_files_from_theme);
- the collector does not walk through pages that are kept to the end anyway (gc).

What is saved while the site is shown stands in shown.py.
"""

import gc
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
import markdown
from mkdocs.commands import build as engine
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from barometer import renderings
from barometer.renderings import PAGE, TEXT
from barometer.shown import is_shown
from barometer.state import PageState
from barometer.written import write_file

ON = os.environ.get("SHORTCUTS", "on") != "off"
_render, _theme_files = Page.render, Files.add_files_from_theme
_build_page = engine._build_page
_LINKS, _ANCHORS = "links_to_anchors", "present_anchor_ids"
_NAME = "_barometer_name"


def on_startup(**_: object) -> None:
    """Put the savings in the place of what they stand for."""
    if ON:
        Page.render = render  # type: ignore[method-assign,assignment]
        engine._build_page = build_page
        Files.add_files_from_theme = add_files_from_theme  # type: ignore[method-assign,assignment]


@event_priority(200)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Do not collect while pages are read and made."""
    if ON and not is_shown():
        gc.disable()
    return config


def on_env(env: jinja2.Environment, *, config: MkDocsConfig, **_: object) -> jinja2.Environment:
    """Keep compiled templates."""
    folder = _root(config) / ".cache/templates-escaped"
    if ON and _made(folder):
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))
    return env


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _made(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


@event_priority(200)
def on_post_build(**_: object) -> None:
    """Collect again once pages are written: a drawn picture is a ring that only this lets go."""
    if ON and not is_shown():
        gc.freeze()
        gc.enable()


def render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Page.render, or what it gave the last time for the same page."""
    state: PageState = config.mdx_configs["barometer.markdown"]["state"]
    name = renderings.text_name(state, page.markdown or "", _settings(config))
    vars(page)[_NAME] = (state, name)
    found = renderings.fetch(state, TEXT, name)
    if found is None or not _restored(page, json.loads(found), files):
        with _warnings() as warned:
            _render(page, config, files)
        if not warned:
            body = json.dumps(_kept(page), ensure_ascii=False, separators=(",", ":"))
            renderings.keep(state, TEXT, name, body)


def build_page(page: Page, config: MkDocsConfig, *given: Any, **named: Any) -> None:
    """_build_page, or what it wrote the last time for the same page."""
    state, text = vars(page)[_NAME]
    name = renderings.page_name(state, text, _surroundings(config))
    target = Path(page.file.abs_dest_path)
    found = renderings.fetch(state, PAGE, name)
    if found is None:
        with _warnings() as warned:
            _build_page(page, config, *given, **named)
        if not warned and target.is_file():
            renderings.keep(state, PAGE, name, target.read_bytes().decode("utf-8"))
    else:
        write_file(target, found.encode("utf-8"))


def _settings(config: MkDocsConfig) -> str:
    return repr((markdown.__version__, config.markdown_extensions, _plain(config.mdx_configs)))


def _surroundings(config: MkDocsConfig) -> str:
    hooks = sorted(config.hooks)
    extra = {name: given for name, given in config.extra.items() if name != "barometer"}
    names = (config.site_url, config.edit_uri, config.site_name)
    return repr((jinja2.__version__, *names, hooks, extra))


@contextmanager
def _warnings() -> Iterator[list[logging.LogRecord]]:
    """What MkDocs warns of meanwhile: a page that is warned about is rendered, and told, again."""
    warned: list[logging.LogRecord] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = warned.append  # type: ignore[method-assign,assignment]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield warned
    finally:
        logger.removeHandler(handler)


def _plain(settings: dict[str, Any]) -> dict[str, Any]:
    return {name: given for name, given in settings.items() if name != "barometer.markdown"}


def _kept(page: Page) -> dict[str, Any]:
    links = {file.src_uri: dict(anchors) for file, anchors in (page.links_to_anchors or {}).items()}
    return {
        "content": page.content,
        "toc": [_token(one) for one in page.toc],
        "title": page._title_from_render,
        _ANCHORS: sorted(page.present_anchor_ids or ()),
        _LINKS: links,
    }


def _token(link: AnchorLink) -> dict[str, Any]:
    children = [_token(one) for one in link.children]
    return {"name": link.title, "id": link.id, "level": link.level, "children": children}


def _restored(page: Page, kept: dict[str, Any], files: Files) -> bool:
    named = {name: files.src_uris.get(name) for name in kept[_LINKS]}
    if None in named.values():
        return False
    page.content, page.toc = kept["content"], get_toc(kept["toc"])
    page._title_from_render, page.present_anchor_ids = kept["title"], set(kept[_ANCHORS])
    page.links_to_anchors = {named[name]: links for name, links in kept[_LINKS].items()}  # type: ignore[misc]
    return True


def add_files_from_theme(files: Files, env: jinja2.Environment, config: MkDocsConfig) -> None:
    """The theme's files without a walk through its icons, which MkDocs would leave out anyway."""
    listed = env.list_templates
    names = sorted({name for folder in config.theme.dirs for name in _walk(Path(folder))})
    env.list_templates = lambda **given: [n for n in names if given["filter_func"](n)]  # type: ignore
    try:
        _theme_files(files, env, config)
    finally:
        env.list_templates = listed  # type: ignore[method-assign]


def _walk(folder: Path) -> list[str]:
    found = []
    for here, below, names in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".")]
        found += [(Path(here) / name).relative_to(folder).as_posix() for name in names]
    return found
