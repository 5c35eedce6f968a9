"""Every page has a title of its own, by which readers tell it from the others in a search."""

from collections.abc import Iterator

from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import Language


def check_titles(pages: Pages) -> Iterator[Problem]:
    """The pages whose title another page of the same language has; told of the later one."""
    first: dict[tuple[Language, str], Page] = {}
    for page in sorted(pages.values(), key=lambda one: (len(one.path), one.path)):
        title = page.words.title
        other = first.setdefault((page.language, title.casefold()), page)
        if other is not page:
            line = page.line_of("title")
            yield fault("P114", page.path, line, "title", title=title, other=other.path)
