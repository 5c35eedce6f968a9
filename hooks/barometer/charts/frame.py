"""The one frame that picture, description, table and files are all made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from barometer.data.breaks import SURVEY, BreakAt
from barometer.data.intervals import Interval
from barometer.data.model import Chart, Comparison, Conflict, Edition, Indicator, Observation
from barometer.text import Text

LOW_BASE = 100
HOME = "DK"
RESIDUAL = ("other", "none", "dont_know")


@dataclass(frozen=True)
class Cell:
    """One published value with what is known of its certainty."""

    observation: Observation
    interval: Interval | None
    codes: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def value(self) -> float:
        """The value in the indicator's unit."""
        return self.observation.value

    @property
    def base(self) -> int | None:
        """The unweighted number of answers, or None where it is unknown."""
        return self.observation.base

    @property
    def of_the_edition(self) -> bool:
        """Whether the base is the edition's, for the value was published without its own."""
        return self.observation.base_source == "of_the_edition"

    @property
    def few(self) -> bool:
        """Whether so few answered that the value is compared with nothing."""
        return self.observation.few

    @property
    def uncertain(self) -> bool:
        """Whether so few answered that the mark is drawn hollow."""
        return "u" in self.codes


def may_rank(rows: Iterable[Observation], indicator: Indicator) -> bool:
    """Whether values may be put in order: of estimates, only where every base is known."""
    estimates = indicator.unit == "percent" and indicator.theme != SURVEY
    return not estimates or all(row.base is not None for row in rows)


@dataclass(frozen=True)
class Head:
    """A row or a series; `when` is the middle of an edition's period, in years.

    `years` is an edition's period as a sentence takes it, whatever its label says.
    """

    key: str
    label: Text
    when: float | None = None
    apart: Text | None = None
    years: Text | None = None

    @property
    def spoken(self) -> Text:
        """The words for a sentence."""
        return self.years or self.label


@dataclass(frozen=True)
class Frame:
    """Rows by series; `cells[r][s]` is None where nothing was published.

    `version` is that of the data: the name under which the archive keeps them.
    """

    name: str
    chart_name: str
    chart: Chart
    indicator: Indicator
    rows: tuple[Head, ...]
    series: tuple[Head, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    editions: tuple[Edition, ...]
    breaks: tuple[BreakAt, ...]
    words: Mapping[str, Text]
    row_by: str
    series_by: str
    version: str
    comparisons: tuple[Comparison, ...] = ()

    @property
    def known(self) -> tuple[Cell, ...]:
        """Every published value, row by row."""
        return tuple(cell for row in self.cells for cell in row if cell)

    @property
    def share(self) -> bool:
        """Whether the values are shares in per cent."""
        return self.indicator.unit == "percent"

    @property
    def estimate(self) -> bool:
        """Whether the values are estimates from answers, and not facts about the survey."""
        return self.share and self.indicator.theme != SURVEY

    @property
    def ranks(self) -> bool:
        """Whether the order of the values, from the highest to the lowest, may be told."""
        return may_rank([cell.observation for cell in self.known], self.indicator)

    @property
    def answers_partial(self) -> bool:
        """Whether some answers of the list have not been seen, so that none is the highest."""
        breakdown = self.indicator.breakdowns.get(self.chart.breakdown)
        return breakdown is not None and breakdown.answers_partial

    @property
    def bases(self) -> frozenset[int | None]:
        """The different bases behind the values; None stands for "not published"."""
        return frozenset(cell.base for cell in self.known)

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of the values, in the order of the rows."""
        return tuple(dict.fromkeys(cell.observation.country for cell in self.known))

    @property
    def base_by(self) -> str:
        """What the base depends on, and so where it stands: `all`, `row`, `series` or `cell`."""
        if len(self.bases) <= 1:
            return "all"
        lines = {"row": self.cells, "series": tuple(zip(*self.cells, strict=True))}
        for by, groups in lines.items():
            if all(len({cell.base for cell in group if cell}) <= 1 for group in groups):
                return by
        return "cell"

    @property
    def codes(self) -> tuple[str, ...]:
        """The letter codes that the values carry, in alphabetical order."""
        return tuple(sorted({code for cell in self.known for code in cell.codes}))

    @property
    def stem(self) -> str:
        """The name of the figure's files and of its place on a page: `value-created-default`."""
        return f"{self.name}-{self.chart_name}".replace("_", "-")
