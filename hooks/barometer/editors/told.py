"""Bits of Markdown that summaries are made of."""

from collections.abc import Iterator

MOST = 40
SIGNS = "\\`*_[]<>|#"


def heading(da: str, en: str, level: int = 2) -> str:
    """A heading in both languages."""
    return f"\n{'#' * level} {da} / {en}\n"


def more(total: int) -> Iterator[str]:
    """How many of `total` were left out, if any."""
    if total > MOST:
        yield f"\n… og {total - MOST} til / and {total - MOST} more."


def plain(text: str) -> str:
    """A text from a file, so that nothing in it is read as Markdown or HTML."""
    escaped = (f"\\{sign}" if sign in SIGNS else sign for sign in " ".join(text.split()))
    return "".join(escaped)
