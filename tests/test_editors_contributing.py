"""The guide for contributors is true: its commands run, its files exist, its examples are valid."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from barometer.__main__ import main
from barometer.data.model import TABLE
from barometer.faults.report import ExitCode
from barometer.pages.document import Document, parse_document
from barometer.pages.page import PageFacts, TrendFacts
from barometer.site import read_project
from tests.conftest import ROOT
from tests.small import DANISH, ENGLISH, write
from tests.test_editors_new import ROWS, _small, add_rows  # noqa: F401 - a fixture
from tests.test_editors_translation import commit, git

DA, EN = ((ROOT / f"CONTRIBUTING{name}.md").read_text("utf-8") for name in ("", ".en"))
TEXT = DA + EN
MOST_WORDS = 1500
SPANS = re.findall(r"`([^`\n]+)`", TEXT)
COMMANDS = sorted({one for one in SPANS if one.startswith("make ")})
PLACES = sorted({one for one in SPANS if one.startswith(("docs/", "data/", ".github/", "hooks/"))})
EXAMPLES = re.findall(r"`(!?\[[^`\n]+\]\((?:chart|value):[^`\n]+\))`", TEXT)
STANDING = {"serve", "test", "build", "schemas"}
"""Targets that have tests of their own, or never end."""


def arguments(command: str) -> list[str]:
    """What `make` would hand to our own program."""
    target, *settings = shlex.split(command)[1:]
    asked = ["make", "-n", "-o", "install", target, *settings]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    line = next(line for line in said.splitlines() if " barometer " in line)
    return shlex.split(line.partition(" barometer ")[2])


def recipes(half: str) -> list[list[str]]:
    return [re.findall(r"^(\d+)\. ", part, re.MULTILINE) for part in half.split("\n## ")[1:]]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(
    command: str,
    small: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = arguments(command)
    if given[0] in STANDING:
        return
    add_rows(small, ROWS) if "indicator" in given else None
    if given[0] == "import":
        shutil.copy(small / TABLE, small / "tal.csv")
    if given[0] == "summary":
        git(small, "init", "-q", "-b", "main")
        commit(small)
    monkeypatch.chdir(small)

    assert main(given) == ExitCode.GOOD, capsys.readouterr()


def test_every_file_that_is_named_exists(subtests: pytest.Subtests) -> None:
    for place in PLACES:
        with subtests.test(place=place):
            assert (ROOT / place).exists()


@pytest.mark.parametrize("example", sorted(set(EXAMPLES)))
def test_every_example_is_true_on_a_page(example: str, small: Path) -> None:
    danish, english = ("procent", "per cent")
    pair = {danish: example.replace(english, danish), english: example.replace(danish, english)}
    figures = [one for one in EXAMPLES if one.startswith("!") and target(one) == target(example)]
    if figures:
        pair = {danish: next(one for one in figures if one in DA)}
        pair[english] = next(one for one in figures if one in EN and one != pair[danish])
    for name, text, said in (("", DANISH, pair[danish]), (".en", ENGLISH, pair[english])):
        write(small, f"docs/roles/example{name}.md", f"{text}\n{said}\n")

    assert [one.told() for one in read_project(small, "/").problems] == []


def target(example: str) -> str:
    document: Document = parse_document(example, 1)
    return document.links[0].target


@pytest.mark.parametrize("half", [DA, EN], ids=["da", "en"])
def test_no_recipe_has_more_than_eight_steps(half: str) -> None:
    for steps in recipes(half):
        assert steps == [str(number) for number in range(1, len(steps) + 1)]
        assert len(steps) <= 8


def test_both_languages_have_the_same_recipes() -> None:
    assert [len(steps) for steps in recipes(EN)] == [len(steps) for steps in recipes(DA)]


@pytest.mark.parametrize("guide", [DA, EN], ids=["da", "en"])
def test_a_guide_is_short_and_its_contents_lead_to_every_recipe(guide: str) -> None:
    headings = re.findall(r"^## (.+)$", guide, re.MULTILINE)
    slugs = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}
    led = set(re.findall(r"\]\(#([^)]+)\)", guide))

    assert len(guide.split()) <= MOST_WORDS
    assert led == slugs - {slugs_of_first(headings)}


def slugs_of_first(headings: list[str]) -> str:
    """What every recipe builds on stands right below the contents."""
    return headings[0].lower().replace(" ", "-")


def test_the_templates_of_a_translation_have_none_of_the_fields_of_the_danish_file() -> None:
    for kind, form in (("page", PageFacts), ("trend", TrendFacts)):
        head = (ROOT / f".github/new/{kind}.en.md").read_text("utf-8").split("---\n")[1]
        fields = set(re.findall(r"^#? ?(\w+):", head, re.MULTILINE))

        assert f"`.github/new/{kind}.en.md`" in DA
        assert f"`.github/new/{kind}.en.md`" in EN
        assert not fields & set(form.model_fields)


def test_a_page_translated_as_told_has_no_fault(small: Path) -> None:
    danish, english = small / "docs/roles/example.md", small / "docs/roles/example.en.md"
    words = {"title": "Example", "summary": "An example of a page that holds to every rule here."}
    lines = danish.read_text("utf-8").split("\n")
    heads = [one for one in lines if one.partition(":")[0] not in PageFacts.model_fields]
    text = "\n".join(heads)
    for name, said in words.items():
        text = re.sub(f"^{name}: .*", f"{name}: {said}", text, count=1, flags=re.MULTILINE)
    for before, after in (("Formål", "Purpose"), ("Brug", "Use"), ("Teksten", "The text")):
        text = text.replace(f"## {before}", f"## {after}").replace(before, after)
    text = text.replace("Se [forsiden]", "See the [home page]").replace("Se [brug]", "See [use]")
    english.write_text(text, "utf-8")

    assert [one.told() for one in read_project(small, "/").problems] == []


def test_every_label_of_the_site_that_it_names_is_there() -> None:
    words = (ROOT / "data/words.yml").read_text("utf-8")

    for danish, english in (
        ("Ret denne side", "Edit this page"),
        ("Ret et tal på siden", "Edit a number on this page"),
    ):
        assert f"{{da: {danish}, en: {english}}}" in words
        assert f"**{danish}**" in DA
        assert f"**{english}**" in EN


FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml"))
INPUTS = {"input", "textarea", "dropdown", "checkboxes"}


def test_a_form_has_the_shape_that_github_asks_for(subtests: pytest.Subtests) -> None:
    for path in FORMS:
        with subtests.test(path=path):
            form = yaml.safe_load(path.read_text("utf-8"))
            ids = [part["id"] for part in form["body"] if part["type"] in INPUTS]

            assert set(form) <= {
                "name",
                "description",
                "title",
                "labels",
                "body",
                "assignees",
                "projects",
            }
            assert {type(form[key]) for key in ("name", "description", "title")} == {str}
            assert len(ids) == len(set(ids)) > 0
            for part in form["body"]:
                assert set(part) <= {"type", "id", "attributes", "validations"}
                assert part["type"] in INPUTS | {"markdown"}
                assert part["type"] == "markdown" or re.fullmatch(r"[\w-]+", part["id"])
                assert part["attributes"][
                    "value" if part["type"] == "markdown" else "label"
                ].strip()
                assert set(part.get("validations", {})) <= {"required"}
                if part["type"] == "dropdown":
                    options = part["attributes"]["options"]
                    assert all(isinstance(one, str) and one != "None" for one in options)
                    assert len(options) == len(set(options))


def test_the_form_for_trends_asks_for_the_words_of_the_file() -> None:
    schema = json.loads((ROOT / ".vscode/schemas/front-trend-da.json").read_text("utf-8"))
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/2-trend.yml").read_text("utf-8"))
    asked = {part["id"]: part["attributes"] for part in form["body"] if "id" in part}

    assert set(asked) - {"signs"} <= set(schema["properties"])
    for field in ("kind", "reach", "certainty"):
        known = [one.split(" ")[0] for one in asked[field]["options"]]
        assert known == schema["properties"][field]["enum"]
