"""The earlier site survives whatever happens to a build, byte for byte."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from barometer.faults.report import ExitCode
from barometer.publish.build import build_site, swap_folders
from tests.apart import can_mount, with_mounts
from tests.conftest import ROOT, build

BUILD = [sys.executable, "-m", "barometer", "build", "--site", "site"]
SHIM = {"PYTHONPATH": f"{ROOT / 'hooks/barometer/publish/elsewhere'}{os.pathsep}{ROOT / 'hooks'}"}
"""A clock that can be set, before the package on Python's path."""
NIGHTLY = pytest.mark.nightly
"""Another share, signal or machine by the same way as one that every change is tried on."""
needs_mounts = pytest.mark.skipif(
    not can_mount(), reason="this machine lets no test have a disk of its own"
)


def fingerprint(folder: Path) -> dict[str, str]:
    """The hash of every file of a folder."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


@pytest.fixture(name="project_folder", scope="module")
def _project_folder(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that was built into its `site`."""
    return shutil.copytree(tiny_built, tmp_path_factory.mktemp("publish") / "project")


@pytest.fixture(name="before")
def _before(project_folder: Path) -> dict[str, str]:
    """The earlier site's files."""
    return fingerprint(project_folder / "site")


@pytest.fixture(name="duration", scope="module")
def _duration(project_folder: Path) -> float:
    """Seconds that a build takes whose figures are drawn."""
    began = time.monotonic()
    assert run(project_folder).returncode == 0
    return time.monotonic() - began


def run(
    folder: Path, command: list[str] = BUILD, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a build in a project's folder, with more said in its environment."""
    around = {**os.environ, **(environment or {})}
    return subprocess.run(
        command, cwd=folder, env=around, capture_output=True, text=True, check=False
    )


def wait_for_new(folder: Path, process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """Wait until a build that was begun writes its new site; an engine left alone may write too."""
    until = time.monotonic() + 60
    while not list(folder.glob(f"site.new-{process.pid}*")):
        assert time.monotonic() < until
        time.sleep(0.02)


def only_one_fault_of_the_machine(done: subprocess.CompletedProcess[str], code: str) -> bool:
    """Whether a build ended with 3 and one fault in two languages that says what is untouched."""
    said = done.stdout + done.stderr
    told = said.count("FEJL M") == 1 and said.count("(English)") == 1
    untouched = "Det tidligere site er urørt" in said and "earlier site is untouched" in said
    return done.returncode == 3 and f"FEJL {code} " in said and told and untouched


@NIGHTLY
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_build_killed_at_any_time_leaves_the_earlier_site(
    project_folder: Path, before: dict[str, str], duration: float, share: float
) -> None:
    process = subprocess.Popen(BUILD, cwd=project_folder, start_new_session=True)
    time.sleep(duration * share)
    _killed(project_folder, before, process)


def test_a_killed_build_leaves_the_earlier_site(
    project_folder: Path, before: dict[str, str]
) -> None:
    process = subprocess.Popen(BUILD, cwd=project_folder, start_new_session=True)
    wait_for_new(project_folder, process)
    _killed(project_folder, before, process)


def _killed(folder: Path, before: dict[str, str], process: subprocess.Popen[bytes]) -> None:
    """Kill a build with its engine: the site stays, and the next build clears up after it."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

    assert fingerprint(folder / "site") == before
    assert run(folder).returncode == 0
    assert fingerprint(folder / "site") == before
    assert not list(folder.glob("site.*"))


def test_a_build_whose_engine_lives_on_alone_does_not_spoil_the_next(
    project_folder: Path, before: dict[str, str]
) -> None:
    process = subprocess.Popen(BUILD, cwd=project_folder)
    wait_for_new(project_folder, process)
    process.kill()
    process.wait()

    assert run(project_folder).returncode == 0
    assert fingerprint(project_folder / "site") == before


@pytest.mark.parametrize("asked", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=NIGHTLY)])
def test_a_build_that_is_asked_to_stop_cleans_up_and_says_so(
    project_folder: Path, before: dict[str, str], asked: signal.Signals
) -> None:
    # what a shell starts in the background hears no SIGINT, and neither does what that starts
    process = subprocess.Popen(
        BUILD,
        cwd=project_folder,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=partial(signal.signal, asked, signal.SIG_DFL),
    )
    wait_for_new(project_folder, process)
    os.killpg(process.pid, asked)
    _, said = process.communicate()

    assert process.returncode == 130
    assert "FEJL M105 " in said
    assert "Traceback" not in said
    assert fingerprint(project_folder / "site") == before
    assert not list(project_folder.glob("site.*"))


def test_a_fault_leaves_the_earlier_site(project_folder: Path, before: dict[str, str]) -> None:
    page = project_folder / "docs/roles/example.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("../index.md", "../nowhere.md"), "utf-8")
    done = run(project_folder)
    page.write_text(text, "utf-8")

    assert done.returncode == 1
    assert "docs/roles/example.md:10" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert fingerprint(project_folder / "site") == before


def test_a_fault_of_the_configuration_ends_with_2(
    project_folder: Path, before: dict[str, str]
) -> None:
    settings = project_folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("name: material", "name: materiel"), "utf-8")
    done = run(project_folder)
    settings.write_text(text, "utf-8")

    assert done.returncode == 2
    assert "materiel" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert fingerprint(project_folder / "site") == before


def test_a_build_that_breaks_down_ends_with_3_and_leaves_its_log(
    project_folder: Path, before: dict[str, str]
) -> None:
    hook = project_folder / "hooks/events.py"
    text = hook.read_text("utf-8")
    hook.write_text(
        f"{text}\n\ndef on_files(*_, **__):\n    raise ValueError('planted')\n", "utf-8"
    )
    done = run(project_folder)
    hook.write_text(text, "utf-8")

    assert only_one_fault_of_the_machine(done, "M100"), done.stdout + done.stderr
    assert "ValueError: planted" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "Traceback" in (project_folder / ".cache/build.log").read_text("utf-8")
    assert fingerprint(project_folder / "site") == before


def test_two_builds_at_once_leave_one_whole_site(
    project_folder: Path, before: dict[str, str]
) -> None:
    running = [subprocess.Popen(BUILD, cwd=project_folder) for _ in range(2)]

    assert [one.wait() for one in running] == [0, 0]
    assert fingerprint(project_folder / "site") == before


def test_a_build_waits_for_another_and_in_the_end_says_so(
    project_folder: Path, before: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with FileLock(project_folder / ".site.lock"):
        code = build_site(project_folder, project_folder / "site", patience=0.1)
    out, err = capsys.readouterr()

    assert code is ExitCode.MACHINE
    assert "venter. / Another build is running; waiting." in out
    assert "FEJL M104 " in err
    assert fingerprint(project_folder / "site") == before


def _nonsense(cache: Path) -> None:
    for file in [one for one in cache.rglob("*") if one.is_file()]:
        file.write_bytes(b"\x00nonsense")


def _halves(cache: Path) -> None:
    for file in [one for one in cache.rglob("*") if one.is_file()]:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _other_versions(cache: Path) -> None:
    """Every kept file under the name and head of another one."""
    for folder in {one.parent for one in cache.rglob("*") if one.is_file()}:
        files = sorted(one for one in folder.iterdir() if one.is_file())
        texts = [one.read_bytes() for one in files]
        for file, text in zip(files, [*texts[1:], *texts[:1]], strict=True):
            file.write_bytes(text)


@NIGHTLY
@pytest.mark.parametrize("spoil", [_nonsense, _halves, _other_versions])
def test_a_spoilt_cache_does_no_harm(
    project_folder: Path, before: dict[str, str], spoil: Callable[[Path], None]
) -> None:
    spoil(project_folder / ".cache")
    done = run(project_folder)

    assert done.returncode == 0, done.stderr
    assert fingerprint(project_folder / "site") == before


@needs_mounts
def test_a_cache_that_cannot_be_written_is_done_without(
    project_folder: Path, before: dict[str, str]
) -> None:
    cache = project_folder / ".cache"
    locked = [f"mount --bind {cache} {cache}", f"mount -o remount,bind,ro {cache}"]
    done = run(project_folder, with_mounts(locked, BUILD))

    assert done.returncode == 0, done.stderr
    assert fingerprint(project_folder / "site") == before


def test_a_target_that_cannot_be_made_ends_with_3(project_folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    done = build(blocked / "site", root=project_folder)

    assert only_one_fault_of_the_machine(done, "M101")
    assert blocked.read_text("utf-8") == "in the way"
    assert "Traceback" not in done.stdout + done.stderr


@needs_mounts
def test_a_target_that_cannot_be_written_ends_with_3(
    project_folder: Path, before: dict[str, str], tmp_path: Path
) -> None:
    shutil.copytree(project_folder / "site", tmp_path / "site")
    locked = [f"mount --bind {tmp_path} {tmp_path}", f"mount -o remount,bind,ro {tmp_path}"]
    done = run(project_folder, with_mounts(locked, [*BUILD[:-1], str(tmp_path / "site")]))

    assert only_one_fault_of_the_machine(done, "M101")
    assert "Traceback" not in done.stdout + done.stderr
    assert fingerprint(tmp_path / "site") == before


@needs_mounts
@pytest.mark.parametrize("share", [pytest.param(0.3, marks=NIGHTLY), 0.9])
def test_a_full_disk_ends_with_3_and_says_how_much_is_needed(
    project_folder: Path, before: dict[str, str], tmp_path: Path, share: float
) -> None:
    site, kept = project_folder / "site", tmp_path / "kept"
    blocks = sum(file.stat().st_blocks for file in site.rglob("*") if file.is_file())
    size = int(blocks / 2 * (1 + share))
    disk = tmp_path / "disk"
    disk.mkdir()
    filled = [
        f"mount -t tmpfs -o size={size}k none {disk}",
        f"cp -a {site} {disk}/site",
    ]
    after = f'"$@"; code=$?; cp -a {disk}/site {kept}; exit $code'
    command = ["sh", "-c", after, "sh", *BUILD[:-1], str(disk / "site")]
    done = run(project_folder, with_mounts(filled, command))

    assert only_one_fault_of_the_machine(done, "M102"), done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert fingerprint(kept) == before


@needs_mounts
def test_a_full_disk_without_an_earlier_site_says_that_nothing_was_built(
    project_folder: Path, tmp_path: Path
) -> None:
    small = [f"mount -t tmpfs -o size=600k none {tmp_path}"]
    done = run(project_folder, with_mounts(small, [*BUILD[:-1], str(tmp_path / "site")]))

    assert done.returncode == 3
    assert "Der er ikke bygget noget." in done.stderr
    assert "FEJL M102 " in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_file_that_may_not_be_written_whole_ends_with_3(
    project_folder: Path, before: dict[str, str]
) -> None:
    done = run(project_folder, ["sh", "-c", 'ulimit -f 20 && exec "$@"', "sh", *BUILD])

    assert only_one_fault_of_the_machine(done, "M101"), done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert fingerprint(project_folder / "site") == before


@NIGHTLY
@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"},
        {"TZ": "Pacific/Kiritimati", "PATH": "/nowhere"},
        {**SHIM, "ELSEWHERE_CLOCK": "0"},
        {**SHIM, "ELSEWHERE_CLOCK": "4070908800"},
    ],
    ids=["no locale", "Turkish", "no git", "clock in 1970", "clock in 2099"],
)
def test_the_machine_does_not_show_in_the_site(
    project_folder: Path, before: dict[str, str], environment: dict[str, str]
) -> None:
    done = run(project_folder, environment=environment)

    assert done.returncode == 0, done.stdout + done.stderr
    assert fingerprint(project_folder / "site") == before


def test_a_machine_without_fonts_network_or_place_for_a_cache_draws_the_same_figures(
    project_folder: Path, before: dict[str, str], tmp_path: Path
) -> None:
    cache, aside = project_folder / ".cache", project_folder / ".aside"
    cache.rename(aside)
    cache.write_text("not a folder", "utf-8")
    fonts = [one for one in ("/usr/share/fonts", "/usr/local/share/fonts") if Path(one).is_dir()]
    none = [f"mount -t tmpfs none {one}" for one in fonts]
    command = with_mounts(none, BUILD, "--net") if can_mount() else BUILD
    done = run(project_folder, command, {"HOME": str(tmp_path / "nobody")})
    cache.unlink()
    aside.rename(cache)

    assert done.returncode == 0, done.stderr
    assert fingerprint(project_folder / "site") == before


def test_places_are_changed_where_the_system_cannot_do_it_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, target, old = tmp_path / "new", tmp_path / "site", tmp_path / "old"
    for folder in (new, target):
        folder.mkdir()
        (folder / "index.html").write_text(folder.name, "utf-8")
    monkeypatch.setattr(sys, "platform", "another")
    swap_folders(new, target, old)

    assert (target / "index.html").read_text("utf-8") == "new"
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_a_change_of_places_that_fails_halfway_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    target.mkdir()
    monkeypatch.setattr(sys, "platform", "another")

    with pytest.raises(FileNotFoundError):
        swap_folders(tmp_path / "not there", target, tmp_path / "old")
    assert [one.name for one in tmp_path.iterdir()] == ["site"]
