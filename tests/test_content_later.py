"""A page in one language first: the other shows it with a notice, and lists it nowhere."""

from datetime import date
from pathlib import Path

import pytest

from barometer.pages.addresses import PageKey
from barometer.pages.site import DEFAULT_ADDRESS, PageState, Site, warnings
from barometer.site import read_project
from barometer.text import Language, other_language
from barometer.views.menu import child_pages, menu_title
from barometer.views.navigation import error_page_context, page_context
from barometer.views.search import write_index
from tests.release_cases import NOW
from tests.small import DANISH, ENGLISH, frozen_site, write

KEY = PageKey("roles/example")
PROMISE: dict[Language, str] = {
    "da": DANISH.replace(
        "review_by: 2027-11-23", "review_by: 2027-11-23\nenglish: later 2027-03-01"
    ),
    "en": ENGLISH.replace(
        "\n---\n\n",
        "\nreviewed: 2026-11-23\nreview_by: 2027-11-23\ndanish: later 2027-03-01\n---\n\n",
        1,
    ),
}


@pytest.fixture(name="first", params=["da", "en"])
def _first(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Site, Language]:
    """The site where the example is there in one language only."""
    language: Language = request.param
    frozen_site(tmp_path)
    (tmp_path / "docs" / KEY.file(other_language(language))).unlink()
    write(tmp_path, f"docs/{KEY.file(language)}", PROMISE[language])
    project = read_project(tmp_path, DEFAULT_ADDRESS, now=NOW)
    assert project.site, [one.told() for one in project.problems]
    return project.site, language


def test_the_other_language_shows_the_original_and_says_so(first: tuple[Site, Language]) -> None:
    site, language = first
    other = other_language(language)
    shown, stands = (page_context(PageState(site, one, KEY)) for one in (other, language))

    assert shown["page"] is not None
    assert shown["page"].original == language
    assert menu_title(site, KEY, other) == menu_title(site, KEY, language)
    assert "2027" in shown["to_come"]
    assert stands["to_come"] == ""
    for context in (shown, stands):
        assert [one.language for one in context["languages"] if one.written] == [language]


def test_it_is_out_of_menu_search_and_map(first: tuple[Site, Language], tmp_path: Path) -> None:
    site, language = first
    other = other_language(language)
    list(write_index(tmp_path / "built", site))
    listed = {
        one: (tmp_path / "built" / site.address(PageKey("search"), one) / "index.json").read_text()
        for one in (language, other)
    }
    mapped = [
        one.absolute for entry in error_page_context(site, "da")["sitemap"] for one in entry[0]
    ]

    assert KEY in child_pages(site, "roles", language)
    assert KEY not in child_pages(site, "roles", other)
    assert f'"{site.address(KEY, language)}"' in listed[language]
    assert f'"{site.address(KEY, other)}"' not in listed[other]
    assert site.url + site.address(KEY, language) in mapped
    assert site.url + site.address(KEY, other) not in mapped


def test_after_its_day_the_promise_is_told(first: tuple[Site, Language]) -> None:
    site, language = first

    def told(day: date) -> list[str]:
        return [one.path for one in warnings(site.pages, day) if one.code == "P607"]

    assert told(date(2027, 3, 1)) == []
    assert told(date(2027, 3, 2)) == [f"docs/{KEY.file(language)}"]
