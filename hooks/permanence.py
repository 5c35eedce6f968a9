"""Last of all: old addresses lead on, and none that was ever live may be missing."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from barometer.permanence import lost, statement_address, write_redirects
from barometer.problems import annotations, report


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Where the accessibility statement lies follows from the site's own domain."""
    config.extra["accessibility_statement"] = statement_address(config.site_url or "")
    return config


@event_priority(-300)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the redirects when everything else is there, then look for what is missing."""
    plugin: Any = config.plugins["i18n"]
    if plugin.building:
        return
    site, folder = config.extra["barometer"], Path(config.site_dir)
    problems = (*write_redirects(site, folder), *lost(site.root, folder))
    if problems:
        print(annotations(problems))
        raise Abort(report(problems))
