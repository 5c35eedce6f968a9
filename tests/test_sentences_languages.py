"""A page and its translation say the same numbers."""

import pytest

from barometer.pages.equality import check_equality, check_translated_words
from tests.sentence_data import all_problems, page

SAME = [
    ("1.611 svarede i 2023.", "1,611 answered in 2023."),
    ("Den 25. september 2019.", "On 25 September 2019."),
    ("I 1990’erne.", "In the 1990s."),
    ("Der er 5 trin.", "There are five steps."),
    ("Licensen er 4.0, og kl. er 8.00.", "The licence is 4.0, and it is 8.00."),
    ("Vi mødes kl. 15.", "We meet at 3 pm."),
    ("Vi mødes kl. 9.00.", "We meet at 9 am."),
    ("Vi mødes kl. 9–11.", "We meet 9–11 am."),
    ("Vi mødes kl. 9.30 til 15.", "We meet from 9.30 am to 3 pm."),
    ("Vi mødes klokken 12 den 3. maj.", "We meet at 12 pm on 3 May."),
    ("Vi mødes kl. 15.00.", "We meet at 15:00."),
    ("Vi mødes kl. 9.30 til 12.", "We meet from 9.30 am to noon."),
    ("Vi mødes kl. 12.", "We meet at noon."),
    ("Fristen er kl. 12.00.", "The deadline is noon."),
    ("Fristen er kl. 12.00.", "The deadline is 12 noon."),
    ("Fristen er kl. 12.", "The deadline is 12 noon."),
    ("Fristen er kl. 24.00.", "The deadline is midnight."),
    ("Svar inden 14 dage.", "Answer within a fortnight."),
    ("I 3. kvartal og 1. halvår.", "In the third quarter and the first half."),
    ("Ring på tlf. 33 13 25 12.", "Call +45 33 13 25 12."),
    ("Vi mødes 30.11.2026 kl. 9–11.", "We meet on 30 November 2026, 9–11 am."),
    ("Vi mødes den 3/12 2026.", "We meet on 3 December 2026."),
    ("Fristen er den 3/12.", "The deadline is 3 December."),
    ("Mødet slutter kl. 15.15.", "The meeting ends at a quarter past three."),
    ("Vi spiser kl. 12–12.45.", "Noon to 12.45 pm: lunch."),
    ("Vi ser til dem kl. 23, 2 og 5.", "We look in at 11 pm, 2 am and 5 am."),
    ("Vi begynder halv to.", "We start at 1.30 pm."),
    ("Vi begynder kl. 13.30.", "We start at half past one."),
    ("[83 procent](value:share@4)", "[83 per cent](value:share@4)"),
    (
        "[fire ud af fem](value:share/sector/municipal@4)",
        "[4 in 5](value:share/sector/municipal@4)",
    ),
    ("[kl. 15](other:house)", "[3 pm](other:house)"),
    ("[12:30](other:house)", "[12:30](other:house)"),
    ("[halvandet år](other:house)", "[a year and a half](other:house)"),
    ("[9 ud af 10](other:house)", "[9 out of 10](other:house)"),
    ("[ingen klar forskel](value:share@4=share@3)", "[no clear difference](value:share@4=share@3)"),
    (
        "Andelen er [83 procent](value:share@4), ikke 1.",
        "It is [83 per cent](value:share@4), not 1.",
    ),
    (
        "Der er flere i dag, [40 procent](other:house).",
        "Today, several: [40 per cent](other:house).",
    ),
]
PROGRAMME = [
    ("9.00-10.00", "9–10 am"),
    ("10.00-12.00", "10 am–noon"),
    ("9-10", "9–10 am"),
    ("9.00-10.00", "9:00–10:00"),
    ("Klokken 9 til klokken 16.", "From 9 o’clock in the morning to 4 o’clock in the afternoon."),
    ("Vi mødes 09.00-15.30.", "We meet from 9 am to 3.30 pm."),
    ("Det tager 2,5 time.", "It takes two and a half hours."),
    ("Det tager halvanden time.", "It takes 1.5 hours."),
    ("[hvert tredje](other:house)", "[every third](other:house)"),
    ("[hvert andet](other:house)", "[every other](other:house)"),
    ("[1 af 3](other:house)", "[one in three](other:house)"),
]
"""The hours and shares of a programme, written as each language does."""


OTHER = [
    ("Der er 5 trin.", "There are 6 steps.", "P605"),
    ("Vi mødes kl. 15.", "We meet at 4 pm.", "P605"),
    ("Vi mødes kl. 9.", "We meet at 9 pm.", "P605"),
    ("Fristen er kl. 11.00.", "The deadline is noon.", "P605"),
    ("Vi begynder kl. 13.", "We start at half past one.", "P605"),
    ("Fristen er 30.11.2026.", "The deadline is 29 November 2026.", "P605"),
    ("Der er 5 trin.", "There are steps.", "P605"),
    ("Der er trin.", "There are 6 steps.", "P605"),
    ("1.611 svarede.", "1.611 answered.", "P605"),
    ("[kl. 15](other:house)", "[4 pm](other:house)", "V506"),
    ("[40 procent](other:house)", "[14 per cent](other:house)", "V506"),
    ("[fire ud af fem](other:house)", "[three in four](other:house)", "V506"),
    ("![83 procent](chart:share)", "![More than half](chart:share)", "V506"),
    ("[over halvdelen](other:house)", "[half](other:house)", "V506"),
    ("[flere](other:house)", "[fewer](other:house)", "V506"),
    ("[4 procentpoint](other:house)", "[4 per cent](other:house)", "V506"),
    ("[ikke 40 procent](other:house)", "[40 per cent](other:house)", "V506"),
    ("[83 procent](value:share@4) nåede det.", "[83 per cent](value:share@4) never did.", "V506"),
]


def test_the_same_numbers_pass(subtests: pytest.Subtests) -> None:
    for danish, english in (*SAME, *PROGRAMME):
        with subtests.test(danish=danish, english=english):
            assert [one.told() for one in all_problems(page(danish), page(english, "en"))] == []


def test_other_numbers_are_told_with_both_places(subtests: pytest.Subtests) -> None:
    for danish, english, code in OTHER:
        with subtests.test(danish=danish, english=english, code=code):
            found = all_problems(page(danish), page(english, "en"))

            assert code in {one.code for one in found}
            assert all("docs/roles/x.en.md" in one.message.da for one in found)


def test_a_number_is_told_at_the_line_where_it_stands() -> None:
    found = all_problems(page("Først.\n\nDer er 5 trin."), page("First.\n\nSix steps.", "en"))

    assert [(one.code, one.line) for one in found] == [("P605", 8)]


def test_every_number_that_a_translation_lacks_is_told_at_once() -> None:
    (found,) = all_problems(
        page("I 7 byer er der 5 trin."), page("In towns there are steps.", "en")
    )

    assert "7, 5" in found.message.en


def test_two_files_that_are_swapped_are_told_as_that() -> None:
    danish = "Det er ikke nok, at vi har en plan for det arbejde.\n\n" * 9
    english = "It is not enough that we have a plan for the work.\n\n" * 9
    found = list(check_translated_words(page(english), page(danish, "en")))

    assert [one.code for one in found] == ["P606"]
    assert "byttet om" in found[0].message.da


def test_an_edition_that_one_language_lacks_is_told_at_its_link() -> None:
    ours = page("Det er [så](value:share@5) og [så](value:share@4).")
    theirs = page("It is [so](value:share@4) and [so](value:share@3).", "en")
    pages = {(one.key, one.language): one for one in (ours, theirs)}
    found = [one.message.da for one in check_equality(pages)]

    assert len(found) == 2
    assert all("mangler" not in one for one in found)
