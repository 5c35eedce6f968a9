"""The share picture of every page, written once both languages are built."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from barometer.cards import write_cards


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the pictures in the pass of the last language."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]
        write_cards(Path(config.site_dir), config.extra["barometer"])
