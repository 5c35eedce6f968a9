"""Reading `data/` into one dataset; what is withheld before a release."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from barometer.data import consistency, model
from barometer.data.breaks import with_bases
from barometer.data.charts import chart_faults
from barometer.data.codebook import Codebook, indicator_file, read_codebook
from barometer.data.corrections import removal_faults
from barometer.data.import_files import IMPORTS, imports_faults, read_imports
from barometer.data.notation import parse_reference, point_of, read_point
from barometer.data.releases import Releases, ReleasesFile, last_released
from barometer.data.table import (
    as_meant,
    cell_faults,
    read_table,
    relation_faults,
    to_observations,
)
from barometer.faults.report import Fault, make_fault, phrase, sort_faults
from barometer.faults.yaml_file import YamlFile, read_bytes
from barometer.text import Text, in_both

BESIDE = {"data/terms.yml", "data/themes.yml", IMPORTS}
"""Files that neither the figures nor the sentences of pages need: a fault there stops neither."""

CENTRE = "{centre}"
"""What stands for the centre's name in `words.yml`."""


@dataclass(frozen=True)
class Loaded:
    """The dataset, None where not all pages can be held against it; every fault; what must wait.

    `partial` is then what pages can be held against that name nothing of `unread`.
    """

    dataset: model.Dataset | None
    problems: tuple[Fault, ...] = ()
    waiting: tuple[Text, ...] = ()
    partial: model.Dataset | None = None
    unread: frozenset[str] = frozenset()


def load_dataset(root: Path) -> Loaded:
    """Read and check every file of `data/`; what a fault makes uncertain waits, and no more.

    Rows are held together where every cell can be read, figures drawn where rows and editions are.
    """
    book, released = read_codebook(root), last_released(root)
    table = read_table(read_bytes(root / model.TABLE, model.TABLE, "D101"), model.TABLE, released)
    frame = table.frame
    of_cells = [*table.problems, *cell_faults(frame, book, model.TABLE, released)]
    there = (root / IMPORTS).exists()
    imports, file = read_imports(root) if there else (None, YamlFile(IMPORTS))
    problems = [*of_cells, *book.problems, *file.problems]
    if of_cells:
        frame = as_meant(frame)
        if table.problems or any(cell_faults(frame, book, model.TABLE, released)):
            return Loaded(None, sort_faults(problems), (phrase("after/cells"),))
    rows = to_observations(frame)
    problems += consistency.codebook_faults(book)
    problems += imports_faults(imports, file, book)
    of_rows = [
        *relation_faults(frame, book, model.TABLE, released),
        *consistency.unmeasured_faults(book, {row.indicator for row in rows}),
        *removal_faults(root),
    ]
    problems += of_rows
    if of_rows or any(one.path == model.EDITIONS_FILE for one in problems):
        return Loaded(None, sort_faults(problems), (phrase("after/rows"),))
    of_indicators = {
        name: tuple(group) for name, group in groupby(rows, key=attrgetter("indicator"))
    }
    problems += chart_faults(book, of_indicators)
    problems += consistency.conflict_faults(book, of_indicators)
    problems += consistency.comparison_faults(book, rows)
    faulty = {one.path for one in problems} - BESIDE
    if book.publisher is None or faulty:
        told = sort_faults(problems)
        return Loaded(None, told, (phrase("after/data"),), *_partial(book, rows, faulty))
    return Loaded(_dataset(book, book.publisher, rows), sort_faults(problems))


def _partial(
    book: Codebook, rows: tuple[model.Observation, ...], faulty: Collection[str]
) -> tuple[model.Dataset | None, frozenset[str]]:
    """What of the data can be relied on, and the names of what cannot."""
    sound = {key: one for key, one in book.indicators.items() if indicator_file(key) not in faulty}
    known = replace(book, indicators=sound)
    left = tuple(row for row in rows if known.described(row.indicator))
    if book.publisher is None or not book.words:
        return None, frozenset()
    cited = {row.source for row in left} | {one.source for one in book.comparisons}
    unknown = {
        key: model.Source.model_construct(title=key, publisher=key, address="", language="da")
        for key in cited
    }
    known = replace(known, sources={**unknown, **book.sources})
    unread = frozenset(row.indicator for row in rows if not known.described(row.indicator))
    return _dataset(known, book.publisher, left), unread


def _dataset(
    book: Codebook, owner: model.Publisher, rows: tuple[model.Observation, ...]
) -> model.Dataset:
    return model.Dataset.model_construct(
        observations=tuple(with_bases(rows, book.editions, book.described)),
        editions=book.editions,
        sources=book.sources,
        indicators=book.indicators,
        values=book.values,
        themes=book.themes,
        concepts=book.concepts,
        terms=book.terms,
        words=_words(book.words, owner),
        publisher=owner,
        comparisons=book.comparisons,
    )


def _words(
    words: Mapping[str, Mapping[str, Text]], owner: model.Publisher
) -> Mapping[str, Mapping[str, Text]]:
    """The site's words, the centre's name in the place of `{centre}`, and its names themselves."""
    named = {
        part: {
            name: in_both(lambda one, text=text: text[one].replace(CENTRE, owner.name[one]))  # type: ignore[misc]
            if CENTRE in text.da + text.en
            else text
            for name, text in texts.items()
        }
        for part, texts in words.items()
    }
    own = {"name": owner.name, "short_name": owner.short_name}
    return {**named, "site": {**named.get("site", {}), **own}}


def date_editions(dataset: model.Dataset, releases: Releases) -> model.Dataset:
    """The editions with the day they came out: their own, else that of their release."""
    days = {key: one.date for one in releases.releases.values() for key in one.editions}
    dated = {
        key: one.model_copy(update={"published": one.published or days.get(key)})
        for key, one in dataset.editions.items()
    }
    return dataset.model_copy(update={"editions": dated})


def withhold_unreleased(dataset: model.Dataset, releases: Releases) -> model.Dataset:
    """The dataset as it stood before every release still ahead, under the version that is out."""
    ahead = releases.ahead.values()
    editions = {key for one in ahead for key in one.editions}
    points = {at for one in ahead for value in one.values if (at := read_point(value))}
    if not editions and not points:
        return dataset.model_copy(update={"release": releases.version})
    rows = tuple(
        row
        for row in dataset.observations
        if row.edition not in editions and point_of(row) not in points
    )
    shown = {row.indicator for row in rows}
    withheld = {
        row.key: f"{one.moment:%Y-%m-%d %H:%M}"
        for one in ahead
        for at in ({read_point(value) for value in one.values},)
        for row in dataset.observations
        if row.edition in one.editions or point_of(row) in at
    }
    return dataset.model_copy(
        update={
            "release": releases.version,
            "withheld": withheld,
            "observations": rows,
            "editions": {k: one for k, one in dataset.editions.items() if k not in editions},
            "indicators": {
                name: _pruned(one, [row for row in rows if row.indicator == name], editions)
                for name, one in dataset.indicators.items()
                if name in shown
            },
            "values": {name: one for name, one in dataset.values.items() if name in shown},
            "comparisons": tuple(
                one
                for one in dataset.comparisons
                for said in (parse_reference(one.compare),)
                if not any(at.edition in editions or at in points for at in said.points)
            ),
        }
    )


def _pruned(
    indicator: model.Indicator, rows: Iterable[model.Observation], editions: set[str]
) -> model.Indicator:
    """The indicator without what it says of hidden editions; the charts that still have values."""
    charts = {}
    for name, chart in indicator.charts.items():
        left = tuple(key for key in chart.editions if key not in editions)
        if (left or not chart.editions) and any(map(chart.shows, rows)):
            charts[name] = chart.model_copy(update={"editions": left})
    return indicator.model_copy(
        update={
            "charts": charts,
            "breaks": tuple(one for one in indicator.breaks if one.edition not in editions),
            "conflicts": tuple(one for one in indicator.conflicts if one.edition not in editions),
        }
    )


def check_empty_charts(read: ReleasesFile, left: model.Dataset) -> Iterator[Fault]:
    """Indicators whose default chart shows only what is withheld: a page without a figure."""
    for name, indicator in left.indicators.items():
        if "default" not in indicator.charts:
            path = f"data/indicators/{name}.yml"
            ahead = [one for one in read.releases.ahead.values() if one.editions or one.values]
            day = min(one.moment for one in ahead).strftime("%Y-%m-%d %H:%M")
            yield make_fault("R107", path, None, "charts.default", name=name, day=day)
