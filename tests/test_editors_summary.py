"""What a proposal changes is told on one page, without a token and from any fork."""

from collections.abc import Callable
from pathlib import Path

import pytest

from barometer.__main__ import main
from barometer.data.read import TABLE
from barometer.editors.addresses import commit_address, edit_address
from barometer.editors.summary import summary
from barometer.problems import ExitCode
from barometer.project import read_project
from tests.conftest import ROOT
from tests.small import DANISH, small_project, write
from tests.test_editors_translation import DA, EN, MORE_DA, commit, git

BOUND = "Teksten om [83 procent](value:innovative_workplaces@4) af dem.\n"
BOUND_EN = "The text on [83 per cent](value:innovative_workplaces@4) of them.\n"


@pytest.fixture(name="proposal")
def _proposal(tmp_path: Path) -> Path:
    small_project(tmp_path)
    for name, old, new in ((DA, "Teksten\n", BOUND), (EN, "The text\n", BOUND_EN)):
        text = (tmp_path / name).read_text("utf-8")
        write(tmp_path, name, text.replace(old, new))
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    git(tmp_path, "switch", "-q", "-c", "proposal")
    return tmp_path


def told(root: Path) -> str:
    page = summary(root, "main", read_project(root, "/").problems)
    assert page is not None
    return page


def change(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    write(root, name, text.replace(old, new, 1))


def test_a_changed_number_is_told_with_the_sentences_it_makes_false(proposal: Path) -> None:
    row = next(
        line
        for line in (proposal / TABLE).read_text("utf-8").splitlines()
        if line.startswith("innovative_workplaces,DK,4,total,all,")
    )
    change(proposal, TABLE, row, row.replace(",83,", ",61,"))
    git(proposal, "commit", "-q", "-a", "-m", "number")
    page = told(proposal)

    assert "| `innovative_workplaces/DK/4/total/all` | 83" in page
    assert "| 61" in page
    false = page.partition("Sentences that became false")[2]
    assert f"**`{DA}:" in false
    assert f"**`{EN}:" in false
    assert (
        f"- `innovative_workplaces` (`data/figures/innovative-workplaces…`): `{KEY_FILE}`" in page
    )


KEY_FILE = "roles/example.md"


def test_a_changed_page_is_told_in_both_languages(proposal: Path) -> None:
    text = MORE_DA.replace("20 ", "").replace("Teksten.\n", BOUND)
    commit(proposal, da=text)
    page = told(proposal)

    assert "Ingen fejl. / No faults." in page
    assert "dansk / Danish: `roller/eksempel/index.html`: `#use` (indhold / meaning) · LIX" in page
    assert "engelsk / English: `en/roles/example/index.html`: uændret / unchanged" in page
    assert "engelsk / English er bagud / is behind: `#use`, indhold / meaning" in page
    assert "index.md`" not in page.partition("Sider / Pages")[2]


def test_long_sentences_and_words_of_the_template_are_advice(proposal: Path) -> None:
    long = "Der er " + "en " * 30 + "ting."
    write(proposal, "docs/roles/new.md", DANISH.replace("Teksten", long))
    template = (ROOT / ".github/new/page.en.md").read_text("utf-8")
    write(proposal, "docs/roles/new.en.md", template)
    write(proposal, ".github/new/page.en.md", template)
    page = told(proposal).partition("Advice (no faults)")[2]

    assert "- `docs/roles/new.md` 33 ord / words: »Der er en en" in page
    assert "- `docs/roles/new.en.md:" in page


def test_an_unknown_branch_is_told_and_nothing_breaks(
    proposal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(proposal)
    run: Callable[[], ExitCode] = lambda: main(["summary", "--base", "no-such"])  # noqa: E731

    assert run() == ExitCode.CONFIGURATION
    assert "E105" in capsys.readouterr().err


def test_addresses_for_editing_follow_from_one_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDIT_URI", "https://example.org/a/b/edit/main/docs/")
    assert edit_address(TABLE) == "https://example.org/a/b/edit/main/data/observations.csv"
    assert commit_address("abc") == "https://example.org/a/b/commit/abc"
    monkeypatch.delenv("EDIT_URI")
    assert (edit_address(TABLE), commit_address("abc")) == ("", "")
