"""Words bound to two values: their direction, how clear it is, and how large."""

import re
from itertools import permutations

import pytest

from barometer.data.breaks import across_countries, counterparts, incomparable
from barometer.data.model import Comparison
from barometer.data.notation import parse_reference, point_of
from barometer.pages.site import Site
from barometer.text import Language
from barometer.views.statements import build_value_table, value_note
from tests.sentence_data import dataset, problems_of, told

REGIONS, TOWNS, STATE = (
    "share/sector/regional@4",
    "share/sector/municipal@4",
    "share/sector/state@4",
)
RIGHT: list[tuple[str, str, Language]] = [
    ("flere i regionerne", f"{REGIONS}>{TOWNS}", "da"),
    ("flere end i kommunerne", f"{REGIONS}>{TOWNS}", "da"),
    ("færre end i regionerne", f"{TOWNS}<{REGIONS}", "da"),
    ("ligger over kommunerne", f"{REGIONS}>{TOWNS}", "da"),
    ("10 procentpoint flere", f"{REGIONS}>{TOWNS}", "da"),
    ("flere, 90 mod 80 procent", f"{REGIONS}>{TOWNS}", "da"),
    ("ingen klar forskel", f"{STATE}={TOWNS}", "da"),
    ("ikke klart højere", f"{STATE}={TOWNS}", "da"),
    ("ingen klar forskel", "share@4=share@3", "da"),
    ("kan ikke afgøres", "baseless@4=baseless@3", "da"),
    ("cannot be determined", "baseless@4=baseless@3", "en"),
    ("steget", f"{TOWNS}>share/sector/municipal@3", "da"),
    ("steget", f"share/sector/municipal@3<{TOWNS}", "da"),
    ("steget med 10 procentpoint", f"{TOWNS}-share/sector/municipal@3", "da"),
    ("10 procentpoint", f"{REGIONS}-{TOWNS}", "da"),
    ("omkring 10 procentpoint", f"{REGIONS}-{TOWNS}", "da"),
    ("lavere", f"{TOWNS}<{REGIONS}", "da"),
    ("faldet med 660 svar", "answers@4-answers@3", "da"),
    ("færre svar", "answers@4<answers@3", "da"),
    ("more often", f"{REGIONS}>{TOWNS}", "en"),
    ("fewer", f"{TOWNS}<{REGIONS}", "en"),
    ("no clear difference", f"{STATE}={TOWNS}", "en"),
    ("risen", f"{TOWNS}>share/sector/municipal@3", "en"),
    ("10 percentage points higher", f"{REGIONS}>{TOWNS}", "en"),
]
WRONG: list[tuple[str, str, Language, str]] = [
    ("flere i regionerne", f"{REGIONS}<{TOWNS}", "da", "V303"),
    ("færre i regionerne", f"{REGIONS}>{TOWNS}", "da", "V302"),
    ("fewer", f"{REGIONS}>{TOWNS}", "en", "V302"),
    ("i regionerne", f"{REGIONS}>{TOWNS}", "da", "V301"),
    ("flere eller færre", f"{REGIONS}>{TOWNS}", "da", "V301"),
    ("det samme", f"{STATE}={TOWNS}", "da", "V301"),
    ("flere i staten", f"{STATE}>{TOWNS}", "da", "V304"),
    ("more in the state", f"{STATE}>{TOWNS}", "en", "V304"),
    ("flere", "share@4>share@3", "da", "V304"),
    ("højere", "baseless@3>baseless@4", "da", "V305"),
    ("ingen klar forskel", "baseless@3=baseless@4", "da", "V305"),
    ("kan ikke afgøres", f"{STATE}={TOWNS}", "da", "V307"),
    ("kan ikke afgøres", f"{REGIONS}={TOWNS}", "da", "V307"),
    ("steget", "share@4>share@1", "da", "V306"),
    ("ingen klar forskel", "share@4=share@1", "da", "V306"),
    ("flere", "share@4>answers@4", "da", "V306"),
    ("flere", "share@4>municipal_only@4", "da", "V306"),
    ("flere", "share@4>same_question@3", "da", "V104"),
    ("ingen klar forskel", f"{REGIONS}={TOWNS}", "da", "V307"),
    ("ikke klart flere", f"{REGIONS}>{TOWNS}", "da", "V307"),
    ("ikke flere", f"{REGIONS}>{TOWNS}", "da", "V311"),
    ("steget", f"{REGIONS}>{TOWNS}", "da", "V310"),
    ("steget", f"share/sector/municipal@3<{REGIONS}", "da", "V310"),
    ("faldet", f"{TOWNS}>share/sector/municipal@3", "da", "V302"),
    ("11 procentpoint", f"{REGIONS}-{TOWNS}", "da", "V308"),
    ("10 procent", f"{REGIONS}-{TOWNS}", "da", "V205"),
    ("10 procentpoint", f"{TOWNS}-{REGIONS}", "da", "V308"),
    ("faldet med 10 procentpoint", f"{TOWNS}-share/sector/municipal@3", "da", "V308"),
    ("meget", f"{REGIONS}-{TOWNS}", "da", "V308"),
    ("2 procentpoint", "share@4-share@3", "da", "V304"),
    ("6 procentpoint", "baseless@3-baseless@4", "da", "V305"),
    ("12 procentpoint flere", f"{REGIONS}>{TOWNS}", "da", "V308"),
    ("dobbelt så mange", f"{REGIONS}>{TOWNS}", "da", "V309"),
]


def test_comparisons_that_the_data_bear_out_pass(subtests: pytest.Subtests) -> None:
    for words, target, language in RIGHT:
        with subtests.test(words=words, target=target, language=language):
            assert told(words, target, language) == ""


def test_comparisons_that_the_data_do_not_bear_out_are_told(subtests: pytest.Subtests) -> None:
    for words, target, language, code in WRONG:
        with subtests.test(words=words, target=target, language=language, code=code):
            assert told(words, target, language) == code


def test_a_difference_published_as_significant_is_accepted() -> None:
    published = Comparison(compare="baseless@3 > baseless@4", significant=True, source="house")
    data = dataset(comparisons=(published,))

    assert told("højere", "baseless@3>baseless@4", "da", data) == ""
    assert told("lavere", "baseless@3>baseless@4", "da", data) == "V302"


def test_a_difference_published_as_not_significant_is_refused() -> None:
    published = Comparison(compare=f"{REGIONS} > {TOWNS}", significant=False, source="house")
    data = dataset(comparisons=(published,))

    assert told("flere", f"{REGIONS}>{TOWNS}", "da", data) == "V304"
    assert told("ingen klar forskel", f"{REGIONS}={TOWNS}", "da", data) == ""


def test_an_unclear_difference_is_answered_with_the_right_link() -> None:
    message = problems_of(f"[flere](value:{STATE}>{TOWNS})")[0].message

    assert f"[ingen klar forskel](value:{STATE}={TOWNS})" in message.da
    assert f"[ingen klar forskel](value:{STATE}={TOWNS})" in message.en


LINK = re.compile(r"\[[^\]]+\]\(value:[^)]+\)")
WORDS: list[tuple[str, Language]] = [
    ("flere", "da"),
    ("færre", "da"),
    ("faldet", "da"),
    ("flere eller færre", "da"),
    ("ikke flere", "da"),
    ("det samme", "da"),
    ("ingen klar forskel", "da"),
    ("kan ikke afgøres", "da"),
    ("risen", "en"),
    ("no clear difference", "en"),
    ("cannot be determined", "en"),
]


def _points() -> list[str]:
    """Every point of the made-up barometer: clear, unclear, unknown, counted and broken pairs."""
    return [str(point_of(row)) for row in dataset().observations]


def _proposed(links: list[str], language: Language) -> list[str]:
    """The links that the messages about these links propose."""
    found = problems_of("\n\n".join(links), language)
    halves = [half for one in found for half in (one.message.da, one.message.en)]
    return sorted({link for half in halves for link in LINK.findall(half)})


def test_no_proposal_about_two_values_is_itself_refused(subtests: pytest.Subtests) -> None:
    for words, language in WORDS:
        with subtests.test(words=words, language=language):
            targets = [f"{a}{sign}{b}" for a, b in permutations(_points(), 2) for sign in "<>="]
            proposed = _proposed([f"[{words}](value:{target})" for target in targets], language)

            assert len(proposed) > 10
            assert problems_of("\n\n".join(proposed), language) == []


def test_what_is_proposed_for_a_comparison_outside_the_links_is_not_refused() -> None:
    pairs = permutations(_points(), 2)
    proposed = _proposed([f"[1](value:{a}) er flere end [2](value:{b})." for a, b in pairs], "da")
    compared = [one for one in proposed if re.search("[<>=]", one)]

    assert len(compared) > 10
    assert problems_of("\n\n".join(compared)) == []


def test_a_break_is_answered_with_its_reason() -> None:
    message = problems_of("[steget](value:share@4>share@1)")[0].message

    assert "Nyt spørgeskema" in message.da


@pytest.mark.parametrize(
    "body",
    [
        "Andelen er steget fra [81 procent](value:share@3) til [83 procent](value:share@4).",
        f"[90 procent](value:{REGIONS}) er flere end [80 procent](value:{TOWNS}).",
    ],
)
def test_a_comparison_outside_the_links_is_told(body: str) -> None:
    assert [one.code for one in problems_of(body)] == ["V505"]


def test_two_values_side_by_side_are_no_comparison() -> None:
    body = (
        "Først [81 procent](value:share@3) og så [83 procent](value:share@4), ingen klar forskel."
    )

    assert problems_of(body) == []


SUM = "degree/degree/much@4+degree/degree/some@4"


def test_parts_of_one_whole_can_be_added_and_the_sum_is_checked(
    subtests: pytest.Subtests,
) -> None:
    said: list[tuple[str, str, Language, str]] = [
        ("40 procent", SUM, "da", ""),
        ("to ud af fem", SUM, "da", ""),
        ("40 per cent", SUM, "en", ""),
        ("alle", f"{SUM}+degree/degree/none@4", "da", "V201"),
        ("100 procent", f"{SUM}+degree/degree/none@4", "da", ""),
        ("41 procent", SUM, "da", "V203"),
        ("de fleste", SUM, "da", "V203"),
        ("12 procent", SUM, "da", "V203"),
        ("steget til 40 procent", SUM, "da", "V207"),
        ("24 procent", "degree/degree/much@4+degree/degree/much@4", "da", "V312"),
        ("172 procent", f"{REGIONS}+share/sector/state@4", "da", "V312"),
        ("95 procent", "share@4+degree/degree/much@4", "da", "V312"),
        ("40 procent", "degree/degree/much@4+degree/degree/most@4", "da", "V103"),
    ]
    for words, target, language, code in said:
        with subtests.test(words=words, target=target):
            assert told(words, target, language) == code


def test_the_note_of_a_sum_says_whose_it_is() -> None:
    note = value_note(parse_reference(SUM), dataset(), "da")

    assert note.count("4. udgave") == 1
    assert "egen beregning" in note


def test_no_country_is_set_above_another_that_no_source_compared(frozen: Site) -> None:
    data = frozen.dataset
    danish, norwegian = (
        next(row for row in data.of("nordic_innovative_workplaces") if row.country == country)
        for country in ("DK", "NO")
    )
    high, low = norwegian._replace(value=95, base=2000), danish._replace(value=10, base=2000)

    assert incomparable(high, low, data) is None  # they may stand side by side
    assert across_countries(high, low, data)
    table = build_value_table((high, low), data, {})
    assert not table.clearly_differ(*table.values)
    said = Comparison(
        compare=f"{point_of(high)} > {point_of(low)}", significant=True, source="difi_nordic_2019"
    )
    compared = data.model_copy(update={"comparisons": (said,)})
    assert across_countries(high, low, compared) is None
    table = build_value_table((high, low), compared, {})
    assert table.clearly_differ(*table.values)


def test_a_number_of_another_country_is_graded_with_its_reason(frozen: Site) -> None:
    measures = ("innovative_workplaces", "nordic_innovative_workplaces", "iceland_value_achieved")
    found = {
        (one.measure, country): one
        for one in counterparts(measures, frozen.dataset)
        for country in one.countries
    }

    assert found["nordic_innovative_workplaces", "NO"].grade == "with_caveats"
    assert found["nordic_innovative_workplaces", "FI"].grade == "no"
    assert found["iceland_value_achieved", "IS"].grade == "no"
    assert "DK" not in {country for _, country in found}
    assert all(one.reason for one in found.values())
    (alone,) = counterparts(measures[2:], frozen.dataset)
    assert alone.grade == "no"
    assert alone.reason
