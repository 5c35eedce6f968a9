"""From saving a file to the new page at the reader's end, with each development server running.

Asked over HTTP every 10 ms, as a browser that reloads would: the time until the page's text is new.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from barometer.publish.build import free_port
from benchmarks.measure import SETTINGS, FailedError
from benchmarks.ways import EDITED_FIGURE, Way, edit_number, edit_page, edited_word

FIRST_PORT = 8765
"""Every server takes the first port from here on that no other program listens at."""
PATIENCE = 180.0


@dataclass(frozen=True)
class Server:
    """A development server: its command, what is edited and where the change is to be seen."""

    name: str
    command: tuple[str, ...]
    folder: Path
    env: Mapping[str, str]
    edit: Callable[[Path, int], None]
    address: str
    port: int
    figure: bool = False


def servers(ways: Mapping[str, Way], root: Path) -> list[Server]:
    """Ours with everything that `make serve` has, and the rivals'."""
    ours, floor, hugo = ways["whole warm"], ways["floor"], ways["hugo"]
    port = free_port(FIRST_PORT)
    at = f"127.0.0.1:{port}"
    mkdocs = (sys.executable, "-m", "mkdocs", "serve", "-q", "-a", at)
    zensical = str(Path(sys.executable).with_name("zensical"))
    own = (sys.executable, "-m", "barometer", "serve", "--port", str(port))
    case, measure = "omraade-1/sag-1-hjemmeplejen-og-samtalerne/", "barometer/maaling-1/"
    plain = "area-1/case-1/"
    return [
        Server("ours, a page", own, ours.folder, ours.also, edit_page, case, port),
        Server("ours, a number", own, ours.folder, ours.also, edit_number, measure, port, True),
        Server("MkDocs, a page", mkdocs, floor.folder, {}, edit_page, plain, port),
        Server(
            "Zensical, a page (one language)",
            (zensical, "serve", "-a", at),
            root / "rivals/zensical-da",
            {},
            edit_page,
            plain,
            port,
        ),
        Server(
            "Hugo, a page",
            (hugo.command[0], "server", "--port", str(port), "--baseURL", f"http://{at}/"),
            hugo.folder,
            {},
            edit_content,
            plain,
            port,
        ),
    ]


def edit_content(folder: Path, round_: int) -> None:
    """The same edit where Hugo keeps its pages."""
    page = folder / "content/area-1/case-1.md"
    text = page.read_text("utf-8").split("\n\nRettet:")[0].rstrip()
    page.write_text(f"{text}\n\nRettet: {edited_word(round_)}.\n", "utf-8")


def latency(server: Server, rounds: int, first: int) -> list[float]:
    """Seconds from each save to the new page."""
    address = f"http://127.0.0.1:{server.port}/{server.address}"
    found = []
    with _running(server):
        _wait(address, lambda text: bool(text))
        for round_ in range(first, first + rounds + 1):
            time.sleep(1.5)  # as a person would: the server is at rest when the next save comes
            before = _drawing(_get(address))
            start = time.perf_counter()
            server.edit(server.folder, round_)
            word = f"Rettet: {edited_word(round_)}"
            _wait(
                address,
                lambda text, old=before, new=word: (  # type: ignore[misc]
                    _drawing(text) not in ("", old) if server.figure else new in text
                ),
            )
            found.append(time.perf_counter() - start)
    return found[1:]


def _drawing(text: str) -> str:
    """The figure on a page, whatever the server puts into the rest."""
    _, _, after = text.partition(EDITED_FIGURE)
    return after.partition("</figure>")[0]


def _get(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own
            return str(answer.read().decode("utf-8", errors="replace"))
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def _wait(address: str, seen: Callable[[str], bool]) -> None:
    end = time.perf_counter() + PATIENCE
    while not seen(_get(address)):
        if time.perf_counter() > end:
            raise FailedError(f"{address} did not change within {PATIENCE:.0f} s")
        time.sleep(0.01)


@contextmanager
def _running(server: Server) -> Iterator[None]:
    environment = {**os.environ, **SETTINGS, **server.env}
    with (server.folder / ".bench.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            server.command,
            cwd=server.folder,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
