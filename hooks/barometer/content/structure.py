"""What the checks of pages share: all pages by key and language."""

from collections.abc import Mapping

from barometer.content.addresses import PageKey
from barometer.content.page import Page
from barometer.text import Language

Pages = Mapping[tuple[PageKey, Language], Page]
