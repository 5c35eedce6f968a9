"""What editors see of the site itself: the state of the translations as a file."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from barometer.editors import board


@event_priority(-250)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write it once, when the last language is built."""
    plugin: Any = config.plugins["i18n"]
    if not plugin.building:
        board.write(config.extra["barometer"], Path(config.site_dir))
