"""What to know before the numbers are used, as sentences in both languages."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from barometer import language as lang
from barometer.data.breaks import breaks_among
from barometer.data.model import Indicator
from barometer.exports.rows import Row
from barometer.releases.read import point
from barometer.state import Site
from barometer.text import LANGUAGES, Language, Text

NoteKind = Literal[
    "base",
    "status",
    "uncertainty",
    "break",
    "comparability",
    "note",
    "conflict",
    "correction",
]


@dataclass(frozen=True)
class Note:
    """One thing to know."""

    kind: NoteKind
    text: Text


def notes_of(site: Site, rows: tuple[Row, ...], own: Indicator | None) -> tuple[Note, ...]:
    """The notes of a set of values; `own` is their indicator, where they have one only."""
    words = site.dataset.words["exports"]
    alone = words["comparability_none"] if own else words["comparability_all"]
    comparability = own.comparability if own else None
    names = {row.observation.indicator for row in rows}
    return (
        *_counted(rows, words),
        *_broken(site, rows, words),
        Note("comparability", comparability or alone),
        *([Note("note", own.notes)] if own and own.notes else []),
        *(_conflicts(site, own, words) if own else []),
        *_corrections(site, names, words),
    )


def filled(template: Text, **parts: Text | str | int) -> Text:
    """A template with its `{names}` filled in, each language from its own half."""
    return Text(**{one: template[one].format(**_half(parts, one)) for one in LANGUAGES})


def _half(parts: Mapping[str, Text | str | int], language: Language) -> dict[str, str | int]:
    found = parts.items()
    return {key: one[language] if isinstance(one, Text) else one for key, one in found}


def _counted(rows: tuple[Row, ...], words: Mapping[str, Text]) -> Iterator[Note]:
    """How many values have a base and from where, and what their statuses are."""
    sources = Counter(row.observation.base_source for row in rows)
    own, edition = sources["with_the_value"], sources["of_the_edition"]
    yield Note("base", filled(words["base_note"], own=own, edition=edition, all=len(rows)))
    counts = Counter(row.observation.status or "published" for row in rows)
    told = [
        filled(words["status_count"], count=count, label=words[f"status_{status}"])
        for status, count in sorted(counts.items())
    ]
    joined = Text(**{la: lang.joined([one[la] for one in told], la) for la in LANGUAGES})
    yield Note("status", filled(words["status_note"], told=joined))
    if any(row.interval for row in rows):
        yield Note("uncertainty", words["uncertainty"])


def _broken(site: Site, rows: tuple[Row, ...], words: Mapping[str, Text]) -> Iterator[Note]:
    """Every break, once however many indicators it concerns."""
    told: dict[Text, None] = {}
    data = site.dataset
    observations = [row.observation for row in rows]
    for one in breaks_among(observations, data.indicators, data.editions):
        edition = site.dataset.editions[one.said]
        parts = {"edition": edition.title, "reason": one.reason}
        text = filled(words["break_note"], country=lang.country(one.country), **parts)
        if one.reason != edition.break_:
            title = site.dataset.indicators[one.indicator].title
            text = Text(**{la: f"{title[la]}. {text[la]}" for la in LANGUAGES})
        told[text] = None
    for text in told or [words["breaks_none"]]:
        yield Note("break", text)


def _conflicts(site: Site, own: Indicator, words: Mapping[str, Text]) -> Iterator[Note]:
    for one in own.conflicts:
        told = {"note": one.note, "value": _number(one.value, words)}
        parts = {"edition": site.dataset.editions[one.edition].title, **told}
        publisher = site.dataset.sources[one.source].publisher
        yield Note("conflict", filled(words["conflict_note"], publisher=publisher, **parts))


def _corrections(site: Site, names: set[str], words: Mapping[str, Text]) -> Iterator[Note]:
    for one in site.releases.corrections:
        at = point(one.value)
        if at is None or at.indicator not in names:
            continue
        day = Text(**{la: lang.date(one.date, la) for la in LANGUAGES})
        old, new = _number(one.old, words), _number(one.new, words)
        parts = {"date": day, "old": old, "new": new, "reason": one.reason}
        yield Note("correction", filled(words["correction_note"], value=str(at), **parts))


def _number(value: float | None, words: Mapping[str, Text]) -> Text:
    if value is None:
        return words["no_number"]
    return Text(**{la: lang.number(value, la) for la in LANGUAGES})
