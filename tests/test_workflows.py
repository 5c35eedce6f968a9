"""The workflows give no more rights than they need, and publish what was tested only."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FOLDER = ROOT / ".github/workflows"
FILES = sorted(FOLDER.glob("*.yml"))
FORKED = "pull_request"


def read(file: Path) -> dict[str, Any]:
    """A workflow; YAML reads the word `on` as true."""
    found: dict[Any, Any] = yaml.safe_load(file.read_text("utf-8"))
    return {("on" if key is True else str(key)): value for key, value in found.items()}


def steps(file: Path) -> list[dict[str, Any]]:
    return [step for job in read(file)["jobs"].values() for step in job["steps"]]


def test_zizmor_finds_nothing_as_an_auditor() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    command = [str(zizmor), "--offline", "--no-progress", "--persona", "auditor", ".github"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_a_workflow_begins_without_rights_and_every_job_says_its_own(
    subtests: pytest.Subtests,
) -> None:
    for file in FILES:
        with subtests.test(file=file):
            workflow = read(file)

            assert workflow["permissions"] == {}
            assert all(
                "permissions" in job and "timeout-minutes" in job
                for job in workflow["jobs"].values()
            )
            assert "pull_request_target" not in file.read_text("utf-8")
            assert "workflow_run" not in workflow["on"]


def test_every_action_is_pinned_to_a_commit_and_says_its_version(subtests: pytest.Subtests) -> None:
    for file in FILES:
        with subtests.test(file=file):
            used = [line for line in file.read_text("utf-8").splitlines() if "uses:" in line]
            for line in used:
                pin, _, version = line.partition("@")[2].partition(" # ")
                assert len(pin) == 40, line
                assert int(pin, 16), line
                assert version.startswith("v"), line


def test_no_code_is_fetched_with_a_key_left_behind(subtests: pytest.Subtests) -> None:
    for file in FILES:
        with subtests.test(file=file):
            for step in steps(file):
                if "actions/checkout" in step.get("uses", ""):
                    assert step["with"]["persist-credentials"] is False


def test_a_proposal_from_a_fork_gets_no_right_to_write() -> None:
    for file in FILES:
        workflow = read(file)
        if FORKED not in workflow["on"]:
            continue
        for job in workflow["jobs"].values():
            writes = "write" in job["permissions"].values()
            published = "needs" in job or "!= 'pull_request'" in job.get("if", "")
            assert published or not writes


def test_what_is_published_is_what_was_tested() -> None:
    jobs = read(FOLDER / "site.yml")["jobs"]
    done = [step.get("run") or step["uses"].split("@")[0] for step in jobs["tests"]["steps"]]
    at = done.index("make ci")
    after = done[at + 1 : done.index("actions/upload-pages-artifact")]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipe = makefile.split("\nci: ")[1].split("\n\n")[0]

    assert 'BUILT_SITE="$(abspath $(SITE))" $(MAKE) test' in recipe
    assert recipe.splitlines()[-1].endswith('barometer unchanged "$(SITE)"')
    assert not [one for one in after if "make" in one]
    assert recipe.splitlines()[1].endswith("check-code checked-build")
    assert "\nchecked-build: check-content\n\t@$(RUN) barometer build " in makefile
    assert not [step for step in jobs["publish"]["steps"] if "run" in step]


def test_the_verdict_waits_for_nothing_and_publishing_for_everything(tmp_path: Path) -> None:
    jobs = read(FOLDER / "site.yml")["jobs"]
    asked = [step["run"].split()[1] for step in jobs["verdict"]["steps"] if "run" in step]
    for name in ("Makefile", "pyproject.toml", "uv.lock"):
        shutil.copy(ROOT / name, tmp_path)
    command = ["make", "--dry-run", *asked, "build", "serve"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    installed = [line for line in said.splitlines() if "uv sync" in line]

    assert not [name for name in ("verdict", "preview", "tests") if "needs" in jobs[name]]
    assert set(jobs["publish"]["needs"]) == {"verdict", "preview", "tests"}
    assert asked == ["summary", "check-content"]
    assert installed
    assert all("--no-dev" in line and "--group" not in line for line in installed)


@pytest.mark.parametrize("name", ["site", "rollback"])
def test_the_live_site_is_held_against_the_list_of_the_tested_one(name: str) -> None:
    jobs = read(FOLDER / f"{name}.yml")["jobs"]
    smoke = next(step for step in jobs["look"]["steps"] if "make smoke" in step.get("run", ""))

    assert smoke["env"]["LIST"].endswith(".outputs.sums }}")
    assert smoke["env"]["SITE_URL"] == "${{ needs.publish.outputs.url }}"


def test_no_project_code_runs_beside_a_key_that_writes(subtests: pytest.Subtests) -> None:
    for file in FILES:
        for name, job in read(file)["jobs"].items():
            if job["permissions"].get("actions") != "write":
                continue
            with subtests.test(file=file.name, job=name):
                assert not [step for step in job["steps"] if "make" in step.get("run", "")]


@pytest.mark.parametrize("name", ["site", "rollback"])
def test_a_run_that_is_run_again_keeps_a_site_of_its_own(name: str) -> None:
    """GitHub refuses for good to publish a run that has two artefacts of one name."""
    uses = [step for step in steps(FOLDER / f"{name}.yml") if "pages" in step.get("uses", "")]
    named = {step["uses"].split("@")[0]: step.get("with", {}) for step in uses}
    text = (FOLDER / f"{name}.yml").read_text("utf-8")

    assert "steps.sums.outputs.artefact" in named["actions/upload-pages-artifact"]["name"]
    assert ".outputs.artefact" in named["actions/deploy-pages"]["artifact_name"]
    assert "artefact=github-pages-$GITHUB_RUN_ATTEMPT" in text


def test_two_publishings_never_run_at_once() -> None:
    site, back = read(FOLDER / "site.yml"), read(FOLDER / "rollback.yml")

    assert site["jobs"]["publish"]["concurrency"]["group"] == back["concurrency"]["group"]


GH = """#!/bin/sh
case "$*" in
  api*) printf '%s\\n' new new bad good old ;;
  *"--commit bad"*) ;;
  *"--commit good"*) echo 4711 ;;
  "issue list"*) cat found ;;
  issue*) echo "$@" >> said ;;
esac
"""


@pytest.fixture(name="hub")
def _hub(tmp_path: Path) -> dict[str, str]:
    """A machine whose `gh` answers from a list."""
    (tmp_path / "gh").write_text(GH, "utf-8")
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "found").touch()
    return {"PATH": f"{tmp_path}:/usr/bin:/bin", "GITHUB_REPOSITORY": "a/b"}


def test_the_site_put_back_is_the_last_good_one_of_another_commit(
    hub: dict[str, str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [ROOT / ".ci/earlier"], env=hub, cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert done.stdout == "4711\n"


def test_without_an_earlier_site_none_is_put_back(hub: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "gh").write_text("#!/bin/sh\n[ $1 = run ] || echo one\n", "utf-8")
    done = subprocess.run(
        [ROOT / ".ci/earlier"], env=hub, cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "There is no earlier site" in done.stderr


@pytest.mark.parametrize(("found", "command"), [("", "create"), ("12\n", "comment")])
def test_an_issue_is_opened_once_and_then_commented(
    hub: dict[str, str], tmp_path: Path, found: str, command: str
) -> None:
    (tmp_path / "found").write_text(found, "utf-8")
    subprocess.run([ROOT / ".ci/tell", "Titel", "file.md"], env=hub, cwd=tmp_path, check=True)

    assert (tmp_path / "said").read_text("utf-8").startswith(f"issue {command}")


def test_a_red_test_says_to_editors_what_it_means(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = living\n", "utf-8")
    (tmp_path / "test_two.py").write_text(
        "import pytest\n\n@pytest.mark.living\ndef test_pages_fit(subtests):\n"
        "    with subtests.test(page='roller/leder'):\n        assert 1216 <= 320\n\n"
        "def test_sums():\n    assert 1 == 2\n\ndef test_good():\n    pass\n",
        "utf-8",
    )
    summary = tmp_path / "summary.md"
    environment = {
        **os.environ,
        "GITHUB_STEP_SUMMARY": str(summary),
        "PYTHONPATH": str(ROOT),
        "PYTEST_ADDOPTS": "",
    }
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.red", "-p", "no:xdist", "."],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    theirs, ours = summary.read_text("utf-8").split("hverken jeres tekst eller tal")

    assert theirs.startswith("# ❌ 2 prøver")
    assert "page: roller/leder" in theirs
    assert "1216" in theirs
    assert "**sums**" in ours
    assert "good" not in theirs + ours
