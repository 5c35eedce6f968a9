"""Pictures in the size that their place needs, and files to download with kind and size."""

import re
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from lxml import html
from PIL import Image

from barometer.editors.advice import advise_lines
from barometer.pages.addresses import PageKey
from barometer.pages.site import DEFAULT_ADDRESS, PageState, Site
from barometer.site import read_project
from barometer.text import LANGUAGES, Language
from barometer.views.rendering import MOST_BYTES, render_page, write_pictures
from tests.small import DANISH, ENGLISH, small_project, write

KEY = PageKey("roles/example")
PICTURE = '![Deltagere ved bordet](bordet.jpg "Mødet. Foto: Kommunen")'


def project(root: Path, text: str) -> Site:
    """The small project with that text on a page, a photograph of noise and a report beside it."""
    small_project(root)
    noise = np.random.default_rng(1).integers(0, 255, (1500, 2400, 3), dtype=np.uint8)
    Image.fromarray(noise).save(root / "docs/roles/bordet.jpg", quality=60)
    (root / "docs/roles/rapport.pdf").write_bytes(b"%PDF-1.7\n" + b" " * 1_200_000)
    write(root, "docs/roles/example.md", DANISH.replace("Teksten", f"\n{text}\n"))
    write(root, "docs/roles/example.en.md", ENGLISH.replace("The text", f"\n{text}\n"))
    read = read_project(root, DEFAULT_ADDRESS)
    assert read.site, [one.told() for one in read.problems]
    return read.site


def shown(site: Site, language: Language = "da") -> html.HtmlElement:
    return html.fromstring(f"<div>{render_page(PageState(site, language, KEY)).content}</div>")


def test_a_picture_alone_is_a_figure_in_sizes_that_exist(tmp_path: Path) -> None:
    site = project(tmp_path, PICTURE)
    list(write_pictures(site, tmp_path / "site"))
    for language in LANGUAGES:
        (figure,) = shown(site, language).find_class("picture")
        (picture,) = figure.iter("img")
        assert figure.findtext("figcaption") == "Mødet. Foto: Kommunen"
        assert picture.get("alt") == "Deltagere ved bordet"
        assert (picture.get("width"), picture.get("height")) == ("2400", "1500")
        assert picture.get("loading") == "lazy"
        page = Path("/") / site.address(KEY, language)
        for address, width in re.findall(r"(\S+) (\d+)w", str(picture.get("srcset"))):
            file = tmp_path / "site" / (page / address).resolve().relative_to("/")
            assert file.stat().st_size <= MOST_BYTES
            with Image.open(file) as made:
                assert made.width == int(width)


def test_a_picture_that_only_decorates_says_nothing(tmp_path: Path) -> None:
    (picture,) = shown(project(tmp_path, "![](bordet.jpg){ .decorative }")).iter("img")
    assert picture.get("alt") == ""


def test_what_a_camera_writes_is_not_published(tmp_path: Path) -> None:
    site = project(tmp_path, PICTURE)
    file = tmp_path / "docs/roles/bordet.jpg"
    written, exif = BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera"
    with Image.open(file) as opened:
        opened.save(written, "JPEG", exif=exif)
    file.write_bytes(written.getvalue())
    list(write_pictures(site, tmp_path / "site"))
    for made in (tmp_path / "site/assets/pictures").iterdir():
        with Image.open(made) as one:
            assert not one.getexif()
            assert one.height > one.width


@pytest.mark.parametrize(("language", "said"), [("da", "1,2\u00a0MB"), ("en", "1.2\u00a0MB")])
def test_a_file_to_download_says_what_it_is(language: Language, said: str, tmp_path: Path) -> None:
    site = project(tmp_path, "[Rapporten](rapport.pdf)")
    (link,) = (one for one in shown(site, language).iter("a") if one.text == "Rapporten")
    assert link.tail == f" (PDF, {said})"
    assert str(link.get("href")).endswith("roles/rapport.pdf")
    told = advise_lines(tmp_path, {"docs/roles/example.md": range(1, 40)})
    assert "S109" in {one.code for one in told}
