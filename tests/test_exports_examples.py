"""The examples of the page on data, run as they stand there against a server on this machine."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from barometer.exports.downloads import api_addresses, code_list_files, data_files
from barometer.pages.addresses import DATA_PAGE
from barometer.pages.site import PageState, Site
from barometer.text import LANGUAGES, Language
from tests.conftest import ADDRESS, ROOT
from tests.serving import serving


def examples(language: Language, kind: str) -> list[str]:
    """The code blocks of a kind on the page."""
    text = (ROOT / "docs" / DATA_PAGE.file(language)).read_text(encoding="utf-8")
    return [part.split("```")[0] for part in text.split(f"```{kind}\n")[1:]]


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_curl_examples_run(exported: Path, tmp_path: Path, language: Language) -> None:
    first, second = examples(language, "sh")
    with serving(exported) as address:
        run(["sh", "-c", first.replace(ADDRESS, address)], tmp_path)
        answer = run(["sh", "-c", second.replace(ADDRESS, address)], tmp_path)

    whole = (exported / "data/barometer.csv").read_bytes()
    assert (tmp_path / "barometer.csv").read_bytes() == whole
    assert '"name":"innovative_workplaces"' in answer
    assert f'"language":"{language}"' in answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pandas_example_runs(
    exported: Path, tmp_path: Path, site: Site, language: Language
) -> None:
    (example,) = examples(language, "python")
    with serving(exported) as address:
        printed = run([sys.executable, "-c", example.replace(ADDRESS, address)], tmp_path)

    rows = [one for one in site.dataset.of("innovative_workplaces") if one.breakdown == "total"]
    assert len(printed.strip().splitlines()) == 1 + len(rows)
    for row in rows:
        assert f" {row.value} " in printed


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not on this machine")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_r_example_runs(exported: Path, tmp_path: Path, site: Site, language: Language) -> None:
    (example,) = examples(language, "r")
    with serving(exported) as address:
        printed = run(["Rscript", "-e", example.replace(ADDRESS, address)], tmp_path)

    for row in site.dataset.of("innovative_workplaces"):
        assert row.breakdown != "total" or f"{row.value:g}" in printed


def test_the_r_example_reads_columns_that_exist(exported: Path) -> None:
    head = (exported / "data/barometer.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    for language in LANGUAGES:
        (example,) = examples(language, "r")
        named = example.split("c(")[1].split(")")[0].replace('"', "").split(", ")
        assert set(named) <= set(head)


def test_every_file_that_the_page_lists_exists(built: Path, site: Site) -> None:
    for language in LANGUAGES:
        state = PageState(site, language, DATA_PAGE)
        for part in (api_addresses, code_list_files, data_files):
            for piece in part(state).split('href="')[1:]:
                path = piece.split('"')[0].removeprefix(state.to_root)
                assert (built / path).is_file(), path
