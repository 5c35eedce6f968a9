"""Before MkDocs begins: read the project, tell every fault at once, and stop if there is one."""

import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from barometer.problems import annotations, report
from barometer.project import read_project

TRUST = os.environ.get("SHORTCUTS", "on") != "off"
"""Whether a project that was found right, just as it is, need not be checked again."""


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Hand the whole site, found right, to the other adapters."""
    plugin: Any = config.plugins["i18n"]
    if not plugin.building:
        root, contact = Path(config.config_file_path).parent, config.extra.get("contact", "")
        project = read_project(root, config.site_url or "/", contact, trust=TRUST)
        if project.site is None:
            print(annotations(project.problems))
            raise Abort(report(project.problems))
        config.extra["barometer"] = project.site
    return config
