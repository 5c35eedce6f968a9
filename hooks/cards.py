"""The share picture of every page, written once both languages are built."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from barometer.cards import write_cards
from barometer.shown import AFTERWARDS, once


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the pictures in the pass of the last language."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]
        site, folder = config.extra["barometer"], Path(config.site_dir)
        waiting = config.extra.get(AFTERWARDS)
        once(site, folder, "cards", lambda: write_cards(folder, site), waiting)
