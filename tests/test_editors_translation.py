"""The state of translations, tried on repositories made for it."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from barometer.editors.translations import (
    TRANSLATIONS_FILE,
    change_weight,
    read_states,
    split_sections,
    translation_state,
    write_translation_state,
)
from barometer.pages.addresses import PageKey
from barometer.pages.site import Lag, PageState, Section, States
from barometer.site import read_project
from barometer.views.navigation import page_context
from tests.conftest import ROOT
from tests.small import DANISH, ENGLISH, small_project, write

KEY = PageKey("roles/example")
DA, EN = "docs/roles/example.md", "docs/roles/example.en.md"
MORE_DA = DANISH.replace("Teksten\n", "Teksten.\nRing først til 20 kolleger.\n")
MORE_EN = ENGLISH.replace("The text\n", "The text.\nRing 20 colleagues first.\n")
NOBODY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(root: Path, *arguments: str) -> str:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", "-C", str(root), *who, *arguments],
        env={**os.environ, **NOBODY},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(root: Path, **files: str) -> str:
    for name, text in files.items():
        write(root, {"da": DA, "en": EN, "ignored": ".git-blame-ignore-revs"}[name], text)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "step")
    return git(root, "rev-parse", "HEAD")


def told(root: Path) -> list[tuple[str, str, str, str]]:
    lags = read_states(root).pages[KEY]
    return [(one.section, one.behind, one.kind, one.commit) for one in lags]


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, da=DANISH, en=ENGLISH)
    return tmp_path


def test_a_pair_written_together_is_the_same(repository: Path) -> None:
    assert told(repository) == []


def test_a_section_that_changed_alone_leaves_the_other_behind(repository: Path) -> None:
    since = commit(repository, da=MORE_DA)

    assert told(repository) == [("use", "en", "meaning", since)]


def test_either_language_may_lead(repository: Path) -> None:
    since = commit(repository, en=MORE_EN)

    assert told(repository) == [("use", "da", "meaning", since)]


def test_both_in_one_step_lag_nowhere(repository: Path) -> None:
    commit(repository, da=MORE_DA, en=MORE_EN)

    assert told(repository) == []


def test_the_other_language_catches_up_later(repository: Path) -> None:
    commit(repository, da=MORE_DA)
    commit(repository, en=MORE_EN)

    assert told(repository) == []


def test_what_is_taken_back_was_never_behind(repository: Path) -> None:
    commit(repository, da=MORE_DA)
    commit(repository, da=DANISH)

    assert told(repository) == []


def test_the_first_step_of_a_long_lag_is_named(repository: Path) -> None:
    since = commit(repository, da=MORE_DA)
    commit(repository, da=MORE_DA.replace("20 kolleger", "30 kolleger"))

    assert told(repository) == [("use", "en", "meaning", since)]


@pytest.mark.parametrize(
    "text",
    [
        DANISH.replace("Se [forsiden](../index.md).\nSe", "Se [forsiden](../index.md). Se"),
        DANISH.replace("Teksten\n", "*Teksten*,\n"),
        DANISH.replace("reviewed: 2026-11-23", "reviewed: 2026-12-01"),
        DANISH.replace("overholder alle sitets", "overholdr alle sitets"),
    ],
)
def test_typing_and_dates_do_not_count(repository: Path, text: str) -> None:
    commit(repository, da=text)

    assert told(repository) == []


def test_a_new_summary_is_a_lag_of_the_head(repository: Path) -> None:
    since = commit(
        repository, da=DANISH.replace("Et eksempel på en side, der", "Ti gode sider, som")
    )

    assert told(repository) == [("", "en", "meaning", since)]


def test_listed_commits_do_not_count(repository: Path) -> None:
    listed = commit(repository, da=MORE_DA)
    commit(repository, ignored=f"# typing errors\n{listed} # only\n")

    assert told(repository) == []


def test_a_merge_of_two_commits_is_one_step(repository: Path) -> None:
    git(repository, "switch", "-q", "-c", "proposal")
    commit(repository, da=MORE_DA)
    commit(repository, en=MORE_EN)
    commit(repository, en=MORE_EN.replace("colleagues", "good old dear colleagues elsewhere"))
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "--no-ff", "-m", "merge", "proposal")

    assert told(repository) == []


def test_a_section_that_only_one_language_has_is_missing(repository: Path) -> None:
    since = commit(repository, da=DANISH + "\n## Mere {#more}\n\nMere.\n")

    assert told(repository) == [("more", "en", "missing", since)]


def test_a_page_that_moves_keeps_its_lag(repository: Path) -> None:
    since = commit(repository, da=MORE_DA)
    git(repository, "mv", DA, "docs/roles/other.md")
    git(repository, "mv", EN, "docs/roles/other.en.md")
    git(repository, "commit", "-q", "-m", "move")

    (lag,) = read_states(repository).pages[PageKey("roles/other")]
    assert (lag.section, lag.commit) == ("use", since)


def test_what_is_not_committed_counts_without_a_commit(repository: Path) -> None:
    write(repository, DA, MORE_DA)

    assert told(repository) == [("use", "en", "meaning", "")]


def test_a_history_cut_short_knows_nothing_and_says_so(repository: Path, tmp_path: Path) -> None:
    commit(repository, da=MORE_DA)
    short = tmp_path / "short"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(short))

    assert read_states(short) == States("shallow")


def test_without_git_nothing_is_known(tmp_path: Path) -> None:
    write(tmp_path, DA, DANISH)

    assert read_states(tmp_path) == States("history")
    assert read_states(tmp_path).behind(KEY, "en") == ()


def test_a_change_weighs_what_it_means(subtests: pytest.Subtests) -> None:
    for before, after, expected in [
        ("Det koster 5 kr.", "Det koster 6 kr.", "meaning"),
        ("I kan ringe.", "I skal ringe.", "meaning"),
        ("Det virker her.", "Det virker ikke her.", "meaning"),
        ("Se [a](b.md).", "Se [a](c.md).", "meaning"),
        ("Det er sagt.[^a]", "Det er sagt.[^b]", "meaning"),
        ("Én sætning.", "Én sætning. En til.", "meaning"),
        ("Spørg en kollega først.", "Spørg en ven først.", "wording"),
        ("Spørg en kollega først.", "Spørg en kolega først.", "nothing"),
        ("Spørg *Policy* først.", "Spørg *Policy*{lang=en} først!", "nothing"),
    ]:
        with subtests.test(before=before, after=after, expected=expected):
            assert change_weight(Section(before), Section(after)) == expected


def test_sections_are_known_by_their_ids() -> None:
    assert list(split_sections(DANISH)) == ["", "purpose", "use"]


def test_a_page_that_lags_names_the_section_and_the_list_has_it(tmp_path: Path) -> None:
    small_project(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    since = commit(tmp_path, da=MORE_DA.replace("20 ", ""))
    site = read_project(tmp_path, "https://example.org/").site
    assert site

    english = page_context(PageState(site, "en", KEY))
    assert [(one.title, one.address) for one in english["behind"]] == [
        ("Use", "roller/eksempel/#use")
    ]
    assert page_context(PageState(site, "da", KEY))["behind"] == ()
    assert page_context(PageState(site, "en", PageKey("roles/index")))["behind"] == ()
    write_translation_state(site, tmp_path / "out")
    entries = json.loads((tmp_path / "out" / TRANSLATIONS_FILE).read_text("utf-8"))["pages"]
    (entry,) = (one for one in entries if one["state"] != "same")
    assert entry["page"] == "roles/example"
    assert entry["sections"][0]["since"] == since
    html = translation_state(PageState(site, "da", PageKey("index")))
    assert "Ændret på dansk, ikke på engelsk" in html
    assert "Brug" in html


def test_of_the_real_site_hardly_a_section_lags_in_meaning() -> None:
    states = read_states(ROOT)
    if states.unknown:
        pytest.skip("no whole history here")
    lags = [one for found in states.pages.values() for one in found if isinstance(one, Lag)]

    assert not [one for one in lags if one.kind == "missing" and one.commit]
