"""Releases.yml, corrections.yml, the archive, the clock of the build."""

import csv
import datetime as dt
import io
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from barometer.cache import write_file
from barometer.data import model
from barometer.data.notation import read_point
from barometer.faults.model_errors import read_block, read_parts
from barometer.faults.report import CellFault, Fault, make_fault, phrase, suggest_nearest
from barometer.faults.settings import reproducible_time
from barometer.faults.yaml_file import YamlFile
from barometer.text import Line, Strict, Text, Words

LAUNCH = date(2026, 11, 23)
"""The site's first day: a clock that stands before it is wrong, and no page is blamed for that."""

_SOURCE = model.COLUMNS.index("source")


Key = tuple[str, ...]
Published = Mapping[Key, Mapping[str, str]]
"""The cells of each row that was published, by its key."""


def last_released(root: Path) -> Published:
    """The last released table of the project in `root`; empty where no version is kept whole."""
    versions = archived(root)
    try:
        return released_rows(root, versions[0].version) if versions else {}
    except (OSError, ValueError, KeyError):
        return {}  # a version that is not whole is told of elsewhere


def released_number(released: Published, row: Sequence[str], column: str) -> str:
    """What was published of a row in that column; empty where nothing was."""
    return released.get(tuple(row[:5]), {}).get(column, "")


def published_hint(
    told: CellFault, row: Sequence[str], column: str, released: Published
) -> CellFault:
    """A doubtful number, told with the one that was published, or with the source to look in."""
    if told.key not in {"D203/comma", "D203/both", "D203/points"}:
        return told
    old, key = released_number(released, row, column), row[_SOURCE]
    source = phrase("sources/1" if key else "sources/none", a=key)
    words = {**told.words, "old": old, "source": source}
    readings = (str(told.words.get(name, "")) for name in ("one", "whole", "decimal"))
    if old and float(old) in map(float, filter(None, readings)):
        return CellFault("D203/again", words)
    return CellFault(f"{told.key}-released" if old else told.key, words)


ARCHIVE = "data/archive"
ARCHIVE_TABLE = "observations.csv"

NOT_OF_A_VERSION = (
    *("archive/", "citations/", "figures/", "hosting/", "indicators/"),
    *("catalogue.", "feed.", "index.", "releases.", "translations.", "versions."),
)
"""What is made from the whole anew, or tells of all versions: a version keeps only its own data."""

PACKED = {"api.zip": "api/v1", "figures.zip": "data/figures"}
OF_PACKED = {".json", ".csv", ".svg"}
"""Pictures of dots can be drawn from those of lines."""


@dataclass(frozen=True)
class Archived:
    """The files of one version: name and size in bytes, below `data/archive/<version>/`."""

    version: str
    files: tuple[tuple[str, int], ...]

    @property
    def folder(self) -> str:
        """The folder, below the project and below the site's root alike."""
        return f"data/archive/{self.version}/"


def archived(root: Path) -> tuple[Archived, ...]:
    """Every version kept below `root`, the newest first."""
    folder = root / ARCHIVE
    names = [path.name for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    versions = sorted((name for name in names if _numbers(name)), key=_numbers, reverse=True)
    return tuple(
        Archived(
            name,
            tuple(
                (path.relative_to(folder / name).as_posix(), path.stat().st_size)
                for path in sorted((folder / name).rglob("*"))
                if path.is_file()
            ),
        )
        for name in versions
    )


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else ()


def released_rows(root: Path, version: str) -> dict[Key, dict[str, str]]:
    """The table of a version as it was released: its cells by indicator, country and so on."""
    text = (root / ARCHIVE / version / ARCHIVE_TABLE).read_text(encoding="utf-8")
    return {
        tuple(row[name] for name in model.KEY): row for row in csv.DictReader(io.StringIO(text))
    }


def row_cells(row: model.Observation) -> dict[str, str]:
    """A row as the table writes it; a base of the edition is none of its cells."""
    written = {name: getattr(row, name) for name in model.COLUMNS}
    number = f"{row.value:.15g}"
    own = row.base is not None and row.base_source != "of_the_edition"
    base = str(row.base) if own else ""
    return {**written, "value": number, "base": base}


def store_version(root: Path, built: Path, version: str, rows: Iterable[model.Observation]) -> Path:
    """Keep the data of a built site as that version; raises FileExistsError where there is one."""
    folder = root / ARCHIVE / version
    folder.mkdir(parents=True)
    for file in sorted((built / "data").rglob("*")):
        name = file.relative_to(built / "data")
        if file.is_file() and not name.as_posix().startswith(NOT_OF_A_VERSION):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / name)
    with (folder / ARCHIVE_TABLE).open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, model.COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(row_cells, rows))
    for target, place in PACKED.items():
        kept = [file for file in sorted((built / place).rglob("*")) if file.suffix in OF_PACKED]
        with ZipFile(folder / target, "w", ZIP_DEFLATED) as packed:
            for file in kept:
                info = ZipInfo(file.relative_to(built / place).as_posix())
                packed.writestr(info, file.read_bytes(), ZIP_DEFLATED)
    return folder


def copy_versions(root: Path, site: Path) -> Iterator[str]:
    """Lay every kept version into a built site, byte for byte."""
    for one in archived(root):
        for name, _ in one.files:
            write_file(site / one.folder / name, (root / one.folder / name).read_bytes())
            yield name


def build_time() -> datetime:
    """The moment of this build: `SOURCE_DATE_EPOCH`, else the clock, never before the first day."""
    told = reproducible_time() or datetime.now(UTC)
    return max(told, datetime.combine(LAUNCH, time(), UTC))


COPENHAGEN = "Europe/Copenhagen"


Hour = Annotated[
    str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$"), BeforeValidator(model.as_text)
]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
Doi = Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/[^\s\"<>]+$")]


class Moved(Strict):
    """A release that did not come on the day announced: which day, why, and when that was said."""

    before: dt.date
    told: dt.date
    reason: Text


class Release(Strict):
    """What comes out and when, and the `version` and `doi` that the data of this site then have.

    `editions` and `values` (in the notation of sentences) are withheld until the hour. Without an
    hour the release counts as out from the first minute of its day.
    """

    date: dt.date
    hour: Hour | None = None
    title: Text
    text: Text
    version: Version | None = None
    doi: Doi | None = None
    editions: tuple[model.EditionKey, ...] = ()
    values: tuple[Words, ...] = ()
    source: model.Name | None = None
    announced: dt.date | None = None
    moved: tuple[Moved, ...] = ()

    @property
    def moment(self) -> dt.datetime:
        """The minute from which it is out."""
        at = dt.time.fromisoformat(self.hour) if self.hour else dt.time()
        return dt.datetime.combine(self.date, at, ZoneInfo(COPENHAGEN))

    def out(self, now: dt.datetime) -> bool:
        """Whether it is out at the moment `now`."""
        return now >= self.moment


def require_reason(text: str) -> str:
    """A reason that says something: fewer than 15 letters are a sign left standing, or a word."""
    if sum(map(str.isalnum, text)) < 15:
        raise PydanticCustomError("no_reason", "no reason")
    return text


class Reason(Text):
    """Why a number was changed."""

    da: Annotated[Line, AfterValidator(require_reason)]
    en: Annotated[Line, AfterValidator(require_reason)]


class Correction(Strict):
    """A changed number; `new` is empty where it was withdrawn, `what` may be its answers."""

    date: dt.date
    value: Words
    what: Literal["value", "base"] = "value"
    old: model.Number | None
    new: model.Number | None
    kind: Literal["error", "revision"]
    reason: Reason


@dataclass(frozen=True)
class Releases:
    """What is out, what is announced, and what was corrected, as seen at the moment `now`."""

    now: dt.datetime
    releases: Mapping[str, Release] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    archives: tuple[Archived, ...] = ()

    @property
    def out(self) -> Mapping[str, Release]:
        """The releases whose hour has come, the newest first."""
        return {name: one for name, one in self._newest_first() if one.out(self.now)}

    @property
    def ahead(self) -> Mapping[str, Release]:
        """The releases whose hour has not come, the next one first."""
        coming = reversed(self._newest_first())
        return {name: one for name, one in coming if not one.out(self.now)}

    @property
    def current(self) -> Release | None:
        """The newest release that gave the data a version."""
        return next((one for one in self.out.values() if one.version), None)

    def doi(self, version: str) -> str:
        """The address of a version's DOI; empty where it has none."""
        found = (one.doi for one in self.releases.values() if one.version == version and one.doi)
        return next((f"https://doi.org/{doi}" for doi in found), "")

    @property
    def version(self) -> str:
        """The version of the data; empty before the first."""
        return (self.current.version or "") if self.current else ""

    def _newest_first(self) -> list[tuple[str, Release]]:
        return sorted(self.releases.items(), key=lambda pair: pair[1].moment, reverse=True)


RELEASES = "data/releases.yml"
CORRECTIONS = "data/corrections.yml"


@dataclass(frozen=True)
class ReleasesFile:
    """The releases as far as they could be read, with the lines of their files, and every fault."""

    releases: Releases
    problems: tuple[Fault, ...]
    calendar: YamlFile
    log: YamlFile


def read_releases(root: Path, now: datetime) -> ReleasesFile:
    """Both files of the project in `root`; a missing file says that there is nothing to say."""
    entries, calendar = read_parts(root, RELEASES, dict, optional=True)
    listed, log = read_parts(root, CORRECTIONS, list, optional=True)
    problems = [*calendar.problems, *log.problems]
    releases = {
        name: one
        for name, raw in (entries or {}).items()
        if read_block(model.Name, name, calendar, (name,), problems)
        and (one := read_block(Release, raw, calendar, (name,), problems))
    }
    corrections = [
        read_block(Correction, raw, log, (at,), problems) for at, raw in enumerate(listed or [])
    ]
    in_time = sorted(releases.items(), key=lambda entry: (entry[1].moment, entry[0]))
    found = Releases(now, dict(in_time), tuple(one for one in corrections if one), archived(root))
    return ReleasesFile(found, tuple(problems), calendar, log)


def release_faults(read: ReleasesFile, dataset: model.Dataset) -> Iterator[Fault]:
    """Releases that cannot be kept: no hour, an unreadable value, a source or version twice."""
    seen: dict[str, str] = {}
    newest = ""
    for name, one in read.releases.releases.items():
        line = read.calendar.line((name,))
        if not one.out(read.releases.now) and one.hour is None:
            yield make_fault("R101", RELEASES, line, name, name=name, date=one.date.isoformat())
        if one.source and one.source not in dataset.sources:
            near = suggest_nearest(one.source, dataset.sources)
            yield make_fault("R102", RELEASES, line, name, source=one.source, near=near)
        for value in one.values:
            if read_point(value) is None:
                yield make_fault("R103", RELEASES, line, name, value=value)
        if one.version and one.version in seen:
            yield make_fault(
                "R104", RELEASES, line, name, version=one.version, other=seen[one.version]
            )
        elif one.version and _numbers(one.version) < _numbers(newest):
            first, second, third = _numbers(newest)
            words = {"newest": newest, "next": f"{first}.{second}.{third + 1}"}
            yield make_fault("R104/lower", RELEASES, line, name, version=one.version, **words)
        newest = max(newest, one.version or "", key=_numbers)
        seen[one.version or ""] = name


AHEAD = timedelta(minutes=70)
"""How long before its hour a run begins to wait: schedules come by the hour, and late."""


def due_release(releases: Mapping[str, Release], since: datetime, now: datetime) -> datetime | None:
    """The hour of the last release that came since the site was built, or comes soon; else None."""
    moments = [one.moment for one in releases.values() if since < one.moment <= now + AHEAD]
    return max(moments, default=None)
