"""Every message as an editor reads it, in one file, so that a change of words is seen in review.

After a change: `python tests/test_editors_messages.py` writes the file anew.
"""

from pathlib import Path
from string import Formatter

from barometer.faults import fault, messages

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
    assert rendered() == GOLDEN.read_text("utf-8"), "python tests/test_editors_messages.py"


def test_every_message_has_both_languages_and_a_place() -> None:
    for block in GOLDEN.read_text("utf-8").strip().split("\n\n"):
        key, danish, english = block.split("\n")
        assert danish.startswith(f"FEJL {key.partition('/')[0]} fil:7 ")
        assert english.startswith("     (English) ")


if __name__ == "__main__":
    GOLDEN.write_text(rendered(), encoding="utf-8", newline="\n")
