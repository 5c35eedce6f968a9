"""Which tables of StatBank Denmark become which rows of ours: the file `data/imports.yml`."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field, ValidationError

from barometer.data.codebook import Codebook
from barometer.data.model import EditionKey, Name
from barometer.data.unknown import source_hint
from barometer.faults import fault, nearest
from barometer.problems import Problem
from barometer.text import Strict, Words
from barometer.yamlfile import YamlFile, read_yaml
from barometer.yamlmodel import model_faults

FILE = "data/imports.yml"


class Code(Strict):
    """A value of a variable as StatBank writes it: by code, or by its Danish text."""

    code: Words
    text: Words
    indicator: Name | None = None


class Variable(Strict):
    """A variable that divides a table; `total` is the value that does not divide it."""

    variable: Words
    breakdown: Name
    values: Mapping[Name, Code]
    total: Code | None = None


class Table(Variable):
    """One table of StatBank and the indicator that it measures."""

    source: Name
    indicator: Name


class Imports(Strict):
    """The whole file."""

    editions: Mapping[Words, EditionKey]
    sectors: Variable
    tables: Mapping[Words, Table] = Field(min_length=1)


def read_imports(root: Path) -> tuple[Imports | None, YamlFile, tuple[Problem, ...]]:
    """What `data/imports.yml` says, None where anything is wrong with it; its lines and faults."""
    file = read_yaml(root / FILE, FILE)
    if file.problems:
        return None, file, file.problems
    try:
        return Imports.model_validate(file.value), file, ()
    except ValidationError as error:
        return None, file, tuple(model_faults(error, file, form=Imports))


def imports_faults(root: Path, book: Codebook) -> Iterator[Problem]:
    """Every name in the file that the rest of `data/` does not know."""
    if not (root / FILE).exists():
        return
    imports, file, problems = read_imports(root)
    yield from problems
    if imports is None:
        return
    for year, edition in imports.editions.items():
        yield from _unknown("D303", file, ("editions", year), edition, book.names("editions"))
    names = book.names("indicators", "values")
    for name, table in imports.tables.items():
        keys = ("tables", name)
        yield from _unknown("D304", file, (*keys, "source"), table.source, book.names("sources"))
        yield from _unknown("D317", file, (*keys, "indicator"), table.indicator, names)
        if table.total and table.total.indicator:
            place = (*keys, "total", "indicator")
            yield from _unknown("D317", file, place, table.total.indicator, names)


def _unknown(
    key: str, file: YamlFile, keys: tuple[str, ...], name: str, known: frozenset[str] | None
) -> Iterator[Problem]:
    if known is not None and name not in known:
        hint = source_hint(name, known) if key == "D304" else nearest(name, known)
        yield fault(key, FILE, file.line(keys), ".".join(keys), cell=name, more="", hint=hint)
