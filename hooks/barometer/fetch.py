"""A file from this machine or from the web, or why it cannot be had."""

import urllib.error
import urllib.request
from pathlib import Path

from barometer.faults import reason
from barometer.text import Text

SECONDS = 30.0
AGENT = "COI-site-check/1.0"
WEB = ("https://", "http://")


def fetch(place: str) -> bytes | Text:
    """The bytes at a path or an address of the web."""
    try:
        return answer(place)[1] if place.startswith(WEB) else Path(place).read_bytes()
    except OSError as error:
        return why(error)


def answer(address: str, method: str = "GET", seconds: float = SECONDS) -> tuple[int, bytes]:
    """The status and the bytes that a server on the web answers with, after redirects."""
    if not address.startswith(WEB):
        raise OSError(0, address)
    request = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT})  # noqa: S310
    with urllib.request.urlopen(request, timeout=seconds) as found:  # noqa: S310 - see above
        return found.status, found.read()


def why(error: OSError) -> Text:
    """What stands in the way, in words."""
    if isinstance(error, urllib.error.HTTPError):
        return Text(da=f"serveren svarer {error.code}", en=f"the server answers {error.code}")
    if isinstance(error, urllib.error.URLError):
        said = str(error.reason)
        return Text(da=f"ingen forbindelse ({said})", en=f"no connection ({said})")
    return reason(error)
