"""The check of the live site finds what it is for, and needs nothing but Python."""

import hashlib
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from barometer.publish.smoke import (
    SUMS_FILE,
    check_from_shell,
    check_live_site,
    read_sums,
    sample_pages,
)
from tests.conftest import ROOT


class Host(SimpleHTTPRequestHandler):
    """A host such as Pages: what is not there is answered with the site's own error page."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, *_: object) -> None:
        page = Path(self.directory, "404.html")
        self.send_response(code)
        self.end_headers()
        self.wfile.write(page.read_bytes() if page.exists() else b"?")


@pytest.fixture(name="whole")
def _whole(tiny_built: Path) -> Path:
    return tiny_built / "site"


@pytest.fixture(name="live")
def _live(whole: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may spoil."""
    return shutil.copytree(whole, tmp_path / "live")


@pytest.fixture(name="address")
def _address(live: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(live)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def listed(site: Path) -> str:
    """The SHA-256 of the tested site's own list."""
    return hashlib.sha256((site / SUMS_FILE).read_bytes()).hexdigest()


def wrong(address: str, wanted: str = "") -> list[str]:
    return [one.what for one in check_live_site(address, wanted, wait=0.5) if one.da]


def test_the_site_that_was_tested_passes(address: str, whole: Path) -> None:
    done = list(check_live_site(address, listed(whole), wait=0.5))
    looked_at = {one.what for one in done}

    assert [one for one in done if one.da] == []
    assert {"index.html", "en/index.html", "was/", "404", SUMS_FILE} <= looked_at
    assert any(one.endswith(".svg") for one in looked_at)
    assert any(one.endswith(".csv") for one in looked_at)
    assert sum(one.startswith("en/") for one in looked_at) >= 4


@pytest.mark.parametrize("by", ["list", "sum"])
def test_it_runs_without_the_packages_of_the_project(address: str, whole: Path, by: str) -> None:
    script = ROOT / "hooks/barometer/publish/smoke.py"
    tested = str(whole / SUMS_FILE) if by == "list" else listed(whole)
    command = [sys.executable, "-I", "-S", str(script), address, tested]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    danish, english = done.stdout.splitlines()
    assert danish.endswith(" er i orden.")
    assert english.endswith(" are right.)")


def test_another_site_than_the_tested_one_is_told(address: str, live: Path, whole: Path) -> None:
    text = (whole / SUMS_FILE).read_text("utf-8")
    (live / SUMS_FILE).write_text(text.replace("0", "1", 1), "utf-8")

    assert wrong(address, listed(whole)) == [SUMS_FILE]


def test_a_page_a_figure_and_a_file_that_differ_are_told(address: str, live: Path) -> None:
    sums = read_sums((live / SUMS_FILE).read_text("utf-8"))
    figure = next(name for name in sample_pages(sums) if name.endswith(".svg"))
    table = next(name for name in sample_pages(sums) if name.endswith(".csv"))
    (live / "en/index.html").write_text("spoilt", "utf-8")
    (live / figure).unlink()
    (live / table).write_bytes(b"")

    assert wrong(address) == ["en/index.html", figure, table]


def test_a_redirect_and_an_error_page_that_are_not_there_are_told(address: str, live: Path) -> None:
    shutil.rmtree(live / "was")
    (live / "404.html").unlink()

    assert {"was/", "404"} <= set(wrong(address))


def test_it_waits_for_a_host_that_still_shows_the_earlier_site(
    address: str, live: Path, whole: Path
) -> None:
    text = (whole / SUMS_FILE).read_bytes()
    (live / SUMS_FILE).write_bytes(b"")
    later = threading.Timer(1.0, (live / SUMS_FILE).write_bytes, [text])
    later.start()
    found = [one for one in check_live_site(address, listed(whole), wait=20) if one.da]
    later.join()

    assert found == []


def test_a_host_that_does_not_answer_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert wrong("http://127.0.0.1:9/") == [SUMS_FILE]
    assert check_from_shell([]) == 2
    assert check_from_shell(["file:///etc/"]) == 2
    assert "Brug / Use: make smoke" in capsys.readouterr().out


def test_what_is_wrong_is_said_danish_first_and_ends_with_1(
    address: str, live: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (live / "index.html").write_text("spoilt", "utf-8")
    code = check_from_shell([address])
    said = capsys.readouterr().err

    assert code == 1
    assert said.startswith("FEJL index.html Filen er ikke den, der blev prøvet")
    assert "     (English) The file is not the one that was tested" in said
