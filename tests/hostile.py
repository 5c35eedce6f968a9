"""Builds a small site whose every text is hostile, past the checks: only escaping stands between.

`python -m tests.hostile PROJECT SITE` builds the project that `small_project` wrote.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from barometer import site
from barometer.data.model import Dataset
from barometer.data.releases import Correction, Release, Releases
from barometer.pages.page import PageWords
from barometer.pages.site import DEFAULT_ADDRESS, Site
from barometer.site import Project, read_project
from tests.small import FROZEN

MARK = "hostile"
ATTACK = f" <img src={MARK} onerror=alert(1)>\"'</script></title><script>{MARK}()</script>"
KEPT = ("technological_innovation",)
ALONE = frozenset(("title", "publisher", "licence"))
"""Texts of one language: those of sources."""
TEMPLATES = frozenset(("words",))
"""Words of the site itself may hold blanks that are filled in: they get no braces."""


def poisoned(value: Any, name: str = "") -> Any:
    """A value with the attack behind every text that readers see."""
    if isinstance(value, dict):
        if set(value) == {"da", "en"} and all(isinstance(one, str) for one in value.values()):
            attack = name != "slug"
            return {key: one + ATTACK if attack else one for key, one in value.items()}
        return {key: poisoned(one, str(key)) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [poisoned(one, name) for one in value]
    return value + ATTACK if isinstance(value, str) and name in ALONE else value


def hostile_dataset(dataset: Dataset) -> Dataset:
    """The dataset with hostile texts everywhere, and few indicators, for speed."""
    kept = {name: one for name, one in dataset.indicators.items() if name in KEPT}
    single = dict([next(iter(dataset.values.items()))])
    small = dataset.model_copy(update={"indicators": kept, "values": single})
    rest = small.model_dump(mode="json", by_alias=True, exclude={"observations"})
    rows = tuple(row for row in dataset.observations if row.indicator in {*kept, *single})
    made = Dataset.model_validate({**poisoned(rest), "observations": ()})
    return made.model_copy(update={"observations": rows})


def hostile_words(words: PageWords) -> PageWords:
    """The texts of a page's head, hostile."""
    changed = {name: _attacked(value) for name, value in dict(words).items() if value is not None}
    return words.model_copy(update=changed)


def _attacked(value: Any) -> Any:
    return tuple(one + ATTACK for one in value) if isinstance(value, tuple) else value + ATTACK


def hostile_releases(releases: Releases) -> Releases:
    """Releases and corrections, hostile."""
    planned = {
        name: Release.model_validate(poisoned(one.model_dump(mode="json")))
        for name, one in releases.releases.items()
    }
    corrected = tuple(
        Correction.model_validate(poisoned(one.model_dump(mode="json")))
        for one in releases.corrections
    )
    return replace(releases, releases=planned, corrections=corrected)


def hostile_site(site: Site) -> Site:
    """The whole site, hostile."""
    pages = {
        key: replace(page, words=hostile_words(page.words)) for key, page in site.pages.items()
    }
    return replace(
        site,
        dataset=hostile_dataset(site.dataset),
        pages={key: page for key, page in pages.items() if _stays(key[0].path)},
        releases=hostile_releases(site.releases),
    )


def _stays(path: str) -> bool:
    own = path.removeprefix("barometer/").replace("-", "_")
    return (FROZEN / f"indicators/{own}.yml").exists() is False or own in KEPT


def main(root: Path, folder: Path) -> None:
    """Build with the site that is read put in the place of a healthy one."""
    from mkdocs.commands.build import build  # noqa: TID251 - the templates are its own
    from mkdocs.config import load_config  # noqa: TID251

    project = read_project(root, DEFAULT_ADDRESS)
    assert project.site is not None, project.problems
    made = Project(hostile_site(project.site), ())
    mock.patch.object(site, "read_project", return_value=made).start()
    build(load_config(str(root / "mkdocs.yml"), site_dir=str(folder), strict=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
