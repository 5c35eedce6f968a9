"""The whole figure in a page and its files: table, use, CSV, JSON; drawings from the cache."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from barometer.cache import FOLDER, Files, load_or_make, write_files
from barometer.charts import wording
from barometer.charts.description import description
from barometer.data.frame import Cell, Frame, frame_of
from barometer.data.model import Dataset
from barometer.html import render
from barometer.text import LANGUAGES, Language, Text, round_number

VARIANTS = ("narrow", "wide")
"""The drawings of a figure: for a phone, and for a page."""


def make_figure(
    dataset: Dataset,
    indicator: str,
    chart: str,
    language: Language,
    caption: str,
    *,
    number: int,
    context: wording.FigureContext,
    compact: bool = False,
) -> str:
    """The HTML of one chart of an indicator. Raises KeyError where there is no such chart.

    A `compact` figure has a link to the whole one in the place of its notes, table and files.
    """
    at = wording.Placed(frame_of(dataset, indicator, chart), dataset, language, number, context)
    names = {form: figure_file_name(at.frame, language, form) for form in FORMATS}
    rows = [cell.observation for cell in at.frame.known]
    code = render(
        "figure_code.html",
        at=at,
        picture=f"{context.site_url}{FIGURE_FOLDER}{names['png']}",
        publishers=", ".join(dataset.publishers(rows, language)),
    )
    return render(
        "figure.html",
        **figure_parts(at),
        caption=caption,
        number=str(number),
        compact=compact,
        series=_highlights(at),
        files=[(form, f"{context.to_root}{FIGURE_FOLDER}{name}") for form, name in names.items()],
        picture=str(code),
    )


def figure_parts(at: wording.Placed) -> Mapping[str, object]:
    """What `figure_body.html` shows of a figure, in a page as in a frame."""
    frame, language = at.frame, at.language
    told = wording.caveat(frame)
    return {
        "at": at,
        "words": at.words,
        "subtitle": wording.what_and_when(frame)[language],
        "drawings": join_drawings(frame, language),
        "line": wording.one_line(frame, at.dataset)[language],
        "caveat": told and told[language],
        "description": description(frame, language),
        "table": figure_table(frame, at.dataset, language, at.number),
        "notes": figure_notes(at),
    }


def _highlights(at: wording.Placed) -> list[tuple[str, str]]:
    """The tone and the words of each series that a reader can highlight."""
    heads = at.frame.series
    tones = wording.series_tones(at.frame) if len(heads) > 1 else [None]
    pairs = zip(tones, heads, strict=True)
    return [(tone, head.label[at.language]) for tone, head in pairs if tone]


def join_drawings(frame: Frame, language: Language) -> Markup:
    """The inline SVG of every variant in one language."""
    drawn = figure_drawings(frame)
    return Markup("".join(drawn[f"{language}/{one}"] for one in VARIANTS))  # noqa: S704 - ours


def figure_notes(at: wording.Placed) -> Markup:
    """What stands below the drawing: letter codes, sources, how sure the numbers are."""
    sources = wording.sources_of(at.frame, at.dataset)
    return render(
        "figure_notes.html",
        at=at,
        population=wording.subtitle(at.frame)[at.language],
        codes=[text[at.language] for text in wording.code_texts(at.frame, at.dataset)],
        sources=[(one, wording.publisher_and_date(one, at.language)) for one in sources],
        sureness=wording.sureness(at.frame, at.language),
    )


Cite = Callable[[Frame, Language], str]
"""How to cite a figure, in one line of text."""


def write_figure_files(dataset: Dataset, folder: Path, site_url: str, cite: Cite) -> Iterator[Path]:
    """Write every file of every chart into the folder, and give their paths."""
    for frame in frames(dataset):
        files = files_of(frame, dataset, site_url, cite)
        write_files(folder, files)
        yield from (folder / name for name in files)


def frames(dataset: Dataset) -> Iterator[Frame]:
    """The frame of every chart of every indicator."""
    for name, indicator in dataset.indicators.items():
        for chart in indicator.charts:
            yield frame_of(dataset, name, chart)


def files_of(frame: Frame, dataset: Dataset, site_url: str, cite: Cite) -> Files:
    """The eight files of one chart by name, as kept or made anew."""
    facts = {
        la: wording.figure_facts(frame, dataset, la, site_url, cite(frame, la)) for la in LANGUAGES
    }
    inputs = (facts_of(frame), facts, wording.PALETTE)
    file = FIGURES / frame.stem / "files"
    return load_or_make(
        file, "charts", inputs, lambda: _draw_files(frame, dataset, site_url, facts)
    )


def _draw_files(
    frame: Frame, dataset: Dataset, site_url: str, facts: Mapping[Language, wording.About]
) -> Files:
    from barometer.charts.pictures import png_file, svg_files  # matplotlib takes 0.5 s to start

    out: dict[str, bytes] = {}
    drawn = svg_files(frame, dataset, site_url, facts)
    for language, about in facts.items():
        made = {
            "svg": drawn[language],
            "png": png_file(frame, dataset, language, site_url, about),
            "csv": csv_file(frame, dataset, language, about),
            "json": json_file(frame, dataset, language, about),
        }
        out |= {figure_file_name(frame, language, form): data for form, data in made.items()}
    return out


FIGURES = FOLDER / "figures"


@dataclass(frozen=True)
class PathPlace:
    """A place on a path: when, what, and the place in the list of the one it came from."""

    when: Text | None
    what: Text
    parent: int | None


TextInRoom = tuple[str, float, float, int]
"""A text, the pixels across that it has, its size in pixels and its weight."""


def break_lines(name: str, asked: Sequence[TextInRoom]) -> list[list[str]]:
    """The lines that each text breaks into, kept under a name."""

    def measure() -> Files:
        from barometer.charts.sheet import wrap  # matplotlib takes 0.5 s to start

        return {"lines": json.dumps([wrap(*one) for one in asked]).encode()}

    found = load_or_make(FIGURES / name, "charts", asked, measure)
    lines: list[list[str]] = json.loads(found["lines"])
    return lines


def figure_drawings(frame: Frame) -> Mapping[str, str]:
    """The inline SVG of each `language/variant`."""

    def draw() -> Files:
        from barometer.charts.drawing import draw_figure  # matplotlib takes 0.5 s to start

        made = draw_figure(frame)
        return {f"{language}/{name}": svg.encode() for (language, name), svg in made.items()}

    found = load_or_make(FIGURES / frame.stem / "drawings", "charts", facts_of(frame), draw)
    return {name: svg.decode() for name, svg in found.items()}


def facts_of(frame: Frame) -> str:
    """Everything that a drawing is made from, as text: rows, and the words of all concerned."""
    drawn = (frame.name, frame.chart_name, frame.rows, frame.series, frame.cells, frame.breaks)
    files = (frame.indicator, *frame.editions, *frame.comparisons)
    texts = [one.model_dump_json() for one in files]
    return repr((drawn, texts, _words_hash(tuple(frame.words.items()))))


@cache
def _words_hash(words: tuple[tuple[str, Text], ...]) -> str:
    return hashlib.sha256(repr(words).encode()).hexdigest()


def figure_table(frame: Frame, dataset: Dataset, language: Language, number: int) -> Markup:
    """One line a value: what it is, value, interval, base; period and source where they differ."""
    periods = {dataset.editions[cell.observation.edition].period for cell in frame.known}
    sources = {cell.observation.source for cell in frame.known}
    dated = len(periods) > 1 and "edition" not in (frame.row_by, frame.series_by)
    intervals = any(cell.interval for cell in frame.known)
    heads = [head_of(frame, frame.row_by)]
    if len(frame.series) > 1:
        heads.append(head_of(frame, frame.series_by))
    heads.append(frame.words["head_percent" if frame.share else "head_count"])
    more = {"interval": intervals, "base": frame.estimate, "edition": dated}
    more["source"] = len(sources) > 1
    heads += [frame.words[f"head_{name}"] for name, there in more.items() if there]
    no_interval = frame.words["no_interval"]
    lines = [
        {
            "row": row.label[language],
            "series": series.label[language],
            "cell": cell,
            "value": cell and wording.value_text(frame, cell.value)[language],
            "interval": ((cell and wording.interval_text(cell)) or no_interval)[language],
            "base": cell and cell.base is not None and wording.count_in_words(cell.base)[language],
            "marks": cell and [frame.words[f"mark_{code}"][language] for code in cell.codes],
            "period": cell and dataset.editions[cell.observation.edition].period[language],
            "source": cell and dataset.sources[cell.observation.source],
        }
        for row, series, cell in frame.by_cell
    ]
    return render(
        "figure_table.html",
        caption=frame.say("table_caption", n=str(number), title=frame.indicator.title)[language],
        heads=[head[language] for head in heads],
        lines=lines,
        series=len(frame.series),
        language=language,
        period=wording.frame_period(frame)[language],
        dated=dated,
        sources=len(sources),
        source=dataset.sources[min(sources)],
        intervals=intervals,
        bases=frame.estimate,
        words={key: text[language] for key, text in frame.words.items()},
    )


def head_of(frame: Frame, by: str) -> Text:
    """What a column of labels holds: the breakdown's title, or period, or country."""
    if by in ("edition", "country"):
        return frame.words[f"head_{by}"]
    breakdown = frame.indicator.breakdowns.get(frame.chart.breakdown)
    return breakdown.title if breakdown else frame.words["head_measure"]


def csv_file(frame: Frame, dataset: Dataset, language: Language, about: wording.About) -> bytes:
    """One line a value, facts about the figure in every line; opens in the language's Excel."""
    out = io.StringIO()
    lines = [
        {**numbers, **_facts(frame, about, language)}
        for numbers in figure_rows(frame, dataset, language)
    ]
    writer = csv.DictWriter(
        out, list(lines[0]), delimiter=";" if language == "da" else ",", lineterminator="\r\n"
    )
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def _facts(frame: Frame, about: wording.About, language: Language) -> Mapping[str, str]:
    facts = {"notes": " ".join(about.notes), **about.facts}
    return {frame.words[f"fact_{key}"][language]: value for key, value in facts.items()}


def figure_rows(frame: Frame, dataset: Dataset, language: Language) -> Iterator[dict[str, str]]:
    """The rows of a figure's CSV file without the facts that every row repeats."""
    words = {key: text[language] for key, text in frame.words.items()}
    kinds, editions = dataset.words["exports"], dataset.editions
    told = any(editions[one.observation.edition].period_kind != MEASURED for one in frame.known)
    for row, series, cell in frame.by_cell:
        edition = editions[cell.observation.edition] if cell else None
        line = {head_of(frame, frame.row_by)[language]: row.label[language]}
        if len(frame.series) > 1:
            line[head_of(frame, frame.series_by)[language]] = series.label[language]
        line.setdefault(words["head_edition"], edition.period[language] if edition else "")
        if told:
            kind = kinds[f"period_{edition.period_kind}"][language] if edition else ""
            line[kinds["column_period_kind"][language]] = kind
        numbers = {
            "head_percent" if frame.share else "head_count": cell.value if cell else None,
            "head_low": _end(cell, "low"),
            "head_high": _end(cell, "high"),
            "head_base": cell.base if cell else None,
        }
        line |= {words[head]: _plain(number, language) for head, number in numbers.items()}
        source = cell.observation.base_source if cell else ""
        line[words["head_base_source"]] = words[source] if source else ""
        line[words["head_reliability"]] = words["few_answers"] if cell and cell.few else ""
        codes = cell.codes if cell else ()
        line[words["head_codes"]] = ", ".join(words[f"mark_{code}"] for code in codes)
        line[words["head_source"]] = (
            dataset.sources[cell.observation.source].address if cell else ""
        )
        yield line


MEASURED = "reference"
"""The kind of a period whose years are those measured."""


def _end(cell: Cell | None, which: str) -> float | None:
    if cell is None or cell.interval is None:
        return None
    return round(float(getattr(cell.interval, which)), 1)


def _plain(value: float | None, language: Language) -> str:
    """A number for a spreadsheet: no thousands sign, the language's decimal sign."""
    if value is None:
        return ""
    text = str(round_number(value))
    return text.replace(".", ",") if language == "da" else text


def json_file(frame: Frame, dataset: Dataset, language: Language, about: wording.About) -> bytes:
    """Facts and values; numbers are numbers, what was not published is null."""
    values = [
        {
            "country": cell.observation.country,
            "edition": cell.observation.edition,
            "period": edition.period[language],
            "period_start": edition.start,
            "period_end": edition.end,
            "period_kind": edition.period_kind,
            "breakdown": cell.observation.breakdown,
            "category": cell.observation.category,
            "row": row.label[language],
            "series": series.label[language],
            "value": cell.value,
            "low": _end(cell, "low"),
            "high": _end(cell, "high"),
            "base": cell.base,
            "base_source": cell.observation.base_source,
            "reliability": "few_answers" if cell.few else "",
            "status": cell.observation.status,
            "codes": list(cell.codes),
            "source": dataset.sources[cell.observation.source].address,
        }
        for row, series, cell in frame.by_cell
        if cell
        for edition in [dataset.editions[cell.observation.edition]]
    ]
    whole = {
        "indicator": frame.name,
        "chart": frame.chart_name,
        "kind": frame.chart.kind,
        "language": language,
        **about.facts,
        "finding": about.finding,
        "subtitle": wording.subtitle(frame)[language],
        "question": about.question,
        "certainty": about.certainty,
        "notes": list(about.notes),
        "unit": frame.indicator.unit,
        "values": values,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


FIGURE_FOLDER = "data/figures/"
FORMATS = ("svg", "png", "csv", "json")


def figure_file_name(frame: Frame, language: Language, form: str) -> str:
    """The stable name of a figure's file: `innovative-workplaces-default.da.svg`."""
    return f"{frame.stem}.{language}.{form}"
