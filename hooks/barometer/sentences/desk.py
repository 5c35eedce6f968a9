"""What every check of sentences needs at hand: the table, the phrases and the figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from barometer.charts.frame import Frame
from barometer.charts.frames import frame_of
from barometer.data.model import Dataset
from barometer.data.phrases import Phrases
from barometer.data.told import Told
from barometer.faults import nearest
from barometer.sentences.lexicon import Lexicon, lexicon
from barometer.sentences.table import Table, table_of
from barometer.sentences.wording import Speech
from barometer.text import LANGUAGES, Language


@dataclass(frozen=True)
class Desk:
    """Table, lexicons and speech of one run."""

    table: Table
    lexicons: Mapping[Language, Lexicon]
    speech: Mapping[Language, Speech]

    @property
    def dataset(self) -> Dataset:
        """The data behind the table."""
        return self.table.dataset

    def frame(self, target: str) -> Frame | Told:
        """The figure that `innovative_workplaces/sector` names, or why there is none."""
        name, _, chart = target.partition("/")
        indicator = self.dataset.indicators.get(name)
        known = [
            one if key == "default" else f"{one}/{key}"
            for one, found in self.dataset.indicators.items()
            for key in found.charts
        ]
        if indicator is None or (chart or "default") not in indicator.charts or chart == "default":
            asked = name if chart == "default" else target
            return Told("V401", {"target": target, "near": nearest(asked, known)})
        return frame_of(self.dataset, name, chart or "default")


def desk_of(dataset: Dataset, phrases: Phrases, root: Path | None = None) -> Desk:
    """The desk of one run; with `root` messages also name the line of a value."""
    table = table_of(dataset, root)
    return Desk(
        table,
        {language: lexicon(phrases, language) for language in LANGUAGES},
        {language: Speech(table, phrases, language) for language in LANGUAGES},
    )
