"""What scheduled runs ask: which release has come, which page is due, which link is dead."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from barometer.data.model import Dataset
from barometer.data.releases import AHEAD, Release, due_release
from barometer.pages.page import NEVER, Pages
from barometer.pages.site import Site, reviews
from barometer.publish import permanence
from barometer.publish.permanence import external, report_links
from barometer.text import Text
from tests.conftest import ROOT

WORDS = Text(da="a", en="a")
NINE = Release(date=date(2027, 3, 1), hour="09:00", title=WORDS, text=WORDS)
HOUR = datetime(2027, 3, 1, 8, tzinfo=UTC)  # nine o'clock in Copenhagen in winter


def test_a_release_is_due_from_an_hour_before_until_the_site_was_built_after_it(
    subtests: pytest.Subtests,
) -> None:
    for built, now, waits in [
        (HOUR - timedelta(days=1), HOUR - AHEAD - timedelta(seconds=1), False),
        (HOUR - timedelta(days=1), HOUR - AHEAD, True),
        (HOUR - timedelta(days=1), HOUR, True),
        (HOUR - timedelta(seconds=1), HOUR + timedelta(days=3), True),
        (HOUR, HOUR + timedelta(seconds=1), False),
        (HOUR + timedelta(hours=1), HOUR + timedelta(days=3), False),
    ]:
        with subtests.test(built=built, now=now, waits=waits):
            assert due_release({"one": NINE}, built, now) == (HOUR if waits else None)


def test_without_a_release_nothing_is_due() -> None:
    assert due_release({}, HOUR, HOUR) is None


@pytest.mark.parametrize(
    ("since", "printed"),
    [("2999-01-01T00:00:00Z", False), ("2000-01-01T00:00:00Z", True)],
)
def test_the_command_prints_the_second_to_wait_for_or_an_empty_line(
    since: str, printed: bool
) -> None:
    command = [sys.executable, "-m", "barometer", "due", since]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip().isdigit() == printed


def test_pages_due_within_a_month_are_listed_the_oldest_first(site: Site) -> None:
    facts = [page.facts for page in site.pages.values() if page.facts]
    days = [one.review_by for one in facts if one.review_by != NEVER]
    listed = reviews(site.pages, max(days) + timedelta(days=1))

    assert reviews(site.pages, min(days) - timedelta(days=30)) == ""
    assert reviews(site.pages, min(days) - timedelta(days=29)) != ""
    assert listed.count("overdue") == listed.count("| `docs/") > 50
    shown = [line.split("|")[2].strip() for line in listed.splitlines() if "| `docs/" in line]
    assert shown == sorted(shown)


class _Houses(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer as the path says: `/404`."""
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(name="house")
def _house() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Houses)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_dead_links_are_told_with_their_place_and_living_ones_are_not(
    house: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(permanence, "PAUSE", 0.0)
    places = {
        f"{house}/200": "docs/a.md:1",
        f"{house}/404": "docs/b.md:2",
        "http://127.0.0.1:9/gone": "data/sources.yml (c)",
        "http://[": "docs/d.md:4",
    }
    told = report_links(places)

    assert "4 prøvet, 3 svarer ikke." in told
    assert "docs/a.md:1" not in told
    assert "| `docs/b.md:2` | serveren svarer 404 / the server answers 404 |" in told
    assert "data/sources.yml (c)" in told
    assert "docs/d.md:4" in told


def test_every_address_of_another_site_is_asked_once(site: Site, dataset: Dataset) -> None:
    pages: Pages = site.pages
    found = external(pages, dataset)

    assert all(one.startswith(("https://", "http://")) for one in found)
    assert not [one for one in found if "#" in one]
    links = {one.link.partition("#")[0] for one in dataset.sources.values() if one.link}
    assert links
    assert links <= set(found)


def test_a_question_that_is_not_known_is_refused_with_an_example(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "barometer", "tea"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.startswith("Brug / Use: ")
