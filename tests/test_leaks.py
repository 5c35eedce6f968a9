"""Before its hour nothing of a release is anywhere in the site; from then on it is everywhere."""

import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import build
from tests.release_cases import LEAKS, plant
from tests.small import DANISH, ENGLISH, write

DAY = "2027-03-01"
BEFORE, AT = (datetime.fromisoformat(f"{DAY}T{hour}+00:00") for hour in ("06:59:59", "07:00:00"))
"""The last second before eight in the morning in Copenhagen, and eight."""


@pytest.fixture(name="planted", scope="module")
def _planted(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with a fifth edition that comes out on that day, on pages that list it."""
    root = shutil.copytree(tiny_built, tmp_path_factory.mktemp("planted") / "project")
    for name, list_of in (("releases", "[[releases]]"), ("index", "[[indicators]]")):
        write(root, f"docs/barometer/{name}.md", f"{DANISH}\n{list_of}\n")
        write(root, f"docs/barometer/{name}.en.md", f"{ENGLISH}\n{list_of}\n")
    plant(root, DAY)
    return root


def _built(root: Path, moment: datetime) -> Path:
    folder = root.parent / f"site-{int(moment.timestamp())}"
    with pytest.MonkeyPatch.context() as context:
        context.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
        done = build(folder, root=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(name="before", scope="module")
def _before(planted: Path) -> Path:
    return _built(planted, BEFORE)


@pytest.fixture(name="after", scope="module")
def _after(planted: Path) -> Path:
    return _built(planted, AT)


def contents(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of a site as text, those inside workbooks and archives too."""
    for file in sorted(folder.rglob("*")):
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                for name in packed.namelist():
                    yield f"{file}!{name}", packed.read(name).decode("utf-8", "replace")
        elif file.is_file():
            yield str(file), file.read_bytes().decode("utf-8", "replace")


def holding(folder: Path, *words: str) -> set[str]:
    """The files, below a site's root, that hold one of the words."""
    return {
        name.removeprefix(f"{folder}/")
        for name, text in contents(folder)
        if any(word in text for word in words)
    }


def test_before_the_hour_no_value_is_in_any_page_file_index_sitemap_or_feed(before: Path) -> None:
    assert holding(before, *LEAKS) == set()


def test_before_the_hour_the_release_is_announced_in_both_languages(before: Path) -> None:
    for name, title in (
        ("barometer/udgivelser/index.html", "5. udgave"),
        ("en/barometer/releases/index.html", "5th edition"),
        ("data/releases.da.ics", "5. udgave"),
        ("data/releases.en.ics", "5th edition"),
    ):
        assert title in (before / name).read_text(encoding="utf-8"), name
    assert "release/edition_5" not in (before / "data/feed.en.xml").read_text(encoding="utf-8")


def test_from_the_hour_it_is_everywhere_at_once(after: Path) -> None:
    found = holding(after, "61.3719", "61,3719")

    pages = {"barometer/innovative-arbejdspladser", "en/barometer/innovative-workplaces"}
    assert {f"{one}/index.html" for one in pages} <= holding(after, *LEAKS)
    assert any(name.endswith(".csv") for name in found)
    assert any(".xlsx!" in name for name in found)
    assert any(name.startswith("api/") for name in found)
    for language in ("da", "en"):
        feed = (after / f"data/feed.{language}.xml").read_text(encoding="utf-8")
        assert "release/edition_5" in feed


def test_a_build_that_loses_an_address_fails_and_leaves_the_earlier_site(
    planted: Path, before: Path
) -> None:
    lost = planted / "data/published.txt"
    lost.write_text("en/\nroller/den-gamle/\ndata/old.csv\n", encoding="utf-8")
    page = before / "index.html"
    earlier = page.read_bytes()
    done = build(before, root=planted)
    lost.unlink()

    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert page.read_bytes() == earlier
    for said in ("B201 data/addresses.yml:", "roller/den-gamle/", "redirects", "data/old.csv"):
        assert said in told
