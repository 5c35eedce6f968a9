"""The worksheets of the guides as Word files: every question has a field, every check a box."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from barometer.exports.office import make_worksheets
from barometer.pages.site import Site

BOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"


@pytest.fixture(name="files", scope="module")
def _files(site: Site) -> dict[str, bytes]:
    return make_worksheets(site)


def test_every_worksheet_leads_to_a_file_with_its_fields_and_boxes(
    built: Path, files: dict[str, bytes], subtests: pytest.Subtests
) -> None:
    seen = set()
    for page in sorted(built.rglob("index.html")):
        text = page.read_text("utf-8")
        if 'class="worksheet"' not in text:
            continue
        tree = etree.fromstring(text, etree.HTMLParser())
        for sheet in (one for one in tree.iter("section") if one.get("class") == "worksheet"):
            (link,) = (one for one in sheet.iter("a") if "download" in one.attrib)
            name = (page.parent / str(link.get("href"))).relative_to(built).as_posix()
            seen.add(name)
            with subtests.test(name=name):
                document = Document(BytesIO((built / name).read_bytes()))
                fields = list(document.element.body.iter(qn("w:sdt")))
                boxes = list(document.element.body.iter(BOX))
                checks = [one for one in sheet.iter("input") if one.get("type") == "checkbox"]
                language = "en-GB" if name.startswith("en/") else "da-DK"

                assert (built / name).read_bytes() == files[name]
                assert document.paragraphs[0].text == str(next(sheet.iter("h3")).text)
                assert len(boxes) == len(checks)
                aliases = [
                    str(one.get(qn("w:val"))) for one in document.element.iter(qn("w:alias"))
                ]
                assert len(fields) - len(boxes) == len(list(sheet.iter("textarea")))
                assert (
                    max(map(len, aliases), default=0) <= 64
                )  # Word calls a file with longer names broken
                assert len(document.tables) == len(list(sheet.iter("table")))
                assert document.core_properties.language == language
    assert seen == set(files)
    assert seen


def test_the_file_is_the_same_whenever_it_is_made(site: Site, files: dict[str, bytes]) -> None:
    assert make_worksheets(site) == files
