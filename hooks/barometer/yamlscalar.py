"""Scalars as YAML 1.2 reads them: `NO` is Norway, `on` a word, a date stays as written."""

import re

from yaml.nodes import ScalarNode

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_CURLY = re.compile(r"[“”„»«‘](?P<inner>(?:[^“”„»«‘’]|’(?=\w))+)[“”«»’]")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "True": True,
    "false": False,
    "False": False,
}


def plain_scalar(node: ScalarNode) -> str | int | float | bool | None:
    """A quoted scalar is text; an unquoted one may be a number, true, false or nothing."""
    text = str(node.value)
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def curly(text: str) -> str | None:
    """The text between curly quotation marks that stand around all of it; None where none do."""
    found = _CURLY.fullmatch(text) if len(text) > 1 and not text.isascii() else None
    return found["inner"].strip() if found else None
