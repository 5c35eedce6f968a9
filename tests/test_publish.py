"""The earlier site survives whatever happens to a build, byte for byte."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import build
from tests.small import whole_project


def fingerprint(folder: Path) -> dict[str, str]:
    """The hash of every file of a folder."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


@pytest.fixture(name="project_folder", scope="module")
def _project_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that builds, built once into its `site`."""
    folder = whole_project(tmp_path_factory.mktemp("project"))
    done = build(folder / "site", root=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_killed_build_leaves_the_earlier_site(project_folder: Path, share: float) -> None:
    site, before = project_folder / "site", fingerprint(project_folder / "site")
    began = time.monotonic()
    assert build(site, root=project_folder).returncode == 0
    duration = time.monotonic() - began
    command = [sys.executable, "-m", "barometer", "build", "--site", str(site)]
    process = subprocess.Popen(command, cwd=project_folder, start_new_session=True)
    time.sleep(duration * share)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

    assert fingerprint(site) == before
    assert build(site, root=project_folder).returncode == 0
    assert fingerprint(site) == before
    assert not list(project_folder.glob("site.*"))


def test_a_fault_leaves_the_earlier_site(project_folder: Path) -> None:
    before = fingerprint(project_folder / "site")
    page = project_folder / "docs/roles/example.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("../index.md", "../nowhere.md"), "utf-8")
    done = build(project_folder / "site", root=project_folder)
    page.write_text(text, "utf-8")

    assert done.returncode == 1
    assert "docs/roles/example.md:10" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert fingerprint(project_folder / "site") == before


def test_a_fault_of_the_configuration_ends_with_2(project_folder: Path) -> None:
    before = fingerprint(project_folder / "site")
    settings = project_folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("name: material", "name: materiel"), "utf-8")
    done = build(project_folder / "site", root=project_folder)
    settings.write_text(text, "utf-8")

    assert done.returncode == 2
    assert "materiel" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert fingerprint(project_folder / "site") == before


def test_three_builds_at_once_leave_one_whole_site(project_folder: Path) -> None:
    before = fingerprint(project_folder / "site")
    command = [sys.executable, "-m", "barometer", "build", "--site", str(project_folder / "site")]
    running = [subprocess.Popen(command, cwd=project_folder) for _ in range(3)]

    assert [one.wait() for one in running] == [0, 0, 0]
    assert fingerprint(project_folder / "site") == before


@pytest.mark.parametrize("spoilt", ["a file", "unwritable", "nonsense"])
def test_a_spoilt_cache_does_no_harm(project_folder: Path, spoilt: str) -> None:
    before = fingerprint(project_folder / "site")
    cache = project_folder / ".cache"
    if spoilt == "nonsense":
        for file in [one for one in cache.rglob("*") if one.is_file()]:
            file.write_bytes(b"\x00nonsense")
    else:
        shutil.rmtree(cache, ignore_errors=True)
        cache.write_text("not a folder", "utf-8")
    done = build(project_folder / "site", root=project_folder)
    if cache.is_file():
        cache.unlink()

    assert done.returncode == 0, done.stderr
    assert fingerprint(project_folder / "site") == before


def test_a_target_that_cannot_be_made_ends_with_3(project_folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    done = build(blocked / "site", root=project_folder)

    assert done.returncode == 3
    assert done.stderr.count("FEJL M") == 1
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C"}, {"TZ": "Pacific/Kiritimati"}, {"PYTHONHASHSEED": "7"}, {"PATH": "/nowhere"}],
)
def test_the_machine_does_not_show_in_the_site(
    project_folder: Path, environment: dict[str, str]
) -> None:
    before = fingerprint(project_folder / "site")
    command = [sys.executable, "-m", "barometer", "build", "--site", "site"]
    subprocess.run(command, cwd=project_folder, env={**os.environ, **environment}, check=True)

    assert fingerprint(project_folder / "site") == before
