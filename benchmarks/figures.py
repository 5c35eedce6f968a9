"""Indicators and their numbers for a site of any size: four kinds of figure, always the same."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from barometer.text import LANGUAGES, Language
from benchmarks.wording import PLACES, THINGS

EDITIONS = ("1", "2", "3", "4")
SECTORS = {"municipal": ("Kommuner", "Municipalities"), "regional": ("Regioner", "Regions"),
           "state": ("Staten", "The state")}  # fmt: skip
PARTS = 8
KINDS: tuple[Mapping[str, Any], ...] = (
    {"kind": "line", "breakdown": "total", "editions": list(EDITIONS)},
    {"kind": "grouped_bars", "breakdown": "sector", "editions": ["2", "3", "4"]},
    {"kind": "bars", "breakdown": "part", "editions": ["4"]},
    {"kind": "grouped_bars", "breakdown": "part", "editions": ["3", "4"]},
)
COLUMNS = (
    "indicator", "country", "edition", "breakdown", "category", "value", "base", "status", "source",
)  # fmt: skip


def name(number: int) -> str:
    """The name of an indicator; they sort as they count."""
    return f"measure_{number:04}"


def subject(number: int, language: Language) -> str:
    """What an indicator is about, in words that no other has (27 places by 23 things)."""
    place = PLACES[language][number % len(PLACES[language])]
    thing = THINGS[language][number * 7 % len(THINGS[language])]
    return f"{thing} – {place}"


def _text(da: str, en: str) -> dict[str, str]:
    return {"da": da, "en": en}


def _both(before: Mapping[Language, str], number: int, after: str = "") -> dict[str, str]:
    return {one: before[one] + subject(number, one) + after for one in LANGUAGES}


def indicator(number: int) -> dict[str, Any]:
    """The file of an indicator: words in both languages, a breakdown by sector, one figure."""
    sectors = {key: _text(*words) for key, words in SECTORS.items()}
    parts = {f"part_{n}": _both({"da": "", "en": ""}, n + number) for n in range(PARTS)}
    near = name(number - 1 if number else number + 1)
    return {
        "title": _both({"da": "Ændringer: ", "en": "Changes: "}, number),
        "theme": ("extent", "types", "people", "process")[number % 4],
        "question": _both(
            {"da": "Er noget nyt taget i brug? Det gælder ", "en": "Is anything new in use? It is about "},  # noqa: E501
            number, ".",
        ),
        "population": _text("Alle arbejdspladser, der svarede", "All workplaces that answered"),
        "measure": _text("Andel af arbejdspladserne", "Share of the workplaces"),
        "unit": "percent",
        "slug": _text(f"maaling-{number}", f"measure-{number}"),
        "breakdowns": {
            "sector": {"title": _text("Sektor", "Level of government"), "labels": sectors},
            "part": {"title": _text("Område", "Area"), "labels": parts},
        },
        "charts": {
            "default": {
                **KINDS[number % len(KINDS)],
                "finding": _both({"da": "Svar om ", "en": "Answers on "}, number),
            }
        },
        "comparability": _text(
            "Udgaverne er spurgt på samme måde. Tallene er lavet til at måle på og siger intet om virkeligheden.",  # noqa: E501
            "The editions were asked in the same way. The figures are made for measuring and say nothing of the world.",  # noqa: E501
        ),
        "notes": _text("Tallene er ikke rigtige.", "The figures are not real."),
        "also_measured": [
            {"indicator": near, "note": _text("Samme slags svar.", "The same kind of answers.")}
        ],
    }  # fmt: skip


def rows(count: int, sources: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """Every observation in the order of the table: total, parts and sectors of each edition."""
    for number in range(count):
        cells = [(e, "part", f"part_{n}") for e in EDITIONS for n in range(PARTS)]
        cells += [(e, "sector", key) for e in EDITIONS for key in SECTORS]
        cells += [(e, "total", "all") for e in EDITIONS]
        for at, (edition, breakdown, category) in enumerate(sorted(cells)):
            value = 20 + (number * 37 + at * 7 + int(edition) * 3) % 61
            base = 400 + (number * 13 + at * 29) % 800
            source = sources[number % len(sources)]
            yield (
                name(number), "DK", edition, breakdown, category, value, base, "", source,
            )  # fmt: skip


def table(count: int, sources: Sequence[str]) -> str:
    """The table of observations as a file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(count, sources))
    return out.getvalue()
