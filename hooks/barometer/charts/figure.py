"""The whole figure in a page and its files: table, use, CSV, JSON; drawings from the cache."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from barometer.cache import FOLDER, Files, load_or_make, write_files
from barometer.charts.description import description
from barometer.charts.wording import (
    About,
    FigureContext,
    Placed,
    count_in_words,
    explain_codes,
    figure_facts,
    interval_text,
    source_line,
    subtitle,
    sureness,
    value_text,
)
from barometer.data.frame import Cell, Frame, frame_of
from barometer.data.model import Dataset
from barometer.html import comment, render_element, tag
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
    context: FigureContext,
) -> str:
    """The HTML of one chart of an indicator. Raises KeyError where there is no such chart."""
    at = Placed(frame_of(dataset, indicator, chart), dataset, language, number, context)
    root = tag(
        "figure",
        tag("figcaption", *_caption(at, caption), id=f"{at.id}-caption"),
        tag("p", at.say(subtitle(at.frame)), class_="figure__subtitle"),
        tag("div", *map(comment, VARIANTS), class_="figure__drawing"),
        *_words_and_numbers(at),
        *explain_codes(at),
        source_line(at),
        sureness(at),
        tag("p", f"{at.address} · {at.version}", class_="figure__printed"),
        use_box(at),
        class_=f"figure figure--{at.frame.chart.kind.replace('_', '-')}",
        id=at.id,
        aria_labelledby=f"{at.id}-caption",
    )
    return with_drawings(render_element(root), at)


def with_drawings(made: str, at: Placed) -> str:
    """The HTML with each drawing in the place of the comment that names its variant."""
    drawn = figure_drawings(at.frame)
    for variant in VARIANTS:
        made = made.replace(f"<!--{variant}-->", drawn[f"{at.language}/{variant}"])
    return made


def _caption(at: Placed, finding: str) -> Iterator[Element | str]:
    numbered = at.say(at.frame.say("number", n=str(at.number)))
    yield tag("span", numbered, class_="figure__number")
    yield " "
    yield tag("span", finding, class_="figure__finding")


def _words_and_numbers(at: Placed) -> Iterator[Element]:
    """The figure in words, open to all, and its numbers in a table."""
    yield tag(
        "div",
        tag("p", at.word("said"), class_="figure__label"),
        tag("p", description(at.frame, at.language)),
        class_="figure__said",
    )
    yield tag(
        "details",
        tag("summary", at.say(at.frame.say("table_open", n=str(at.number)))),
        tag("div", figure_table(at.frame, at.language, at.number), class_="figure__table"),
        class_="figure__numbers",
    )


Cite = Callable[[Frame, Language], str]
"""How to cite a figure, in one line of text."""


def write_figure_files(dataset: Dataset, folder: Path, site_url: str, cite: Cite) -> list[Path]:
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
    facts = {la: figure_facts(frame, dataset, la, site_url, cite(frame, la)) for la in LANGUAGES}
    inputs = (facts_of(frame), facts)
    file = FIGURES / frame.stem / "files"
    return load_or_make(
        file, "charts", inputs, lambda: _draw_files(frame, dataset, site_url, facts)
    )


def _draw_files(
    frame: Frame, dataset: Dataset, site_url: str, facts: Mapping[Language, About]
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


def figure_table(frame: Frame, language: Language, number: int) -> Element:
    """One line a value: what it is, value with codes, interval and base."""
    words = frame.words
    caption = frame.say("table_caption", n=str(number), title=frame.indicator.title)
    heads = [head_of(frame, frame.row_by)]
    if len(frame.series) > 1:
        heads.append(head_of(frame, frame.series_by))
    heads.append(words["head_percent" if frame.share else "head_count"])
    if any(cell.interval for cell in frame.known):
        heads.append(words["head_interval"])
    if frame.estimate:
        heads.append(words["head_base"])
    return tag(
        "table",
        tag("caption", caption[language]),
        tag("thead", tag("tr", *(tag("th", head[language], scope="col") for head in heads))),
        *_bodies(frame, language),
        class_="figure__grid",
    )


def head_of(frame: Frame, by: str) -> Text:
    """What a column of labels holds: the breakdown's title, or period, or country."""
    if by in ("edition", "country"):
        return frame.words[f"head_{by}"]
    breakdown = frame.indicator.breakdowns.get(frame.chart.breakdown)
    return breakdown.title if breakdown else frame.words["head_measure"]


def _bodies(frame: Frame, language: Language) -> Iterator[Element]:
    """One body for all rows, or one a row where each holds several series."""
    many = len(frame.series) > 1
    body = Element("tbody")
    for head, cells in frame.by_row:
        if many:
            body = Element("tbody")
        for n, (series, cell) in enumerate(zip(frame.series, cells, strict=True)):
            line = Element("tr")
            if many and n == 0:
                span = str(len(cells))
                line.append(tag("th", head.label[language], scope="rowgroup", rowspan=span))
            label = series.label if many else head.label
            line.append(tag("th", label[language], scope="row"))
            line.extend(_numbers(frame, cell, language))
            body.append(line)
        if many:
            yield body
    if not many:
        yield body


def _numbers(frame: Frame, cell: Cell | None, language: Language) -> Iterator[Element]:
    words = frame.words
    missing = words["not_published"][language]
    yield _value(frame, cell, language)
    if any(one.interval for one in frame.known):
        interval = interval_text(cell) if cell else None
        yield tag("td", interval[language] if interval else words["no_interval"][language])
    if frame.estimate:
        base = cell.base if cell else None
        written = (
            None if base is None else tag("data", count_in_words(base)[language], value=str(base))
        )
        whole = f" ({words['of_the_edition'][language]})" if cell and cell.of_the_edition else None
        yield tag("td", missing if written is None else written, whole)


def _value(frame: Frame, cell: Cell | None, language: Language) -> Element:
    if cell is None:
        return tag("td", frame.words["not_published"][language])
    written = value_text(frame, cell.value)[language]
    codes = "".join(f" [{code}]" for code in cell.codes)
    codes += f" {frame.words['few_answers'][language]}" if cell.few else ""
    plain = f"{cell.value:g}"
    return tag("td", tag("data", written, value=plain), codes or None)


def csv_file(frame: Frame, dataset: Dataset, language: Language, about: About) -> bytes:
    """One line a value, facts about the figure in every line; opens in the language's Excel.

    Danish: semicolon and decimal comma. English: comma and point. Both UTF-8 with its mark.
    """
    out = io.StringIO()
    lines = [
        {**numbers, **_facts(frame, about, language)}
        for numbers in _lines(frame, dataset, language)
    ]
    writer = csv.DictWriter(
        out, list(lines[0]), delimiter=";" if language == "da" else ",", lineterminator="\r\n"
    )
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def _facts(frame: Frame, about: About, language: Language) -> Mapping[str, str]:
    return {frame.words[f"fact_{key}"][language]: value for key, value in about.facts.items()}


def _lines(frame: Frame, dataset: Dataset, language: Language) -> Iterator[dict[str, str]]:
    words = {key: text[language] for key, text in frame.words.items()}
    for row, series, cell in frame.by_cell:
        line = {head_of(frame, frame.row_by)[language]: row.label[language]}
        if len(frame.series) > 1:
            line[head_of(frame, frame.series_by)[language]] = series.label[language]
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
        line[words["head_codes"]] = " ".join(cell.codes) if cell else ""
        line[words["head_source"]] = (
            dataset.sources[cell.observation.source].address if cell else ""
        )
        yield line


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


def json_file(frame: Frame, dataset: Dataset, language: Language, about: About) -> bytes:
    """Facts and values; numbers are numbers, what was not published is null."""
    values = [
        {
            "country": cell.observation.country,
            "edition": cell.observation.edition,
            "period": dataset.editions[cell.observation.edition].period[language],
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
    ]
    whole = {
        "indicator": frame.name,
        "chart": frame.chart_name,
        "kind": frame.chart.kind,
        "language": language,
        **about.facts,
        "finding": about.finding,
        "subtitle": subtitle(frame)[language],
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


def use_box(at: Placed) -> Element:
    """Downloads, permanent link, citation and embed code; plain HTML, nothing needs a script."""
    return tag(
        "details",
        tag("summary", at.say(at.frame.say("use_open", n=str(at.number)))),
        tag("p", at.word("files")),
        tag("ul", *_files(at), class_="figure__files"),
        tag("p", at.word("permanent"), " ", tag("a", at.address, href=at.address)),
        tag(
            "p",
            at.word("cite"),
            " ",
            tag("span", at.context.citation, class_="figure__cite"),
        ),
        tag("p", at.word("embed")),
        tag("pre", tag("code", embed(at))),
        *_edits(at),
        class_="figure__use",
    )


def _files(at: Placed) -> Iterator[Element]:
    for form in FORMATS:
        href = f"{at.context.to_root}{FIGURE_FOLDER}{figure_file_name(at.frame, at.language, form)}"
        yield tag("li", tag("a", at.word(f"file_{form}"), href=href, download=""))


def _edits(at: Placed) -> Iterator[Element]:
    if at.context.edits:
        links = (tag("li", tag("a", words, href=to)) for words, to in at.context.edits)
        yield tag("ul", *links, class_="figure__edits")


def embed(at: Placed) -> str:
    """HTML for another page: the picture from here, with its source and the way back."""
    picture = (
        f"{at.context.site_url}{FIGURE_FOLDER}{figure_file_name(at.frame, at.language, 'svg')}"
    )
    image = tag("img", src=picture, alt=at.say(at.frame.chart.finding), width="728")
    link = tag("a", at.say(at.frame.indicator.title), href=at.address)
    rows = [cell.observation for cell in at.frame.known]
    published = ", ".join(at.dataset.publishers(rows, at.language))
    source = f". {at.word('source_one')} {published}"
    return render_element(tag("figure", image, tag("figcaption", link, source), lang=at.language))
