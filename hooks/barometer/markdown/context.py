"""Which page the syntax stands on: told by an adapter, or the project in the working folder."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

from barometer.content.addresses import PageKey
from barometer.problems import report
from barometer.project import read_project
from barometer.state import DEFAULT_ADDRESS, PageState

Context = Callable[[], PageState]


def context_of(state: PageState | Literal[""]) -> Context:
    """Asked only when a page is made: an engine that merely loads the extension reads nothing."""
    return (lambda: state) if state else working_folder


@cache
def working_folder() -> PageState:
    """The Danish front page of the project in the working folder, for engines that tell nothing.

    Raises ValueError with every fault if the project has one.
    """
    project = read_project(Path.cwd(), DEFAULT_ADDRESS)
    if project.site is None:
        raise ValueError(report(project.problems))
    return PageState(project.site, "da", PageKey("index"))
