"""Which page the syntax stands on, asked only when a page is made."""

from collections.abc import Callable

from barometer.state import PageState

Context = Callable[[], PageState]
