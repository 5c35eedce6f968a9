"""JSON-stat."""

from collections.abc import Mapping, Sequence
from typing import Any

from barometer.exports.facts import ExportFacts
from barometer.exports.rows import PLACES, WHOLE, Cell, PublishedRow
from barometer.text import Language, Text, round_number

METRICS = ("value", "base", "own_interval_low", "own_interval_high")
DIMENSIONS = ("country", "edition", "category", "metric")


def name_part(row: PublishedRow) -> str:
    """The part of the whole that a value is about, in the notation of pages: `sector/regional`."""
    one = row.observation
    return one.breakdown if one.category == WHOLE else f"{one.breakdown}/{one.category}"


def make_cube(facts: ExportFacts, language: Language) -> dict[str, Any]:
    """One indicator; cells without a published value are null."""
    keys = _keys(facts)
    sizes = [len(keys[one]) for one in DIMENSIONS]
    values: list[Cell] = [None] * (sizes[0] * sizes[1] * sizes[2] * sizes[3])
    status: dict[str, str] = {}
    for row in facts.rows:
        at = _place(row, keys, sizes)
        values[at : at + len(METRICS)] = [row.numbers[metric] for metric in METRICS]
        if row.marks:
            status[str(at)] = ",".join(row.marks)
        if row.observation.base_source:
            status[str(at + METRICS.index("base"))] = row.observation.base_source
    return {
        "version": "2.0",
        "class": "dataset",
        "href": f"{facts.url}{facts.folder}{facts.name}.{language}.jsonstat.json",
        "label": facts.title[language],
        "source": "; ".join(facts.source_titles),
        "note": [facts.description[language], *(one.text[language] for one in facts.notes)],
        "id": list(DIMENSIONS),
        "size": sizes,
        "role": {"time": ["edition"], "geo": ["country"], "metric": ["metric"]},
        "dimension": _dimensions(facts, keys, language),
        "value": values,
        **({"status": status} if status else {}),
        "extension": _extension(facts, language),
    }


def make_collection(
    facts: ExportFacts, parts: Sequence[ExportFacts], language: Language
) -> dict[str, Any]:
    """The whole: every indicator's cube, whole, in one file."""
    return {
        "version": "2.0",
        "class": "collection",
        "href": f"{facts.url}{facts.folder}{facts.name}.{language}.jsonstat.json",
        "label": facts.title[language],
        "source": "; ".join(dict.fromkeys(one.publisher for one in facts.sources.values())),
        "note": [facts.description[language], *(one.text[language] for one in facts.notes)],
        "extension": _extension(facts, language),
        "link": {"item": [make_cube(one, language) for one in parts]},
    }


def _extension(facts: ExportFacts, language: Language) -> dict[str, Any]:
    """What JSON-stat has no place of its own for."""
    found = dict.fromkeys(row.marks for row in facts.rows if row.marks)
    keys = {",".join(marks): [f"status_{one}" for one in marks] for marks in sorted(found)}
    sources = sorted({row.observation.base_source for row in facts.rows} - {""})
    keys |= {one: [one] for one in sources}
    notes: dict[str, list[str]] = {}
    for note in facts.notes:
        notes.setdefault(note.kind, []).append(note.text[language])
    return {
        "language": language,
        "identifier": facts.id,
        "publisher": facts.publisher_name[language],
        "license": facts.licence(language).address,
        "rights": facts.words["rights"][language],
        "temporal": facts.period,
        "dataVersion": facts.version,
        "page": facts.pages[language],
        "status": {
            one: ", ".join(facts.words[key][language] for key in words)
            for one, words in keys.items()
        },
        "sources": [
            {"key": key, "title": one.title, "publisher": one.publisher, "address": one.address}
            for key, one in facts.sources.items()
        ],
        "notes": notes,
    }


def _keys(facts: ExportFacts) -> Mapping[str, list[str]]:
    rows = facts.rows
    years = {row.observation.edition: (row.edition.start, row.edition.end) for row in rows}
    return {
        "country": list(facts.countries),
        "edition": sorted(years, key=lambda key: (*years[key], key)),
        "category": sorted({name_part(row) for row in rows}, key=lambda key: ("/" in key, key)),
        "metric": list(METRICS),
    }


def _place(row: PublishedRow, keys: Mapping[str, list[str]], sizes: Sequence[int]) -> int:
    """The position of a row's first metric in the flat list of values."""
    at = 0
    found = (row.observation.country, row.observation.edition, name_part(row))
    for dimension, key, size in zip(DIMENSIONS, found, sizes, strict=False):
        at = at * size + keys[dimension].index(key)
    return at * sizes[3]


def _dimensions(
    facts: ExportFacts, keys: Mapping[str, list[str]], language: Language
) -> dict[str, Any]:
    words, rows = facts.words, facts.rows
    labels: Mapping[str, Mapping[str, Text]] = {
        "country": facts.countries,
        "edition": {row.observation.edition: row.edition.title for row in rows},
        "category": {name_part(row): row.category for row in rows},
        "metric": {one: words[f"column_{one}"] for one in METRICS},
    }
    out = {
        one: {
            "label": words["column_value" if one == "metric" else f"column_{one}"][language],
            "category": {
                "index": keys[one],
                "label": {key: labels[one][key][language] for key in keys[one]},
            },
        }
        for one in DIMENSIONS
    }
    out["metric"]["category"]["unit"] = _units(facts, language)  # type: ignore[index]
    out["edition"]["category"]["note"] = _periods(facts, language)  # type: ignore[index]
    return out


def _units(facts: ExportFacts, language: Language) -> dict[str, Any]:
    unit = facts.rows[0].described.unit
    shown = {"label": facts.words[f"unit_{unit}"][language]}
    digits = max(_digits(row.observation.value) for row in facts.rows)
    count = {"label": facts.words["unit_count"][language], "decimals": 0}
    limit = {**shown, "decimals": PLACES}
    own = {"value": {**shown, "decimals": digits}, "base": count}
    return {**own, "own_interval_low": limit, "own_interval_high": limit}


def _digits(value: float) -> int:
    return max(0, -int(round_number(value).as_tuple().exponent))


def _periods(facts: ExportFacts, language: Language) -> dict[str, list[str]]:
    """Each edition's period, and why it breaks with earlier ones."""
    out: dict[str, list[str]] = {}
    for row in facts.rows:
        told = out.setdefault(row.observation.edition, [row.edition.period[language]])
        if row.broken and row.broken[language] not in told:
            told.append(row.broken[language])
    return out
