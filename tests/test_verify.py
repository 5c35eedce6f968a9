"""Two builds give the same bytes, and a byte that differs is named with its file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from jsonschema import Draft7Validator
from lxml import html

from barometer.__main__ import main
from barometer.faults.report import ExitCode
from barometer.pages.addresses import SBOM_FILE, SUMS, PageKey
from barometer.pages.site import PageState, Site
from barometer.publish import manifest
from barometer.publish.manifest import (
    BuiltFile,
    bill_of_materials,
    check_built,
    differing_files,
    read_built,
    release_facts,
    verify,
    write_sums,
)
from barometer.publish.permanence import NOT_PROMISED
from barometer.publish.smoke import SUMS_FILE, read_sums
from tests.conftest import ROOT

WHOLE = {name: BuiltFile(10, "0" * 64) for name in ("404.html", "sitemap.xml", "index.html")}
HUGE = {**WHOLE, "en/index.html": BuiltFile(900, "0" * 64)}


@pytest.mark.nightly
def test_the_whole_site_is_the_same_twice(capsys: pytest.CaptureFixture[str]) -> None:
    code = verify(ROOT)
    told = capsys.readouterr()

    assert code is ExitCode.GOOD, told.err
    assert ", 0 er forskellige." in told.out
    assert "files are the same, 0 differ." in told.out


def test_what_depends_on_the_day_the_order_or_the_place_is_named_and_nothing_else_does(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = tiny / "hooks/serve.py"
    planted = """
def on_post_build(*, config, **_):
    import os, time
    site = Path(config.site_dir)
    (site / "day.txt").write_text(time.strftime("%Y"))
    (site / "order.txt").write_text(repr([one.name for one in os.scandir("data")]))
    (site / "place.txt").write_text(os.getcwd())
    (site / "seed.txt").write_text(repr({str(one) for one in range(50)}))
"""
    hook.write_text("from pathlib import Path\n" + planted, "utf-8")
    published = tmp_path / "published.txt"
    published.write_text(f"{'0' * 64}  gone.html\n", "utf-8")
    code = verify(tiny, str(published))
    told = capsys.readouterr()

    assert code is ExitCode.CONTENT
    for name in ("day.txt", "order.txt", "place.txt", "seed.txt"):
        assert f"FEJL B301 {name} " in told.err
    assert "files are the same, 4 differ." in told.out
    assert "FEJL B302 gone.html " in told.err
    assert "Published list: " in told.out
    assert "The clock was not changed" not in told.out


def test_a_list_that_cannot_be_fetched_is_a_fault_of_the_machine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(tmp_path, str(tmp_path / "nowhere.txt")) is ExitCode.MACHINE
    assert "FEJL B303 " in capsys.readouterr().err


def test_the_published_list_names_every_file_and_fits_sha256sum(built: Path) -> None:
    listed = read_sums((built / SUMS).read_text("utf-8"))
    files = {one.relative_to(built).as_posix() for one in built.rglob("*") if one.is_file()}
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", SUMS],
        cwd=built,
        capture_output=True,
        text=True,
        check=False,
    )

    assert set(listed) == files - {SUMS}
    assert list(listed) == sorted(listed)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_list_is_called_the_same_wherever_it_is_read() -> None:
    assert SUMS_FILE == SUMS
    assert {SUMS, SBOM_FILE} <= set(NOT_PROMISED)
    text = write_sums(WHOLE)
    assert read_sums(text) == dict.fromkeys(WHOLE, "0" * 64)


def test_a_file_that_was_changed_after_the_build_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.html").write_text("tested", "utf-8")
    (tmp_path / SUMS).write_text(write_sums(read_built(tmp_path)), "utf-8")
    assert main(["unchanged", str(tmp_path)]) is ExitCode.GOOD
    (tmp_path / "a.html").write_text("another", "utf-8")
    (tmp_path / "b.html").touch()

    assert main(["unchanged", str(tmp_path)]) is ExitCode.CONTENT
    assert [line.rpartition(" ")[2] for line in capsys.readouterr().err.splitlines()] == [
        "a.html",
        "b.html",
    ]


def test_differences_are_files_that_only_one_has_or_that_are_not_equal() -> None:
    assert differing_files({"a": "1", "b": "2"}, {"b": "3", "c": "4"}) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("files", "limit", "found"),
    [
        (WHOLE, 1000, ["B101"]),
        (HUGE, 929, ["B103"]),
        (HUGE, 930, []),
    ],
)
def test_a_site_that_is_not_whole_or_too_large_is_not_published(
    files: dict[str, BuiltFile], limit: int, found: list[str]
) -> None:
    assert [one.code for one in check_built(files, "site", limit)] == found


def test_the_bill_of_materials_is_valid_cyclonedx(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (built / SBOM_FILE).read_text("utf-8")
    # by its whole grammar an address takes a third of a second; these are the signs it refuses
    legal = (lambda one: not set(one) & set(' <>"{}|\\^`'), ())
    monkeypatch.setitem(Draft7Validator.FORMAT_CHECKER.checkers, "iri-reference", legal)

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_the_bill_of_materials_names_what_the_lock_does() -> None:
    lock = (ROOT / "uv.lock").read_text("utf-8")
    document = json.loads(bill_of_materials(lock))
    names = {one["name"] for one in document["components"]}
    refs = {one["bom-ref"] for one in document["components"]}
    needed = {ref for one in document["dependencies"] for ref in one["dependsOn"]}

    assert {"mkdocs", "matplotlib", "jinja2", "numpy"} <= names
    assert not names & {"pytest", "ruff", "altair"}
    assert needed == refs
    assert bill_of_materials(lock) == bill_of_materials(lock)


def test_the_bill_of_materials_agrees_with_uv() -> None:
    uv = ROOT / ".tools/bin/uv"
    if not uv.exists():
        pytest.skip("uv is not in .tools")
    command = [str(uv), "export", "--frozen", "--offline", "--no-dev", "--format", "cyclonedx1.5"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 2 and "cyclonedx1.5" in done.stderr:
        pytest.skip("this uv writes no CycloneDX")
    theirs, ours = (
        json.loads(done.stdout),
        json.loads(bill_of_materials((ROOT / "uv.lock").read_text())),
    )

    def named(document: dict[str, list[dict[str, str]]]) -> set[tuple[str, str]]:
        return {(one["name"], one["version"]) for one in document["components"]}

    assert named(ours) == named(theirs)


@pytest.mark.parametrize("name", ["om/saadan-er-sitet-lavet", "en/about/how-made"])
def test_the_page_of_the_checks_names_commit_versions_lists_and_command(
    built: Path, site: Site, name: str
) -> None:
    tree = html.parse(built / name / "index.html")
    text = tree.find(".//main").text_content()
    links = {one.get("href") for one in tree.iterfind(".//main//a")}
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()

    assert {one.rpartition("/")[2] for one in links if one} >= {SUMS, SBOM_FILE}
    assert f"make verify AGAINST={site.url}{SUMS}" in text
    assert head in text
    assert "mkdocs-material" in text


@pytest.mark.parametrize(
    ("head", "changes", "said", "left_out"),
    [
        (None, "", "commit_unknown", "commit_changed"),
        (("0a1b2c", False), "", "", "commit_changed"),
        (("0a1b2c", False), " M data/terms.yml", "commit_changed", "commit_unknown"),
    ],
)
def test_the_page_says_from_which_commit_and_whether_files_are_not_as_in_it(
    head: tuple[str, bool] | None,
    changes: str,
    said: str,
    left_out: str,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(manifest, "read_head", lambda _: head)
    monkeypatch.setattr(manifest, "ask_git", lambda *_: changes)
    state = PageState(site, "da", PageKey("about/how-made"))
    text, words = release_facts(state), state.words("release")

    assert ("<code>0a1b2c</code>" in text) == (head is not None)
    assert words.get(said, "") in text
    assert words[left_out] not in text


def test_the_shim_of_another_machine_changes_clock_and_order(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).touch()
    code = (
        "import os, time; "
        "print(int(time.time()) // 10, os.listdir(), [one.name for one in os.scandir()])"
    )
    shim = ROOT / "hooks/barometer/publish/elsewhere"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(shim), "ELSEWHERE_CLOCK": "0", "ELSEWHERE_ORDER": "backwards"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "0 ['c', 'b', 'a'] ['c', 'b', 'a']"
