"""Files beside the pages: feeds, calendars, corrections, old versions, citations, frames."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from barometer import citation_files, embeds
from barometer.releases import archive, feed, files, ical
from barometer.shown import AFTERWARDS, once


@event_priority(-250)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write them once, when the last language is built."""
    plugin: Any = config.plugins["i18n"]
    if not plugin.building:
        site, folder = config.extra["barometer"], Path(config.site_dir)
        feed.write_feeds(site, folder)
        ical.write_calendars(site, folder)
        files.write_corrections(site, folder)
        waiting = config.extra.get(AFTERWARDS)
        once(site, folder, "citations", lambda: citation_files.write(site, folder), waiting)
        once(site, folder, "frames", lambda: embeds.write(site, folder), waiting)
        once(site, folder, "archive", lambda: archive.give(site.root, folder), waiting)
