"""The numbers of running text, as values: 1.611 in Danish is 1,611 in English."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.faults import fault
from barometer.language import MINUS
from barometer.problems import Problem
from barometer.sentences.lexicon import Lexicon
from barometer.sentences.tokens import Token, numeral, tokens
from barometer.sentences.unbound import head_passages
from barometer.text import Language, Text

Value = float | str
Places = Collection[tuple[str, int | None]]
DIGITS = frozenset("0123456789")
NOTHING = Text(da="intet tal", en="no number")


@dataclass(frozen=True)
class Stretch:
    """A paragraph, cell or entry of a page's head, with its line."""

    text: str
    line: int | None


def check_numbers(
    pages: Pages, lexicons: Mapping[Language, Lexicon], told: Places = ()
) -> Iterator[Problem]:
    """The first number of each pair of pages that stands in one language and not in the other.

    A number that has been `told` of is one that is to become a link, as it may be in the other.
    """
    for (key, language), danish in pages.items():
        english = pages.get((key, "en"))
        if language == "da" and english:
            for one in _compare(danish, english, lexicons):
                if not told or (one.path, one.line) not in told:
                    yield one


def _compare(
    danish: Page, english: Page, lexicons: Mapping[Language, Lexicon]
) -> Iterator[Problem]:
    ours, theirs = _stretches(danish), _stretches(english)
    if len(ours) != len(theirs):
        ours, theirs = [_whole(ours)], [_whole(theirs)]
    for here, there in zip(ours, theirs, strict=True):
        if not DIGITS & {*here.text, *there.text}:
            continue
        found = _difference(here, there, lexicons)
        if found:
            where = english.path + (f":{there.line}" if there.line else "")
            left, right = found
            line = here.line or _line_of(left.da, _stretches(danish))
            if there.line is None and (at := _line_of(right.en, _stretches(english))):
                where = f"{english.path}:{at}"
            yield fault("P605", danish.path, line, danish=left, english=right, where=where)


def _line_of(number: str, stretches: Iterable[Stretch]) -> int | None:
    """The line of the first stretch that writes a number."""
    return next((one.line for one in stretches if number in one.text), None)


def _stretches(page: Page) -> list[Stretch]:
    head = [Stretch(text, line) for _, line, text in head_passages(page)]
    return head + [Stretch(one.loose, one.line(0)) for one in page.document.passages]


def _whole(stretches: Iterable[Stretch]) -> Stretch:
    """All stretches as one, for pages whose paragraphs do not pair."""
    return Stretch(" \n ".join(one.text for one in stretches), None)


def _difference(
    here: Stretch, there: Stretch, lexicons: Mapping[Language, Lexicon]
) -> tuple[Text, Text] | None:
    ours, theirs = _digits(here.text, "da"), _digits(there.text, "en")
    if ours.counted == theirs.counted:
        return None
    left = _missing(ours, theirs, there.text, lexicons["en"])
    right = _missing(theirs, ours, here.text, lexicons["da"])
    if not left and not right:
        return None
    return _said(left), _said(right)


@dataclass(frozen=True)
class Digits:
    """The numbers that a text writes in digits, and how it writes each of them."""

    counted: Counter[Value]
    written: Mapping[Value, str]


def _digits(text: str, language: Language) -> Digits:
    found = [token for token in tokens(text, language) if not DIGITS.isdisjoint(token.text)]
    values = [(_value(token, language), token.text) for token in found]
    return Digits(Counter(value for value, _ in values), dict(values))


def _missing(ours: Digits, theirs: Digits, text: str, lexicon: Lexicon) -> str:
    """The first number that we write in digits and `text` says neither so nor in letters."""
    found = tokens(text, lexicon.language)
    letters = Counter(
        float(spelled[0])
        for place in range(len(found))
        if (spelled := lexicon.spelled_at(found, place))
    )
    for value, count in (ours.counted - theirs.counted).items():
        if not isinstance(value, float) or letters[value] < count:
            return ours.written[value]
    return ""


def _said(number: str) -> Text:
    return Text(da=number, en=number) if number else NOTHING


def _value(token: Token, language: Language) -> Value:
    """The value of digits; `2.1` and `8.00` stay as written, for they may be versions and times."""
    text = token.text.lstrip("-" + MINUS)
    point = next((sign for sign in ".," if sign in text), None)
    if point and not all(len(part) == len("000") for part in text.split(point)[1:]):
        return text.replace(",", ".")
    number = numeral(text, language)
    return number.value if number else text
