"""Drawings go into the finished page, after Markdown and the search index have done their work."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from barometer.charts.files import write
from barometer.charts.frame import Frame
from barometer.charts.slots import fill
from barometer.citations import of_chart
from barometer.shown import AFTERWARDS, once
from barometer.state import Site
from barometer.text import Language


def on_post_page(output: str, *, config: MkDocsConfig, **_: object) -> str:
    """Fill every slot for a drawing."""
    site: Site = config.extra["barometer"]
    return fill(output, site.dataset)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the files beside each figure, once for both languages."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]
        site: Site = config.extra["barometer"]
        folder = Path(config.site_dir) / "data/figures"
        waiting = config.extra.get(AFTERWARDS)

        def cite(frame: Frame, language: Language) -> str:
            return of_chart(site, frame.name, frame.chart_name, language).plain

        once(site, folder, "figures", lambda: write(site.dataset, folder, site.url, cite), waiting)
