"""Percentages that are no figures of ours and need no source: the file `data/other_numbers.yml`."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from barometer.problems import Problem
from barometer.text import Strict, Text, Words
from barometer.yamlfile import YamlFile, read_yaml
from barometer.yamlmodel import model_faults

FILE = "data/other_numbers.yml"


class OtherNumber(Strict):
    """A percentage that a page may say unbound: its page, its words and why."""

    page: Words
    text: Text
    reason: Text


def read_others(root: Path) -> tuple[tuple[OtherNumber, ...], YamlFile]:
    """The exceptions of the project in `root`, and their file with its faults, if there is one."""
    path = root / FILE
    if not path.exists():
        return (), YamlFile(FILE)
    file = read_yaml(path, FILE)
    try:
        adapter = TypeAdapter(tuple[OtherNumber, ...])
        return adapter.validate_python(file.value or ()), file
    except ValidationError as error:
        form = tuple[OtherNumber, ...]
        faults: tuple[Problem, ...] = tuple(model_faults(error, file, form=form))
        return (), YamlFile(FILE, problems=(*file.problems, *faults))
