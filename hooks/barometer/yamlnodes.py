"""Text to YAML nodes: by libyaml, which is ten times as fast, where that is safe."""

import re

import yaml
from yaml.nodes import Node

from barometer.text import lines_of

_BRACKET = re.compile(r"[\[\]{}]")
_DEEPEST = 50


def compose(text: str) -> Node | None:
    """The root node. Raises YAMLError or RecursionError, always from the parser in Python.

    libyaml words its errors otherwise, and crashes the whole process on very deep nesting.
    """
    if yaml.__with_libyaml__ and _is_shallow(text):
        try:
            return yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            pass
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _is_shallow(text: str) -> bool:
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEPEST:
            return False
    return all(
        len(line) - len(line.lstrip(" ")) <= 2 * _DEEPEST
        and line.count("- ") + line.count("? ") <= _DEEPEST
        for line in lines_of(text)
    )
