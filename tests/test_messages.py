"""Messages: alike in both languages, in an editor's words, each with a page of help and a use."""

import ast
import re
from collections.abc import Iterator
from string import Formatter

from barometer.faults.model_errors import length, quote_value
from barometer.faults.report import (
    make_fault,
    message_codes,
    messages,
    phrases,
    report,
    suggest_nearest,
)
from barometer.text import LANGUAGES, Text
from tests.conftest import ROOT

HELP = ROOT / ".github/help"
JARGON = re.compile(
    r"\b(dtype|none|null|key error|exception|traceback|string|integer|float|boolean|schema|parse"
    r"|regex|pydantic|pandas|pandera|nonetype|dict|tuple|literal|value error|index|int|str)\b",
    re.IGNORECASE,
)
ENDING = re.compile(r"([.?]|[«’]|\{\w+\})$")


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _written() -> tuple[set[str], list[re.Pattern[str]]]:
    """The strings in our code, and the patterns of those that are put together there."""
    whole, patterns = set(), []
    for file in (ROOT / "hooks").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [one.value if isinstance(one, ast.Constant) else "" for one in node.values]
                if any(re.search(r"\w", str(one)) for one in parts):
                    patterns.append(re.compile(".+".join(re.escape(str(one)) for one in parts)))
    return whole, patterns


def test_each_message_has_a_use() -> None:
    whole, patterns = _written()

    def used(key: str) -> bool:
        code, _, variant = key.partition("/")
        of_language = variant in LANGUAGES and code in whole
        return key in whole or of_language or any(one.fullmatch(key) for one in patterns)

    assert [key for key in (*messages(), *phrases()) if not used(key)] == []


def _slips(key: str, said: Text) -> Iterator[str]:
    if _fields(said.da) != _fields(said.en):
        yield f"{key}: the languages name different things"
    if re.search("[»«]", said.en) and "‘" not in said.en:
        yield f"{key}: Danish quotation marks in English"
    for text in (said.da, said.en):
        if key.startswith("D") and JARGON.search(text):
            yield f"{key}: a word of programs in {text!r}"
        if key.startswith("D") and not ENDING.search(text):
            yield f"{key}: no sentence ends {text!r}"


def test_messages_are_alike_in_both_languages() -> None:
    texts = (*messages().items(), *phrases().items())
    assert [slip for key, said in texts for slip in _slips(key, said)] == []


def _help_slips(code: str) -> Iterator[str]:
    page = (HELP / f"{code}.md").read_text("utf-8")
    danish, english = re.split(r"\n---\n\n(?=# )", page)
    for half, words in ((danish, ("**Det gør I:**",)), (english, ("**What to do:**",))):
        if not half.strip().startswith(f"# {code}: ") or not all(one in half for one in words):
            yield f"{code}: heading or cure is missing"
    if not ("Forkert:" in danish) == ("Rigtigt:" in danish) == ("Wrong:" in english):
        yield f"{code}: wrong and right do not go together"


def test_every_code_has_a_help_page_in_both_languages_and_no_page_is_left() -> None:
    assert {path.stem for path in HELP.glob("*.md")} == set(message_codes())
    assert [slip for code in message_codes() for slip in _help_slips(code)] == []


def test_a_report_and_an_annotation_say_where_each_code_is_explained() -> None:
    one = make_fault("E103", "fil", 7, name="x", near="")

    assert ".github/help/E103.md" in report([one])
    assert one.annotation().endswith(".github/help/E103.md")
    assert ".github" not in report([])


def test_a_misspelt_name_gets_the_nearest_known_one() -> None:
    assert suggest_nearest("regonal", ["municipal", "regional"]).da == "Mente I »regional«?"


def test_a_name_far_from_all_gets_the_known_ones() -> None:
    assert suggest_nearest("x", ["municipal", "regional"]).en == "Known: municipal, regional."


def test_a_long_cell_is_shortened_in_its_message() -> None:
    told = make_fault("D204/number", "data/observations.csv", 2, "value", cell="x" * 5000)

    assert len(told.message.da) < 300


def test_one_character_is_not_characters() -> None:
    assert (length("a").en, length("ab").en, length("a").da) == (
        "1 character",
        "2 characters",
        "1 tegn",
    )


def test_what_stands_there_is_quoted_as_each_language_quotes() -> None:
    assert quote_value("31-02-2026") == Text(da="»31-02-2026«", en="‘31-02-2026’")
