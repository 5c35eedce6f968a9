"""The parts that a page names between double brackets and the site makes from its own data."""

from collections.abc import Callable, Mapping
from typing import Any

from barometer.editors.board import translation_state
from barometer.parts.corrections import corrections
from barometer.parts.files import api_addresses, code_list_files, columns, data_files
from barometer.parts.framework import framework_figure
from barometer.parts.front import front_number, newest_trends
from barometer.parts.glossary import glossary
from barometer.parts.indicator import (
    citation_example,
    citation_of,
    corrections_of,
    embed_of,
    files_of,
    report_of,
    statement_link,
)
from barometer.parts.indicators import indicators
from barometer.parts.limits import known_limits
from barometer.parts.radar import trend_radar
from barometer.parts.release import release_command, release_facts, release_tools
from barometer.parts.releases import archive, releases
from barometer.parts.site_index import site_index
from barometer.trends.scoreboard import late_reviews, trend_scoreboard

PARTS: Mapping[str, Callable[[Any], str]] = {
    "accessibility-statement": statement_link,
    "archive": archive,
    "citation-example": citation_example,
    "code-lists": code_list_files,
    "corrections": corrections,
    "data-api": api_addresses,
    "data-columns": columns,
    "data-files": data_files,
    "framework-figure": framework_figure,
    "front-number": front_number,
    "glossary": glossary,
    "indicator-citation": citation_of,
    "indicator-corrections": corrections_of,
    "indicator-embed": embed_of,
    "indicator-files": files_of,
    "indicator-report": report_of,
    "indicators": indicators,
    "newest-trends": newest_trends,
    "release-command": release_command,
    "release-facts": release_facts,
    "release-tools": release_tools,
    "releases": releases,
    "site-index": site_index,
    "known-limits": known_limits,
    "late-reviews": late_reviews,
    "translation-state": translation_state,
    "trend-radar": trend_radar,
    "trend-scoreboard": trend_scoreboard,
}
