"""Every message as an editor reads it, in one file, so that a change of words is seen in review.

After a change: `python -m tests.test_editors_messages` writes the file anew.
"""

import re
from pathlib import Path
from string import Formatter

import pytest

from barometer.faults import codes, fault, messages
from tests.conftest import ROOT

HELP = ROOT / ".github/help"
GOLDEN = Path(__file__).parent / "golden/messages.txt"


def rendered() -> str:
    """Each message at a place, its words shown as ‹name›, Danish first."""
    return "\n\n".join(f"{key}\n{_told(key)}" for key in sorted(messages())) + "\n"


def _told(key: str) -> str:
    said = messages()[key]
    names = {name for text in (said.da, said.en) for _, name, _, _ in Formatter().parse(text)}
    words = {name: f"‹{name}›" for name in names if name}
    return fault(key, "fil", 7, **words).told()


def test_no_message_has_changed_unseen() -> None:
    assert rendered() == GOLDEN.read_text("utf-8"), "python -m tests.test_editors_messages"


def test_every_message_has_both_languages_and_a_place() -> None:
    for block in GOLDEN.read_text("utf-8").strip().split("\n\n"):
        key, danish, english = block.split("\n")
        assert danish.startswith(f"FEJL {key.partition('/')[0]} fil:7 ")
        assert english.startswith("     (English) ")


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


if __name__ == "__main__":
    GOLDEN.write_text(rendered(), encoding="utf-8", newline="\n")
