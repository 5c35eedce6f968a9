"""Advice on the language of changed lines; report of reading ease."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path, PurePosixPath

from babel.dates import get_day_names, get_month_names

from barometer.data.codebook import Codebook, read_codebook, read_phrases
from barometer.editors.git import changed_lines
from barometer.faults.report import Fault, ask_which, make_fault, phrase
from barometer.faults.yaml_file import YamlFile, texts_of
from barometer.pages import prose
from barometer.pages.checks import DOWNLOADS
from barometer.pages.document import Block, Span
from barometer.pages.page import Page, is_news, read_page
from barometer.pages.parser import scheme_of
from barometer.text import LANGUAGES, Language, Text, other_language

LONG_SENTENCE = 25
SHORT_SENTENCE, LONGEST_RUN = 9, 3
"""More than three sentences of at most nine words in a row read like a list of orders."""
QUOTED = re.compile(r"»[^«]*«|‘[^‘]*?’(?!\w)|“[^”]*”")
OPENING = re.compile(r"^[»‘“]([^«”]*?)(?:[«”]|’(?!\w)|$)")
"""A quotation that begins a sentence: the message that repeats it has marks of its own."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

SHOWN = 60
GENITIVE = re.compile(r"[’']?s?$")

Lines = Mapping[str, Container[int]]


@dataclass(frozen=True)
class House:
    """The words of the house in each language: right ones, and those that we do not use."""

    right: Mapping[Language, frozenset[str]]
    wrong: Mapping[Language, prose.TermForms]
    terms: prose.Terms
    dated: Mapping[Language, prose.TermForms]


def advise_lines(root: Path, changed: Lines) -> list[Fault]:
    """Everything to be said of the lines that were changed, by file."""
    book = read_codebook(root)
    house = _house(root, book)
    found = (one for path in changed for one in _of_file(root, path, book, house))
    return sorted({one for one in found if (one.line or 0) in changed[one.path]})


def advice_since(root: Path, *bases: str) -> list[Fault]:
    """The same of the lines changed since the first of `bases` that git knows and they leave."""
    changed = next(filter(None, (changed_lines(root, one) for one in bases)), None)
    return advise_lines(root, changed) if changed else []


def _house(root: Path, book: Codebook) -> House:
    phrases, _ = read_phrases(root)
    return House(
        {
            one: prose.house_words(root, one)
            | prose.house_words(root, "abbreviations")
            | {word for form in prose.used(book.terms, one).forms for word in form.split()}
            for one in LANGUAGES
        },
        {one: prose.avoided(book.terms, one) for one in LANGUAGES},
        book.terms,
        {
            one: prose.TermForms(dict.fromkeys(phrases.dated[one] if phrases else (), ""))
            for one in LANGUAGES
        },
    )


def _of_file(root: Path, path: str, book: Codebook, house: House) -> Iterator[Fault]:
    if path in book.files:
        file, codes = book.files[path], prose.house_words(root, "codes")
        yield from text_advice(file, house.wrong, house.terms)
        for language in LANGUAGES:
            texts = prose.spans_in_language(data_blocks(file, language), language, language)
            yield from _misspelt(texts, path, language, house, codes)
    elif path.startswith("docs/") and path.endswith(".md") and (root / path).is_file():
        yield from _of_page(root, path, house)


def _of_page(root: Path, path: str, house: House) -> Iterator[Fault]:
    page = read_page(root, root / path).page
    if page is None:
        return
    for link in page.document.links:
        if PurePosixPath(link.target).suffix in DOWNLOADS and not scheme_of(link.target):
            yield make_fault("S109", path, link.line, target=link.target)
    blocks = [*chain(prose.head_blocks(page), page.document.blocks)]
    yield from prose.signs(blocks, path, page.language)
    yield from prose.forbidden(blocks, path, page.language, house.wrong, house.terms)
    yield from long_sentences(prose.running_blocks(blocks), path)
    yield from short_runs(page.document.blocks, path)
    yield from wrong_dates(blocks, path, page.language)
    if not is_news(page.key):  # news has its day above it
        yield from undated(prose.running_blocks(blocks), path, house.dated[page.language])
    names = _names_of_twin(root, page) | _own_names(blocks)
    for language in LANGUAGES:
        yield from _misspelt(
            prose.spans_in_language(blocks, language, page.language), path, language, house, names
        )


CAPITALS = re.compile(r"\b[A-ZÆØÅ]{2,6}\b")
NAMED = re.compile(r"(?<=[\w,] )[A-ZÆØÅ]\w+")


def _own_names(blocks: Iterable[Block]) -> frozenset[str]:
    """Short words in capitals, and names: words that have a capital twice within sentences."""
    text = "\n".join(block.text for block in blocks)
    names = Counter(NAMED.findall(text))
    return frozenset({*CAPITALS.findall(text), *(one for one, n in names.items() if n > 1)})


def _names_of_twin(root: Path, page: Page) -> frozenset[str]:
    """The words with a capital on the page in the other language, without a genitive’s ending."""
    file = root / "docs" / page.key.file(other_language(page.language))
    twin = read_page(root, file).page if file.is_file() else None
    blocks = [*prose.head_blocks(twin), *twin.document.blocks] if twin else []
    words = {
        word for block in blocks for word in prose.WORD.findall(block.text) if not word.islower()
    }
    return frozenset(words | {GENITIVE.sub("", one) for one in words})


def _misspelt(
    found: Iterable[tuple[int, str]],
    path: str,
    language: Language,
    house: House,
    spared: frozenset[str] = frozenset(),
) -> Iterator[Fault]:
    for line, text in found:
        for word in prose.unknown(text, language, house.right[language]):
            if not {word, GENITIVE.sub("", word)} & spared:
                meant, file = prose.proposals(word, language), prose.house_file(language)
                near = ask_which(meant) if meant else phrase("write/no_proposal")
                yield make_fault("S301", path, line, word=word, near=near, file=file)


def _sentences(block: Block) -> Iterator[tuple[int, int, str]]:
    """The sentences of a block, each with the line and the place of its first letter."""
    at = 0
    for sentence in prose.split_sentences(block.own):
        at = block.own.index(sentence, at)
        yield _line(block, at), at, sentence
        at += len(sentence)


def long_sentences(blocks: Iterable[Block], path: str) -> Iterator[Fault]:
    """The sentences that no reader holds in one breath, at the line where each begins."""
    for line, _, sentence in chain.from_iterable(map(_sentences, blocks)):
        # the figures of a telephone number or an address are not read one by one
        count = sum(not one.isdigit() for one in prose.split_words(sentence))
        start = " ".join(sentence.split())[:SHOWN]
        start = OPENING.sub(r"\1", start)
        if count > LONG_SENTENCE:
            yield make_fault("S302", path, line, count=count, start=start, limit=LONG_SENTENCE)


def short_runs(blocks: Iterable[Block], path: str) -> Iterator[Fault]:
    """More short sentences in a row than read well, told where the run begins."""
    run: list[int] = []
    for block in (*blocks, Block("heading", ())):
        for line, _, sentence in _sentences(block) if block.kind == "text" else ((0, 0, ""),):
            if sentence and len(prose.split_words(sentence)) <= SHORT_SENTENCE:
                run.append(line)
                continue
            if len(run) > LONGEST_RUN:
                yield make_fault("S304", path, run[0], count=len(run), limit=SHORT_SENTENCE)
            run = []


def undated(blocks: Iterable[Block], path: str, words: prose.TermForms) -> Iterator[Fault]:
    """Words about the present in sentences without a year; a question or a quote stays as it is."""
    for block in blocks:
        quoted = {at for one in QUOTED.finditer(block.own) for at in range(*one.span())}
        for line, at, sentence in _sentences(block):
            asked = sentence.endswith("?") or YEAR.search(sentence)
            found = None if asked else next(words.find(sentence), None)
            if found and at + found.start not in quoted:
                said = sentence[found.start : found.end]
                yield make_fault("S305", path, line, words=said)


@cache
def _written_date(language: Language) -> re.Pattern[str]:
    """A date with its month in words, and perhaps the day of the week before it."""
    months = "|".join(get_month_names("wide", locale=language).values())
    days = "|".join(get_day_names("wide", locale=language).values())
    return re.compile(
        rf"(?:({days}),?\s(?:(?:den|d\.|the)\s)?)?\b(\d{{1,2}})\.?\s({months})\s(\d{{4}})\b",
        re.IGNORECASE,
    )


def wrong_dates(blocks: Iterable[Block], path: str, language: Language) -> Iterator[Fault]:
    """Dates that no calendar has, and those of which the day of the week is another."""
    months = [one.casefold() for one in get_month_names("wide", locale=language).values()]
    days = {one: get_day_names("wide", locale=one) for one in LANGUAGES}
    for block in blocks:
        for found in _written_date(language).finditer(block.own):
            line, words = _line(block, found.start()), " ".join(found[0].split())
            try:
                day = date(int(found[4]), months.index(found[3].casefold()) + 1, int(found[2]))
            except ValueError:
                yield make_fault("S306", path, line, words=words)
                continue
            right = Text(da=days["da"][day.weekday()], en=days["en"][day.weekday()])
            if found[1] and found[1].casefold() != right[language].casefold():
                yield make_fault("S306/weekday", path, line, words=words, day=right)


def _line(block: Block, at: int) -> int:
    """The line of a letter of the block's own words."""
    for part in block.stretches:
        if part.language:
            continue
        if at < len(part.text):
            return part.line
        at -= len(part.text)
    return block.line


NOT_OURS = ("sources", "addresses")
"""Files whose words belong to others: titles as published, and words of addresses."""

NOT_SAID = ("avoid", "searches", "slug")
"""Entries that name words without saying them."""


def text_advice(
    file: YamlFile, wrong: Mapping[Language, prose.TermForms], terms: prose.Terms
) -> Iterator[Fault]:
    """The wrong signs and forbidden forms in one YAML file of `data/`."""
    for language in LANGUAGES:
        found = list(data_blocks(file, language))
        yield from prose.signs([*found, *title_blocks(file, language)], file.path, language)
        yield from prose.forbidden(found, file.path, language, wrong, terms)


def data_blocks(file: YamlFile, language: Language) -> Iterator[Block]:
    """Every text of one language in a file, as cells: they may hold signs that tables hold."""
    if PurePosixPath(file.path).stem in NOT_OURS:
        return
    for keys, text in texts_of(file.value):
        at = keys[:-1] if isinstance(keys[-1], int) else keys
        if at and at[-1] == language and not {*keys} & {*NOT_SAID}:
            yield Block("cell", (Span(text, file.line(keys) or 1),))


def title_blocks(file: YamlFile, language: Language) -> Iterator[Block]:
    """The titles of sources in a language: others' words, set with our signs."""
    entries = file.value if PurePosixPath(file.path).stem == "sources" else None
    for name, entry in entries.items() if isinstance(entries, Mapping) else ():
        if isinstance(entry, Mapping) and entry.get("language") == language:
            line = file.line((name, "title")) or 1
            yield Block("cell", (Span(str(entry.get("title", "")), line),))
