"""A page that is moved or deleted takes its addresses and links with it, in both languages."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from barometer.__main__ import main
from barometer.editors.moves import FIXED
from barometer.faults.report import ExitCode
from barometer.publish.permanence import PUBLISHED, check_moved_addresses
from barometer.site import read_project
from tests.conftest import ROOT
from tests.small import DANISH, ENGLISH, small_project, write

LIVE = ("roller/eksempel/", "en/roles/example/", "roller/nabo/", "en/roles/neighbour/")


@pytest.fixture(name="root")
def _root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example, with a neighbour that links to it, a front page above, and an old address."""
    small_project(tmp_path)
    for ending, text, name in (("md", DANISH, "Nabo"), ("en.md", ENGLISH, "Neighbour")):
        linked = text.replace("(../index.md)", "(example.md#use)")
        linked = re.sub("title: .*", f"title: {name}", linked)
        write(tmp_path, f"docs/roles/neighbour.{ending}", linked)
        above = text.replace("(../index.md)", "(example.md)")
        write(tmp_path, f"docs/roles/index.{ending}", above)
    book = (tmp_path / "data/addresses.yml").read_text("utf-8")
    write(tmp_path, "data/addresses.yml", f"{book}  roller/gammel/: roller/eksempel/#use\n")
    write(tmp_path, PUBLISHED, "\n".join(sorted(LIVE)) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def redirects(root: Path) -> list[str]:
    _, old, new = (root / "data/addresses.yml").read_text("utf-8").partition("  roller/gammel/")
    return [line.strip() for line in (old + new).splitlines()]


def texts(root: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in root.rglob("*") if one.is_file()}


def is_right(root: Path) -> bool:
    project = read_project(root, "/")
    return not [*project.problems, *check_moved_addresses(project.site)]


def test_a_moved_page_takes_links_and_addresses_along_and_can_go_back(root: Path) -> None:
    before = texts(root)

    assert main(["move", "docs/roles/example.md", "about/Sample"]) is ExitCode.GOOD

    assert is_right(root)
    assert redirects(root) == [
        "roller/gammel/: om/eksempel/#use",
        "en/roles/example/: en/about/sample/",
        "roller/eksempel/: om/eksempel/",
    ]
    assert "(../about/sample.md#use)" in (root / "docs/roles/neighbour.en.md").read_text("utf-8")
    assert "(../index.md)" in (root / "docs/about/sample.md").read_text("utf-8")
    assert not (root / "docs/roles/example.en.md").exists()

    assert main(["move", "about/sample", "roles/example"]) is ExitCode.GOOD
    after = texts(root)
    assert is_right(root)
    assert "roller/eksempel/: om/eksempel/" not in redirects(root)
    book = str(root / "data/addresses.yml")
    assert {**after, book: b""} == {**before, book: b""}


def test_a_deleted_page_leads_its_readers_to_the_page_above(root: Path) -> None:
    assert main(["delete", "roles/example"]) is ExitCode.GOOD

    assert is_right(root)
    assert redirects(root) == [
        "roller/gammel/: roller/",
        "en/roles/example/: en/roles/",
        "roller/eksempel/: roller/",
    ]
    assert "Se [forsiden](index.md)." in (root / "docs/roles/neighbour.md").read_text("utf-8")
    assert "Se forsiden." in (root / "docs/roles/index.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["move", "roles/nothing", "roles/x"], "E107"),
        (["move", "roles/index", "roles/x"], "E107"),
        (["move", "roles/example", "roles/neighbour"], "E101"),
        (["move", "roles/example", "nowhere/x"], "E102"),
        (["delete", "about/contact"], "E107"),
    ],
)
def test_what_cannot_be_moved_or_deleted_leaves_every_file_as_it_is(
    command: list[str], code: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(root)

    assert main(command) is ExitCode.CONTENT

    assert texts(root) == before
    assert f"FEJL {code}" in capsys.readouterr().err


def test_every_page_that_the_code_names_stays() -> None:
    code = "".join(one.read_text("utf-8") for one in (ROOT / "hooks").rglob("*.py"))
    named = set(re.findall(r'PageKey\("([a-z/-]+)"\)', code))

    assert {one for one in named if one.split("/")[-1] != "index"} <= FIXED


@pytest.mark.parametrize(("new", "leads"), [("", "roller/"), ("about/example", "om/eksempel/")])
def test_a_page_that_went_by_hand_gives_the_lines_to_paste(
    new: str, leads: str, root: Path
) -> None:
    for ending in (".md", ".en.md"):
        old = root / f"docs/roles/example{ending}"
        (old.rename(root / f"docs/{new}{ending}") if new else old.unlink())

    project = read_project(root, "/")
    (told,) = [one for one in project.problems if one.code == "B201"]
    lines = told.message.da.partition("\n")[2]
    book = root / "data/addresses.yml"
    kept = book.read_text("utf-8").replace("roller/eksempel/#use", leads)
    book.write_text(f"{kept}{lines}\n", "utf-8")

    assert f"  roller/eksempel/: {leads}" in lines.splitlines()
    assert "  en/roles/example/: en/" in lines
    assert {one.code for one in read_project(root, "/").problems} == {"P401"}


def _git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    git = shutil.which("git") or "git"
    subprocess.run([git, *who, *arguments], cwd=root, check=True, capture_output=True)


@pytest.mark.parametrize("asked", [True, False])
def test_a_page_renamed_by_hand_gives_its_new_addresses_and_keeps_its_relations(
    asked: bool, root: Path
) -> None:
    page = root / "docs/roles/neighbour.md"
    page.write_text(page.read_text("utf-8").replace("\nreviewed:", "\nguides: [idea]\nreviewed:"))
    (root / "docs/guides").mkdir()
    for ending, text in ((".md", DANISH), (".en.md", ENGLISH)):
        write(root, f"docs/guides/index{ending}", text.replace("title: E", "title: Guide e"))
        write(root, f"docs/guides/idea{ending}", text.replace("title: E", "title: Plan e"))
    write(root, PUBLISHED, "guider/plan-eksempel/\nen/guides/idea/\n")
    if asked:
        for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "x")):
            _git(root, *arguments)
    for ending in (".md", ".en.md"):
        (root / f"docs/guides/idea{ending}").rename(root / f"docs/guides/first-idea{ending}")
    if asked:
        _git(root, "add", ".")
        moved = root / "docs/guides/first-idea.md"
        moved.write_text(moved.read_text("utf-8").replace("Plan e", "Den plan e"))

    told = {one.code: one for one in read_project(root, "/").problems}

    assert told["B201"].path == "data/addresses.yml"
    lines = told["B201"].message.da.partition("\n")[2]
    assert "en/guides/idea/: en/guides/first-idea/" in lines
    assert ("guider/plan-eksempel/: guider/den-plan-eksempel/" in lines) is asked
    assert ("»first-idea«" in told["P206"].message.da) is asked
