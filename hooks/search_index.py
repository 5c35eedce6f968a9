"""One search index a language, where MkDocs writes one for both."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from barometer.search import split_index


@event_priority(-200)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Split the index when the last language is built and the index whole."""
    plugin: Any = config.plugins["i18n"]
    if not plugin.building:
        split_index(Path(config.site_dir))
