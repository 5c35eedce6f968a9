"""Where the feed of trends lies; apart from the feed, so that a page can name it at no cost."""

from barometer.content.addresses import PageKey
from barometer.state import Site
from barometer.text import Language


def feed_file(site: Site, language: Language) -> str:
    """Below the site's root, beside the overview: `trends/feed.xml`."""
    return f"{site.address(PageKey('trends/index'), language)}feed.xml"
