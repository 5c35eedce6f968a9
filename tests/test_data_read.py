"""The data are read whole, kept for the next build, and never let a fault pass as an exception."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barometer.data import Loaded, check, load
from barometer.data.model import COLUMNS
from tests.small import frozen_data

HEALTHY = Path(__file__).parent / "faults" / "healthy"
TABLE = "data/observations.csv"


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Path:
    shutil.copytree(HEALTHY / "data", tmp_path / "data")
    return tmp_path


def kept_file(project: Path) -> Path:
    return next((project / ".cache" / "dataset").iterdir())


def test_the_real_data_have_no_fault(living: Path) -> None:
    loaded = check(living)

    assert [one.told() for one in loaded.problems] == []
    assert loaded.dataset is not None


def test_a_second_load_imports_neither_pandas_nor_pandera_nor_numpy(project: Path) -> None:
    load(project)
    code = (
        "import sys; from pathlib import Path; from barometer.data import load;"
        "loaded = load(Path('.'));"
        "print(len(loaded.dataset.observations), {'pandas', 'pandera', 'numpy'} & set(sys.modules))"
    )

    said = subprocess.check_output([sys.executable, "-c", code], cwd=project, text=True)

    assert said == "15 set()\n"


def test_the_kept_dataset_equals_the_checked_one(project: Path) -> None:
    checked = load(project).dataset

    assert load(project).dataset == checked == check(project).dataset


def test_a_whole_dataset_survives_being_kept(tmp_path: Path) -> None:
    frozen_data(tmp_path)

    first, second = load(tmp_path), load(tmp_path)

    assert first == second
    assert second.dataset is not None


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"\xff\xfe\x00",
        b"{}",
        b"0" * 64 + b"\n{}",
        b"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n{}",
    ],
    ids=["empty", "not text", "no checksum", "wrong checksum", "right checksum, other content"],
)
def test_a_spoilt_kept_dataset_is_noticed_and_made_again(project: Path, spoilt: bytes) -> None:
    whole = load(project)
    kept_file(project).write_bytes(spoilt)

    assert load(project) == whole
    assert kept_file(project).stat().st_size > len(spoilt)


def test_half_a_kept_dataset_is_noticed(project: Path) -> None:
    whole = load(project)
    kept = kept_file(project)
    kept.write_bytes(kept.read_bytes()[:-100])

    assert load(project) == whole


def test_a_place_that_cannot_keep_does_no_harm(project: Path) -> None:
    (project / ".cache").write_text("a file where a folder should be")

    assert load(project).dataset is not None


def test_only_the_newest_dataset_is_kept(project: Path) -> None:
    load(project)
    table = project / TABLE
    table.write_text(table.read_text().replace(",81,", ",82,"))
    load(project)

    assert len(list((project / ".cache" / "dataset").iterdir())) == 1


def test_a_changed_number_is_never_read_from_what_was_kept(project: Path) -> None:
    load(project)
    table = project / TABLE
    table.write_text(table.read_text().replace(",81,", ",82,"))

    dataset = load(project).dataset

    assert dataset is not None
    assert 82 in {row.value for row in dataset.of("rate")}


def test_data_with_a_fault_are_not_kept(project: Path) -> None:
    (project / "data/themes.yml").unlink()
    load(project)

    assert not (project / ".cache").exists()


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_marks_and_line_ends_of_any_system_are_accepted(
    project: Path, ending: str, mark: str, last: str
) -> None:
    table = project / TABLE
    plain = check(project).dataset
    text = mark + table.read_text().rstrip("\n").replace("\n", ending) + (last and ending)
    table.write_bytes(text.encode())

    assert check(project).dataset == plain


def test_quoted_cells_are_the_same_cells(project: Path) -> None:
    table = project / TABLE
    plain = check(project).dataset
    rows = [",".join(f'"{cell}"' for cell in line.split(",")) for line in table.read_text().split()]
    table.write_text("\n".join(rows) + "\n")

    assert check(project).dataset == plain


def test_every_fault_of_a_run_is_told_at_once(project: Path) -> None:
    table = project / TABLE
    table.write_text(table.read_text().replace(",81,", ",ca. 81,").replace("press", "pres"))
    (project / "data/themes.yml").write_text("extent: {da: Omfang}\n")

    assert {one.code for one in check(project).problems} == {"D202", "D304", "D411"}


def test_a_project_without_data_is_told_of_in_full(tmp_path: Path) -> None:
    found = {one.path for one in check(tmp_path).problems}

    assert {TABLE, "data/editions.yml", "data/sources.yml", "data/indicators"} <= found


def placed(loaded: Loaded) -> bool:
    return all(one.line is None or one.line >= 1 for one in loaded.problems)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(max_size=300))
def test_no_bytes_as_table_become_an_exception(content: bytes, tmp_path: Path) -> None:
    shutil.copytree(HEALTHY / "data", tmp_path / "data", dirs_exist_ok=True)
    (tmp_path / TABLE).write_bytes(content)

    loaded = check(tmp_path)

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

    loaded = check(tmp_path)

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

    assert placed(check(tmp_path))


def test_what_is_kept_is_readable_by_anyone(project: Path) -> None:
    load(project)
    body = kept_file(project).read_text(encoding="utf-8").partition("\n")[2]

    assert json.loads(body)["columns"]["indicator"][0] == "evaluated"
