"""What editors should know but what stops no build: told as warnings, on screen and in CI."""

from collections.abc import Iterable

from barometer.problems import Problem, in_ci


def notices(problems: Iterable[Problem]) -> str:
    """Each in two lines, Danish first, and as an annotation where `CI` is set."""
    found = sorted(set(problems), key=lambda one: (one.path, one.line or 0, one.code))
    lines = [one.told().replace("FEJL", "ADVARSEL / WARNING", 1) for one in found]
    if in_ci():
        lines += [one.annotation().replace("::error", "::warning", 1) for one in found]
    return "\n".join(lines)
