"""Pages for machines: a twin of each page, and the lists that name them."""

import csv
import re
from pathlib import Path

from lxml import html

from tests.conftest import ADDRESS
from tests.test_site import pages

FIGURE = re.compile(
    r"((?:^\|.*\n)+)\n(?:.+\n\n)?.*\[CSV\]\((.*/data/figures/.*\.csv)\)$", re.MULTILINE
)
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
NOTE, REFERENCE = re.compile(r"^\[\^(\S+)\]: ", re.MULTILINE), re.compile(r"\[\^([^\]\s]+)\](?!: )")


def test_every_page_leads_to_its_twin_which_explains_each_number_it_marks(built: Path) -> None:
    for page in pages(built):
        tree = html.parse(page)
        assert tree.xpath("//link[@type='text/markdown']/@href") == ["index.md"], page
        text = page.with_name("index.md").read_text(encoding="utf-8")
        assert text.startswith(f"# {tree.findtext('.//h1')}\n\n> "), page
        assert set(REFERENCE.findall(text)) <= set(NOTE.findall(text)), page
        numbers = {one.get("title") for one in tree.xpath("//main//*[contains(@class, 'value')]")}
        assert all(one in text for one in numbers if one), page
        prose = CODE.sub("", text)
        assert not re.search(r"</?[a-z]+[ >]|\]\((value|other|chart):", prose), page


def test_every_cell_of_a_figure_is_that_of_its_csv_file(built: Path) -> None:
    compared = 0
    for page in pages(built):
        text = page.with_name("index.md").read_text(encoding="utf-8")
        found = FIGURE.findall(text)
        assert len(found) == len(html.parse(page).xpath("//*[@class='figure-place']")), page
        for table, address in found:
            file = built / address.removeprefix(ADDRESS)
            delimiter = ";" if file.name.endswith(".da.csv") else ","
            with file.open(encoding="utf-8-sig", newline="") as opened:
                rows = list(csv.reader(opened, delimiter=delimiter))
            head, _, *lines = (line.strip("|").split("|") for line in table.splitlines())
            shown = [[cell.strip() for cell in line] for line in (head, *lines)]
            assert shown == [[" ".join(c.split()) for c in row[: len(head)]] for row in rows], page
            assert {"n", "(n)"} & set(" ".join(shown[0]).split()), page
            compared += len(lines)
    assert compared > 200


def test_the_lists_name_every_text_and_robots_names_the_sitemap(built: Path) -> None:
    text = (built / "llms.txt").read_text(encoding="utf-8")
    named = re.findall(r"\]\((.*?)\)", text)
    assert all((built / one.removeprefix(ADDRESS)).is_file() for one in named)
    for name in ("llms-full.txt", "en/llms-full.txt"):
        assert ADDRESS + name in named
        whole = (built / name).read_text(encoding="utf-8")
        english = name.startswith("en/")
        texts = [one for one in named if one.endswith(".md")]
        of_it = [one for one in texts if one.startswith(f"{ADDRESS}en/") == english]
        assert len(of_it) > 60
        for one in of_it:
            assert (built / one.removeprefix(ADDRESS)).read_text(encoding="utf-8") in whole
    robots = (built / "robots.txt").read_text(encoding="utf-8")
    assert robots.endswith(f"Sitemap: {ADDRESS}sitemap.xml\n")


def test_every_caption_of_a_table_stands_in_the_twin(built: Path) -> None:
    seen = 0
    for page in pages(built):
        text = page.with_name("index.md").read_text(encoding="utf-8")
        for one in html.parse(page).xpath("//main//caption[not(ancestor::figure)]"):
            said = " ".join((one.text or "").split())
            assert said in text, (page, said)
            seen += bool(said)
    assert seen > 20
