"""Small data sets for figures: real words, a few rows, one indicator named `sample`."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from barometer.data.frame import Frame, frame_of
from barometer.data.model import Chart, Dataset, Edition, Indicator, Observation, Publisher, Source
from barometer.text import Text

ROOT = Path(__file__).parents[1]
Row = tuple[str, str, float, int | None]
"""Edition, category (or country in capitals), value and base."""


@cache
def words() -> Mapping[str, Mapping[str, Text]]:
    """The site's own words for figures."""
    read = yaml.safe_load((ROOT / "data/words.yml").read_text(encoding="utf-8"))
    return {
        section: {key: Text(**text) for key, text in read[section].items()}
        for section in ("figure", "citation", "exports", "site")
    }


def text(words: str) -> Text:
    """The same in both languages, but told apart."""
    return Text(da=words, en=f"{words} (en)")


def edition(start: int, end: int, **more: object) -> Edition:
    """An edition of the Danish survey."""
    period = f"{start}–{end}"
    return Edition.model_validate(
        {
            "country": "DK",
            "title": text(period),
            "start": start,
            "end": end,
            "period": Text(da=period, en=period),
            "source": "somewhere",
            **more,
        }
    )


EDITIONS = {"1": (2013, 2014), "2": (2015, 2016), "3": (2018, 2019), "4": (2021, 2023)}


def dataset(
    kind: str,
    rows: Sequence[Row],
    *,
    unit: str = "percent",
    statuses: Mapping[int, str] | None = None,
    breaks: Sequence[str] = (),
    chart: Mapping[str, object] | None = None,
    **indicator: object,
) -> Dataset:
    """A data set of one indicator with one chart of that kind."""
    many = not all(category == "all" or category.isupper() for _, category, _, _ in rows)
    abroad = all(category.isupper() for _, category, _, _ in rows)
    breakdown = "part" if many and not abroad else "total"
    observations = tuple(
        Observation(
            "sample",
            category if abroad else "DK",
            key,
            breakdown,
            "all" if abroad else category,
            value,
            base,
            (statuses or {}).get(n, ""),  # type: ignore[arg-type]
            "somewhere",
        )
        for n, (key, category, value, base) in enumerate(rows)
    )
    labels = {category: text(category.title()) for _, category, _, _ in rows}
    countries = tuple(dict.fromkeys(row.country for row in observations))
    drawn = {"kind": kind, "breakdown": breakdown, "countries": countries, **(chart or {})}
    whole = {
        "title": text("Sample"),
        "theme": "extent",
        "question": text("Which?"),
        "population": text("Workplaces"),
        "measure": text("Share of workplaces"),
        "unit": unit,
        "slug": {"da": "eksempel", "en": "sample"},
        "breakdowns": {"part": {"title": text("Part"), "labels": labels}} if many else {},
        "charts": {"default": {"finding": text("A finding"), **drawn}},
        "breaks": [{"edition": key, "reason": text("It was asked anew.")} for key in breaks],
        **indicator,
    }
    source = {"title": "Somewhere", "publisher": "COI", "language": "da"}
    return Dataset(
        observations=observations,
        editions={key: edition(*years) for key, years in EDITIONS.items()},
        sources={"somewhere": Source(**source, address="https://numbers.example/")},
        indicators={"sample": Indicator.model_validate(whole)},
        values={},
        themes={"extent": text("Extent")},
        words=words(),
        publisher=Publisher(name=text("Centre"), short_name=text("C")),
    )


def frame(kind: str, rows: Sequence[Row], **more: object) -> Frame:
    """The frame of such a data set."""
    return frame_of(dataset(kind, rows, **more), "sample", "default")  # type: ignore[arg-type]


def chart(**parts: object) -> Chart:
    """A chart with a finding."""
    return Chart.model_validate({"finding": text("A finding"), **parts})
