"""The whole figure: order, labels, ids, table, and one set of numbers in all of its parts."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html
from lxml.html import HtmlElement

from barometer.charts.description import description
from barometer.charts.figure import (
    FORMATS,
    csv_file,
    figure_drawings,
    frames,
    json_file,
    make_figure,
)
from barometer.charts.pictures import svg_files
from barometer.charts.wording import (
    FigureContext,
    code_texts,
    country_caveat,
    figure_facts,
    interval_text,
    value_text,
)
from barometer.data.frame import Cell, Frame, Head, frame_of
from barometer.data.model import Dataset
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language, format_number
from tests.chart_cases import dataset as cases
from tests.chart_checks import twice
from tests.gallery import gallery

PLACE = FigureContext("https://www.coi.dk/", "../../", "barometer/eksempel/", method="metode/")


def _figure(
    data: Dataset, name: str, chart: str, language: Language, prefix: str = "", method: str = ""
) -> str:
    place = FigureContext(PLACE.site_url, PLACE.to_root, PLACE.page, prefix, method=method)
    return make_figure(data, name, chart, language, "En finding", number=3, context=place)


def _tree(text: str) -> HtmlElement:
    return html.fragment_fromstring(text)


def _text(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())


def _cells(made: Frame) -> Iterator[tuple[Head, Head, Cell | None]]:
    for row, cells in zip(made.rows, made.cells, strict=True):
        for series, cell in zip(made.series, cells, strict=True):
            yield row, series, cell


@pytest.fixture(name="bars", scope="module")
def _bars() -> Dataset:
    return cases("bars", [("4", "a", 40.5, 1352), ("4", "b", 39, None)], statuses={1: "revised"})


def test_the_parts_stand_in_the_order_that_readers_tested(bars: Dataset) -> None:
    root = _tree(_figure(bars, "sample", "default", "da"))

    assert [one.get("class") or one.tag for one in root] == [
        "figcaption",
        "figure__subtitle",
        "figure__drawing",
        "figure__line",
        "figure__folds",
        "figure__printed",
    ]
    assert [one.get("class") for one in root.find_class("figure__folds")[0]] == [
        "figure__about",
        "figure__said",
        "figure__numbers",
        "figure__use",
    ]


def test_a_compact_figure_has_a_link_in_the_place_of_its_folds(bars: Dataset) -> None:
    made = make_figure(bars, "sample", "default", "da", "X", number=1, context=PLACE, compact=True)
    root = _tree(made)

    assert not list(root.iter("details", "table"))
    assert root.find_class("figure__said")
    (link,) = root.iter("a")
    assert link.get("href") == "../../barometer/eksempel/#figure-sample"


MOST_WORDS = 45


def test_few_words_stand_around_a_drawing(dataset: Dataset, subtests: pytest.Subtests) -> None:
    """Finding, subtitle, line, caveat and the names of the folds, in both languages."""
    seen = ("figure__finding", "figure__subtitle", "figure__line", "figure__caveat")
    for made in frames(dataset):
        for language in LANGUAGES:
            finding = made.chart.finding[language]
            figure = make_figure(
                dataset, made.name, made.chart_name, language, finding, number=1, context=PLACE
            )
            root = _tree(figure)
            nodes = [node for name in seen for node in root.find_class(name)]
            texts = [_text(node) for node in (*nodes, *root.iter("summary"))]
            words = [word for word in " ".join(texts).split() if word != "·"]
            with subtests.test(figure=made.stem, language=language):
                assert len(words) <= MOST_WORDS, " ".join(words)


def test_the_figure_is_named_by_its_caption(bars: Dataset) -> None:
    root = _tree(_figure(bars, "sample", "default", "da"))
    caption = root.get_element_by_id(root.get("aria-labelledby", ""))

    assert _text(caption) == "Figur 3 En finding"


def test_the_subtitle_says_what_where_and_when(bars: Dataset) -> None:
    root = _tree(_figure(bars, "sample", "default", "en"))

    assert _text(root.find_class("figure__subtitle")[0]) == (
        "Share of workplaces (en). Denmark, 2021–2023."
    )


def test_the_table_has_caption_scopes_and_the_figures_own_rounding(bars: Dataset) -> None:
    (table,) = _tree(_figure(bars, "sample", "default", "da")).iter("table")
    heads = [(_text(one), one.get("scope")) for one in table.iter("th")]

    assert _text(table.find("caption")) == "Tallene i figur 3: Sample"
    assert heads == [
        ("Part", "col"),
        ("Procent", "col"),
        ("95 %-interval", "col"),
        ("Antal svar (n)", "col"),
        ("A", "row"),
        ("B", "row"),
    ]
    assert [_text(one) for one in table.iter("td")] == [
        "40,5 %",
        "38–43 %",
        "1.352",
        "39 % (rettet)",
        "kan ikke beregnes",
        "ikke offentliggjort",
    ]


def test_every_row_names_its_group_and_no_cell_is_merged() -> None:
    rows = [("3", "a", 40.0, 10), ("4", "a", 41.0, 20), ("4", "b", 14.0, 20)]
    data = cases("dumbbell", rows)
    (table,) = _tree(_figure(data, "sample", "default", "da")).iter("table")
    heads = [one.xpath("string()") for one in table.xpath("./tbody/tr/th[1]")]
    assert heads == [heads[0], heads[0], heads[2], heads[2]]
    assert not table.xpath("//*[@rowspan or @colspan]")
    assert {one.get("scope") for one in table.xpath("./tbody//th")} == {"row"}
    assert "ikke offentliggjort" in _text(table)


def test_both_drawings_stand_in_the_figure(bars: Dataset) -> None:
    root = _tree(_figure(bars, "sample", "default", "en"))

    assert len(root.find_class("figure__drawing")[0].findall("svg")) == 2


def test_two_of_the_same_figure_share_no_id_when_told_apart(bars: Dataset) -> None:
    def ids(*pages: str) -> list[str]:
        return [
            found
            for one in pages
            for node in _tree(one).iter()
            if isinstance(found := node.get("id"), str)
        ]

    first = _figure(bars, "sample", "default", "da")

    assert twice(ids(first, first)) == [
        "figure-sample",
        "figure-sample-address",
        "figure-sample-caption",
        "figure-sample-citation",
        "figure-sample-picture",
    ]
    assert twice(ids(first, _figure(bars, "sample", "default", "da", prefix="again-"))) == []


def test_words_of_editors_are_never_markup() -> None:
    evil = {"da": "<img src=x onerror=alert(1)> & 'b'", "en": "<script>x</script>"}
    data = cases("bars", [("4", "a", 40, 1352)], title=evil, population=evil)
    for language in LANGUAGES:
        made = _figure(data, "sample", "default", language)
        root = _tree(made)

        assert [one for one in root.iter("script", "img")] == []  # noqa: C416 - lxml
        assert not any(key.startswith("on") for one in root.iter() for key in one.attrib)


def test_sources_are_linked_and_marked_with_their_language(bars: Dataset) -> None:
    root = _tree(_figure(bars, "sample", "default", "en", method="method/"))
    links = root.find_class("figure__source")[0].findall("a")

    assert [(one.get("href"), one.get("lang")) for one in links] == [
        ("https://numbers.example/", "da"),
        ("../../method/", None),
    ]


def test_the_figure_says_how_sure_it_is(bars: Dataset) -> None:
    def said(data: Dataset) -> str:
        root = _tree(_figure(data, "sample", "default", "da"))
        return _text(root.find_class("figure__sure")[-1])

    none = cases("bars", [("4", "a", 40, None)])
    counts = cases("bars", [("4", "a", 40, None)], unit="count")

    assert "egen beregning (Wilson, 95 procent)" in said(bars)
    assert "Hvor antallet af svar ikke er offentliggjort" in said(bars)
    assert "der kan ikke beregnes intervaller" in said(none)
    assert "optalte tal" in said(counts)


def test_what_can_be_taken_along_works_without_a_script(bars: Dataset) -> None:
    root = _tree(_figure(bars, "sample", "default", "da"))
    use = root.find_class("figure__use")[0]
    address = "https://www.coi.dk/barometer/eksempel/#figure-sample"

    assert [one.get("href") for one in use.find_class("figure__files")[0].iter("a")] == [
        f"../../data/figures/sample-default.da.{form}" for form in FORMATS
    ]
    assert f'href="{address}"' in use.find(".//pre").text_content()
    assert root.find_class("figure__printed")[0].text_content().startswith(address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_agrees_from_picture_to_file(
    built: Path, site: Site, language: Language
) -> None:
    """Cell by cell: data, table, picture, published CSV and JSON of every chart."""
    for made in frames(site.dataset):
        known = [cell for _, _, cell in _cells(made) if cell]
        (table,) = _tree(_figure(site.dataset, made.name, made.chart_name, language)).iter("table")
        rows = [row for row in table.iter("tr") if row.find("td") is not None]
        lines = [[_text(td) for td in row.iter("td")] for row in rows]
        cells = [cell for _, _, cell in _cells(made)]

        assert len(lines) == len(cells), made.stem
        for line, cell in zip(lines, cells, strict=True):
            expected = _expected(made, cell, language)
            assert line[: len(expected)] == expected, made.stem

        drawn = {
            label: figure_drawings(made)[f"{language}/{label}"].replace("\xa0", " ")
            for label in ("narrow", "wide")
        }
        for label, svg in drawn.items():
            for cell in known:
                value = value_text(made, cell.value)[language].replace("\xa0", " ")
                assert f">{value}" in svg, (made.stem, label, value)
                if made.estimate and cell.base is not None and made.base_by != "all":
                    assert format_number(cell.base, language) in svg, (made.stem, label)

        file = f"data/figures/{made.stem}.{language}"
        plain = json.loads((built / f"{file}.json").read_bytes())
        assert [(one["value"], one["base"]) for one in plain["values"]] == [
            (cell.value, cell.base) for cell in known
        ], made.stem
        assert _spreadsheet((built / f"{file}.csv").read_bytes(), language) == [
            (cell.value, cell.base) if cell else (None, None) for cell in cells
        ], made.stem


def _expected(made: Frame, cell: Cell | None, language: Language) -> list[str]:
    words = {key: text[language] for key, text in made.words.items()}
    if cell is None:
        line = [words["not_published"]]
    else:
        marks = ", ".join(words[f"mark_{code}"] for code in cell.codes)
        value = value_text(made, cell.value)[language].replace("\xa0", " ")
        line = [f"{value} ({marks})" if marks else value]
    if any(one.interval for one in made.known):
        interval = interval_text(cell) if cell else None
        line.append(interval[language].replace("\xa0", " ") if interval else words["no_interval"])
    if made.estimate:
        base = cell.base if cell else None
        whole = f" ({words['of_the_edition']})" if cell and cell.of_the_edition else ""
        known = words["not_published"] if base is None else format_number(base, language) + whole
        line.append(known)
    return line


def _spreadsheet(data: bytes, language: Language) -> list[tuple[float | None, float | None]]:
    mark = ";" if language == "da" else ","
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=mark))
    heads = ("Procent", "Antal", "Per cent", "Number")
    value = next(n for n, name in enumerate(rows[0]) if name in heads)
    base = next(n for n, name in enumerate(rows[0]) if "(n)" in name)

    def read(text: str) -> float | None:
        return float(text.replace(",", ".") if language == "da" else text) if text else None

    return [(read(row[value]), read(row[base])) for row in rows[1:]]


def test_what_sets_a_value_apart_stands_beside_it_in_words(dataset: Dataset) -> None:
    """A hollow mark with its word in the picture, explained with the numbers; no letter codes."""
    for made in frames(dataset):
        root = _tree(_figure(dataset, made.name, made.chart_name, "da"))
        told = "".join(_text(one) for one in root.find_class("figure__codes")).lower()
        svg = "".join(figure_drawings(made).values())

        assert "[" not in svg, made.stem
        for code in made.codes:
            assert made.words[f"mark_{code}"].da in told, made.stem
        for code in {code for cell in made.known for code in cell.special} - {"b"}:
            assert made.words[f"mark_{code}"].da in svg, made.stem
        assert len(list(code_texts(made, dataset))) >= len(made.codes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gallery_shows_every_kind_in_both_schemes(dataset: Dataset, language: Language) -> None:
    root = html.fragment_fromstring(gallery(dataset, language, PLACE), create_parent="div")
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    kinds = {one.get("class", "").split("--")[1] for one in root.iter("figure")}

    assert twice([one for one in ids if one]) == []
    assert len(kinds) == 8
    assert [one.get("data-scheme") for one in root] == ["light", "dark"]
    assert len(list(root.iter("svg"))) == 2 * len(list(root.iter("figure")))


def test_every_file_of_a_figure_of_several_countries_carries_its_caveat(
    dataset: Dataset, subtests: pytest.Subtests
) -> None:
    seen = 0
    for made in frames(dataset):
        told = country_caveat(made)
        assert (told is None) == (len(made.countries) < 2), made.stem
        if told is None:
            continue
        seen += 1
        apart = {head.key for head in made.rows if head.apart}
        for language in LANGUAGES:
            about = figure_facts(made, dataset, language, PLACE.site_url, "")
            data = json.loads(json_file(made, dataset, language, about))
            written = csv_file(made, dataset, language, about).decode("utf-8-sig")
            lines = written.splitlines()[1:]
            with subtests.test(figure=made.stem, language=language):
                assert told[language] in data["notes"]
                assert all(told[language] in line for line in lines)
                assert told[language] in description(made, language)
                assert made.words["highest"][language][:6] not in description(made, language)
                marked = {one["country"] for one in data["values"] if "a" in one["codes"]}
                assert marked == apart
                assert not apart or any(made.words["mark_a"][language] in one for one in lines)
    assert seen >= 8


def test_the_picture_of_several_countries_says_its_caveat_and_the_period_of_each(
    dataset: Dataset,
) -> None:
    made = frame_of(dataset, "survey_sample", "default")
    about = {one: figure_facts(made, dataset, one, PLACE.site_url, "") for one in LANGUAGES}
    drawn = svg_files(made, dataset, PLACE.site_url, about)

    for language in LANGUAGES:
        texts = etree.fromstring(drawn[language]).itertext()
        shown = " ".join(" ".join(map(str, texts)).split())
        assert country_caveat(made)[language] in shown  # type: ignore[index]
        periods = [dataset.editions[cell.observation.edition].period for cell in made.known]
        assert len(set(periods)) > 1
        assert all(one[language] in shown for one in periods)
