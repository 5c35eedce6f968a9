"""What PyYAML says about a broken file, as a fault that an editor can act on."""

import yaml

from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import lines_of
from barometer.yamlslips import slip

_SIGNS = (
    ("mapping values are not allowed", "colon"),
    ("cannot start any token", "start"),
    ("flow mapping", "bracket"),
    ("flow sequence", "bracket"),
    ("escape", "escape"),
    ("single document", "document"),
    ("alias", "reference"),
    ("anchor", "reference"),
    ("block", "indent"),
)
_OPENED_EARLIER = {"quote", "indent_key"}


def broken(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """The fault at its line and column in the file."""
    if isinstance(error, yaml.reader.ReaderError):
        return _unreadable(error, text, path, first_line)
    if (at := _emptied(text)) is not None:
        stands = _line(text, at)
        return fault("D405/emptied", path, at + first_line, _column(0), stands=stands)
    if found := slip(error, text):
        place, words = _column(found.column), {"stands": _line(text, found.line), **found.words}
        return fault(found.key, path, found.line + first_line, place, **words)
    kind = _kind(error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if kind in _OPENED_EARLIER:
        mark = getattr(error, "context_mark", None) or mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    key = f"D405/{kind.partition('_')[0]}"
    return fault(key, path, line + first_line, _column(column), stands=_line(text, line))


def _emptied(text: str) -> int | None:
    """The line that says that nothing stands in the file, where something does."""
    lines = lines_of(text)
    said = [at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")]
    empty = (at for at in said if lines[at].rstrip() in {"[]", "{}"})
    return next(empty, None) if len(said) > 1 else None


def _kind(error: yaml.YAMLError) -> str:
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    if "quoted scalar" in said and "escape" not in said:
        return "quote"
    if "could not find expected ':'" in said:
        return "indent_key"
    return next((kind for sign, kind in _SIGNS if sign in said), "other")


def _unreadable(error: yaml.reader.ReaderError, text: str, path: str, first_line: int) -> Problem:
    before = lines_of(text[: error.position])
    sign = f"U+{error.character:04X}" if isinstance(error.character, int) else "?"
    line = len(before) - 1 + first_line
    return fault("D405/sign", path, line, _column(len(before[-1])), sign=sign)


def _column(column: int) -> str:
    return f"kolonne/column {column + 1}"


def _line(text: str, number: int) -> str:
    lines = lines_of(text)
    stands = lines[min(number, len(lines) - 1)].strip() or lines[number - 1].strip()
    return f"{stands[:80]}…" if len(stands) > 80 else stands
