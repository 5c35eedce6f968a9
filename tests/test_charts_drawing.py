"""The drawings: objects before they are saved, and the SVG after."""

import gzip
import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from lxml import html
from matplotlib.patches import Circle, PathPatch, Rectangle

from barometer.charts.drawing import KINDS, draw_figure, house_style, sheet_of
from barometer.charts.figure import figure_drawings, frames
from barometer.charts.sheet import NARROW, WIDE, Sheet
from barometer.data.frame import Frame, frame_of, most_of
from barometer.data.model import Dataset
from barometer.text import LANGUAGES
from tests.chart_cases import Row, frame
from tests.chart_checks import bar_lengths, covered_texts, cut_bars, drawing_faults
from tests.gallery import shown, with_samples

BARS: Sequence[Row] = [("4", "a", 40, 1352), ("4", "b", 39, 1352), ("4", "c", 14, 1352)]
LINE: Sequence[Row] = [("1", "all", 86, None), ("2", "all", 80, None), ("3", "all", 81, 2271),
                       ("4", "all", 83, None)]  # fmt: skip


def _sheet(made: Frame, variant: str = "wide") -> Sheet:
    with house_style():
        return sheet_of(made, WIDE if variant == "wide" else NARROW)


def _marks(sheet: Sheet, gid: str) -> list[object]:
    return [one for one in sheet.figure.get_children() if one.get_gid() == gid]


def _bars(sheet: Sheet) -> list[Rectangle]:
    return [one for one in _marks(sheet, "bar") if isinstance(one, Rectangle)]


def _lengths(bars: Sequence[Rectangle]) -> list[float]:
    """How long each bar is, where the first is 1."""
    return [bar.get_width() / bars[0].get_width() for bar in bars]


def _words(sheet: Sheet) -> list[str]:
    return [words for text in sheet.texts for words, _ in text.block.da]


def test_a_bar_is_as_long_as_its_value_and_begins_at_zero() -> None:
    bars = _bars(_sheet(frame("bars", BARS)))

    assert len({bar.get_x() for bar in bars}) == 1
    assert _lengths(bars) == pytest.approx([1, 39 / 40, 14 / 40])


def test_each_value_stands_beside_its_bar() -> None:
    words = _words(_sheet(frame("bars", BARS)))

    assert {"40\xa0%", "39\xa0%", "14\xa0%"} <= set(words)


def test_a_line_is_broken_at_a_break_and_the_break_is_drawn_and_named() -> None:
    sheet = _sheet(frame("line", LINE, breaks=["2"]))
    (line,) = _marks(sheet, "line")

    assert isinstance(line, PathPatch)
    assert np.shape(line.get_path().vertices) == (4, 2)  # from 2 to 3 and from 3 to 4
    assert len([one for one in _marks(sheet, "dot") if isinstance(one, Circle)]) == 4
    assert "Brud" in _words(sheet)
    dashed = [one for one in _marks(sheet, "rule") if isinstance(one, PathPatch)]
    assert any(one.get_linestyle() != "solid" for one in dashed)


def test_a_gap_in_the_editions_leaves_a_gap_in_the_line() -> None:
    rows = [("2", "a", 10.0, 900), ("2", "b", 30.0, 900), ("3", "b", 31.0, 900),
            ("4", "a", 12.0, 900), ("4", "b", 33.0, 900)]  # fmt: skip
    lines = _marks(_sheet(frame("line", rows)), "line")

    assert len(lines) == 1  # only b has neighbours


def test_editions_stand_where_they_were_in_time() -> None:
    dots = _marks(_sheet(frame("line", LINE)), "dot")
    xs = [dot.center[0] for dot in dots if isinstance(dot, Circle)]

    assert (xs[1] - xs[0]) / (xs[3] - xs[0]) == pytest.approx((2016 - 2014) / (2022.5 - 2014))


def test_the_scale_holds_every_interval() -> None:
    made = frame("bars", [("4", "a", 58, 100), ("4", "b", 20, 1000)])

    assert made.known[0].interval is not None
    assert most_of(made) >= made.known[0].interval.high
    assert most_of(made) == 80


def test_uncertain_values_are_hollow_and_few_answers_are_told() -> None:
    sheet = _sheet(frame("bars", [("4", "a", 50, 900), ("4", "b", 40, 90), ("4", "c", 30, 20)]))
    bars = _bars(sheet)

    assert _lengths(bars) == pytest.approx([1, 40 / 50, 30 / 50])
    assert [bar.get_linewidth() > 0 for bar in bars] == [False, True, True]
    assert [words for words in _words(sheet) if "få svar" in words] == ["30\xa0% få svar"]


def test_a_dumbbell_is_not_joined_across_a_break() -> None:
    rows = [("1", "a", 10.0, 900), ("2", "a", 60.0, 900)]

    assert len(_marks(_sheet(frame("dumbbell", rows)), "link")) == 1
    assert _marks(_sheet(frame("dumbbell", rows, breaks=["2"])), "link") == []


def test_dont_know_stands_apart_from_the_parts() -> None:
    rows = [("4", "a", 60.0, 900), ("4", "b", 30.0, 900), ("4", "dont_know", 10.0, 900)]
    parts = _bars(_sheet(frame("stacked_bar", rows)))

    assert parts[2].get_x() > parts[1].get_x() + parts[1].get_width() + 5
    assert parts[2].get_linewidth() > 0


def test_parts_that_sum_to_101_still_fit() -> None:
    rows = [("4", "a", 56.0, 900), ("4", "b", 45.0, 900)]
    last = _bars(_sheet(frame("stacked_bar", rows)))[-1]

    assert WIDE.width - 5 < last.get_x() + last.get_width() <= WIDE.width


def test_every_kind_of_the_model_can_be_drawn(dataset: Dataset) -> None:
    whole = with_samples(dataset)
    drawn = {whole.indicators[name].charts[key].kind for name, key in shown(whole)}

    assert drawn == set(KINDS)


def test_drawings_are_clean_small_and_begin_at_zero(dataset: Dataset) -> None:
    whole = with_samples(dataset)
    for name, key in shown(whole):
        made = frame_of(whole, name, key)
        for which, text in figure_drawings(made).items():
            assert list(drawing_faults(text)) == [], (name, key, which)
            assert len(gzip.compress(text.encode())) <= 3000, (name, key, which)
            if made.chart.kind in ("bars", "grouped_bars"):
                assert list(cut_bars(text)) == [], (name, key, which)


def test_nothing_lies_over_a_text_in_any_drawing_of_the_site(built: Path) -> None:
    """Pages, frames and cards in both languages and widths, and the files beside them."""
    faults, count = [], 0
    pages = (html.parse(path).iterfind(".//svg") for path in sorted(built.rglob("*.html")))
    files = ([ET.parse(path).getroot()] for path in sorted(built.rglob("*.svg")))  # noqa: S314 - ours
    for one in chain(*pages, *files):
        texts = [part for part in one.iter() if str(part.tag).rpartition("}")[2] == "text"]
        if texts:
            count += 1
            faults += [f"{texts[0].text}: {words}" for words in covered_texts(one)]

    assert sorted(set(faults)) == []
    assert count


def test_a_planted_cover_is_caught(subtests: pytest.Subtests) -> None:
    for later, seen in [
        ('<path d="M0 0 L90 0 L90 40 L0 40 z" class="bar" />', True),
        ('<path d="M20 0 L20 90" fill="none" class="line-grid" />', True),
        ('<circle cx="20" cy="16" r="6" />', True),
        ('<path d="M0 30 L90 30" fill="none" class="line-axis" />', False),
        ('<path d="M90 0 L90 90 M0 90 L90 90" fill="none" class="line-axis" />', False),
    ]:
        with subtests.test(later=later, seen=seen):
            words = '<text x="8" y="20" font-size="15">Tekst</text>'

            assert bool(list(covered_texts(ET.fromstring(f"<svg>{words}{later}</svg>")))) is seen  # noqa: S314
            assert not list(covered_texts(ET.fromstring(f"<svg>{later}{words}</svg>")))  # noqa: S314


def test_lengths_of_bars_follow_one_scale(dataset: Dataset) -> None:
    for made in frames(dataset):
        if made.chart.kind == "bars":
            lengths = bar_lengths(figure_drawings(made)["da/wide"])
            values = [cell.value for cell in made.known]
            one = lengths[0] / values[0]
            for length, value in zip(lengths, values, strict=True):
                assert length == pytest.approx(one * value, abs=1.6), made.stem


def test_both_languages_are_one_drawing_with_other_words() -> None:
    made = draw_figure(frame("bars", BARS))
    paths = [
        [
            part
            for part in made[language, "wide"].split("<")
            if not part.startswith(("text", "/text"))
        ]
        for language in LANGUAGES
    ]

    assert paths[0] == paths[1]
    assert "40\xa0%" in made["da", "wide"]
    assert "40%" in made["en", "wide"]


def test_a_cut_axis_is_caught() -> None:
    good = draw_figure(frame("bars", BARS))["da", "wide"]
    root = ET.fromstring(good)  # noqa: S314 - our own drawing
    bar = next(one for one in root.iter("path") if "bar" in one.get("class", "").split())
    d = bar.get("d", "")
    left = d[1:].split(" ")[0]
    bar.set("d", d.replace(left, str(float(left) + 40)))

    assert list(cut_bars(good)) == []
    assert list(cut_bars(ET.tostring(root, encoding="unicode"))) != []


def test_what_a_strict_page_refuses_is_caught(subtests: pytest.Subtests) -> None:
    for planted in ['style="fill:red"', 'onclick="x()"', 'href="#a"']:
        with subtests.test(planted=planted):
            good = draw_figure(frame("bars", BARS))["da", "wide"]

            assert list(drawing_faults(good.replace("<path", f"<path {planted}", 1))) != []


PRINTED = """
import sys, hashlib
from tests.chart_cases import frame
from barometer.charts import drawing
rows = [("4", "a", 40, 1352), ("4", "b", 39, 1352), ("4", "c", 14, None)]
drawn = sorted(drawing.draw_figure(frame("bars", rows)).items())
print(hashlib.sha256(repr(drawn).encode()).hexdigest())
"""


def test_bytes_are_the_same_whatever_the_day_zone_locale_and_seed(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    rc = tmp_path / "matplotlibrc"
    rc.write_text("lines.linewidth: 9\nfont.size: 30\nsvg.fonttype: path\n", encoding="utf-8")
    machines = [
        (root, {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "0"}),
        (tmp_path, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "MATPLOTLIBRC": str(rc)}),
    ]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PRINTED],
            env={**os.environ, **machine, "PYTHONPATH": str(root)},
            cwd=cwd,
            capture_output=True,
            check=True,
        ).stdout
        for cwd, machine in machines
    }

    assert len(outputs) == 1
