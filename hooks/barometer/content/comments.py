"""A comment that never ends swallows the rest of its page: nothing else of it can be judged."""

from barometer.content.document import parse
from barometer.faults import fault
from barometer.problems import Problem

OPEN, CLOSE = "<!--", "-->"


def comment_fault(body: str, shown: str, first_line: int) -> Problem | None:
    """The first comment that does not end before the next begins, code left out."""
    if OPEN not in body:
        return None
    document = parse(body, first_line)
    begun = (one for one in (*document.html, *document.prose) if OPEN in one.text)
    endless = [one.line for one in begun if _endless(one.text)]
    return fault("P122", shown, min(endless)) if endless else None


def _endless(text: str) -> bool:
    return any(CLOSE not in one for one in text.split(OPEN)[1:])
