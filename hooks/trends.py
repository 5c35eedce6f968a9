"""The trend radar goes into the finished page, and the feed of trends beside the overview."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from barometer.content.addresses import key_of
from barometer.trends.card_key import trend_key
from barometer.trends.feed import write_feeds
from barometer.trends.radar import fill


def on_page_markdown(markdown: str, *, page: Page, **_: object) -> str:
    """A card says what its trend says: search need not find both."""
    if trend_key(key_of(page.file.src_uri)[0]):
        page.meta["search"] = {"exclude": True}
    return markdown


def on_post_page(output: str, *, config: MkDocsConfig, **_: object) -> str:
    """Fill the slots of the radar; runs before the figures', which know nothing of it."""
    return fill(output, config.extra["barometer"])


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the feeds once, when the last language is built."""
    plugin: Any = config.plugins["i18n"]
    if not plugin.building:
        write_feeds(config.extra["barometer"], Path(config.site_dir))
