"""The search index of each language, written when both languages are built."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from barometer.search import write_index
from barometer.search_words import read_search_words
from barometer.shown import AFTERWARDS, after


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the indexes in the pass of the last language."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]
        site = config.extra["barometer"]
        folder, same = Path(config.site_dir), read_search_words(site.root).same
        after(config.extra.get(AFTERWARDS), lambda: write_index(folder, site, same))
