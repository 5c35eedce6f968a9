"""Every message as an editor reads it, a file each, so that a change of words is seen in review.

After a change: `python -m tests.test_editors_messages` writes the files anew.
"""

import re
from pathlib import Path
from string import Formatter

import pytest

from barometer.faults import codes, fault, messages
from barometer.problems import report
from tests.conftest import ROOT

HELP = ROOT / ".github/help"
GOLDEN = Path(__file__).parent / "golden/messages"
KEYS = sorted(messages())


def golden(key: str) -> Path:
    """The file of a message: `D203-comma.txt` for `D203/comma`."""
    return GOLDEN / f"{key.replace('/', '-')}.txt"


def rendered(key: str) -> str:
    """A message at a place, its words shown as ‹name›, Danish first."""
    said = messages()[key]
    names = {name for text in (said.da, said.en) for _, name, _, _ in Formatter().parse(text)}
    words = {name: f"‹{name}›" for name in names if name}
    return fault(key, "fil", 7, **words).told() + "\n"


@pytest.mark.parametrize("key", KEYS)
def test_no_message_has_changed_unseen(key: str) -> None:
    assert rendered(key) == golden(key).read_text("utf-8"), "python -m tests.test_editors_messages"


@pytest.mark.parametrize("key", KEYS)
def test_every_message_says_the_same_words_of_the_file_in_both_languages(key: str) -> None:
    danish, english = golden(key).read_text("utf-8").splitlines()

    assert danish.startswith(f"FEJL {key.partition('/')[0]} fil:7 ")
    assert english.startswith("     (English) ")
    assert set(re.findall("‹[^›]+›", danish)) == set(re.findall("‹[^›]+›", english))


def test_no_golden_file_is_left_of_a_message_that_is_gone() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {golden(key).name for key in KEYS}


@pytest.mark.parametrize("code", codes())
def test_every_code_has_a_help_page_in_both_languages(code: str) -> None:
    page = (HELP / f"{code}.md").read_text("utf-8")
    danish, english = re.split(r"\n---\n\n(?=# )", page)

    assert danish.startswith(f"# {code}: ")
    assert english.strip().startswith(f"# {code}: ")
    assert "**Det gør I:**" in danish
    assert "**What to do:**" in english
    assert ("Forkert:" in danish) == ("Rigtigt:" in danish) == ("Wrong:" in english)


def test_no_help_page_is_left_of_a_code_that_is_gone() -> None:
    assert {path.stem for path in HELP.glob("*.md")} == set(codes())


def test_a_report_and_an_annotation_say_where_each_code_is_explained() -> None:
    one = fault("E103", "fil", 7, name="x", near="")

    assert report([one]).splitlines()[3:5] == [
        "Hver kode er forklaret med et eksempel i .github/help/, fx .github/help/E103.md.",
        "(Each code is explained with an example in .github/help/, such as .github/help/E103.md.)",
    ]
    assert one.annotation().endswith(".github/help/E103.md")
    assert ".github" not in report([])


def write_anew() -> None:
    """The files of all messages, and no others."""
    for path in GOLDEN.glob("*.txt"):
        path.unlink()
    for key in KEYS:
        golden(key).write_text(rendered(key), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_anew()
