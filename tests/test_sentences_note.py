"""What stands behind a bound value: edition, base, source, and the figure that shows it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barometer.data.model import Comparison
from barometer.data.notation import NotationError, Point, parse_reference, resolve
from barometer.text import Language
from barometer.views.statements import figure_id, value_note
from tests.sentence_data import all_problems, dataset, page

NOTES: list[tuple[str, Language, str]] = [
    ("share@4", "da", "4. udgave, 2021–2023, grundlag: 1.000 svar. Kilde: COI."),
    ("share@latest", "en", "edition 4, 2021–2023, base: 1,000 answers. Source: COI."),
    ("baseless@3", "da", "3. udgave, 2018–2019, grundlag ikke offentliggjort. Kilde: COI."),
    ("answers@4", "da", "4. udgave, 2021–2023. Kilde: COI."),
    (
        "share@4=share@3",
        "da",
        "4. udgave, 2021–2023, grundlag: 1.000 svar. Kilde: COI. "
        "3. udgave, 2018–2019, grundlag: 1.000 svar. Kilde: COI. "
        "Forskellen er ikke klar: Usikkerheden overlapper (egen beregning).",
    ),
    (
        "share/sector/regional@4>share/sector/municipal@4",
        "da",
        "4. udgave, 2021–2023, grundlag: 1.000 svar. Kilde: COI. "
        "Forskellen er klar: Usikkerheden overlapper ikke (egen beregning).",
    ),
]


def test_a_note_says_edition_base_and_source(subtests: pytest.Subtests) -> None:
    for target, language, said in NOTES:
        with subtests.test(target=target, language=language, said=said):
            assert value_note(parse_reference(target), dataset(), language) == said


def test_a_published_difference_names_its_source() -> None:
    published = Comparison(compare="baseless@3>baseless@4", significant=True, source="house")
    data = dataset(comparisons=(published,))

    said = value_note(parse_reference("baseless@3>baseless@4"), data, "en")
    assert said.endswith("The difference is significant according to COI.")


def test_a_value_leads_to_the_figure_that_shows_it(subtests: pytest.Subtests) -> None:
    for point, identifier in [
        (Point("share", edition="4"), "figure-share"),
        (Point("share", "sector", "regional", edition="4"), "figure-share-sector"),
        (Point("share", edition="1"), ""),
    ]:
        with subtests.test(point=point, identifier=identifier):
            row = resolve(point, dataset())
            assert row
            assert figure_id(row, dataset()) == identifier


@settings(deadline=None)
@given(st.text(alphabet="ab/@<>=-4 ", max_size=20))
def test_any_notation_is_read_or_refused(text: str) -> None:
    try:
        reference = parse_reference(text)
    except NotationError:
        return

    assert parse_reference(f"{reference.first}").first == reference.first


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="83 %procent.,[](){}*_`:|-#\nvalue:share@4", max_size=80))
def test_no_page_makes_the_checks_fail(body: str) -> None:
    all_problems(page(body), page(body, "en"))
