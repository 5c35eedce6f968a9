"""The hook of `figures.yml`: drawings into the pages as hooks/figures.py does, no files beside."""

from typing import Any

from barometer.charts.slots import fill


def on_post_page(output: str, *, config: Any, **_: object) -> str:
    """Fill every slot for a drawing."""
    return fill(output, config.extra["barometer"].dataset)
