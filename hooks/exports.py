"""The data for machines: files and API beside the pages, and what search engines read in them."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from barometer.content.addresses import key_of
from barometer.exports import files, schema_org
from barometer.shown import AFTERWARDS, once
from barometer.state import PageState


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, **_: object) -> Any:
    """The page's data set, if it has one."""
    key, language = key_of(page.file.src_uri)
    state = PageState(config.extra["barometer"], language, key)
    context["dataset_block"] = schema_org.block_of(state)
    return context


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the files once, when the last language is built; releases keep and check them later."""
    plugin: Any = config.plugins["i18n"]
    if not plugin.building:
        site, folder = config.extra["barometer"], Path(config.site_dir)
        waiting = config.extra.get(AFTERWARDS)
        once(site, folder, "exports", lambda: files.write(site, folder), waiting)
