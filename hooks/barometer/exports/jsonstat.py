"""JSON-stat: cubes by country, year, category and metric, and by edition where years need it."""

from collections.abc import Mapping
from math import prod
from typing import Any

from barometer.data.breaks import in_order
from barometer.data.releases import LAUNCH
from barometer.exports.facts import PLACES, WHOLE, Cell, ExportFacts, PublishedRow
from barometer.text import Language, count_decimals

METRICS = ("value", "base", "own_interval_low", "own_interval_high")
METRIC = "metric"
"""The last dimension: what a number is, the value itself first."""


def name_part(row: PublishedRow) -> str:
    """The part of the whole that a value is about, in the notation of pages: `sector/regional`."""
    one = row.observation
    return one.breakdown if one.category == WHOLE else f"{one.breakdown}/{one.category}"


def make_cube(facts: ExportFacts, language: Language) -> dict[str, Any]:
    """One indicator, or the whole; cells that nobody published are null or left out."""
    keys = _keys(facts)
    places = {one: {key: at for at, key in enumerate(found)} for one, found in keys.items()}
    sizes = [len(found) for found in keys.values()]
    values: list[Cell] = [None] * prod(sizes)
    status: dict[str, str] = {}
    for row in facts.rows:
        about, at = _codes(row, facts), 0
        for one, size in zip(keys, sizes, strict=True):
            at = at * size + (places[one][about[one]] if one != METRIC else 0)
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
        "source": "; ".join(facts.source_titles(language)),
        "updated": facts.days.get("modified", LAUNCH).isoformat(),
        "note": [facts.description[language], *(one.text[language] for one in facts.notes)],
        "id": list(keys),
        "size": sizes,
        "role": {"time": ["time"], "geo": ["country"], "metric": [METRIC]},
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
            {
                "key": key,
                "title": one.title,
                "publisher": one.publisher_name[language],
                "address": one.address,
            }
            for key, one in facts.sources.items()
        ],
        "notes": notes,
    }


def _keys(facts: ExportFacts) -> Mapping[str, list[str]]:
    """The dimensions in their order, each with its codes.

    Edition is one in the whole, and where two editions of a country share a year.
    """
    rows = facts.rows
    names = {_codes(row, facts)["category"] for row in rows}
    editions = in_order((row.observation.edition for row in rows), facts.site.dataset.editions)
    apart = {(row.observation.country, row.observation.edition) for row in rows}
    years = {(row.observation.country, row.edition.end) for row in rows}
    return {
        "country": list(facts.countries),
        "time": [str(year) for year in sorted({row.edition.end for row in rows})],
        **({"edition": list(editions)} if facts.is_whole or len(years) < len(apart) else {}),
        "category": sorted(names, key=lambda key: ("/" in key, key)),
        METRIC: list(METRICS),
    }


def _codes(row: PublishedRow, facts: ExportFacts) -> Mapping[str, str]:
    """The row's code in each dimension; of the whole, the indicator stands before its part."""
    one, part = row.observation, name_part(row)
    return {
        "country": one.country,
        "time": str(row.edition.end),
        "edition": one.edition,
        "category": f"{one.indicator}/{part}" if facts.is_whole else part,
    }


def _dimensions(
    facts: ExportFacts, keys: Mapping[str, list[str]], language: Language
) -> dict[str, Any]:
    words, rows = facts.words, facts.rows
    categories = {}
    for row in rows:
        label, unit = row.category[language], words[f"unit_{row.described.unit}"][language]
        if facts.is_whole:  # with the indicator before it, and its unit behind
            label = f"{row.described.title[language]}: {label} ({unit})"
        categories[_codes(row, facts)["category"]] = label
    labels: Mapping[str, Mapping[str, str]] = {
        "country": {key: name[language] for key, name in facts.countries.items()},
        "time": {key: key for key in keys["time"]},
        "edition": {row.observation.edition: row.edition.title[language] for row in rows},
        "category": categories,
        METRIC: {one: words[f"column_{one}"][language] for one in METRICS},
    }
    heads = {METRIC: "column_value", "time": "column_period_end"}
    out: dict[str, Any] = {
        one: {
            "label": words[heads.get(one, f"column_{one}")][language],
            "category": {"index": found, "label": labels[one]},
        }
        for one, found in keys.items()
    }
    if len({row.described.unit for row in rows}) == 1:
        shown = {"label": words[f"unit_{rows[0].described.unit}"][language]}
        digits = max(count_decimals(row.observation.value) for row in rows)
        limit = {**shown, "decimals": PLACES}
        out[METRIC]["category"]["unit"] = {
            "value": {**shown, "decimals": digits},
            "base": {"label": words["unit_count"][language], "decimals": 0},
            "own_interval_low": limit,
            "own_interval_high": limit,
        }
    out["time"]["category"]["note"] = _periods(facts, language)
    return out


def _periods(facts: ExportFacts, language: Language) -> dict[str, list[str]]:
    """Each year's editions with their periods, and why one indicator's breaks with earlier ones."""
    out: dict[str, dict[str, None]] = {}
    for row in facts.rows:
        title, period = row.edition.title[language], row.edition.period[language]
        told = out.setdefault(str(row.edition.end), {})
        told[title if period in title else f"{title}: {period}"] = None
        if row.broken and not facts.is_whole:
            told[row.broken[language]] = None
    return {year: list(told) for year, told in out.items()}
