"""What a proposal changes is told on one page, without a token and from any fork."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copy, copytree

import pytest

from barometer.__main__ import main
from barometer.data.model import TABLE
from barometer.editors.proposal import read_proposal
from barometer.editors.summary import escape_text, summary_markdown
from barometer.faults.report import ExitCode, Fault, Findings, make_fault
from barometer.pages.addresses import commit_address, edit_address
from barometer.site import read_project
from tests.conftest import ROOT
from tests.small import DANISH, small_project, write
from tests.test_editors_translation import DA, EN, MORE_DA, MORE_EN, commit, git

BOUND = "Teksten om [83 procent](value:innovative_workplaces@4) af dem.\n"
BOUND_EN = "The text on [83 per cent](value:innovative_workplaces@4) of them.\n"


@pytest.fixture(name="proposal")
def _proposal(tmp_path: Path) -> Path:
    small_project(tmp_path)
    for name, old, new in ((DA, "Teksten\n", BOUND), (EN, "The text\n", BOUND_EN)):
        text = (tmp_path / name).read_text("utf-8")
        write(tmp_path, name, text.replace(old, new))
    (tmp_path / ".github").mkdir()
    copy(ROOT / ".github/CODEOWNERS", tmp_path / ".github")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    git(tmp_path, "switch", "-q", "-c", "proposal")
    return tmp_path


def told(root: Path, *warned: Fault) -> str:
    found = Findings(read_project(root, "/").problems, warned)
    proposal = read_proposal(root, "main", found)
    assert proposal is not None
    return summary_markdown(proposal)


def change(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    write(root, name, text.replace(old, new, 1))


def halves(page: str) -> tuple[str, str]:
    danish, _, english = page.partition("<details>")
    return danish, english


def change_number(root: Path) -> None:
    row = next(
        line
        for line in (root / TABLE).read_text("utf-8").splitlines()
        if line.startswith("innovative_workplaces,DK,4,total,all,")
    )
    change(root, TABLE, row, row.replace(",83,", ",61.5,"))
    git(root, "commit", "-q", "-a", "-m", "number")


def test_a_changed_number_is_told_with_the_sentences_it_makes_false(proposal: Path) -> None:
    change_number(proposal)
    danish, english = halves(told(proposal))

    assert "❌ **" in danish
    row = "| Innovative arbejdspladser | 4. udgave | **83 %** | **61,5 %** | −21,5"
    assert row in danish.replace("\N{NO-BREAK SPACE}", " ")
    assert "| Innovative workplaces | 4th edition | **83%** | **61.5%** | −21.5" in english
    false = danish.partition("## Sætninger, der er blevet forkerte")[2].partition("\n## ")[0]
    assert f"**`{DA}`**" in false
    assert f"**`{EN}`**" in false
    assert "Her står »83 procent«, men data siger 61,5" in false
    assert "(`barometer/innovative-arbejdspladser/index.html`) bruges på »Eksempel«" in danish


def test_the_line_for_the_log_of_corrections_can_be_copied(proposal: Path) -> None:
    copytree(ROOT / "data/archive", proposal / "data/archive", dirs_exist_ok=True)
    change_number(proposal)

    assert "\n  ```yaml\n  - {date: " in told(proposal)


def test_a_changed_page_is_told_in_both_languages(proposal: Path) -> None:
    text = MORE_DA.replace("20 ", "").replace("Teksten.\n", BOUND)
    commit(proposal, da=text)
    danish, english = halves(told(proposal))

    assert "✅ **Ingen fejl.**" in danish
    assert "✅ **No faults.**" in english
    assert "| Sider | 1 |" in danish
    assert "### Eksempel" in danish
    assert "### Example" in english
    assert "| **Ændret** | »Brug«: andet indhold | uændret |" in danish
    assert "`roller/eksempel/index.html` | `en/roles/example/index.html` |" in danish
    assert "| Afsnit at se efter på det andet sprog | 1 |" in danish
    assert f"**`{EN}`**\n\n- **Linje 11** »Brug« er ændret på dansk, ikke på engelsk." in danish
    assert "- **Line 11** ‘Use’ has changed in Danish, not in English." in english
    assert "Fra før" not in danish


def test_what_changes_in_the_head_without_words_is_a_change_of_content(proposal: Path) -> None:
    change(proposal, DA, "\nreviewed: 2026-11-23", "\norder: 3\nreviewed: 2026-11-24")
    commit(proposal)
    danish, _ = halves(told(proposal))
    assert "`order`: nyt" in danish
    assert "`reviewed`: ændret" in danish
    assert "kun tegn" not in danish

    git(proposal, "switch", "-q", "-C", "main")
    git(proposal, "switch", "-q", "-C", "proposal")
    change(proposal, DA, "\norder: 3\n", "\n")
    commit(proposal)
    danish, english = halves(told(proposal))
    assert "`order`: slettet" in danish
    assert "`order`: deleted" in english


def test_a_missing_translation_and_a_deleted_page_are_told(proposal: Path) -> None:
    (proposal / EN).unlink()
    danish, _ = halves(told(proposal))

    assert "| uændret | **slettet** |" in danish
    assert "(hjælp til P103)" in danish


def test_a_lag_from_before_is_not_the_proposals_own(proposal: Path) -> None:
    git(proposal, "switch", "-q", "main")
    commit(proposal, da=MORE_DA.replace("Teksten.\n", BOUND))
    git(proposal, "switch", "-q", "-C", "proposal")
    change(proposal, DA, "Se [brug](#use).", "Se [her om brug](#use), og ring straks til nogen.")
    git(proposal, "commit", "-q", "-a", "-m", "the other passage")
    danish, english = halves(told(proposal))

    assert "| Afsnit at se efter på det andet sprog | 1 |" in danish
    assert "»Formål« er ændret på dansk, ikke på engelsk." in danish
    before = danish.partition("## Fra før")[2]
    assert re.search(r"»Brug«: ændret på dansk den \d+\. \w+ \d{4}, ikke på engelsk\.", before)
    assert re.search(r"‘Use’: changed in Danish on \d+ \w+ \d{4}, not in English\.", english)


def test_a_new_title_moves_the_page_and_that_is_told(proposal: Path) -> None:
    change(proposal, DA, "title: Eksempel", "title: Et nyt navn")
    danish, english = halves(told(proposal))

    assert (
        "**Siden flytter** på dansk fra `roller/eksempel/` til `roller/et-nyt-navn/`. "
        "Skriv `slug: eksempel` øverst i den danske fil" in danish
    )
    assert "**The page moves** in Danish from `roller/eksempel/`" in english
    change(proposal, DA, "title: Et nyt navn", "title: Et nyt navn\nslug: eksempel")
    assert "Siden flytter" not in told(proposal)


def test_a_new_term_a_changed_source_and_a_word_of_the_spelling_are_told(proposal: Path) -> None:
    term = (
        "term: {da: nulpunkt, en: baseline}\n  definition: {da: Hvor I begynder., en: The start.}"
    )
    change(proposal, "data/terms.yml", "\nbase:\n", f"\nbaseline:\n  {term}\n\nbase:\n")
    change(proposal, "data/sources.yml", "title: Om COI", "title: Om COI i dag")
    change(proposal, "data/spelling/da.txt", "\nCOI\n", "\nCOI\nCOIs\n")
    danish, english = halves(told(proposal))

    assert "| Ord, kilder og andre data | 3 |" in danish
    assert "- **Ordlisten**: `baseline` (nyt)" in danish
    assert "- **Glossary**: `baseline` (new)" in english
    assert "- **Kilder**: `coi_about` (ændret)" in danish
    assert "- **Stavekontrollen, dansk**: `COIs` (nyt)" in danish


def test_a_proposal_is_one_step_however_many_commits_it_has(proposal: Path) -> None:
    commit(proposal, da=MORE_DA.replace("20 ", "").replace("Teksten.\n", BOUND))
    commit(proposal, en=MORE_EN.replace("20 ", "").replace("The text.\n", BOUND_EN))
    change(proposal, DA, "kolleger", "ti gode gamle kolleger i nabokommunen")
    git(proposal, "commit", "-q", "-a", "-m", "once more in Danish")

    assert "Se efter på det andet sprog" not in told(proposal)


def test_a_warning_of_what_it_changes_is_told_and_no_other(proposal: Path) -> None:
    change(proposal, DA, "Teksten", "Hele teksten")
    ours, other = (make_fault("B205", path, 4, date="2027-01-01") for path in (DA, "docs/index.md"))
    page = told(proposal, ours, other)

    assert "| Ting at huske | 1 |" in page
    remembered = page.partition("## Husk også")[2].partition("\n## ")[0]
    assert f"**`{DA}`**" in remembered
    assert "docs/index.md" not in remembered


def test_words_about_the_last_edition_are_told_when_its_numbers_get_a_follower(
    proposal: Path,
) -> None:
    words = {"words": "83 procent", "newest": "85 procent"}
    older = make_fault("V508", DA, 4, "value:innovative_workplaces@4", **words)
    oldest = make_fault("V508", DA, 5, "value:innovative_workplaces@3", **words)
    chart = {"chart": "default", "edition": "5"}
    drawn = make_fault("V508/chart", DA, 6, "chart:innovative_workplaces/default", **chart)
    change_number(proposal)
    for added in (False, True):
        if added:
            row = (proposal / TABLE).read_text("utf-8").splitlines()[-1].split(",")
            row[:5] = ["innovative_workplaces", "DK", "5", "total", "all"]
            write(proposal, TABLE, f"{(proposal / TABLE).read_text('utf-8')}{','.join(row)}\n")
        found = Findings((), (), older=(older, oldest, drawn))
        read = read_proposal(proposal, "main", found)
        assert read
        assert read.reminders == ([older, drawn] if added else [])


def test_what_has_one_right_answer_is_shown_as_a_diff(proposal: Path) -> None:
    change(proposal, DA, "Teksten om", "Teksten  om")

    for half in halves(told(proposal)):
        diff = half.partition("~~~~~~~~diff\n")[2].partition("~~~~~~~~")[0]
        assert "\n-Teksten  om" in diff
        assert "\n+Teksten om" in diff


def test_advice_is_given_and_counted(proposal: Path) -> None:
    long = "Der er " + "en ny " * 15 + "ting."
    write(proposal, "docs/roles/new.md", DANISH.replace("Teksten", long))
    page = told(proposal)

    assert "| Råd om sproget | 1 |" in page
    assert "Sætningen er på 33 ord" in page.partition("## Råd om sproget")[2]


def test_a_proposal_that_changes_nothing_says_so(proposal: Path) -> None:
    assert "Forslaget ændrer hverken sider, tal eller ord." in told(proposal)


def test_in_a_workflow_everything_is_a_link_to_its_line(
    proposal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = {"pull_request": {"head": {"ref": "nyt tal", "repo": {"full_name": "anna/site"}}}}
    write(proposal, "../event.json", json.dumps(event))
    known = {"SERVER_URL": "https://example.org", "REPOSITORY": "coi/site", "RUN_ID": "7"}
    known["EVENT_PATH"] = str(proposal / "../event.json")
    for name, value in known.items():
        monkeypatch.setenv(f"GITHUB_{name}", value)
    change_number(proposal)
    page = told(proposal)

    fork, house = "https://example.org/anna/site/blob/nyt%20tal", "https://example.org/coi/site"
    assert f"**[Linje 14]({fork}/{DA}?plain=1#L14)**" in page
    assert f"]({fork}/{TABLE}?plain=1#L" in page
    assert f"([hjælp til V203]({house}/blob/HEAD/.github/help/V203.md))" in page
    assert "Når fejlene er rettet, kan I hente siderne her" in page
    git(proposal, "reset", "-q", "--hard", "main")
    change(proposal, DA, "Teksten", "Hele teksten")
    assert f"]({house}/actions/runs/7#artifacts)" in told(proposal)


def test_the_preview_leads_to_each_changed_page_in_both_languages(
    proposal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(proposal, da=MORE_DA.replace("Teksten.\n", BOUND))
    (proposal / "site").mkdir()
    monkeypatch.chdir(proposal)

    assert main(["summary", "--base", "main", "--preview", "site"]) == ExitCode.GOOD
    page = (proposal / "site/forslag.html").read_text("utf-8")
    assert '<a href="roller/eksempel/index.html">Dansk</a>' in page
    assert '<a href="en/roles/example/index.html">Engelsk</a>' in page
    assert "Example: " in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_b [c](d) | <e>", r"a\_b \[c\](d) \| \<e\>"),
        ("skriv `kind` her", "skriv `kind` her"),
        ("et ` alene", r"et \` alene"),
    ],
)
def test_nothing_in_a_message_is_read_as_markdown(text: str, shown: str) -> None:
    assert escape_text(text) == shown


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
