"""Each check is switched off in turn: a planted fault that it told must then be missed.

`python -m tests.check_mutation` writes the table; `make nightly` runs it as a test.
"""

import importlib
import inspect
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import barometer
from tests.fault_table import try_fault
from tests.planting import PlantedFault, planted_faults

REPORT = Path(".cache/mutation.md")
TELLS = re.compile(r"(Iterator|list|tuple)\[\S*Fault(, \.\.\.)?\]|Fault \| None")
"""Results that are faults and nothing else; what also hands on a value cannot be switched off."""
TRIED = 40
OURS = ("barometer", "tests.")
ELSEWHERE = ("editors", "publish", "faults")
"""Rooms whose faults have tests of their own, with git, clocks or built sites behind them."""


@dataclass(frozen=True)
class Check:
    """A function of the core that tells faults, and which cases it told something of."""

    module: str
    name: str
    function: Callable[..., Any]

    @property
    def shown(self) -> str:
        """Module and name, without the package."""
        return f"{self.module.removeprefix('barometer.')}.{self.name}"


def checks() -> list[Check]:
    """Every function of the core whose result is faults."""
    found = []
    for module in _modules():
        for name, function in vars(module).items():
            own = inspect.isfunction(function) and function.__module__ == module.__name__
            if own and _tells(function):
                found.append(Check(module.__name__, name, function))
    return found


def _modules() -> Iterator[Any]:
    for one in pkgutil.walk_packages(barometer.__path__, "barometer."):
        part = one.name.split(".")[1]
        if part not in ELSEWHERE and not one.name.endswith("__main__"):
            yield importlib.import_module(one.name)


def _tells(function: Callable[..., Any]) -> bool:
    return TELLS.fullmatch(_result(function)) is not None


def _result(function: Callable[..., Any]) -> str:
    annotation = inspect.signature(function).return_annotation
    told = annotation if isinstance(annotation, str) else str(annotation)
    return re.sub(r"[a-z_]+\.", "", told)


@contextmanager
def replaced(old: Callable[..., Any], new: Callable[..., Any]) -> Iterator[None]:
    """Put a function in another's place, wherever a module or one of its tables names it."""
    places: list[tuple[dict[Any, Any], Any]] = []
    for module in [one for name, one in sys.modules.items() if name.startswith(OURS)]:
        for space in (vars(module), *(v for v in vars(module).values() if isinstance(v, dict))):
            places += [(space, key) for key, value in list(space.items()) if value is old]
    for space, key in places:
        space[key] = new
    _forget()
    try:
        yield
    finally:
        for space, key in places:
            space[key] = old
        _forget()


def _forget() -> None:
    """Let go of what functions keep of their arguments, or a check that is off is recalled."""
    for module in [one for name, one in sys.modules.items() if name.startswith(OURS)]:
        for one in vars(module).values():
            # Asked of the kind: a namespace of rdflib warns of whatever name it does not hold.
            if hasattr(type(one), "cache_clear") and inspect.signature(one).parameters:
                one.cache_clear()


def fired(every: list[Check]) -> dict[str, list[PlantedFault]]:
    """For every check the cases of which it told something."""
    found: dict[str, list[PlantedFault]] = defaultdict(list)
    now: dict[str, set[str]] = defaultdict(set)
    stack = [replaced(one.function, _watched(one, now)) for one in every]
    for one in stack:
        one.__enter__()
    try:
        for case in planted_faults():
            now.clear()
            try_fault(case)
            for name, codes in now.items():
                if any(code.startswith(case.code) for code in codes):
                    found[name].append(case)
    finally:
        for one in reversed(stack):
            one.__exit__(None, None, None)
    return found


def _watched(check: Check, now: dict[str, set[str]]) -> Callable[..., Any]:
    @wraps(check.function)
    def watched(*given: Any, **named: Any) -> Any:
        result = check.function(*given, **named)
        if inspect.isgenerator(result):
            result = iter(whole := list(result))
        else:
            whole = list(result) if isinstance(result, list | tuple) else [result]
        now[check.shown] |= {_code(one) for one in whole if one}
        return result

    return watched


def _code(told: Any) -> str:
    """The code of a fault, told in full or as the key of its message."""
    return str(getattr(told, "code", "") or getattr(told, "key", ""))


def off(check: Check) -> Callable[..., Any]:
    """The check as if it found nothing."""
    told = _result(check.function)
    if "Iterator" in told:
        return lambda *_, **__: iter(())
    return lambda *_, **__: [] if "list" in told else None if "None" in told else ()


def noticed(check: Check, told: list[PlantedFault]) -> bool:
    """Whether a case that the check told of goes untold, or breaks, without it."""
    with replaced(check.function, off(check)):
        return any(try_fault(case).how != "told" for case in told)


def results() -> dict[str, str]:
    """What came of switching off every check: noticed, missed, or never fired."""
    every = checks()
    told = fired(every)
    found = {}
    for check in every:
        some = sorted(
            told.get(check.shown, []), key=lambda case: (case.project == "data", case.name)
        )
        step = max(1, len(some) // TRIED)
        tried = some[::step]
        found[check.shown] = (
            "never fired" if not some else "noticed" if noticed(check, tried) else "MISSED"
        )
    return found


def main() -> int:
    """Write the table; fail where a check can be switched off unseen."""
    found = results()
    REPORT.parent.mkdir(exist_ok=True)
    rows = (f"| {name} | {how} |" for name, how in sorted(found.items()))
    REPORT.write_text("\n".join(["| check | without it |", "| --- | --- |", *rows]) + "\n", "utf-8")
    for how in ("noticed", "never fired", "MISSED"):
        names = [name for name, one in found.items() if one == how]
        print(how, len(names), *([] if how == "noticed" else names), sep="\n  ")
    return 1 if "MISSED" in found.values() else 0


if __name__ == "__main__":
    sys.exit(main())
