"""The files beside each figure, in each language: SVG, PNG, CSV and JSON."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from barometer.cache import Files, load_or_make
from barometer.charts.about import About, about
from barometer.charts.frame import Frame
from barometer.charts.frames import frame_of
from barometer.charts.keep import FIGURES, facts_of
from barometer.charts.table_files import csv_file, json_file
from barometer.charts.use import file_name
from barometer.data.model import Dataset
from barometer.text import LANGUAGES, Language
from barometer.written import write_files

Cite = Callable[[Frame, Language], str]
"""How to cite a figure, in one line of text."""


def write(dataset: Dataset, folder: Path, site_url: str, cite: Cite) -> list[Path]:
    """Write every file of every chart into the folder; gives their paths in order of name."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for frame in frames(dataset):
        files = files_of(frame, dataset, site_url, cite)
        write_files(folder, files)
        written += [folder / name for name in files]
    return sorted(written)


def frames(dataset: Dataset) -> Iterator[Frame]:
    """The frame of every chart of every indicator."""
    for name, indicator in dataset.indicators.items():
        for chart in indicator.charts:
            yield frame_of(dataset, name, chart)


def files_of(frame: Frame, dataset: Dataset, site_url: str, cite: Cite) -> Files:
    """The eight files of one chart by name, as kept or made anew."""
    facts = {la: about(frame, dataset, la, site_url, cite(frame, la)) for la in LANGUAGES}
    inputs = (facts_of(frame), facts)
    file = FIGURES / frame.stem / "files"
    return load_or_make(file, inputs, lambda: _made(frame, dataset, site_url, facts))


def _made(frame: Frame, dataset: Dataset, site_url: str, facts: Mapping[Language, About]) -> Files:
    # matplotlib takes half a second to import: only what must be drawn pays for it.
    from barometer.charts import pictures

    out: dict[str, bytes] = {}
    drawn = pictures.svg_files(frame, dataset, site_url, facts)
    for language, about_it in facts.items():
        made = {
            "svg": drawn[language],
            "png": pictures.png_file(frame, dataset, language, site_url, about_it),
            "csv": csv_file(frame, dataset, language, about_it),
            "json": json_file(frame, dataset, language, about_it),
        }
        out |= {file_name(frame, language, form): data for form, data in made.items()}
    return out
