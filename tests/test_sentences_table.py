"""The engine of sentences by itself: ten values of its own, and no project around them."""

import pytest

from barometer.data.notation import Point
from barometer.faults.report import CellFault
from barometer.sentences.captions import CaptionedFigure, FigureValue, check_caption
from barometer.sentences.table import (
    MeasuredPeriod,
    Relation,
    SentenceContext,
    Value,
    ValueTable,
    read_reference,
)
from barometer.sentences.unbound_words import find_comparison, find_wrong_period, hedge_before
from barometer.sentences.values import ValuePair, check_pair, check_single, check_sum
from barometer.text import Language, Text
from tests.sentence_data import phrases, text

FIRST, SECOND = (
    MeasuredPeriod("DK", year, year, text(f"runde {year}"), text(str(year)))
    for year in (2019, 2023)
)
HALF_WIDTH = 4.0


def value(
    name: str,
    number: float,
    when: MeasuredPeriod = SECOND,
    category: str = "all",
    *,
    share: bool = True,
    few: bool = False,
    whole: bool = False,
) -> Value:
    """A value with an interval of four points on each side."""
    breakdown = "total" if category == "all" else "sector"
    point = Point(name, breakdown, category, edition=str(when.start))
    interval = (number - HALF_WIDTH, number + HALF_WIDTH) if share else None
    return Value(point, number, when, 600, interval, share=share, few=few, whole=whole)


ROWS = (
    value("waste", 41, FIRST),
    value("waste", 60),
    value("waste", 75, category="towns"),
    value("waste", 45, category="villages"),
    value("reuse", 20, category="daily", whole=True),
    value("reuse", 35, category="weekly", whole=True),
    value("reuse", 45, category="never", whole=True),
    value("sites", 310, FIRST, share=False),
    value("sites", 295, share=False),
    value("trial", 50, few=True),
)


def relate(first: Value, second: Value) -> Relation:
    """Values of one name compare; their difference is clear where the intervals have a gap."""
    gap = abs(first.value - second.value) > 2 * HALF_WIDTH
    apart = None if first.point.indicator == second.point.indicator else text("to mål")
    return Relation("clear" if gap else "unclear", apart=apart)


TABLE = ValueTable(ROWS, {"2019": FIRST, "2023": SECOND}, relate)


def told(words: str, target: str, language: Language = "da") -> str:
    """The key of what is wrong with words bound to a target, empty where nothing is."""
    context = SentenceContext(TABLE, phrases(), language)
    reference = read_reference(f"value:{target}")
    if isinstance(reference, CellFault):
        return reference.key
    found = [TABLE.find(one) for one in reference.points]
    wrong = next((one for one in found if isinstance(one, CellFault)), None)
    values, claim = [one for one in found if isinstance(one, Value)], context.read_claim(words)
    if wrong is None and reference.operator == "+":
        wrong = check_sum(claim, values, context)
    elif wrong is None and reference.second:
        wrong = check_pair(claim, ValuePair(values[0], reference.operator, values[1], context))
    elif wrong is None:
        wrong = check_single(claim, values[0], context)
    return wrong.key if wrong else ""


def test_words_are_held_against_a_table_of_ten_rows(subtests: pytest.Subtests) -> None:
    said: list[tuple[str, str, Language, str]] = [
        ("60 procent", "waste@latest", "da", ""),
        ("three in five", "waste", "en", ""),
        ("61 procent", "waste@2023", "da", "V203"),
        ("295 procent", "sites@2023", "da", "V205/count"),
        ("halvdelen", "trial@2023", "da", "V212"),
        ("flest, 75 procent", "waste/sector/towns@2023", "da", ""),
        ("flest, 45 procent", "waste/sector/villages@2023", "da", "V210"),
        ("steget", "waste@2023>waste@2019", "da", ""),
        ("fallen", "waste@2023>waste@2019", "en", "V302"),
        ("19 procentpoint", "waste@2023-waste@2019", "da", ""),
        ("flere", "waste@2023>sites@2023", "da", "V306"),
        ("55 procent", "reuse/sector/daily+reuse/sector/weekly", "da", ""),
        ("60 procent", "waste@2021", "da", "V104"),
        ("60 procent", "waste/sector/farms", "da", "V103"),
        ("60 procent", "wast@2023", "da", "V102"),
        ("60 procent", "waste//x", "da", "V101"),
    ]
    for words, target, language, key in said:
        with subtests.test(words=words, target=target):
            assert told(words, target, language) == key


def test_captions_and_unbound_words_need_nothing_else() -> None:
    context = SentenceContext(TABLE, phrases(), "da")
    towns, villages = Text(da="Byer", en="Towns"), Text(da="Landsbyer", en="Villages")
    drawn = FigureValue(ROWS[2], towns, text("-")), FigureValue(ROWS[3], villages, text("-"))
    figure = CaptionedFigure(drawn)

    assert list(check_caption("75 procent i byer", figure, context)) == []
    assert [one.key for one in check_caption("70 procent i byer", figure, context)] == ["V402"]
    compared = find_comparison(
        "Flere i byer end i landsbyer.",
        ["value:waste/sector/towns@2023", "value:waste/sector/villages@2023"],
        context,
    )
    assert compared
    assert compared[1].key == "V505"
    wrong = find_wrong_period("I runde 2019 var det", [ROWS[1]], "60 procent", context)
    assert wrong
    assert wrong.key == "V211"
    assert hedge_before("Det gælder omkring ", context) == "omkring"
