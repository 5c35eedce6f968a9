"""Reading `data/releases.yml`, `data/corrections.yml` and the list of archived versions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from barometer.data.model import Dataset, Name
from barometer.data.notation import NotationError, Point, parse
from barometer.faults import fault, nearest
from barometer.problems import Problem
from barometer.releases.archive import archived
from barometer.releases.model import Correction, Release, Releases
from barometer.yamlfile import YamlFile, read_yaml
from barometer.yamlmodel import model_faults

RELEASES = "data/releases.yml"
CORRECTIONS = "data/corrections.yml"


@dataclass(frozen=True)
class Read:
    """The releases as far as they could be read, with the lines of their files, and every fault."""

    releases: Releases
    problems: tuple[Problem, ...]
    calendar: YamlFile
    log: YamlFile


def read_releases(root: Path, now: datetime) -> Read:
    """Both files of the project in `root`; a missing file says that there is nothing to say."""
    calendar, log = _file(root, RELEASES), _file(root, CORRECTIONS)
    problems = [*calendar.problems, *log.problems]
    entries = calendar.value if isinstance(calendar.value, dict) else {}
    listed = log.value if isinstance(log.value, list) else []
    problems += _shape(calendar, dict) + _shape(log, list)
    releases = {
        name: one
        for name, raw in entries.items()
        if (one := _checked(Release, name, raw, calendar, problems))
    }
    corrections = [_checked(Correction, at, raw, log, problems) for at, raw in enumerate(listed)]
    found = Releases(now, releases, tuple(one for one in corrections if one), archived(root))
    return Read(found, tuple(problems), calendar, log)


def release_faults(read: Read, dataset: Dataset) -> Iterator[Problem]:
    """Releases that cannot be kept: no hour, an unreadable value, a source or version twice."""
    seen: dict[str, str] = {}
    for name, one in read.releases.releases.items():
        line = read.calendar.line((name,))
        if not one.out(read.releases.now) and one.hour is None:
            yield fault("R101", RELEASES, line, name, name=name, date=one.date.isoformat())
        if one.source and one.source not in dataset.sources:
            near = nearest(one.source, dataset.sources)
            yield fault("R102", RELEASES, line, name, source=one.source, near=near)
        for value in one.values:
            if point(value) is None:
                yield fault("R103", RELEASES, line, name, value=value)
        if one.version and one.version in seen:
            yield fault("R104", RELEASES, line, name, version=one.version, other=seen[one.version])
        seen[one.version or ""] = name


def point(text: str) -> Point | None:
    """The value that a text names in the notation of sentences; None if it names none, or two."""
    try:
        reference = parse(text)
    except NotationError:
        return None
    return reference.first if reference.second is None else None


def _file(root: Path, name: str) -> YamlFile:
    path = root / name
    return read_yaml(path, name) if path.exists() else YamlFile(name)


def _shape(file: YamlFile, form: type) -> list[Problem]:
    if file.value is None or isinstance(file.value, form):
        return []
    key = "R105/names" if form is dict else "R105/list"
    return [fault(key, file.path, 1)]


def _checked(model: Any, key: str | int, raw: object, file: YamlFile, into: list[Problem]) -> Any:
    try:
        if isinstance(key, str):
            TypeAdapter(Name).validate_python(key)
        return model.model_validate(raw)
    except ValidationError as error:
        into += model_faults(error, file, below=(key,), form=model)
        return None
