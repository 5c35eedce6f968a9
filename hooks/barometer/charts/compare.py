"""Before and after: the figures of two built sites that no longer look the same, side by side.

`python -m barometer.charts.compare SITE_BEFORE SITE_AFTER FOLDER` is what a pull request runs.
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from barometer.charts.markup import html, tag
from barometer.charts.use import FOLDER

PICTURES = "*.png"


def changed(before: Path, after: Path) -> list[str]:
    """The names of figures' pictures that are new, gone, or of other bytes."""
    old, new = _pictures(before), _pictures(after)
    return sorted(
        name
        for name in old.keys() | new.keys()
        if name not in old or name not in new or old[name].read_bytes() != new[name].read_bytes()
    )


def compare(before: Path, after: Path, folder: Path) -> list[str]:
    """Copy what has changed into the folder, with a page that shows it; gives the names."""
    names = changed(before, after)
    for side, site in (("before", before), ("after", after)):
        (folder / side).mkdir(parents=True, exist_ok=True)
        for name, path in _pictures(site).items():
            if name in names:
                shutil.copyfile(path, folder / side / name)
    (folder / "index.html").write_text(_page(names, folder), encoding="utf-8")
    return names


def _pictures(site: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted((site / FOLDER).glob(PICTURES))}


def _page(names: Sequence[str], folder: Path) -> str:
    body = tag("body", tag("h1", f"{len(names)} ændrede figurer / changed figures"))
    for name in names:
        body.append(tag("h2", name))
        body.extend(_sides(name, folder))
    head = tag("head", tag("meta", charset="utf-8"), tag("title", "Figurer / Figures"))
    return f"<!doctype html>{html(tag('html', head, body, lang='da'))}"


def _sides(name: str, folder: Path) -> Iterator[Element]:
    for side, words in (("before", "før / before"), ("after", "efter / after")):
        if (folder / side / name).exists():
            yield tag("p", words)
            yield tag("img", src=f"{side}/{name}", alt=f"{name}, {words}", width="728")
        else:
            yield tag("p", f"{words}: –")


def main(arguments: Sequence[str]) -> int:
    """Compare two sites and tell which figures have changed."""
    before, after, folder = map(Path, arguments)
    names = compare(before, after, folder)
    print("\n".join(names) or "Ingen figurer er ændret. (No figure has changed.)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
