"""A page that is deleted is told of once, however many links lead to it."""

from pathlib import Path

from barometer.pages.links import MANY
from barometer.site import read_project
from tests.small import DANISH, ENGLISH, small_project, write


def test_a_deleted_page_is_one_fault_for_all_its_links(tmp_path: Path) -> None:
    small_project(tmp_path)
    for number in range(MANY // 2):
        for ending, text in (("md", DANISH), ("en.md", ENGLISH)):
            linked = text.replace("(../index.md)", "(gone.md)")
            write(tmp_path, f"docs/roles/page-{number}.{ending}", linked)

    told = [one for one in read_project(tmp_path, "/").problems if one.code in ("P115", "P401")]

    assert [(one.code, one.path) for one in told] == [("P115", "docs/roles/gone.md")]
    assert f"{MANY} links" in told[0].message.da


def test_a_few_links_to_nowhere_are_told_each_at_its_line(tmp_path: Path) -> None:
    small_project(tmp_path)
    page = tmp_path / "docs/roles/example.md"
    page.write_text(page.read_text("utf-8").replace("../index.md", "gone.md"), "utf-8")

    told = [one for one in read_project(tmp_path, "/").problems if one.code in ("P115", "P401")]

    assert [(one.code, one.path, one.line) for one in told] == [
        ("P401", "docs/roles/example.md", 10)
    ]
