"""Percentages that nothing holds: in the text, in tables, and in the head of a page."""

from pathlib import Path

import pytest

from barometer.data.codebook import read_others
from barometer.data.model import Chart
from barometer.text import Language, Text
from barometer.views.statements import check_sentences, find_older_charts
from tests.sentence_data import ROOT, all_problems, dataset, page, row

LOOSE: list[tuple[str, Language]] = [
    ("Det gælder 40 procent.", "da"),
    ("Det gælder fyrre procent.", "da"),
    ("Det gælder 40\nprocent.", "da"),
    ("Det gælder **40** procent.", "da"),
    ("Det gælder 40 pct.", "da"),
    ("Det gælder 40 %.", "da"),
    ("Det gælder 40%.", "da"),
    ("Det er 4 procentpoint.", "da"),
    ("Det gælder én procent.", "da"),
    ("Det gælder [40 procent](../index.md).", "da"),
    ("- Det gælder 40 procent.", "da"),
    ("## 40 procent {#share}", "da"),
    ("| Andel |\n| --- |\n| 40 % |", "da"),
    ("| Andel i procent |\n| --- |\n| 40 |", "da"),
    ("| Svarprocent |\n| --- |\n| 40 |", "da"),
    ('!!! note "40 procent"\n    Tekst', "da"),
    ("!!! note\n    Det gælder 40 procent.", "da"),
    ("> Det gælder 40 procent.", "da"),
    ("Det gælder 40 procent. {.other}", "da"),
    ("*Ordet*{.other} gælder 40 procent.", "da"),
    ("That is 40 per cent.", "en"),
    ("That is forty per cent.", "en"),
    ("That is 40 percent.", "en"),
    ("That is 40%.", "en"),
    ("That is 4 percentage points.", "en"),
]
HELD: list[tuple[str, Language]] = [
    ("Det gælder [83 procent](value:share@4).", "da"),
    ("Det gælder [40 procent](other:house).", "da"),
    ("Det gælder 40 procent.\n{: .other }", "da"),
    ("Det gælder *40 procent*{.other}.", "da"),
    ("- Det gælder 40 procent.\n  {: .other }", "da"),
    ("## 40 procent {#share .other}", "da"),
    ("| Andel |\n| --- |\n| 40 % {: .other } |", "da"),
    ("Skriv `40 procent`.", "da"),
    ("```\n40 procent\n```", "da"),
    ("Du kan ikke regne en procent ud.", "da"),
    ("Procenten er vægtet.", "da"),
    ("I 2019 svarede 40 af dem.", "da"),
    ("Se kilden.[^house_40]", "da"),
    ("## Overskrift {#top-40}", "da"),
    ("| År |\n| --- |\n| 2019 |", "da"),
    ("A percentage is weighted.", "en"),
]


def test_a_percentage_that_nothing_holds_is_told(subtests: pytest.Subtests) -> None:
    for body, language in LOOSE:
        with subtests.test(body=body, language=language):
            found = all_problems(page(body, language))

            assert [one.code for one in found] == ["V501"]


def test_a_percentage_that_is_bound_or_excused_passes(subtests: pytest.Subtests) -> None:
    for body, language in HELD:
        with subtests.test(body=body, language=language):
            assert [one.told() for one in all_problems(page(body, language))] == []


def test_the_line_of_a_percentage_is_that_of_its_number() -> None:
    found = all_problems(page("Først en linje.\nSå er det 40 procent.\n"))

    assert found[0].line == 7


def test_an_unknown_source_is_told_with_the_nearest() -> None:
    found = all_problems(page("Det gælder [40 procent](other:hous)."))

    assert [one.code for one in found] == ["V503"]
    assert "»house«" in found[0].message.da


def test_a_number_in_the_summary_must_be_bound_below() -> None:
    summary = "På denne side står der, at 83 procent af dem innoverer."
    bare = all_problems(page("Tekst.", summary=summary))
    bound = all_problems(page("Det er [83 procent](value:share@4).", summary=summary))

    assert [one.code for one in bare] == ["V502"]
    assert bound == []


def test_a_fraction_in_the_summary_falls_with_the_value_below() -> None:
    summary = "På denne side står der, at mere end fire ud af fem af dem innoverer."
    held = page("Det er [83 procent](value:share@4).", summary=summary)
    fallen = page("Det er [39 procent](value:baseless@4).", summary=summary)

    assert all_problems(held) == []
    assert [one.code for one in all_problems(fallen)] == ["V502"]


@pytest.mark.parametrize(
    ("summary", "language"),
    [
        ("På denne side står der, at andelen er omtrent den samme som før.", "da"),
        ("On this page it says that the share is about the same as before.", "en"),
    ],
)
def test_that_nothing_differs_in_the_summary_must_be_compared_below(
    summary: str, language: Language
) -> None:
    unclear = {"da": "ingen klar forskel", "en": "no clear difference"}[language]
    bare = all_problems(page("Tekst.", language, summary))
    compared = page(f"[{unclear}](value:share@4=share@3)", language, summary)

    assert [one.code for one in bare] == ["V502"]
    assert all_problems(compared) == []


def _with_exception(folder: Path, words: str) -> Path:
    for name in ("phrases.yml",):
        target = folder / "data" / name
        target.parent.mkdir(exist_ok=True)
        target.write_text((ROOT / "data" / name).read_text("utf-8"), "utf-8")
    entry = f"- page: roles/x\n  text: {{da: {words}, en: {words}}}\n  reason: {{da: a, en: a}}\n"
    (folder / "data/other_numbers.yml").write_text(entry, "utf-8")
    return folder


def test_the_list_of_exceptions_covers_exactly_its_words(tmp_path: Path) -> None:
    root = _with_exception(tmp_path, "100 procent sikre")
    made = page("I er ikke 100 procent sikre.\n\nDet er 40 procent.")
    found = list(check_sentences({(made.key, "da"): made}, dataset(), root))

    assert [(one.code, one.line) for one in found] == [("V501", 8)]


def test_an_exception_that_covers_nothing_is_told(tmp_path: Path) -> None:
    root = _with_exception(tmp_path, "100 procent sikre")
    made = page("Tekst.")
    found = list(check_sentences({(made.key, "da"): made}, dataset(), root))

    assert [(one.code, one.path) for one in found] == [("V504", "data/other_numbers.yml")]


def test_the_list_of_the_project_can_be_read() -> None:
    assert read_others(ROOT)[1].problems == ()


@pytest.mark.parametrize(("editions", "told"), [(("3",), True), (("3", "4"), False), ((), False)])
def test_a_chart_that_stops_before_the_newest_edition_is_told(
    editions: tuple[str, ...], told: bool, tmp_path: Path
) -> None:
    chart = Chart(kind="bars", editions=editions, finding=Text(da="Andele", en="Shares"))
    data = dataset()
    old = {"baseless": data.indicators["baseless"].model_copy(update={"charts": {"old": chart}})}
    found = list(find_older_charts(data.model_copy(update={"indicators": old}), tmp_path))

    assert [(one.code, one.place) for one in found] == [("V508", "chart:baseless/old")] * told


def test_a_chart_is_told_of_the_edition_that_none_shows_though_another_shows_the_rest(
    tmp_path: Path,
) -> None:
    data = dataset(row("share", 84, "4", country="NO"))
    words = Text(da="Andele", en="Shares")
    charts = {
        "home": Chart(kind="bars", editions=("3",), finding=words),
        "north": Chart(kind="bars", countries=("NO",), editions=("4",), finding=words),
    }
    old = {"share": data.indicators["share"].model_copy(update={"charts": charts})}
    found = list(find_older_charts(data.model_copy(update={"indicators": old}), tmp_path))

    assert [one.place for one in found] == ["chart:share/home"]
