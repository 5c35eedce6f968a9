"""What is to be said of the language of changed lines: advice, which stops nothing."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from barometer.content.page import read_page
from barometer.data.codebook import Codebook, read_codebook
from barometer.editors.git import changed_lines
from barometer.faults import fault
from barometer.problems import Problem
from barometer.prose.blocks import Block
from barometer.prose.data_texts import data_blocks, text_advice
from barometer.prose.ease import running_blocks, sentences, words
from barometer.prose.head import head_blocks
from barometer.prose.spelling import house_file, house_words, proposals, said, unknown
from barometer.prose.terms import Lexicon, Terms, avoided, forbidden, used
from barometer.prose.typography import signs
from barometer.text import LANGUAGES, Language, Text

LONG_SENTENCE = 25
SHOWN = 60
Lines = Mapping[str, Container[int]]


@dataclass(frozen=True)
class House:
    """The words of the house in each language: right ones, and those that we do not use."""

    right: Mapping[Language, frozenset[str]]
    wrong: Mapping[Language, Lexicon]
    terms: Terms


def advice(root: Path, changed: Lines) -> list[Problem]:
    """Everything to be said of the lines that were changed, by file."""
    book = read_codebook(root)
    house = _house(root, book)
    found = (one for path in changed for one in _of_file(root, path, book, house))
    return sorted({one for one in found if (one.line or 0) in changed[one.path]})


def advice_since(root: Path, *bases: str) -> list[Problem]:
    """The same of the lines changed since the first of `bases` that git knows and they leave."""
    changed = next(filter(None, (changed_lines(root, one) for one in bases)), None)
    return advice(root, changed) if changed else []


def _house(root: Path, book: Codebook) -> House:
    return House(
        {
            one: house_words(root, one)
            | house_words(root, "abbreviations")
            | {word for form in used(book.terms, one).forms for word in form.split()}
            for one in LANGUAGES
        },
        {one: avoided(book.terms, one) for one in LANGUAGES},
        book.terms,
    )


def _of_file(root: Path, path: str, book: Codebook, house: House) -> Iterator[Problem]:
    if path in book.files:
        yield from _of_data(path, book, house, house_words(root, "codes"))
    elif path.startswith("docs/") and path.endswith(".md") and (root / path).is_file():
        yield from _of_page(root, path, house)


def _of_page(root: Path, path: str, house: House) -> Iterator[Problem]:
    page = read_page(root, root / path).page
    if page is None:
        return
    blocks = [*chain(head_blocks(page), page.document.blocks)]
    yield from signs(blocks, path, page.language)
    yield from forbidden(blocks, path, page.language, house.wrong, house.terms)
    yield from long_sentences(running_blocks(blocks), path)
    for language in LANGUAGES:
        yield from _misspelt(said(blocks, language, page.language), path, language, house)


def _of_data(path: str, book: Codebook, house: House, codes: frozenset[str]) -> Iterator[Problem]:
    file = book.files[path]
    yield from text_advice(file, house.wrong, house.terms)
    for language in LANGUAGES:
        texts = said(data_blocks(file, language), language, language)
        yield from _misspelt(texts, path, language, house, codes)


def _misspelt(
    found: Iterable[tuple[int, str]],
    path: str,
    language: Language,
    house: House,
    codes: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    for line, text in found:
        for word in unknown(text, language, house.right[language]):
            if word not in codes:
                near = _near(proposals(word, language))
                yield fault("S301", path, line, word=word, near=near, file=house_file(language))


def _near(found: tuple[str, ...]) -> Text:
    if not found:
        return Text(da="Ordbogen har intet forslag.", en="The dictionary has no proposal.")
    danish = " eller ".join(f"»{one}«" for one in found)
    return Text(da=f"Mente I {danish}?", en=f"Did you mean {_or(found)}?")


def _or(found: tuple[str, ...]) -> str:
    return " or ".join(f"‘{one}’" for one in found)


def long_sentences(blocks: Iterable[Block], path: str) -> Iterator[Problem]:
    """The sentences that no reader holds in one breath, at the line where each begins."""
    for block in blocks:
        at = 0
        for sentence in sentences(block.own):
            at = block.own.index(sentence, at)
            count = len(words(sentence))
            if count > LONG_SENTENCE:
                line, start = _line(block, at), " ".join(sentence.split())[:SHOWN]
                yield fault("S302", path, line, count=count, start=start, limit=LONG_SENTENCE)
            at += len(sentence)


def _line(block: Block, at: int) -> int:
    """The line of a letter of the block's own words."""
    for part in block.stretches:
        if part.language:
            continue
        if at < len(part.text):
            return part.line
        at -= len(part.text)
    return block.line
