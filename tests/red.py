"""Red tests told to editors: what they mean for a proposal, and who is to act, before the details.

`make ci` writes it where GitHub shows the summary of a run; elsewhere pytest says enough.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

SHOWN = 20
"""Tests told one by one; the rest is counted."""
LIVING = (
    "### {n} af dem læser jeres sider og tal\n\n"
    "Årsagen kan være noget, forslaget ændrer. Find det sted, der er nævnt, på siden og ret det, "
    "hvis I kan se, hvad der er galt. Ellers skriv det i en kommentar, "
    "og bed holdet `udvikling` om hjælp.\n\n"
    "*{n} of them read your pages and numbers. "
    "The cause may be something that the proposal changes. "
    "Look for the place that is named, and correct it if you can see what is wrong. "
    "Otherwise say so in a comment, and ask the team `udvikling` for help.*\n"
)
OURS = (
    "### {n} af dem læser hverken jeres tekst eller tal\n\n"
    "I skal ikke rette noget: det er programmet, der ikke gør, som det skal. "
    "Skriv det i en kommentar, og bed holdet `udvikling` se på det.\n\n"
    "*{n} of them read neither your text nor your numbers. You have nothing to correct: "
    "the program does not do what it should. "
    "Say so in a comment, and ask the team `udvikling` to look.*\n"
)
HEADING = (
    "# ❌ {n} prøver sagde nej / {n} tests said no\n\n"
    "Sitet kan ikke komme ud, før de er grønne. Det tidligere site er urørt. "
    "*The site cannot go out before they are green. The earlier site is untouched.*\n"
)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tell the red tests of a run in GitHub's summary of it."""
    reports = [*terminalreporter.getreports("failed"), *terminalreporter.getreports("error")]
    found = [one for one in reports if not one.longreprtext.startswith("contains ")]
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    worker = hasattr(terminalreporter.config, "workerinput")
    if found and target and not worker:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(red_tests(found))


def red_tests(reports: Sequence[pytest.TestReport]) -> str:
    """The red tests as Markdown: those that meet content first, each kind with what to do."""
    kinds = {LIVING: True, OURS: False}
    parts = [HEADING.format(n=len(reports))]
    for words, living in kinds.items():
        own = [one for one in reports if ("living" in one.keywords) is living]
        if own:
            parts += [words.format(n=len(own)), *map(_told, own[:SHOWN])]
            parts += [f"\n… {len(own) - SHOWN}\n"] if len(own) > SHOWN else []
    return "\n".join(parts)


def _told(report: pytest.TestReport) -> str:
    """A test by its name in words, what it was trying, and the first lines of what it found."""
    file, _, name = report.nodeid.partition("::")
    words = name.partition("[")[0].removeprefix("test_").replace("_", " ")
    tried = ", ".join(_tried(report))
    found = [line[1:].strip() for line in report.longreprtext.splitlines() if line[:2] == "E "]
    shown = "\n  ".join(line.replace("```", "'''")[:300] for line in found[:6])
    return (
        f"- **{words}**{f' ({tried})' if tried else ''} `{file}`\n\n  ```text\n  {shown}\n  ```\n"
    )


def _tried(report: pytest.TestReport) -> Iterator[str]:
    """What the test was given: the case of a parametrised one, the page or file of a subtest."""
    if inside := report.nodeid.partition("[")[2].removesuffix("]"):
        yield inside
    if context := getattr(report, "context", None):
        yield from (f"{key}: {str(value).strip(chr(39))}" for key, value in context.kwargs.items())
