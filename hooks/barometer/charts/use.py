"""How to take a figure along: files, permanent address, citation, embed code."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from barometer.charts.frame import Frame
from barometer.charts.markup import html, tag
from barometer.charts.place import Placed
from barometer.charts.wording import fill
from barometer.text import Language

FOLDER = "data/figures/"
FORMATS = ("svg", "png", "csv", "json")


def file_name(frame: Frame, language: Language, form: str) -> str:
    """The stable name of a figure's file: `innovative-workplaces-default.da.svg`."""
    return f"{frame.stem}.{language}.{form}"


def use(at: Placed) -> Element:
    """Downloads, permanent link, citation and embed code; plain HTML, nothing needs a script."""
    return tag(
        "details",
        tag("summary", at.say(fill(at.frame.words["use_open"], n=str(at.number)))),
        tag("p", at.word("files")),
        tag("ul", *_files(at), class_="figure__files"),
        tag("p", at.word("permanent"), " ", tag("a", at.address, href=at.address)),
        tag(
            "p",
            at.word("cite"),
            " ",
            tag("span", at.context.citation, class_="figure__cite"),
        ),
        tag("p", at.word("embed")),
        tag("pre", tag("code", embed(at))),
        *_edits(at),
        class_="figure__use",
    )


def _files(at: Placed) -> Iterator[Element]:
    for form in FORMATS:
        href = f"{at.context.to_root}{FOLDER}{file_name(at.frame, at.language, form)}"
        yield tag("li", tag("a", at.word(f"file_{form}"), href=href, download=""))


def _edits(at: Placed) -> Iterator[Element]:
    if at.context.edits:
        links = (tag("li", tag("a", words, href=to)) for words, to in at.context.edits)
        yield tag("ul", *links, class_="figure__edits")


def embed(at: Placed) -> str:
    """HTML for another page: the picture from here, with its source and the way back."""
    picture = f"{at.context.site_url}{FOLDER}{file_name(at.frame, at.language, 'svg')}"
    image = tag("img", src=picture, alt=at.say(at.frame.chart.finding), width="728")
    link = tag("a", at.say(at.frame.indicator.title), href=at.address)
    rows = [cell.observation for cell in at.frame.known]
    published = ", ".join(at.dataset.publishers(rows, at.language))
    source = f". {at.word('source_one')} {published}"
    return html(tag("figure", image, tag("figcaption", link, source), lang=at.language))
