"""A figure as a picture file: SVG with both schemes inside, PNG at twice the size."""

import io
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from barometer.charts import svg
from barometer.charts.about import About
from barometer.charts.card import card
from barometer.charts.description import description
from barometer.charts.drawing import house_style
from barometer.charts.frame import Frame
from barometer.charts.markup import tag
from barometer.charts.palette import LIGHT, SCHEMES, SENTINELS
from barometer.charts.sheet import WIDE, Sheet
from barometer.data.model import Dataset
from barometer.text import LANGUAGES, Language

MARGIN = 24.0
COLOURS = 128
FONT = '"COI Sans","IBM Plex Sans",system-ui,-apple-system,"Segoe UI",sans-serif'


def svg_files(
    frame: Frame, dataset: Dataset, site_url: str, about: Mapping[Language, About]
) -> Mapping[Language, bytes]:
    """The figure as a file of its own in each language, drawn once."""
    with house_style():
        sheet = card(frame, dataset, site_url, Sheet(WIDE, SENTINELS, margin=MARGIN))
        shapes = svg.shapes(sheet)
    out = {}
    for language in LANGUAGES:
        root = svg.compose(sheet, shapes, language, _root(language))
        publisher = dataset.words["site"]["name"][language]
        told = _described(frame, language, about[language], publisher)
        head = [*told, tag("style", _style())]
        for place, one in enumerate([*head, tag("path", class_="fill-ground", d=_all(sheet))]):
            root.insert(place, one)
        out[language] = ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return out


def _root(language: Language) -> Mapping[str, str]:
    return {
        "xmlns": "http://www.w3.org/2000/svg",
        "lang": language,
        "role": "img",
        "aria-labelledby": "title",
    }


def _all(sheet: Sheet) -> str:
    across, down = sheet.size
    return f"M0 0H{across}V{down}H0z"


def _described(frame: Frame, language: Language, facts: About, publisher: str) -> Iterator[Element]:
    """Title, description and Dublin Core."""
    yield tag("title", facts.finding, id="title")
    yield tag("desc", f"{facts.subtitle} {description(frame, language)}")
    about_it = Element("rdf:Description", {"rdf:about": facts.address})
    told = {
        "title": facts.title,
        "description": facts.finding,
        "subject": facts.population,
        "source": facts.source,
        "coverage": facts.base,
        "rights": facts.licence,
        "identifier": facts.address,
        "hasVersion": facts.version,
        "bibliographicCitation": facts.citation,
        "publisher": publisher,
        "language": language,
    }
    for name, text in told.items():
        made = Element(f"dc:{name}")
        made.text = text
        about_it.append(made)
    spaces = {
        "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xmlns:dc": "http://purl.org/dc/terms/",
    }
    whole = Element("rdf:RDF", spaces)
    whole.append(about_it)
    yield tag("metadata", whole)


def _style() -> str:
    """The colours of both schemes, for page variables do not reach a file."""
    dark = "".join(_colours(SCHEMES["dark"]))
    light = "".join(_colours(SCHEMES["light"]))
    return f"svg{{font-family:{FONT}}}{light}@media(prefers-color-scheme:dark){{{dark}}}"


def _colours(palette: Mapping[str, str]) -> Iterator[str]:
    for role, colour in palette.items():
        yield f".fill-{role}{{fill:{colour}}}.line-{role}{{stroke:{colour}}}"


def png_file(
    frame: Frame, dataset: Dataset, language: Language, site_url: str, about: About
) -> bytes:
    """The figure for slides: light, twice the size, with facts about itself inside."""
    with house_style():
        paper = Sheet(WIDE, LIGHT, language, margin=MARGIN, zoom=2)
        sheet = card(frame, dataset, site_url, paper)
        sheet.figure.patch.set_visible(True)
        sheet.figure.patch.set_facecolor(LIGHT["ground"])
        canvas: Any = FigureCanvasAgg(sheet.figure)
        canvas.draw()
    full = Image.frombytes("RGBA", canvas.get_width_height(), bytes(canvas.buffer_rgba()))
    few = full.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE)
    out = io.BytesIO()
    few.save(out, "png", pnginfo=_told(about), dpi=(144, 144))
    return out.getvalue()


def _told(facts: About) -> PngInfo:
    """What the PNG says about itself, under the names that the format gives."""
    info = PngInfo()
    for name, text in {
        "Title": facts.title,
        "Description": f"{facts.finding}. {facts.population}. {facts.base}",
        "Source": facts.source,
        "Copyright": facts.licence,
        "Comment": facts.citation,
    }.items():
        info.add_itxt(name, text)
    return info
