"""No page says something in the other language without saying so, in texts or in attributes."""

from pathlib import Path

import pytest
from lxml import html

from tests.foreign import foreign, said


def _found(page: str) -> list[str]:
    return [run for one in said(html.fromstring(page)) for run in foreign(one)]


def test_english_on_a_danish_page_is_found(subtests: pytest.Subtests) -> None:
    for inside in [
        "<p>This is what the new solution gives you.</p>",
        "<p>Se her: <em>This is what</em> the new <b>solution</b> gives.</p>",
        '<p title="This is what the new solution gives you">Dansk tekst her.</p>',
        '<img src="a.png" alt="This is what the new solution gives you">',
        '<a href="x" aria-label="Read what the others have done before you">Mere</a>',
        '<p lang="en">Here it is. <span lang="da">But this is not what it should be.</span></p>',
    ]:
        with subtests.test(inside=inside):
            assert _found(f'<html lang="da"><body>{inside}</body></html>')


def test_danish_and_what_is_marked_is_left_alone(subtests: pytest.Subtests) -> None:
    for inside in [
        "<p>Det er, hvad løsningen giver jer på et nyt sted.</p>",
        '<p lang="en">This is what the new solution gives you.</p>',
        '<p>Vi læser <em lang="en">The Oxford Handbook of What You Should Do</em> i dag.</p>',
        "<p>Copenhagen Manual</p>",
        "<pre>this is what they have not done</pre>",
        "<p>Om</p><p>os</p><p>Hvad</p><p>vi vil</p>",
    ]:
        with subtests.test(inside=inside):
            assert _found(f'<html lang="da"><body>{inside}</body></html>') == []


def test_danish_on_an_english_page_is_found() -> None:
    page = '<html lang="en"><body><p>Det er ikke nok, at de kender den.</p></body></html>'
    assert _found(page)


def test_the_description_of_a_page_counts_too() -> None:
    page = (
        '<html lang="en"><head><meta name="description" content="Det er ikke nok, at vi ser">'
        "</head><body></body></html>"
    )
    assert _found(page)


def test_no_page_speaks_the_other_language_without_saying_so(built: Path) -> None:
    found = {
        f"{page.relative_to(built)}: {run}"
        for page in sorted(built.rglob("*.html"))
        for one in said(html.parse(page).getroot())
        for run in foreign(one)
    }
    assert found == set()
