"""What can take over from MkDocs: the comparison sees a byte, and ENGINES.md is of the lock."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from barometer.engines.page import page
from barometer.engines.trial import Trial, _bare, _differing
from barometer.publish import engine
from tests.conftest import ROOT

OWN = Trial("build", 0, 10.0, 100, (), "")
SAME, OTHER = replace(OWN, name="properdocs"), replace(OWN, name="Zensical", pages=90)


def told(proper: Trial = SAME, other: Trial = OTHER) -> str:
    return page(date(2027, 5, 5), {"mkdocs": "1.6.1"}, OWN, proper, [other])


def test_every_engine_is_named_in_the_settings_with_its_command() -> None:
    for name in ("build", "properdocs", "zensical"):
        assert engine(ROOT, name, Path("site"))[1] == "-m"
    assert "--strict" in engine(ROOT, "properdocs", Path("site"))


@pytest.mark.parametrize(
    ("theirs", "found"),
    [
        ('<meta name="generator" content="one">\n<p>a', []),
        ('<meta name="generator" content="two">\n<p>a', []),
        ('<meta name="generator" content="one">\n<p>b', ["a.html"]),
        (None, ["a.html"]),
    ],
)
def test_only_the_name_of_the_generator_may_differ(
    tmp_path: Path, theirs: str | None, found: list[str]
) -> None:
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
    (tmp_path / "ours/a.html").write_text('<meta name="generator" content="one">\n<p>a', "utf-8")
    (tmp_path / "ours/SHA256SUMS.txt").write_text("of our last step", "utf-8")
    if theirs is not None:
        (tmp_path / "theirs/a.html").write_text(theirs, "utf-8")

    assert _differing(tmp_path / "ours", tmp_path / "theirs") == found


def test_the_bare_configuration_has_neither_templates_nor_adapters(tmp_path: Path) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    _bare(settings)
    text = settings.read_text("utf-8")

    assert "hooks/" not in text
    assert "custom_dir" not in text
    assert "barometer.markdown" in text


def test_the_page_says_what_was_found() -> None:
    broken = replace(SAME, code=1, said="Error: no")

    assert "| ProperDocs | de samme bytes / the same bytes | 100 | 10 |" in told()
    assert "1 filer er forskellige" in told(replace(SAME, differing=("a.html",)))
    assert "| ProperDocs | bygger ikke / does not build: `Error: no` |" in told(broken)
    assert "10 af vores sider mangler / builds; 10 of our pages are missing" in told()


def test_engines_md_is_of_the_versions_that_are_locked() -> None:
    text = (ROOT / "ENGINES.md").read_text("utf-8")
    locked = {
        one["name"]: one["version"]
        for one in tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]
    }
    for name in ("mkdocs", "mkdocs-material", "properdocs", "zensical", "zensical-i18n"):
        assert f"| {name} | {locked[name]} |" in text, "make engines"
    assert "| ProperDocs | de samme bytes / the same bytes |" in text
