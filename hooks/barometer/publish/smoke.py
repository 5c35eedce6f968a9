"""Checks of the live site, and the two things they share with the rest of the room.

Only the standard library: a machine that publishes has nothing else.
"""

import hashlib
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple

SUMS_FILE = "SHA256SUMS.txt"
WEB = ("https://", "http://")

NOWHERE = "findes-ikke/does-not-exist/"

REFRESH = b'http-equiv="refresh"'

WAIT, PAUSE, SECONDS = 300.0, 10.0, 30.0

MOST_PAGES = 24
"""Pages that are fetched: front pages and the sections of both languages."""


class Answer(NamedTuple):
    """What a server says: its status, 0 where there is none, and the bytes or the reason."""

    status: int
    body: bytes


class LiveCheck(NamedTuple):
    """One check: what was looked at, and what is wrong in Danish and English, empty if nothing."""

    what: str
    da: str = ""
    en: str = ""


def fetch_answer(address: str, seconds: float = SECONDS) -> Answer:
    """The answer of a server after redirects, an error page too."""
    if not address.startswith(WEB):
        return Answer(0, b"")
    headers = {"Cache-Control": "no-cache", "User-Agent": "COI-site-check/1.0"}
    try:
        asked = urllib.request.Request(address, headers=headers)  # noqa: S310
        with urllib.request.urlopen(asked, timeout=seconds) as answer:  # noqa: S310 - see above
            return Answer(answer.status, answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read())
    except (OSError, ValueError, HTTPException) as error:
        return Answer(0, str(getattr(error, "reason", error)).encode())


def check_live_site(site: str, wanted: str = "", wait: float = WAIT) -> Iterator[LiveCheck]:
    """Every check of the live site; `wanted` is the SHA-256 of the tested site's own list."""
    found = _list(site, wanted, wait)
    right = _is(found, wanted)
    da = f"Sitet er ikke det, der blev prøvet (svar {found.status})."
    en = f"The site is not the one that was tested (answer {found.status})."
    yield _check(SUMS_FILE, right, da, en)
    if not right:
        return
    sums, fresh = read_sums(found.body.decode()), "?" + _sum(found.body)[:12]
    for name in sample_pages(sums):
        answer = fetch_answer(site + name.removesuffix("index.html") + fresh)
        right = answer.status == 200 and _sum(answer.body) == sums[name]
        da = f"Filen er ikke den, der blev prøvet ({answer.status})."
        en = f"The file is not the one that was tested ({answer.status})."
        yield _check(name, right, da, en)
    # the page of the accessibility statement is always an old address that leads on
    answer = fetch_answer(f"{site}was/")
    right = "was/index.html" in sums and answer.status == 200 and REFRESH in answer.body
    da = "Adressen viderestiller ikke til erklæringen."
    yield _check("was/", right, da, "The address does not lead on.")
    answer = fetch_answer(site + NOWHERE)
    right = answer.status == 404 and _sum(answer.body) == sums.get("404.html")
    da = f"En ukendt adresse giver ikke sitets egen fejlside (svar {answer.status})."
    en = f"An unknown address does not give the site’s own error page (answer {answer.status})."
    yield _check("404", right, da, en)


def _check(what: str, right: bool, da: str, en: str) -> LiveCheck:
    return LiveCheck(what) if right else LiveCheck(what, da, en)


def _is(found: Answer, wanted: str) -> bool:
    return found.status == 200 and wanted in ("", _sum(found.body))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _list(site: str, wanted: str, wait: float) -> Answer:
    """The live list, asked for again until it is the wanted one or the time is up."""
    until = time.monotonic() + wait
    while True:
        found = fetch_answer(f"{site}{SUMS_FILE}?{time.monotonic_ns()}")
        if _is(found, wanted) or time.monotonic() > until:
            return found
        time.sleep(min(PAUSE, wait / 5))


def read_sums(text: str) -> Mapping[str, str]:
    """The SHA-256 of each file by its address."""
    pairs = (line.split("  ", 1) for line in text.splitlines() if line)
    return {name: digest for digest, name in pairs}


def sample_pages(sums: Mapping[str, str]) -> Sequence[str]:
    """The pages nearest the root in both languages, a figure, and a file of data."""
    pages = [name for name in sums if name.endswith("index.html")]
    near = sorted(pages, key=lambda name: (name.removeprefix("en/").count("/"), name))[:MOST_PAGES]
    figures = [name for name in sums if name.endswith(".svg") and "figures/" in name][:1]
    tables = [name for name in sums if name.startswith("data/") and name.endswith(".csv")][:1]
    return [*near, *figures, *tables]


def check_from_shell(arguments: Sequence[str]) -> int:
    """Check and tell; 1 if anything is wrong, 2 if it was asked wrongly."""
    if not arguments or not arguments[0].startswith(WEB):
        print("Brug / Use: make smoke SITE_URL=https://example.org/ [LIST=site/SHA256SUMS.txt]")
        return 2
    site = arguments[0].rstrip("/") + "/"
    given = arguments[1] if len(arguments) > 1 else ""
    if given and (Path(given).exists() or len(given) != len(_sum(b""))):
        given = _sum(Path(given).read_bytes())
    done = list(check_live_site(site, given))
    wrong = [one for one in done if one.da]
    for one in wrong:
        print(f"FEJL {one.what} {one.da}\n     (English) {one.en}", file=sys.stderr)
    print(f"{site}: {len(done) - len(wrong)} af {len(done)} er i orden.")
    print(f"({len(done) - len(wrong)} of {len(done)} are right.)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(check_from_shell(sys.argv[1:]))
