"""`python -m barometer.verify [LIST]`: build twice, and hold the site against a published list.

`python -m barometer.verify --unchanged FOLDER`: whether a built site is as its own list says.
"""

import sys
from pathlib import Path

from barometer.built import SUMS, differences, read_built, read_sums
from barometer.problems import ExitCode
from barometer.verify.twice import verify


def unchanged(folder: Path) -> ExitCode:
    """Whether every file of a built site is the one that was listed when it was built."""
    listed = read_sums((folder / SUMS).read_text(encoding="utf-8"))
    found = differences(listed, {name: one.sum for name, one in read_built(folder).items()})
    for name in found:
        print(f"Ændret efter bygningen / Changed after the build: {name}", file=sys.stderr)
    return ExitCode.CONTENT if found else ExitCode.GOOD


if __name__ == "__main__":
    if sys.argv[1:2] == ["--unchanged"]:
        sys.exit(unchanged(Path(sys.argv[2])))
    sys.exit(verify(Path.cwd(), *sys.argv[1:2]))
