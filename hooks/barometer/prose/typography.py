"""The signs of each language: quotes, apostrophes, dashes, blanks and `procent` in running text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from barometer.faults import fault
from barometer.problems import Problem
from barometer.prose.blocks import Block, Kind
from barometer.text import LANGUAGES, Language, Text

QUOTES: Mapping[Language, tuple[str, str]] = {"da": ("»", "«"), "en": ("‘", "’")}
BLANKS = "S105"
_TWO = re.compile(r"[ \N{NO-BREAK SPACE}]{2,}")
PER_CENT = Text(da="procent", en="per cent")
AROUND, MOST = 20, 60
"""How many letters a message repeats on each side of what is wrong, and between several."""


@dataclass(frozen=True)
class Rule:
    """What is wrong, and what stands right in its place; `only` is the language it holds for."""

    code: str
    wrong: re.Pattern[str]
    right: Callable[[re.Match[str], Language], str]
    only: Language | None = None
    spared: tuple[Kind, ...] = ()


@dataclass(frozen=True)
class Slip:
    """What breaks a rule in one text: its surroundings as they stand and as they should."""

    code: str
    stands: str
    instead: str


def _quote(found: re.Match[str], language: Language) -> str:
    opening, closing = QUOTES[language]
    if len(found[0]) > 1:
        return f"{opening}{found[0][1:-1]}{closing}"
    before = found.string[: found.start()]
    begins = not before or before[-1].isspace() or before[-1] in "([–»‘“"
    return opening if begins else closing


def _apostrophe(found: re.Match[str], language: Language) -> str:
    before, after = found.string[: found.start()], found.string[found.end() :]
    within = before[-1:].isalnum() and (after[:1].isalpha() or language == "da")
    return "’" if within else _quote(found, language)


def _dash(found: re.Match[str], _: Language) -> str:
    return re.sub("-+|—", "–", found[0])


def _per_cent(_: re.Match[str], language: Language) -> str:
    return f" {PER_CENT[language]}"


# Danish has ’ as apostrophe, so only ‘…’ as a pair, or ’ before a word, is a quotation mark there.
_DANISH = r"‘(?:[^‘’]|’(?=\w))*’|[“”„‘‚‹›]|(?<!\w)’(?=\w)|«(?=\w)|(?<=\w)»"
RULES = (
    Rule("S101", re.compile(r'"'), _quote),
    Rule("S102", re.compile(r"['´`]"), _apostrophe),
    Rule("S103", re.compile(_DANISH), _quote, only="da"),
    Rule("S103", re.compile(r"[“”„‚‹›«»]"), _quote, only="en"),
    Rule("S104", re.compile(r"(?<=\s)(?:-{1,3}|—)(?=\s)|(?<=\S)(?:--+|—)(?=\S)"), _dash),
    Rule("S104", re.compile(r"(?<![\w.,/-])\d+-\d+(?![\w-])"), _dash),
    Rule(BLANKS, re.compile(rf"(?<=\S){_TWO.pattern}(?=\S)"), lambda *_: " "),
    Rule("S106", re.compile(r"(?<=\d)\s?%"), _per_cent, spared=("cell", "caption")),
    Rule("S107", re.compile(r"\.{3,}"), lambda *_: "…"),
    Rule("S108", re.compile(r"(?<=\w) +(?=[,.;:!?](?:\s|$))"), lambda *_: ""),
)
_SUSPECT = tuple(
    map(
        re.compile,
        (
            r"[\"'´`“”„‘‚‹›«»’—%]",
            r"-[-\d]",
            r"\.\.\.",
            r"[ \N{NO-BREAK SPACE}][- ,.;:!?\N{NO-BREAK SPACE}]",
        ),
    )
)
"""What any rule could object to: most texts have none of it and are done at once."""


def slips(text: str, language: Language, kind: Kind = "text") -> Iterator[Slip]:
    """What is wrong in a text, at most once a rule."""
    if not any(sign.search(text) for sign in _SUSPECT):
        return
    for rule in RULES:
        if rule.only in (None, language) and kind not in rule.spared:
            found = list(rule.wrong.finditer(text))
            if found:
                yield _slip(rule, found, language)


def _slip(rule: Rule, found: list[re.Match[str]], language: Language) -> Slip:
    text, first, last = found[0].string, found[0].start(), found[-1].end()
    if last - first > MOST:
        found, last = found[:1], found[0].end()
    start, end = _word_start(text, first - AROUND), _word_end(text, last + AROUND)
    pieces, at = [], start
    for one in found:
        pieces += [text[at : one.start()], rule.right(one, language)]
        at = one.end()
    stands = text[start:end].strip()
    if rule.code == BLANKS:
        stands = _TWO.sub(lambda blanks: "␣" * len(blanks[0]), stands)
    return Slip(rule.code, stands, "".join([*pieces, text[at:end]]).strip())


def _word_start(text: str, at: int) -> int:
    return 0 if at <= 0 else text.rfind(" ", 0, at) + 1


def _word_end(text: str, at: int) -> int:
    return len(text) if at >= len(text) or " " not in text[at:] else text.index(" ", at)


def signs(blocks: Iterable[Block], path: str, language: Language) -> Iterator[Problem]:
    """The wrong signs of blocks of one file; what is in a third language is left alone."""
    for block in blocks:
        for part in block.stretches:
            said = part.language or language
            if said in LANGUAGES:
                for one in slips(part.text, said, block.kind):
                    yield fault(one.code, path, part.line, stands=one.stands, instead=one.instead)
