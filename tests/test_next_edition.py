"""What the recipes let editors do needs no programmer: a new edition and a corrected number.

The next edition and one correction are planted in a copy of the project, by the recipes of
`CONTRIBUTING.md`. Nothing may fall there: not the check, and not one test of the living content.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from barometer.data.releases import build_time
from barometer.pages.site import DEFAULT_ADDRESS
from barometer.site import read_project
from tests.release_cases import append

HEADLINE = "innovative_workplaces"
FETCHED = "tests/npm/node_modules"
"""What the browser tests fetched is not fetched again."""
NOW = build_time() + timedelta(days=2)
"""After every expectation of today, which counts only for an edition that comes later."""
TODAY = NOW.date()
EDITION = "{da: Endnu en udgave, en: One more edition}"
FIXED = "{da: Et tal er rettet, en: A number is corrected}"
REASON = '{da: "Vi havde tastet forkert.", en: "We had typed it wrong."}'


def told(root: Path) -> list[str]:
    """The faults of a project."""
    return [one.told() for one in read_project(root, DEFAULT_ADDRESS, now=NOW).problems]


def copied(living: Path, root: Path) -> Path:
    """Every file that git keeps, in a repository of its own."""
    said = subprocess.run(["git", "ls-files", "-z"], cwd=living, capture_output=True, check=True)
    for name in filter(None, said.stdout.decode().split("\0")):
        if (living / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(living / name, root / name)
    (root / FETCHED).symlink_to(living / FETCHED)
    if (living / ".cache").is_dir():  # what was drawn before is not drawn again
        shutil.copytree(living / ".cache", root / ".cache", dirs_exist_ok=True)
    return root


def kept(root: Path) -> None:
    """Make a commit of the copy."""
    me = ("-c", "user.name=editor", "-c", "user.email=editor@example.org")
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), (*me, "commit", "-qm", "Data: x")):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)


def rows_of(root: Path) -> list[list[str]]:
    with (root / "data/observations.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def write_rows(root: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with (root / "data/observations.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([head, *rows])


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


def dumped(known: object) -> str:
    return yaml.safe_dump(known, allow_unicode=True, sort_keys=False)


def version(root: Path, part: int) -> str:
    """The version after the last one: part 1 for new figures, part 2 for a correction."""
    listed = [
        one["version"] for one in read(root / "data/releases.yml").values() if "version" in one
    ]
    last = max([int(one) for one in name.split(".")] for name in listed)
    return ".".join(str(one) for one in [*last[:part], last[part] + 1, 0][:3])


def release(root: Path, words: str, part: int, more: str = "") -> None:
    """A release that is out, at the end of the file."""
    number = version(root, part)
    day = TODAY - timedelta(days=1) if more else TODAY
    facts = f'date: {day}, version: "{number}", title: {words}, text: {words}{more}'
    append(root / "data/releases.yml", f"\nplanted_{number.replace('.', '_')}: {{{facts}}}\n")


def plant_edition(root: Path) -> None:
    """The next Danish edition with every number of the last, the headline one higher."""
    editions = read(root / "data/editions.yml")
    last = max((key for key in editions if key.isdigit()), key=int)
    new, facts = str(int(last) + 1), editions[last]
    start = facts["end"] + 1
    years = f"{start}–{start + 1}"
    facts = {key: one for key, one in facts.items() if key not in ("notes", "break")}
    facts |= {
        "title": {"da": f"{new}. udgave", "en": f"{new}th edition"},
        "start": start,
        "end": start + 1,
        "period": {"da": years, "en": years},
        "published": TODAY - timedelta(days=1),
    }
    append(root / "data/editions.yml", "\n" + dumped({new: facts}))
    release(root, EDITION, 1, f', hour: "00:01", editions: ["{new}"]')

    head, *rows = rows_of(root)
    more = [[*row[:2], new, *row[3:]] for row in rows if row[1:3] == ["DK", last]]
    (headline,) = (row for row in more if row[0] == HEADLINE and row[3] == "total")
    headline[5] = f"{float(headline[5]) - 1:g}"
    write_rows(root, head, sorted(rows + more))

    file = root / f"data/indicators/{HEADLINE}.yml"
    words = read(file)
    chart = words["charts"]["default"]
    chart["editions"] = [*chart["editions"], new]
    chart["finding"] = {
        "da": f"{headline[5]} procent af de offentlige arbejdspladser indførte innovation",
        "en": f"{headline[5]} per cent of public workplaces introduced innovation",
    }
    file.write_text(dumped(words), "utf-8")


def corrections(root: Path) -> Iterator[tuple[list[str], str]]:
    """Rows that no page may name, with what the log calls them."""
    for row in rows_of(root)[1:]:
        if row[1] == "DK" and row[4] in ("dont_know", "other"):
            yield row, f"{row[0]}/{row[3]}/{row[4]}@{row[2]}"


def plant_correction(root: Path) -> None:
    """One number that was typed wrong, the first that makes no sentence false."""
    head, *rows = rows_of(root)
    log = root / "data/corrections.yml"
    text = log.read_text("utf-8")
    release(root, FIXED, 2)
    for row, name in corrections(root):
        new = f"{float(row[5]) + 1:g}"
        fixed = [[*one[:5], new, *one[6:]] if one == row else one for one in rows]
        entry = f"- {{date: {TODAY}, value: {name}, old: {row[5]}, new: {new}, kind: error, "
        entry += f"reason: {REASON}}}\n"
        write_rows(root, head, fixed)
        log.write_text(text.removesuffix("[]\n") + entry, "utf-8")
        if not told(root):
            return
    raise AssertionError("no number could be corrected")


@pytest.mark.nightly
def test_the_next_edition_and_a_correction_need_no_programmer(living: Path, tmp_path: Path) -> None:
    root = copied(living, tmp_path)
    plant_edition(root)
    assert told(root) == []
    plant_correction(root)
    kept(root)

    moment = str(int(NOW.timestamp()))
    of_ours = ("BUILT_SITE", "PYTEST_")  # its own site, as if nobody else ran
    here = {key: one for key, one in os.environ.items() if not key.startswith(of_ours)}
    here |= {"PYTHONPATH": str(root / "hooks"), "SOURCE_DATE_EPOCH": moment}
    command = [sys.executable, "-m", "pytest", "-q", "--tb=line", "-m", "living and not nightly"]
    done = subprocess.run(
        [*command, "tests"], cwd=root, env=here, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout[-20_000:]
