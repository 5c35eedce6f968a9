"""The values as statistical offices exchange them: SDMX-CSV 2.0.

Written as plain CSV: the format's library writes it through data frames, which the build has no
need of; the tests open every file with it.
"""

import csv
import io

from barometer.exports.columns import OBSERVATIONS as COLUMNS
from barometer.exports.columns import Column
from barometer.exports.facts import LICENCE, Facts
from barometer.exports.rows import Row
from barometer.exports.tables import plain

AGENCY, FLOW, VERSION = "COI", "INNOVATION_BAROMETER", "1.0.0"
INFORMATION = "I"
RENAMED = {
    "country": "REF_AREA",
    "value": "OBS_VALUE",
    "unit": "UNIT_MEASURE",
    "base": "BASE_N",
    "status": "SOURCE_STATUS",
}
DIMENSIONS = ("INDICATOR", "REF_AREA", "EDITION", "BREAKDOWN", "CATEGORY")
PERIOD, MEASURE, OBS_STATUS = "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"


def component(column: Column) -> str:
    """The SDMX name of a column."""
    return RENAMED.get(column.name, column.name.upper())


def data(facts: Facts) -> bytes:
    """The values: a dataflow's observations, one a line."""
    out = io.StringIO()
    attributes = attribute_columns()
    heads = [component(one) for one in attributes]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, PERIOD, MEASURE, OBS_STATUS, *heads]
    )
    named = f"{AGENCY}:{FLOW}({VERSION})"
    for row in facts.rows:
        cells = row.machine(facts.words, facts.publisher, LICENCE)
        keys = [cells[one] for one in ("indicator", "country", "edition", "breakdown", "category")]
        own = [plain(cells[one.name]) for one in attributes]
        values = [period(row), plain(cells["value"]), obs_status(row)]
        writer.writerow(["dataflow", named, INFORMATION, *keys, *values, *own])
    return out.getvalue().encode()


def attribute_columns() -> list[Column]:
    """The columns that say something about a value, beside its status."""
    skipped = {*DIMENSIONS, MEASURE}
    return [one for one in COLUMNS if component(one) not in skipped]


def period(row: Row) -> str:
    """The years measured: `2018`, or a range as SDMX writes it, `2013-01-01/P2Y`."""
    start, end = row.edition.start, row.edition.end
    return str(start) if start == end else f"{start}-01-01/P{end - start + 1}Y"


def obs_status(row: Row) -> str:
    """The code of CL_OBS_STATUS: provisional, few answers, break in the series, or normal."""
    if row.observation.status == "provisional":
        return "P"
    if row.few:
        return "U"
    return "B" if row.broken else "A"
