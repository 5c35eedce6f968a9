"""The texts of `data/`: held to the same signs and words as the pages."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from barometer.problems import Problem
from barometer.prose.blocks import Block, Stretch
from barometer.prose.terms import Lexicon, Terms, forbidden
from barometer.prose.typography import signs
from barometer.text import LANGUAGES, Language
from barometer.yamlfile import Keys, YamlFile

NOT_OURS = ("sources", "addresses")
"""Files whose words belong to others: titles as published, and words of addresses."""

NOT_SAID = ("avoid", "slug")
"""Entries that name words without saying them."""


def text_advice(
    file: YamlFile, wrong: Mapping[Language, Lexicon], terms: Terms
) -> Iterator[Problem]:
    """The wrong signs and forbidden forms in one YAML file of `data/`."""
    for language in LANGUAGES:
        found = list(data_blocks(file, language))
        yield from signs([*found, *title_blocks(file, language)], file.path, language)
        yield from forbidden(found, file.path, language, wrong, terms)


def data_blocks(file: YamlFile, language: Language) -> Iterator[Block]:
    """Every text of one language in a file, as cells: they may hold signs that tables hold."""
    if PurePosixPath(file.path).stem not in NOT_OURS:
        for keys, text in _texts(file.value, language, ()):
            yield Block("cell", (Stretch(text, file.line(keys) or 1),))


def title_blocks(file: YamlFile, language: Language) -> Iterator[Block]:
    """The titles of sources in a language: others' words, set with our signs."""
    entries = file.value if PurePosixPath(file.path).stem == "sources" else None
    for name, entry in entries.items() if isinstance(entries, Mapping) else ():
        if isinstance(entry, Mapping) and entry.get("language") == language:
            line = file.line((name, "title")) or 1
            yield Block("cell", (Stretch(str(entry.get("title", "")), line),))


def _texts(value: object, language: Language, keys: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, Mapping):
        if value and set(value) <= set(LANGUAGES):
            yield from _said(value.get(language), (*keys, language))
            return
        for key, below in value.items():
            if key not in NOT_SAID:
                yield from _texts(below, language, (*keys, key))
    elif isinstance(value, list):
        for at, below in enumerate(value):
            yield from _texts(below, language, (*keys, at))


def _said(value: object, keys: Keys) -> Iterator[tuple[Keys, str]]:
    texts = value if isinstance(value, list) else [value]
    for at, text in enumerate(texts):
        if isinstance(text, str):
            yield ((*keys, at) if isinstance(value, list) else keys), text
