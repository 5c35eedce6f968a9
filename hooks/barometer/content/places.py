"""Every page has an address of its own: none takes another's, or that of the site's own files."""

from collections.abc import Iterator

from barometer.faults import fault
from barometer.problems import Problem
from barometer.state import Site

OWN = frozenset(("api", "assets", "data", "en", "embed", "en/embed", "templates", "was"))
"""Where the site keeps what is no page; `templates` is what the engine passes over."""


def place_faults(site: Site) -> Iterator[Problem]:
    """Pages that would lie where another page, or what the build makes itself, lies already."""
    taken: dict[str, str] = {}
    for (key, language), page in site.pages.items():
        address = site.address(key, language)
        home = f"{language}/" if language == "en" else ""
        if address in taken:
            words = {"address": address, "other": taken[address]}
            yield fault("P111/twice", page.path, None, **words)
        elif _own(address, home, key.path):
            yield fault("P111/own", page.path, None, address=address)
        taken.setdefault(address, page.path)


def _own(address: str, home: str, path: str) -> bool:
    below = address.removeprefix(home).split("/")[0]
    return address != home and (below in OWN or home + below in OWN or path.split("/")[0] in OWN)
