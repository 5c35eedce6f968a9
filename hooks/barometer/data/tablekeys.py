"""The keys of the rows as whole numbers, and the first rows of a table that has many faults."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from barometer.faults import fault
from barometer.problems import Problem

Frame = pd.DataFrame
Codes = NDArray[np.int64]
KEY = ("indicator", "country", "edition", "breakdown", "category")
MOST = 200


def codes(frame: Frame, names: tuple[str, ...]) -> Codes:
    """One whole number a row, in the order of the texts of `names`, equal where they are equal."""
    combined = np.zeros(len(frame), dtype=np.int64)
    for name in names:
        column = frame[name].cat
        rank = np.argsort(np.argsort(np.array(column.categories, dtype=object)))
        wide = int(combined.max()) + 1
        if wide * len(rank) >= 2**62:
            combined = np.unique(combined, return_inverse=True)[1].astype(np.int64)
        combined = combined * len(rank) + rank[column.codes]
    return combined


def more(frame: Frame, rows: Codes, path: str) -> Iterator[Problem]:
    """How many rows have the same fault beyond those that are shown."""
    if len(rows) > MOST:
        yield fault("D299", path, int(frame.index[rows[MOST]]), more=len(rows) - MOST)
