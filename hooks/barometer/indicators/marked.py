"""Texts of the data as Markdown: whatever they hold, they are read as text and nothing else."""

from collections.abc import Iterable

from barometer import language as written
from barometer.data.model import Observation, Source
from barometer.text import Language

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]"})


def plain(text: str) -> str:
    """A text in which no sign means anything to Markdown or HTML."""
    safe = " ".join(text.split()).translate(_ESCAPED).translate(_ENTITIES)
    number, point, rest = safe.partition(".")
    if point and number.isdigit():  # at the start of a line it would begin a numbered list
        return f"{number}\\.{rest}"
    return f"\\{safe}" if safe.startswith(("#", "+", "-", "=")) else safe


def bullets(items: Iterable[str]) -> str:
    """A list, one item a line; nothing where there is no item."""
    return "\n".join(f"- {item}" for item in items)


def source(one: Source, language: Language) -> str:
    """Publisher, title in the language of the source, and date.

    The title is linked where the source can be opened; an earlier page gives its first address.
    """
    mark = "" if one.language == language else f"{{lang={one.language}}}"
    when = f", {written.date(one.date, language)}" if one.date else ""
    name = plain(one.title)
    title = f"[{name}](<{one.link}>)" if one.link else f"*{name}*"
    first = f" ({plain(one.first_address[language])})" if one.earlier else ""
    return f"{plain(one.publisher)}: {title}{mark}{first}{when}"


def value(row: Observation, unit: str, language: Language) -> str:
    """A value as prose writes it: `83 procent`, `1.611`."""
    if unit == "percent":
        return written.percent_in_words(row.value, language)
    return written.number(row.value, language)
