"""Why two published values may not be compared."""

from barometer.data.breaks import breaks_among
from barometer.data.model import FEWEST, Dataset, Observation
from barometer.text import Text


def incomparable(first: Observation, second: Observation, dataset: Dataset) -> Text | None:
    """Why two values must not be compared, None where they may."""
    if first.few or second.few:
        return Text(
            da=f"mindst et af tallene bygger på færre end {FEWEST} svar",
            en=f"at least one of the figures rests on fewer than {FEWEST} answers",
        )
    if first.indicator != second.indicator:
        return _two_measures(first, second, dataset)
    if first.country != second.country:
        return _two_countries(first, second, dataset)
    found = breaks_among((first, second), dataset.indicators, dataset.editions)
    return found[0].reason if found else None


def _two_measures(first: Observation, second: Observation, dataset: Dataset) -> Text | None:
    one, other = dataset.described(first.indicator), dataset.described(second.indicator)
    if one is None or other is None:
        return None
    if one.unit != other.unit:
        return Text(
            da="det ene tal er en andel, det andet et antal",
            en="one figure is a share, the other a count",
        )
    if one.population != other.population:
        return Text(
            da=f"de gælder ikke de samme: »{one.population.da}« og »{other.population.da}«",
            en=f"they do not cover the same: ‘{one.population.en}’ and ‘{other.population.en}’",
        )
    if first.edition != second.edition:
        return Text(
            da="det er to spørgsmål i to udgaver",
            en="they are two questions in two editions",
        )
    return None


def _two_countries(first: Observation, second: Observation, dataset: Dataset) -> Text | None:
    indicator = dataset.indicators.get(first.indicator)
    for chart in indicator.charts.values() if indicator else ():
        one, other = chart.apart.get(first.country), chart.apart.get(second.country)
        if one != other:
            country, apart = (first.country, one) if one else (second.country, other)
            assert apart is not None  # noqa: S101 - they differ, so one of them is there
            return Text(
                da=f"tallet for {country} gælder {apart.da}",
                en=f"the figure for {country} covers {apart.en}",
            )
    return None
