"""`python -m barometer.engines`: try every generator, write ENGINES.md; 1 if ProperDocs differs."""

import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from barometer.engines.page import page
from barometer.engines.trial import Trial, trial
from barometer.problems import ExitCode

FILE = "ENGINES.md"
PACKAGES = ("mkdocs", "mkdocs-material", "properdocs", "zensical", "zensical-i18n", "markdown")


def main(root: Path) -> ExitCode:
    """Build with each; only ProperDocs must give our site, the others are reported."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        own = trial(root, here / "own", "build", None)
        proper = trial(root, here / "properdocs", "properdocs", here / "own/site")
        others = [
            replace(
                trial(root, here / "zensical", "zensical", None),
                name="Zensical, vores skabeloner / our templates",
            ),
            replace(
                trial(root, here / "bare", "zensical", None, bare=True),
                name="Zensical, dets egne skabeloner / its own templates",
            ),
        ]
    told = page(datetime.now(UTC).date(), _versions(), own, proper, others)
    (root / FILE).write_text(told, encoding="utf-8", newline="\n")
    print(told)
    for name in proper.differing:
        print(f"Forskellig / Different: {name}", file=sys.stderr)
    return ExitCode.CONTENT if _fails(own) or _fails(proper) else ExitCode.GOOD


def _fails(one: Trial) -> bool:
    return bool(one.code or one.differing)


def _versions() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "–"
    return found


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
