"""A name that is gone is told once, with all that used it; near names are proposed."""

import shutil
from pathlib import Path

import pytest

from barometer.data.cells import source_hint
from barometer.data.dataset import load_dataset
from barometer.data.model import TABLE
from barometer.faults.report import Fault
from tests.planting import HEALTHY


def told_after(root: Path, file: str, old: str, new: str) -> list[Fault]:
    """What is told of the healthy data when every `old` in one file has become `new`."""
    shutil.copytree(HEALTHY, root, dirs_exist_ok=True)
    text = (root / "data" / file).read_text("utf-8")
    assert old in text
    (root / "data" / file).write_text(text.replace(old, new), "utf-8")
    return list(load_dataset(root).problems)


def test_a_source_that_is_gone_is_told_once_with_the_rows_that_use_it(tmp_path: Path) -> None:
    found = told_after(tmp_path, "sources.yml", "\npress:\n", "\nother_newspaper:\n")

    (told,) = [one for one in found if one.code == "D304"]
    assert "»press« findes ikke" in told.message.da
    assert "Sæt kilden ind i filen igen" in told.message.da


def test_an_indicator_whose_file_is_renamed_is_told_once(tmp_path: Path) -> None:
    shutil.copytree(HEALTHY, tmp_path, dirs_exist_ok=True)
    (tmp_path / "data/indicators/rate.yml").rename(tmp_path / "data/indicators/ratio.yml")

    (told,) = load_dataset(tmp_path).problems

    assert (told.code, told.path) == ("D302", TABLE)
    assert "rækker bruger navnet: linje" in told.message.da


@pytest.mark.parametrize(
    ("name", "near"), [("coi_about", False), ("iland_about", True), ("island_abuot", True)]
)
def test_a_source_is_proposed_only_where_each_word_is_alike(name: str, near: bool) -> None:
    assert ("island_about" in source_hint(name, frozenset({"island_about"})).da) is near
