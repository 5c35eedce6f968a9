"""Two pages with one title are told of, so that a copied page gets a name of its own."""

from pathlib import Path

from barometer.pages.checks import check_titles
from barometer.pages.page import read_pages
from barometer.pages.site import Site
from tests.small import DANISH, write


def test_a_copied_page_with_the_old_title_is_told_at_its_title(tmp_path: Path) -> None:
    write(tmp_path, "docs/roles/example.md", DANISH)
    write(tmp_path, "docs/roles/copied-example.md", DANISH)
    write(tmp_path, "docs/roles/other.md", DANISH.replace("Eksempel", "Noget andet", 1))
    pages = {
        (one.page.key, one.page.language): one.page for one in read_pages(tmp_path) if one.page
    }

    (told,) = check_titles(pages)

    assert (told.code, told.path, told.line) == ("P114", "docs/roles/copied-example.md", 2)
    assert "docs/roles/example.md" in told.message.da


def test_no_two_pages_of_the_site_have_one_title(site: Site) -> None:
    assert [one.told() for one in check_titles(site.pages)] == []
