"""The server that editors see: the edited page at once, then what follows it."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from barometer.faults.report import ExitCode
from barometer.faults.settings import IS_SHOWN
from barometer.publish.build import engine_command
from tests.conftest import ROOT
from tests.patience import PATIENCE, until
from tests.test_shortcuts import PAGE, edit_number
from tests.tiny import INDICATOR


@dataclass(frozen=True)
class Shown:
    """A project, and the address at which it is shown."""

    project: Path
    url: str

    def read(self, address: str) -> bytes:
        """What the browser gets; nothing while the server is not up."""
        try:
            with urllib.request.urlopen(self.url + address, timeout=PATIENCE) as answer:  # noqa: S310
                return bytes(answer.read())
        except urllib.error.URLError:
            return b""


@pytest.fixture(scope="module", name="shown")
def _shown(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    project = shutil.copytree(tiny_built, tmp_path_factory.mktemp("shown") / "project")
    (project / "data/published.txt").write_text("./\nllms.txt\nroller/eksempel/\n", "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{free.getsockname()[1]}"
    url = f"http://{at}/"
    environment = {**os.environ, IS_SHOWN: "1", "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    command = [
        at if part.startswith("127.") else part
        for part in engine_command(project, "serve", project / "site")
    ]
    with subprocess.Popen(command, cwd=project, env=environment) as server:
        shown = Shown(project, url)
        until(lambda: b"<html" in shown.read(""))
        yield shown
        server.terminate()


def test_an_edited_text_comes_to_the_page_and_then_to_the_search(shown: Shown) -> None:
    page = shown.project / PAGE
    page.write_text(page.read_text("utf-8").replace("Teksten", "Nyskrevetord"), "utf-8")

    until(lambda: b"Nyskrevetord" in shown.read("roller/eksempel/"))
    until(lambda: b"nyskrevetord" in shown.read("soeg/index.json").lower())


def test_an_edited_number_comes_to_the_page_and_then_to_the_files(shown: Shown) -> None:
    file = f"data/indicators/{INDICATOR}/{INDICATOR}.csv"
    before = shown.read(file)
    new = edit_number(shown.project)

    until(lambda: f",{new}," in shown.read(file).decode())
    assert f",{new},".encode() not in before


def test_a_page_that_is_shown_lets_the_script_run_that_loads_it_again(shown: Shown) -> None:
    assert b"script-src 'self' 'unsafe-inline'" in shown.read("")


def test_a_fault_stands_on_the_page_that_was_right_last() -> None:
    spec = importlib.util.spec_from_file_location("serve", ROOT / "hooks/serve.py")
    assert spec
    assert spec.loader
    serve = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(serve)
    builds = iter([serve.Abort("FEJL P401 <b>"), OSError("disken er fuld"), None])

    def build() -> None:
        if stopped := next(builds):
            raise stopped

    told = serve.Told(build)
    pages = []
    for _ in range(3):
        told.build()
        page = b"<body><header></header><main id='x'><h1>Titel</h1></main></body>"
        pages.append(serve._with_script(told, lambda page, _: page, page, 1))

    assert b'<main id=\'x\'><div class="admonition danger" role="alert">' in pages[0]
    assert b"FEJL P401 &lt;b&gt;" in pages[0]
    assert b"disken er fuld" in pages[1]
    assert b"<h1>Titel</h1>" in pages[1]
    assert b"alert" not in pages[2]


def test_a_taken_port_is_told_and_the_next_is_offered() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "barometer", "serve", "--port", str(port)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == ExitCode.MACHINE
    assert f"Port {port} er optaget" in done.stderr
    assert "make serve PORT=" in done.stderr
    assert done.stdout == ""
