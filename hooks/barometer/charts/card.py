"""A figure on its own sheet, for files: finding above, source and terms below."""

from barometer.charts.about import licence
from barometer.charts.blocks import EMPTY, Block, block
from barometer.charts.frame import Frame
from barometer.charts.kinds import KINDS
from barometer.charts.notes import code_texts, publication_text, sure_texts, survey_texts
from barometer.charts.place import address_of
from barometer.charts.sheet import Sheet
from barometer.charts.subtitle import subtitle
from barometer.charts.wording import both, fill
from barometer.data.model import Dataset
from barometer.text import Text


def card(frame: Frame, dataset: Dataset, site_url: str, sheet: Sheet) -> Sheet:
    """Draw the figure with all that a reader must know who meets it without its page."""
    room = sheet.right - sheet.left
    sheet.top = sheet.margin
    sheet.rules([[(sheet.left, sheet.top), (sheet.right, sheet.top)]], "tone-3", 3)
    y = _say(sheet, block(frame.chart.finding, "title", room), sheet.top + 12)
    y = _say(sheet, block(subtitle(frame), "quiet", room), y + 4)
    sheet.top = y + 16
    y = KINDS[frame.chart.kind](frame, sheet) + 14
    sheet.rules([[(sheet.left, y), (sheet.right, y)]], "grid", 1)
    y += 8
    for text in _below(frame, dataset, site_url):
        y = _say(sheet, block(text, "small", room), y) + 3
    return sheet.close(y)


def _say(sheet: Sheet, what: Block, y: float) -> float:
    if what != EMPTY:
        sheet.text(what, sheet.left, y, valign="top")
    return y + what.height


def _below(frame: Frame, dataset: Dataset, site_url: str) -> list[Text]:
    """Codes, source, certainty, licence, address and version."""
    word = fill(frame.words["version"], version=frame.version)
    address = both(lambda la: f"{address_of(frame, la, site_url)} · {word[la]}")
    sure = [*survey_texts(frame), *sure_texts(frame)]
    return [
        *code_texts(frame, dataset),
        both(lambda la: publication_text(frame, dataset, la)),
        both(lambda la: " ".join(text[la] for text in sure)),
        licence(frame, dataset),
        address,
    ]
