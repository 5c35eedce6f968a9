"""Every number of a page with the line of the table where it stands, for its editor."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from barometer import language as written
from barometer.data.model import Observation
from barometer.data.notation import NotationError, parse, resolve
from barometer.editors.addresses import line_address
from barometer.indicator_page import page_key

if TYPE_CHECKING:
    from barometer.state import PageState

VALUE = "value:"


def number_edits(state: "PageState") -> tuple[tuple[str, str], ...]:
    """The words of every number and the address of its line; none where nothing can be edited."""
    if not line_address(1):
        return ()
    shown = [*_of_indicator(state), *_in_sentences(state)]
    lines = state.site.table_lines
    found = ((words, line_address(line)) for words, row in shown if (line := lines.get(row[:5])))
    return tuple(dict.fromkeys(found))


def _of_indicator(state: "PageState") -> Iterator[tuple[str, Observation]]:
    """Every value of the indicator whose page it is, as `4. udgave, Regioner: 85 %`."""
    dataset, language = state.site.dataset, state.language
    for name, indicator in dataset.indicators.items():
        for row in dataset.of(name) if page_key(name) == state.key else ():
            groups = indicator.breakdowns
            labels = groups[row.breakdown].labels if row.breakdown in groups else {}
            parts = [dataset.editions[row.edition].title[language]]
            if row.category in labels:
                parts.append(labels[row.category][language])
            number = written.percent if indicator.unit == "percent" else written.number
            yield f"{', '.join(parts)}: {number(row.value, language)}", row


def _in_sentences(state: "PageState") -> Iterator[tuple[str, Observation]]:
    """Every bound number of the page in the words of its sentence."""
    page = state.site.pages.get((state.key, state.language))
    for link in page.document.links if page else ():
        if link.target.startswith(VALUE):
            for row in _rows(state, link.target.removeprefix(VALUE)):
                yield link.text, row


def _rows(state: "PageState", target: str) -> Sequence[Observation]:
    try:
        reference = parse(target)
    except NotationError:
        return ()  # told by the check of sentences
    points = [one for one in (reference.first, reference.second) if one]
    return [row for one in points if (row := resolve(one, state.site.dataset))]
