"""The trend radar goes into the finished page, after Markdown and the search index."""

from mkdocs.config.defaults import MkDocsConfig

from barometer.trends.radar import fill


def on_post_page(output: str, *, config: MkDocsConfig, **_: object) -> str:
    """Fill the slots of the radar; runs before the figures', which know nothing of it."""
    return fill(output, config.extra["barometer"])
