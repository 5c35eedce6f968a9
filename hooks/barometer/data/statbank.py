"""Tables of StatBank Denmark as rows of ours, by what `data/imports.yml` says of their codes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from barometer.data.imports import Imports, Table, Variable
from barometer.data.jsonstat import CONTENT
from barometer.data.ownformat import Incoming, normalised
from barometer.data.sheet import Row, Sheet
from barometer.faults import fault, nearest
from barometer.problems import Problem

TIME = "TID"
NOT_PUBLISHED = {"..", "…", "."}


@dataclass(frozen=True)
class Taken:
    """The rows that have a place in our table, how many have none, and the faults."""

    rows: tuple[Incoming, ...] = ()
    crossed: int = 0
    unpublished: int = 0
    problems: tuple[Problem, ...] = ()


def is_statbank(headings: Sequence[str]) -> bool:
    """Whether a line has StatBank's headings: a time and a content, among others."""
    return {TIME, CONTENT} <= {heading.strip().upper() for heading in headings}


def statbank_rows(sheet: Sheet, imports: Imports, shown: str) -> Taken:
    """The sheet's rows as rows of ours; every code that is not known is told with its row."""
    headings = [heading.upper() for heading in sheet.headings]
    name = _table(headings, imports)
    if name is None:
        found, known = ", ".join(sheet.headings), ", ".join(imports.tables)
        return Taken(problems=(fault("D606/table", shown, None, found=found, known=known),))
    reader = _Reader(name, imports.tables[name], imports, headings, shown)
    extra = tuple(reader.extra_variables(sheet.rows))
    if extra:
        return Taken(problems=extra)
    return reader.taken(sheet)


def _table(headings: Sequence[str], imports: Imports) -> str | None:
    if not {imports.sectors.variable, TIME, CONTENT} <= set(headings):
        return None
    fitting = (name for name, table in imports.tables.items() if table.variable in headings)
    return next(fitting, None)


@dataclass(frozen=True)
class _Reader:
    name: str
    table: Table
    imports: Imports
    headings: Sequence[str]
    shown: str

    def extra_variables(self, rows: Sequence[Row]) -> Iterator[Problem]:
        """A variable that we do not know is no harm as long as it has one value."""
        known = {self.imports.sectors.variable, self.table.variable, TIME, CONTENT}
        for at, heading in enumerate(self.headings):
            values = {row.cells[at] for row in rows}
            if heading not in known and len(values) > 1:
                words = {"variable": heading, "table": self.name}
                yield fault("D606/many", self.shown, None, heading, found=len(values), **words)

    def taken(self, sheet: Sheet) -> Taken:
        rows, problems, crossed, unpublished = [], [], 0, 0
        for row in sheet.rows:
            found = self.row(row, sheet.comma)
            if isinstance(found, list):
                problems += found
            elif found is None:
                crossed += 1
            elif found.cells["value"] in NOT_PUBLISHED:
                unpublished += 1
            else:
                rows.append(found)
        return Taken(tuple(rows), crossed, unpublished, tuple(problems))

    def row(self, row: Row, comma: bool | None) -> Incoming | list[Problem] | None:
        """Our row; None where it crosses two breakdowns; or the codes that are not known."""
        cells = dict(zip(self.headings, (cell.strip() for cell in row.cells), strict=True))
        sector = _find(cells[self.imports.sectors.variable], self.imports.sectors)
        part = _find(cells[self.table.variable], self.table)
        edition = self.imports.editions.get(cells[TIME])
        place = ", ".join(f"{n}={c}" for n, c in cells.items() if n != CONTENT)
        if sector is None or part is None or edition is None:
            found = (sector, part, edition)
            return list(self._unknown(cells, found, row.number, place))
        key = self._key(sector, part)
        if key is None:
            return None
        indicator, breakdown, category = key
        ours = {"country": "DK", "edition": edition, "base": "", "status": ""}
        ours |= {"indicator": indicator, "breakdown": breakdown, "category": category}
        ours |= {"value": normalised(cells[CONTENT], comma), "source": self.table.source}
        return Incoming(row.number, ours, place, frozenset({"base", "status"}))

    def _key(self, sector: str, part: str) -> tuple[str, str, str] | None:
        """Indicator, breakdown and category; the empty name stands for a total."""
        total = self.table.total
        if part and not sector:
            return self.table.indicator, self.table.breakdown, part
        if part or total is None:
            return None
        indicator = total.indicator or self.table.indicator
        if sector:
            return indicator, self.imports.sectors.breakdown, sector
        return indicator, "total", "all"

    def _unknown(
        self,
        cells: Mapping[str, str],
        found: Sequence[str | None],
        line: int | None,
        place: str,
    ) -> Iterator[Problem]:
        sectors = self.imports.sectors
        known = {
            sectors.variable: _names(sectors),
            self.table.variable: _names(self.table),
            TIME: tuple(self.imports.editions),
        }
        for variable, name in zip(known, found, strict=True):
            if name is None:
                cell, hint = cells[variable], nearest(cells[variable], known[variable], listed=30)
                words = {"variable": variable, "table": self.name}
                yield fault("D606/value", self.shown, line, place, cell=cell, hint=hint, **words)


def _find(cell: str, variable: Variable) -> str | None:
    """Our name of a value, the empty name for the total, None if it is not known."""
    codes = {"": variable.total} if variable.total else {}
    for name, code in {**codes, **variable.values}.items():
        spellings = {code.code, code.text.casefold(), f"{code.code} {code.text}".casefold()}
        if cell in spellings or cell.casefold() in spellings:
            return name
    return None


def _names(variable: Variable) -> tuple[str, ...]:
    codes = [*variable.values.values(), *([variable.total] if variable.total else [])]
    return tuple(f"{code.code} {code.text}" for code in codes)
