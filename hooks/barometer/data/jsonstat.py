"""A JSON-stat file as rows of codes, by pyjstat."""

import json
import math
import warnings
from collections.abc import Hashable

from barometer.data.sheet import Row, Sheet
from barometer.faults import fault

CONTENT = "INDHOLD"


def read_jsonstat(text: str, shown: str) -> Sheet:
    """Each value of the dataset as a row: the codes of its dimensions, and the value last."""
    from pyjstat import pyjstat

    try:
        json.loads(text)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `write` calls what the library itself has retired
            frame = pyjstat.Dataset.read(text).write("dataframe", naming="id")
        headings = [*map(str, frame.columns[:-1]), CONTENT]
        rows = [Row(None, tuple(map(_text, row))) for row in frame.itertuples(index=False)]
    except Exception:  # the library tells a wrong file by whatever fails first
        return Sheet(problems=[fault("D602/json", shown, None)])
    if not rows:
        return Sheet(problems=[fault("D604/empty", shown, None)])
    return Sheet(tuple(headings), tuple(rows), comma=False)


def _text(cell: Hashable) -> str:
    if isinstance(cell, float):
        return ".." if math.isnan(cell) else f"{cell:.15g}"
    return str(cell)
