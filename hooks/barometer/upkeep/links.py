"""Whether the pages of others that we cite are still there: a report, never a stop."""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

from barometer.data.model import Dataset
from barometer.fetch import WEB, answer, why
from barometer.overdue import Pages
from barometer.text import Text

AT_ONCE, PAUSE, TRIES, SECONDS = 8, 1.0, 2, 20.0
SOURCES = "data/sources.yml"

Ask = Callable[[str], Text | None]


def external(pages: Pages, dataset: Dataset) -> Mapping[str, str]:
    """Every address of another site, and the first place where we name it."""
    found: dict[str, str] = {}
    for name, source in dataset.sources.items():
        if source.link:
            found.setdefault(source.link.partition("#")[0], f"{SOURCES} ({name})")
    for page in pages.values():
        for link in page.document.links:
            if link.target.startswith(WEB):
                found.setdefault(link.target.partition("#")[0], f"{page.path}:{link.line}")
    return found


def ask(address: str) -> Text | None:
    """What is wrong at an address, None if it answers; asked twice, as a house may be busy."""
    said: Text | None = None
    for _ in range(TRIES):
        try:
            answer(address, seconds=SECONDS)
        except (OSError, ValueError) as error:
            said = why(error) if isinstance(error, OSError) else Text(da=str(error), en=str(error))
            time.sleep(PAUSE)
        else:
            return None
    return said


def report(places: Mapping[str, str], asked: Ask = ask) -> str:
    """The addresses that do not answer, as Markdown; each house is asked one thing at a time."""
    houses = [list(group) for _, group in groupby(sorted(places, key=_house), key=_house)]
    with ThreadPoolExecutor(AT_ONCE) as workers:
        answers = workers.map(lambda house: [(one, asked(one)) for one in house], houses)
        dead = [(one, said) for house in answers for one, said in house if said]
    return "\n".join(_lines(places, dead)) + "\n"


def _house(address: str) -> str:
    return f"{address}//".split("/")[2]


def _lines(places: Mapping[str, str], dead: list[tuple[str, Text]]) -> Iterator[str]:
    yield "## Links til andre steder / Links to other sites\n"
    yield f"{len(places)} prøvet, {len(dead)} svarer ikke."
    yield f"({len(places)} tried, {len(dead)} do not answer.)"
    if dead:
        yield "\n| Adresse / Address | Sted / Place | Svar / Answer |\n| --- | --- | --- |"
    for address, said in sorted(dead):
        yield f"| <{address}> | `{places[address]}` | {said.da} / {said.en} |"
