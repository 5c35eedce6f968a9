"""The data are read whole, and never let a fault pass as an exception."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barometer.data.dataset import Loaded, load_dataset
from barometer.data.model import COLUMNS

HEALTHY = Path(__file__).parent / "healthy"
TABLE = "data/observations.csv"


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Path:
    shutil.copytree(HEALTHY / "data", tmp_path / "data")
    return tmp_path


def test_the_real_data_have_no_fault(living: Path) -> None:
    loaded = load_dataset(living)

    assert [one.told() for one in loaded.problems] == []
    assert loaded.dataset is not None


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_marks_and_line_ends_of_any_system_are_accepted(
    project: Path, ending: str, mark: str, last: str
) -> None:
    table = project / TABLE
    plain = load_dataset(project).dataset
    text = mark + table.read_text().rstrip("\n").replace("\n", ending) + (last and ending)
    table.write_bytes(text.encode())

    assert load_dataset(project).dataset == plain


def test_quoted_cells_are_the_same_cells(project: Path) -> None:
    table = project / TABLE
    plain = load_dataset(project).dataset
    rows = [",".join(f'"{cell}"' for cell in line.split(",")) for line in table.read_text().split()]
    table.write_text("\n".join(rows) + "\n")

    assert load_dataset(project).dataset == plain


def test_every_fault_of_a_run_is_told_at_once(project: Path) -> None:
    table = project / TABLE
    table.write_text(table.read_text().replace(",81,", ",ca. 81,").replace("press", "pres"))
    (project / "data/themes.yml").write_text("extent: {da: Omfang}\n")

    assert {one.code for one in load_dataset(project).problems} == {"D202", "D304", "D411"}


def test_a_slip_in_one_file_hides_no_fault_of_the_others(project: Path) -> None:
    (project / "data/terms.yml").write_text("break: [\n")
    (project / "data/values.yml").write_text("a: [\n")
    for name, right, wrong in (
        ("evaluated", "kind: stacked_bar", "kind: line"),
        ("nordic_rate", "theme: extent", "theme: extend"),
    ):
        file = project / f"data/indicators/{name}.yml"
        file.write_text(file.read_text("utf-8").replace(right, wrong), "utf-8")

    found = load_dataset(project)

    assert {one.code for one in found.problems} == {"D405", "D501", "D313"}
    assert {one.path for one in found.problems if one.code == "D405"} == {
        "data/terms.yml",
        "data/values.yml",
    }
    assert found.waiting


def test_a_slip_in_the_glossary_lets_the_pages_be_held_against_the_numbers(project: Path) -> None:
    (project / "data/terms.yml").write_text("break: [\n")

    found = load_dataset(project)

    assert found.problems
    assert found.dataset is not None
    assert not found.waiting


def test_a_project_without_data_is_told_of_in_full(tmp_path: Path) -> None:
    found = {one.path for one in load_dataset(tmp_path).problems}

    assert {TABLE, "data/editions.yml", "data/sources.yml", "data/indicators"} <= found


def placed(loaded: Loaded) -> bool:
    return all(one.line is None or one.line >= 1 for one in loaded.problems)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(max_size=300))
def test_no_bytes_as_table_become_an_exception(content: bytes, tmp_path: Path) -> None:
    shutil.copytree(HEALTHY / "data", tmp_path / "data", dirs_exist_ok=True)
    (tmp_path / TABLE).write_bytes(content)

    loaded = load_dataset(tmp_path)

    assert loaded.dataset is None
    assert placed(loaded)


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["", "DK", "4", "total", "all", "83", "8,3", "agency", "rate", "-", '"', "\r"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.lists(CELLS, min_size=8, max_size=10), max_size=4))
def test_no_cells_become_an_exception(rows: list[list[str]], tmp_path: Path) -> None:
    shutil.copytree(HEALTHY / "data", tmp_path / "data", dirs_exist_ok=True)
    text = "\n".join([",".join(COLUMNS), *(",".join(row) for row in rows)])
    (tmp_path / TABLE).write_bytes(text.encode("utf-8", "surrogatepass"))

    loaded = load_dataset(tmp_path)

    assert loaded.problems
    assert placed(loaded)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_change_of_a_few_bytes_becomes_an_exception(data: st.DataObject, tmp_path: Path) -> None:
    shutil.copytree(HEALTHY / "data", tmp_path / "data", dirs_exist_ok=True)
    names = ["observations.csv", "editions.yml", "indicators/rate.yml", "comparisons.yml"]
    file = tmp_path / "data" / data.draw(st.sampled_from(names))
    content = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
    file.write_bytes(bytes(content))

    assert placed(load_dataset(tmp_path))
