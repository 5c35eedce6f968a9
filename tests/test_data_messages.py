"""Messages say the same in both languages, in an editor's words, and each has been said once."""

import re
import shutil
from pathlib import Path
from string import Formatter

import pytest

from barometer.data.incoming import import_file
from barometer.faults import codes, fault, messages, nearest
from barometer.text import Text
from barometer.wrongkind import length, shown
from tests.test_data_faults import NEVER_OF_DATA, PLANTED, outcome
from tests.test_data_incoming import CORPUS, EXPECTED, FAULTS

HELP = Path(__file__).parents[1] / ".github/help"
OURS = [key for key in messages() if key.startswith("D")]
JARGON = re.compile(
    r"\b(dtype|none|null|key error|exception|traceback|string|integer|float|boolean|schema|parse"
    r"|regex|pydantic|pandas|pandera|nonetype|dict|tuple|literal|value error|index|int|str)\b",
    re.IGNORECASE,
)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", OURS)
def test_both_languages_say_the_same_words_of_the_file(key: str) -> None:
    said = messages()[key]

    assert fields(said.da) == fields(said.en)


@pytest.mark.parametrize("key", OURS)
def test_a_message_is_free_of_the_words_of_programs(key: str) -> None:
    said = messages()[key]

    assert JARGON.search(said.da) is None
    assert JARGON.search(said.en) is None


@pytest.mark.parametrize("key", OURS)
def test_a_message_ends_as_a_sentence(key: str) -> None:
    said = messages()[key]

    assert re.search(r"([.?]|[«’]|\{\w+\})$", said.da), said.da
    assert re.search(r"([.?]|[«’]|\{\w+\})$", said.en), said.en


@pytest.mark.parametrize("code", [code for code in codes() if code.startswith("D")])
def test_every_code_has_a_help_page_in_both_languages(code: str) -> None:
    page = (HELP / f"{code}.md").read_text(encoding="utf-8")

    danish, english = re.split(r"\n---\n\n(?=# )", page)
    assert danish.startswith(f"# {code}: ")
    assert english.strip().startswith(f"# {code}: ")
    assert all(word in danish for word in ("**Det gør I:**", "Forkert:", "Rigtigt:"))
    assert all(word in english for word in ("**What to do:**", "Wrong:", "Right:"))


def test_no_help_page_is_left_of_a_code_that_is_gone() -> None:
    assert {path.stem for path in HELP.glob("D*.md")} <= set(codes())


@pytest.fixture(name="said", scope="module")
def _said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every message that the planted faults and the import corpus bring about."""
    found: list[str] = []
    for name in PLANTED:
        found += [one.message.da for one in outcome(name)[1].problems]
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(FAULTS / "healthy" / "data", project / "data")
    for name in EXPECTED:
        result = import_file(project, CORPUS / name, write=False)
        found += [one.message.da for one in result.problems]
    return found


NOT_PLANTED = {
    "D401/unreadable": "the planted folder gives it, but the reason varies by system",
    "D405/cut": "of the heads of pages only, planted in pages.yml",
    "D415/hour": "of the calendar of releases, tested in test_editors_mistakes.py",
    "D408/link": "tested by name in test_data_faults.py",
    "D601/missing": "tested by name in test_data_incoming.py",
    "D601/unreadable": "needs a file that the machine refuses",
    "D602/large": "a file of 50 MB does not belong in the repository",
    "D607": "tested by name in test_data_incoming.py",
    "D608": "needs a disk that refuses",
}


@pytest.mark.parametrize(
    "key", [key for key in OURS if key not in NOT_PLANTED and key[:4] not in NEVER_OF_DATA]
)
def test_every_message_has_been_said_of_a_planted_fault(key: str, said: list[str]) -> None:
    parts = [re.escape(text) for text, *_ in Formatter().parse(messages()[key].da)]
    pattern = re.compile(".*".join(part.replace(r"\ ", r"\s*") for part in parts) + ".*")

    assert any(pattern.fullmatch(one) for one in said)


def test_a_misspelt_name_gets_the_nearest_known_one() -> None:
    assert nearest("regonal", ["municipal", "regional"]).da == "Mente I »regional«?"


def test_a_name_far_from_all_gets_the_known_ones() -> None:
    assert nearest("x", ["municipal", "regional"]).en == "Known: municipal, regional."


def test_a_long_cell_is_shortened_in_its_message() -> None:
    told = fault("D204/number", "data/observations.csv", 2, "value", cell="x" * 5000)

    assert len(told.message.da) < 300


def test_one_character_is_not_characters() -> None:
    assert (length("a").en, length("ab").en, length("a").da) == (
        "1 character",
        "2 characters",
        "1 tegn",
    )


def test_what_stands_there_is_quoted_as_each_language_quotes() -> None:
    assert shown("31-02-2026") == Text(da="»31-02-2026«", en="‘31-02-2026’")


@pytest.mark.parametrize("key", OURS)
def test_no_danish_quotation_mark_stands_in_english(key: str) -> None:
    assert not {"»", "«"} & set(messages()[key].en)
