"""JSON-stat."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from barometer.data.releases import LAUNCH
from barometer.exports.facts import PLACES, WHOLE, Cell, ExportFacts, PublishedRow
from barometer.text import Language, Text, count_decimals, in_both

METRICS = ("value", "base", "own_interval_low", "own_interval_high")
DIMENSIONS = ("country", "time", "category", "metric")


def name_part(row: PublishedRow) -> str:
    """The part of the whole that a value is about, in the notation of pages: `sector/regional`."""
    one = row.observation
    return one.breakdown if one.category == WHOLE else f"{one.breakdown}/{one.category}"


def make_cube(facts: ExportFacts, language: Language) -> dict[str, Any]:
    """One indicator, or the whole; cells that nobody published are null or left out."""
    keys, years = _keys(facts), name_years(facts.rows)
    sizes = [len(keys[one]) for one in DIMENSIONS]
    values: list[Cell] = [None] * (sizes[0] * sizes[1] * sizes[2] * sizes[3])
    status: dict[str, str] = {}
    for row in facts.rows:
        at = _place(row, facts, _year(row, years), keys, sizes)
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
        "updated": facts.days.get("modified", LAUNCH).isoformat(),
        "note": [facts.description[language], *(one.text[language] for one in facts.notes)],
        "id": list(DIMENSIONS),
        "size": sizes,
        "role": {"time": ["time"], "geo": ["country"], "metric": ["metric"]},
        "dimension": _dimensions(facts, keys, language),
        "value": {at: one for at, one in enumerate(values) if one is not None}
        if facts.is_whole
        else values,
        **({"status": status} if status else {}),
        "extension": _extension(facts, language),
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
    names = name_years(rows)
    years = {_year(row, names): (row.edition.end, row.edition.start) for row in rows}
    return {
        "country": list(facts.countries),
        "time": sorted(years, key=lambda key: (*years[key], key)),
        "category": sorted({_name(row, facts) for row in rows}, key=lambda key: ("/" in key, key)),
        "metric": list(METRICS),
    }


YearNames = Mapping[tuple[str, str], str]
"""The name of a year in the cube, by country and edition."""


def name_years(rows: Sequence[PublishedRow]) -> YearNames:
    """The last year measured, with the edition where two of a country's end in the same year."""
    ends = {(row.observation.country, row.observation.edition): row.edition.end for row in rows}
    often = Counter((country, end) for (country, _), end in ends.items())
    return {
        (country, edition): f"{end} {edition}" if often[country, end] > 1 else str(end)
        for (country, edition), end in ends.items()
    }


def _year(row: PublishedRow, names: YearNames) -> str:
    return names[row.observation.country, row.observation.edition]


def _name(row: PublishedRow, facts: ExportFacts) -> str:
    """What a cell is about: of the whole, the indicator stands before its part."""
    name = name_part(row)
    return f"{row.observation.indicator}/{name}" if facts.is_whole else name


def _label(row: PublishedRow, facts: ExportFacts) -> Text:
    """A category's words: of the whole, with the indicator before them and its unit behind."""
    if not facts.is_whole:
        return row.category
    unit = facts.words[f"unit_{row.described.unit}"]
    return in_both(lambda la: f"{row.described.title[la]}: {row.category[la]} ({unit[la]})")


def _place(
    row: PublishedRow,
    facts: ExportFacts,
    year: str,
    keys: Mapping[str, list[str]],
    sizes: Sequence[int],
) -> int:
    """The position of a row's first metric in the flat list of values."""
    at = 0
    found = (row.observation.country, year, _name(row, facts))
    for dimension, key, size in zip(DIMENSIONS, found, sizes, strict=False):
        at = at * size + keys[dimension].index(key)
    return at * sizes[3]


def _dimensions(
    facts: ExportFacts, keys: Mapping[str, list[str]], language: Language
) -> dict[str, Any]:
    words, rows = facts.words, facts.rows
    labels: Mapping[str, Mapping[str, str]] = {
        "country": {key: name[language] for key, name in facts.countries.items()},
        "time": {key: key for key in keys["time"]},
        "category": {_name(row, facts): _label(row, facts)[language] for row in rows},
        "metric": {one: words[f"column_{one}"][language] for one in METRICS},
    }
    heads = {"metric": "column_value", "time": "column_period_end"}
    out: dict[str, Any] = {
        one: {
            "label": words[heads.get(one, f"column_{one}")][language],
            "category": {"index": keys[one], "label": labels[one]},
        }
        for one in DIMENSIONS
    }
    if len({row.described.unit for row in rows}) == 1:
        out["metric"]["category"]["unit"] = _units(facts, language)
    out["time"]["category"]["note"] = _periods(facts, language)
    return out


def _units(facts: ExportFacts, language: Language) -> dict[str, Any]:
    unit = facts.rows[0].described.unit
    shown = {"label": facts.words[f"unit_{unit}"][language]}
    digits = max(count_decimals(row.observation.value) for row in facts.rows)
    count = {"label": facts.words["unit_count"][language], "decimals": 0}
    limit = {**shown, "decimals": PLACES}
    own = {"value": {**shown, "decimals": digits}, "base": count}
    return {**own, "own_interval_low": limit, "own_interval_high": limit}


def _periods(facts: ExportFacts, language: Language) -> dict[str, list[str]]:
    """Each year's editions with their periods, and why one indicator's breaks with earlier ones."""
    names = name_years(facts.rows)
    out: dict[str, dict[str, None]] = {}
    for row in facts.rows:
        title, period = row.edition.title[language], row.edition.period[language]
        told = out.setdefault(_year(row, names), {})
        told[title if period in title else f"{title}: {period}"] = None
        if row.broken and not facts.is_whole:
            told[row.broken[language]] = None
    return {year: list(told) for year, told in out.items()}
