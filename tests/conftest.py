"""What tests share: the real project, the real site built from it, a server and a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, expect, sync_playwright

from barometer.data.dataset import load_dataset
from barometer.data.model import Dataset
from barometer.exports.files import write_exports
from barometer.pages.site import DEFAULT_ADDRESS, Site
from barometer.site import Project, read_project
from tests.browser_setup import system_browser
from tests.look import shared_window
from tests.patience import PATIENCE
from tests.red import pytest_terminal_summary  # noqa: F401 - pytest finds it here
from tests.serving import serving
from tests.small import frozen_site
from tests.tiny import tiny_project

ROOT = Path(__file__).parents[1]
ADDRESS = os.environ.get("SITE_URL", DEFAULT_ADDRESS)
"""Where the site that is tested will live: the machine that publishes sets it."""
QUIET = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
"""jsonschema does without: its grammar of addresses takes seconds to start in each worker."""


def build(folder: Path, url: str = ADDRESS, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Build the project into a folder, in a process of its own, as an editor's command does."""
    command = [sys.executable, "-m", "barometer", "build", "--site", str(folder)]
    environment = {**os.environ, "SITE_URL": url}
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what meets the living pages and numbers: `-m living` tries a proposal's content."""
    for one in items:
        if isinstance(one, pytest.Function) and "living" in one.fixturenames:
            one.add_marker("living")


@pytest.fixture(name="living", scope="session")
def _living() -> Path:
    """The project with the numbers and pages that editors change.

    What asks for it holds for any right content: `tests/test_next_edition.py` plants some.
    """
    return ROOT


@pytest.fixture(name="project", scope="session")
def _project(living: Path) -> Project:
    return read_project(living, ADDRESS)


@pytest.fixture(name="site", scope="session")
def _site(project: Project) -> Site:
    assert project.site is not None, "\n".join(one.told() for one in project.problems)
    return project.site


@pytest.fixture(name="frozen", scope="session")
def _frozen(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site whose numbers no editor changes: what is said of known numbers is tried here."""
    return frozen_site(tmp_path_factory.mktemp("frozen"))


@pytest.fixture(name="dataset", scope="session")
def _dataset(living: Path) -> Dataset:
    loaded = load_dataset(living)
    assert loaded.dataset is not None, "\n".join(one.told() for one in loaded.problems)
    return loaded.dataset


@pytest.fixture(name="built", scope="session")
def _built(living: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site: the one that will be published where `BUILT_SITE` names it, else its own."""
    if given := os.environ.get("BUILT_SITE"):
        return Path(given)
    return once(tmp_path_factory, "built", lambda folder: (folder / "site", living)) / "site"


def once(
    factory: pytest.TempPathFactory, name: str, planned: Callable[[Path], tuple[Path, Path]]
) -> Path:
    """A folder with a site that one worker builds and all share, built where `planned` says."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, half = base / name, base / f"{name}-half"
    with FileLock(base / f"{name}.lock"):
        if not folder.exists():
            shutil.rmtree(half, ignore_errors=True)  # one that failed
            half.mkdir()
            site, root = planned(half)
            done = build(site, root=root)
            assert done.returncode == 0, done.stdout + done.stderr
            half.rename(folder)
    return folder


@pytest.fixture(name="tiny_built", scope="session")
def _tiny_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest project with its `site`, built once: nothing may change it."""
    return once(tmp_path_factory, "tiny", lambda folder: (tiny_project(folder) / "site", folder))


@pytest.fixture(name="tiny")
def _tiny(tiny_built: Path, tmp_path: Path) -> Path:
    """A copy of the smallest project, with its site and what it has in its cache."""
    return shutil.copytree(tiny_built, tmp_path / "tiny")


@pytest.fixture(name="exported", scope="session")
def _exported(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files and API as written beside the pages, without building the pages."""
    folder = tmp_path_factory.mktemp("exported")
    list(write_exports(site, folder))
    return folder


@pytest.fixture(name="served", scope="session")
def _served(built: Path) -> Iterator[str]:
    with serving(built) as address:
        yield address


@pytest.fixture(name="browser", scope="session")
def _browser() -> Iterator[Browser]:
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=system_browser(), args=[*QUIET, *sandbox]
        )
        shared_window(browser)
        expect.set_options(timeout=PATIENCE * 1000)
        yield browser
        browser.close()
