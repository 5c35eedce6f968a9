"""Picture files: SVG, PNG, the sheet of a figure, the share card."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from barometer.charts import wording
from barometer.charts.description import description
from barometer.charts.drawing import KINDS, house_style, svg_shapes, svg_texts
from barometer.charts.sheet import (
    LIGHT,
    SENTINELS,
    WIDE,
    Sheet,
    TextBlock,
    block,
    font_file,
    width,
    wrap,
)
from barometer.data.frame import Frame
from barometer.data.model import Dataset
from barometer.html import render_template
from barometer.text import LANGUAGES, Language, Text, in_both

CARD_SIZE = (1200, 630)
CARD_COLOURS = 64
LEFT, RIGHT, MIDDLE, VALUE = 72, 1128, 700, 110
CARD_BASE = 566
"""Baseline of the wordmark, in pixels from the top, as every other height here."""

FACE = {"ground": "#0b4a74", "text": "#ffffff", "quiet": "#dcecf7", "tone-3": "#a9d8f5"}
"""The colours of share cards: white and light blue on our blue, at least 6 to 1."""

NOTE = 496
"""Baseline of the note's last line."""


def draw_share_card(card: wording.Card) -> bytes:
    """The picture as PNG of 1200 by 630 pixels."""
    sheet = _CardSheet()
    sheet.box(0, 0, CARD_SIZE[0], 16, "tone-3")
    sheet.wordmark(card.name)
    y = sheet.lines([card.eyebrow], LEFT, 96, 28, 600, "tone-3") if card.eyebrow else 76
    room = (MIDDLE - 60 if card.bars else RIGHT) - LEFT
    if card.number:
        y = sheet.lines([card.number], LEFT, y + 112, 132, 600, "tone-3")
    sizes = (44, 40, 36, 32) if card.number or card.bars else (72, 64, 56, 48)
    y = sheet.fitted(card.title, room, y, sizes, 4, 600, "text")
    if card.text:
        sheet.fitted(card.text, room, y + 12, (32, 30, 28), 4, 400, "quiet")
    notes = list(wrap(card.note, room, 26, 400)) if card.note else []
    sheet.lines(notes, LEFT, NOTE - 31.2 * (len(notes) - 1), 26, 400, "quiet")
    sheet.bars(card.bars)
    return sheet.png()


@cache
def _font(size: float, weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(font_file(weight).read_bytes()), size)


class _CardSheet:
    """A picture on which y runs downwards; Pillow draws one in a third of matplotlib's time."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", CARD_SIZE, FACE["ground"])
        self.brush = ImageDraw.Draw(self.image)

    def box(self, x: float, y: float, across: float, down: float, role: str) -> None:
        """A filled box."""
        corners = (round(x), round(y), round(x + across) - 1, round(y + down) - 1)
        if corners[2] >= corners[0]:
            self.brush.rectangle(corners, FACE[role])

    def text(self, text: str, x: float, y: float, size: float, weight: int, role: str) -> None:
        """One line of text upon a baseline."""
        self.brush.text((x, y), text, FACE[role], _font(size, weight), anchor="ls")

    def lines(
        self, lines: list[str], x: float, y: float, size: float, weight: int, role: str
    ) -> float:
        """Lines from a first baseline on; gives the height below them."""
        for line in lines:
            self.text(line, x, y, size, weight, role)
            y += size * 1.2
        return y - size * 0.8

    def fitted(
        self,
        text: str,
        room: float,
        y: float,
        sizes: tuple[int, ...],
        most: int,
        weight: int,
        role: str,
    ) -> float:
        """A text in the largest size in which it takes few enough lines; else cut at a word."""
        for size in sizes:
            found = list(wrap(text, room, size, weight))
            if len(found) <= most:
                break
        else:
            found = [*found[: most - 1], f"{found[most - 1].rstrip('.,;: ')} …"]
        return self.lines(found, LEFT, y + size, size, weight, role)

    def wordmark(self, name: str) -> None:
        """COI and the full name, at the foot of every picture."""
        self.text("COI", LEFT, CARD_BASE, 52, 600, "text")
        edge = LEFT + width("COI", 52, 600) + 6
        self.box(edge, CARD_BASE - 40, 2, 44, "quiet")
        self.text(name, edge + 22, CARD_BASE - 8, 28, 600, "text")

    def bars(self, bars: tuple[wording.Bar, ...]) -> None:
        """A label, a bar and a value for each row, on the right."""
        step, full = 88, RIGHT - MIDDLE - VALUE
        top = 100 + (5 - len(bars)) * step / 4
        for number, bar in enumerate(bars):
            y = top + number * step
            label = wrap(bar.label, RIGHT - MIDDLE, 24, 400)[0]
            self.text(label, MIDDLE, y + 24, 24, 400, "text")
            self.box(MIDDLE, y + 36, full * bar.part, 28, "tone-3")
            self.text(bar.value, MIDDLE + full * bar.part + 14, y + 60, 28, 600, "text")

    def png(self) -> bytes:
        """The picture as PNG with a palette, without date or program."""
        fast = Image.Quantize.FASTOCTREE
        packed = self.image.quantize(CARD_COLOURS, method=fast, dither=Image.Dither.NONE)
        held = BytesIO()
        packed.save(held, "PNG", compress_level=6)
        return held.getvalue()


def lay_out_figure_file(frame: Frame, dataset: Dataset, site_url: str, sheet: Sheet) -> Sheet:
    """Draw the figure with all that a reader must know who meets it without its page."""
    room = sheet.variant.width
    sheet.top = sheet.margin
    sheet.rules([[(sheet.left, sheet.top), (sheet.right, sheet.top)]], "tone-3", 3)
    y = _say(sheet, block(frame.chart.finding, "title", room), sheet.top + 12)
    y = _say(sheet, block(wording.subtitle(frame), "quiet", room), y + 4)
    sheet.top = y + 16
    y = KINDS[frame.chart.kind](frame, sheet) + 14
    sheet.rules([[(sheet.left, y), (sheet.right, y)]], "grid", 1)
    y += 8
    for text in _below(frame, dataset, site_url):
        y = _say(sheet, block(text, "small", room), y) + 3
    return sheet.close(y)


def _say(sheet: Sheet, what: TextBlock, y: float) -> float:
    sheet.text(what, sheet.left, y, valign="top")
    return y + what.height


def _below(frame: Frame, dataset: Dataset, site_url: str) -> list[Text]:
    """Codes, source, certainty, licence, address and version."""
    word = frame.say("version", version=frame.version)
    address = in_both(lambda la: f"{wording.figure_address(frame, la, site_url)} · {word[la]}")
    return [
        *wording.code_texts(frame, dataset),
        in_both(lambda la: wording.publication_text(frame, dataset, la)),
        in_both(lambda la: wording.sureness(frame, la)),
        wording.licence(frame, dataset),
        address,
    ]


MARGIN = 24.0
COLOURS = 128


def svg_files(
    frame: Frame, dataset: Dataset, site_url: str, about: Mapping[Language, wording.About]
) -> Mapping[Language, bytes]:
    """The figure as a file of its own in each language, drawn once."""
    with house_style():
        sheet = lay_out_figure_file(frame, dataset, site_url, Sheet(WIDE, SENTINELS, margin=MARGIN))
        shapes = svg_shapes(sheet)
    across, down = sheet.size
    out = {}
    for language in LANGUAGES:
        drawn = [*shapes, *svg_texts(sheet, language)]
        whole = render_template(
            "charts/figure_file.svg",
            language=language,
            about=about[language],
            description=description(frame, language),
            publisher=dataset.publisher.name[language],
            across=across,
            down=down,
            colours=wording.PALETTE,
            drawing="".join(ET.tostring(one, encoding="unicode") for one in drawn),
        )
        out[language] = whole.encode() + b"\n"
    return out


def png_file(
    frame: Frame, dataset: Dataset, language: Language, site_url: str, about: wording.About
) -> bytes:
    """The figure for slides: light, twice the size, with facts about itself inside."""
    with house_style():
        paper = Sheet(WIDE, LIGHT, margin=MARGIN, zoom=2)
        sheet = lay_out_figure_file(frame, dataset, site_url, paper)
        sheet.draw_texts(language)
        sheet.figure.patch.set_visible(True)
        sheet.figure.patch.set_facecolor(LIGHT["ground"])
        canvas: Any = FigureCanvasAgg(sheet.figure)
        canvas.draw()
    full = Image.frombytes("RGBA", canvas.get_width_height(), bytes(canvas.buffer_rgba()))
    few = full.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE)
    out = BytesIO()
    info = PngInfo()  # under the names that the format gives
    info.add_itxt("Title", about.title)
    info.add_itxt("Description", f"{about.finding}. {about.population}. {about.base}")
    info.add_itxt("Source", about.source)
    info.add_itxt("Copyright", about.licence)
    info.add_itxt("Comment", about.citation)
    few.save(out, "png", pnginfo=info, dpi=(144, 144))
    return out.getvalue()
