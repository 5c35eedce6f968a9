"""The texts of figures: their numbers are the figure's own, and what they rank is clear."""

import pytest

from barometer.data.model import Chart
from barometer.text import Language, Text
from tests.sentence_data import DEGREE, dataset, indicator, problems_of

RIGHT: list[tuple[str, str, Language]] = [
    ("83 procent innoverer", "share", "da"),
    ("Mere end fire ud af fem innoverer", "share", "da"),
    ("De fleste innoverer", "share", "da"),
    ("I 2018–2019 var det 81 procent", "share", "da"),
    ("90 procent i regionerne", "share/sector", "da"),
    ("Kommuner 80 procent, regioner 90 procent", "share/sector", "da"),
    ("80 procent i kommunerne og 90 procent i regionerne", "share/sector", "da"),
    ("De fleste innoverer i alle tre sektorer", "share/sector", "da"),
    ("Regionerne ligger højest", "share/sector", "da"),
    ("Flest innoverer i regionerne", "share/sector", "da"),
    ("Flere i regionerne end i kommunerne", "share/sector", "da"),
    ("Kommuner og staten ligger tæt på hinanden", "share/sector", "da"),
    ("83 per cent innovate", "share", "en"),
    ("More than four in five innovate", "share", "en"),
    ("Most innovate in all three sectors", "share/sector", "en"),
    ("The regions are highest", "share/sector", "en"),
    ("More in the regions than in the municipalities", "share/sector", "en"),
    ("Andelen", "share", "da"),
    ("I 2019 var det 81 procent, hvor lederne bliver spurgt", "share", "da"),
]
WRONG: list[tuple[str, str, Language, str]] = [
    ("84 procent innoverer", "share", "da", "V402"),
    ("81 procent innoverer", "share", "da", "V402"),
    ("To ud af tre innoverer", "share", "da", "V402"),
    ("Et mindretal innoverer", "share", "da", "V402"),
    ("80 procent i regionerne", "share/sector", "da", "V402"),
    ("90 procent i alle sektorer", "share/sector", "da", "V402"),
    ("De fleste innoverer i alle fem sektorer", "share/sector", "da", "V402"),
    ("Forskellen er 10 procentpoint", "share/sector", "da", "V403"),
    ("Dobbelt så mange i regionerne", "share/sector", "da", "V403"),
    ("Andelen er steget", "share", "da", "V404"),
    ("Andelen er steget til 83 procent", "share", "da", "V404"),
    ("Flere i staten end i kommunerne", "share/sector", "da", "V404"),
    ("Færre i regionerne end i kommunerne", "share/sector", "da", "V404"),
    ("Staten ligger højest", "share/sector", "da", "V405"),
    ("Staten ligger lavest", "share/sector", "da", "V405"),
    ("Kommuner og regioner ligger tæt på hinanden", "share/sector", "da", "V406"),
    ("Ikke 83 procent", "share", "da", "V407"),
    ("I 2019 er det 81 procent", "share", "da", "V409"),
    ("In 2019 it is 81 per cent", "share", "en", "V409"),
    ("Alle innoverer", "share", "da", "V402"),
    ("All innovate", "share", "en", "V402"),
    ("Andele", "sharp", "da", "V401"),
    ("Andele", "share/sectors", "da", "V401"),
    ("Andele", "share/default", "da", "V401"),
    ("84 per cent innovate", "share", "en", "V402"),
    ("The share has risen", "share", "en", "V404"),
    ("The state is highest", "share/sector", "en", "V405"),
]


@pytest.mark.parametrize(("words", "chart", "language"), RIGHT)
def test_captions_that_the_figure_bears_out_pass(
    words: str, chart: str, language: Language
) -> None:
    assert [one.told() for one in problems_of(f"![{words}](chart:{chart})", language)] == []


@pytest.mark.parametrize(("words", "chart", "language", "code"), WRONG)
def test_captions_that_the_figure_does_not_bear_out_are_told(
    words: str, chart: str, language: Language, code: str
) -> None:
    found = problems_of(f"![{words}](chart:{chart})", language)

    assert [one.code for one in found] == [code]


def test_a_figure_written_as_a_link_is_told() -> None:
    assert [one.code for one in problems_of("[Andele](chart:share)")] == ["V401"]


def test_a_value_written_as_a_figure_is_told() -> None:
    assert [one.code for one in problems_of("![83 procent](value:share@4)")] == ["V101"]


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("![Flest innoverer i regionerne](chart:share/sector)", "da"),
        ("![The regions are highest](chart:share/sector)", "en"),
        ("[højest, 90 procent](value:share/sector/regional@4)", "da"),
        ("[the highest, 90 per cent](value:share/sector/regional@4)", "en"),
    ],
)
def test_nothing_comes_first_where_some_answers_have_not_been_seen(
    body: str, language: Language
) -> None:
    complete = dataset()
    share = complete.indicators["share"]
    parts = share.breakdowns["sector"].model_copy(update={"answers_partial": True})
    partial = share.model_copy(update={"breakdowns": {"sector": parts}})
    data = complete.model_copy(update={"indicators": {**complete.indicators, "share": partial}})

    assert problems_of(body, language, complete) == []
    assert len(problems_of(body, language, data)) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [("A lot or some to four in ten", []), ("A lot to four in ten", ["V402"])],
)
def test_an_answer_of_short_words_is_part_of_a_sum(words: str, told: list[str]) -> None:
    whole = dataset()
    labels = {**DEGREE.labels, "much": Text(da="Ja", en="A lot")}
    parts = {"degree": DEGREE.model_copy(update={"labels": labels})}
    chart = Chart(kind="stacked_bar", breakdown="degree", finding=Text(da="Grad", en="Degree"))
    degree = indicator("Grad", {"default": chart}, breakdowns=parts)
    data = whole.model_copy(update={"indicators": {**whole.indicators, "degree": degree}})
    found = problems_of(f"![{words}](chart:degree)", "en", data)

    assert [one.code for one in found] == told
