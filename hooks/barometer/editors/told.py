"""Bits of Markdown that summaries are made of, and the words they say."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from barometer.text import Language, Text

MOST = 40
SIGNS = "\\`*_[]<>|#~$"


@cache
def words() -> Mapping[str, Text]:
    """Every word of a summary, by its name in `summary.yml`."""
    text = Path(__file__).with_name("summary.yml").read_text(encoding="utf-8")
    return {str(name): Text(**both) for name, both in yaml.safe_load(text).items()}


def say(name: str, language: Language, /, **filled: object) -> str:
    """One of them in a language, its places filled in."""
    return words()[name][language].format(**filled)


def heading(text: str, level: int = 2) -> str:
    """A heading with the blank lines that Markdown asks for."""
    return f"\n{'#' * level} {text}\n"


def row(*cells: str) -> str:
    """A line of a table."""
    return f"| {' | '.join(cells)} |"


def table(*heads: str) -> Iterator[str]:
    """The first two lines of a table."""
    yield row(*heads)
    yield row(*("---" for _ in heads))


def link(text: str, address: str) -> str:
    """A link, or the words alone where there is no address."""
    return f"[{text}]({address})" if address else text


def code(text: str) -> str:
    """A name as it stands in a file."""
    return f"`{text.replace('`', '’')}`"


def more(total: int, language: Language) -> Iterator[str]:
    """How many of `total` were left out, if any."""
    if total > MOST:
        yield "\n" + say("more", language, n=total - MOST)


def plain(text: str) -> str:
    """A text from a file, so that nothing in it is read as Markdown or HTML; `…` stays code."""
    line = " ".join(text.split())
    parts = line.split("`") if line.count("`") % 2 == 0 else [line]
    return "".join(f"`{part}`" if at % 2 else _escaped(part) for at, part in enumerate(parts))


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in SIGNS else sign for sign in text)
