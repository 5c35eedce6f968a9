"""What a proposal changes, told to its editor in one page of Markdown, Danish first."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from barometer.editors.summary_pages import advice, pages_told
from barometer.editors.told import MOST, heading, more, plain
from barometer.editors.translation import read_states
from barometer.editors.versions import Version, read_base, read_version
from barometer.indicators.cited import cited_by
from barometer.problems import Problem

FALSE = ("V2", "V3", "V4")
"""The codes of sentences and captions that the numbers do not bear out."""


def summary(root: Path, base: str, problems: Sequence[Problem]) -> str | None:
    """The page; None where git does not know `base`. `problems` are the faults as it stands."""
    before = read_base(root, base)
    if before is None:
        return None
    after = read_version(root)
    parts = (
        heading("Hvad forslaget ændrer", "What the proposal changes", 1),
        *_faults(problems),
        *_numbers(before, after),
        *_figures(before, after),
        *pages_told(before, after, read_states(root)),
        *advice(root, before, after),
    )
    return "\n".join(parts) + "\n"


def _faults(problems: Sequence[Problem]) -> Iterator[str]:
    false = [one for one in problems if one.code.startswith(FALSE)]
    rest = [one for one in problems if one not in false]
    if not problems:
        yield "Ingen fejl. / No faults."
    if false:
        yield heading("Sætninger, der er blevet forkerte", "Sentences that became false")
        yield from _listed(false)
    if rest:
        yield heading("Fejl at rette", "Faults to correct")
        yield from _listed(rest)


def _listed(problems: Sequence[Problem]) -> Iterator[str]:
    for one in sorted(problems, key=lambda one: (one.path, one.line or 0, one.code))[:MOST]:
        where = one.path if one.line is None else f"{one.path}:{one.line}"
        yield f"- **`{where}`** ({one.code}) {plain(one.message.da)}  "
        yield f"  *{plain(one.message.en)}*"
    yield from more(len(problems))


def _numbers(before: Version, after: Version) -> Iterator[str]:
    keys = sorted({*before.numbers, *after.numbers})
    changed = [key for key in keys if before.numbers.get(key) != after.numbers.get(key)]
    if not changed:
        return
    yield heading("Tal", "Numbers")
    yield "| Tal / Number | Før / Before | Nu / Now | Kilde / Source |"
    yield "| --- | --- | --- | --- |"
    for key in changed[:MOST]:
        old, new = before.numbers.get(key), after.numbers.get(key)
        source = (new or old or ("", "", ""))[2]
        yield f"| `{'/'.join(key)}` | {_number(old)} | {_number(new)} | `{source}` |"
    yield from more(len(changed))


def _number(cells: tuple[str, str, str] | None) -> str:
    if cells is None:
        return "–"
    return cells[0] + (f" (n = {cells[1]})" if cells[1] else "")


def _figures(before: Version, after: Version) -> Iterator[str]:
    """The indicators whose numbers or words changed, and the pages that use them."""
    keys = {*before.numbers, *after.numbers}
    touched = {key[0] for key in keys if before.numbers.get(key) != after.numbers.get(key)}
    for name in {*before.files, *after.files}:
        if name.startswith("data/indicators/") and before.files.get(name) != after.files.get(name):
            touched.add(Path(name).stem)
    if not touched:
        return
    cited = cited_by(after.pages)
    yield heading("Figurer og sider, der bruger tallene", "Figures and pages that use the numbers")
    for name in sorted(touched)[:MOST]:
        pages = ", ".join(f"`{key.file('da')}`" for key in cited.get(name, ())) or "–"
        drawn = f"data/indicators/{name}.yml" in after.files
        figure = f" (`data/figures/{name.replace('_', '-')}…`)" if drawn else ""
        yield f"- `{name}`{figure}: {pages}"
    yield from more(len(touched))
