"""`barometer new indicator`: the words of rows that already stand in the table, to be filled in."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from barometer.content.addresses import slug
from barometer.data.codebook import Codebook, indicator_file, read_codebook
from barometer.data.read import TABLE
from barometer.editors.new import TEMPLATES, Made
from barometer.faults import fault, near, nearest
from barometer.problems import Problem
from barometer.text import Text

Row = Mapping[str, str]
DIVIDED = "# breakdowns:"
"""The line of the template where the breakdowns of the rows go."""


def new_indicator(root: Path, wanted: str) -> Made:
    """The file of an indicator whose rows are in the table, with every category they have."""
    name = slug(wanted).replace("-", "_")
    book = read_codebook(root)
    rows = _rows(root)
    mine = [row for row in rows if row["indicator"] == name]
    file = indicator_file(name)
    problems = tuple(_refused(root, book, name, file, mine, rows))
    if problems:
        return Made(problems=problems)
    text = (root / TEMPLATES / "indicator.yml").read_text(encoding="utf-8")
    title = name.replace("_", " ").capitalize()
    text = text.replace("Ny indikator", title).replace("New indicator", title)
    address = name.replace("_", "-")
    text = text.replace("da: ny-indikator", f"da: {address}")
    text = text.replace("en: new-indicator", f"en: {address}")
    text = text.replace("theme: extent", f"theme: {next(iter(book.themes), 'extent')}")
    words, _, chart = text.partition(DIVIDED)
    divided = "".join(f"{line}\n" for line in _breakdowns(mine, book))
    return Made({file: words + divided + _charted(chart.partition("\n")[2], mine)})


def _rows(root: Path) -> Sequence[Row]:
    """The table as text: rows of an indicator without words are a fault to every other reader."""
    with (root / TABLE).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _refused(
    root: Path,
    book: Codebook,
    name: str,
    file: str,
    mine: Sequence[Row],
    rows: Sequence[Row],
) -> Iterator[Problem]:
    if (root / file).exists():
        yield fault("E101", file, None)
    elif not mine:
        others = {row["indicator"] for row in rows} - set(book.indicators)
        key = "E103/near" if near(name, others) else "E103"
        yield fault(key, TABLE, None, name=name or "?", near=nearest(name, others))
    elif name in book.values:
        path = "data/values.yml"
        yield fault("E104", path, book.line(path, name), name, file=file)


def _breakdowns(rows: Sequence[Row], book: Codebook) -> Iterator[str]:
    found = {row["breakdown"]: row for row in rows if row["breakdown"] != "total"}
    if found:
        yield "breakdowns:"
    for breakdown in found:
        known = [one.breakdowns[breakdown] for one in book.indicators.values()
                 if breakdown in one.breakdowns]  # fmt: skip
        title = known[0].title if known else _same(breakdown)
        yield f"  {breakdown}:"
        yield f"    title: {_flow(title)}"
        yield "    labels:"
        for category in dict.fromkeys(
            row["category"] for row in rows if row["breakdown"] == breakdown
        ):
            labels = (one.labels[category] for one in known if category in one.labels)
            yield f"      {category}: {_flow(next(labels, _same(category)))}"


def _charted(text: str, rows: Sequence[Row]) -> str:
    """The chart of the template with what the rows have: bars of the newest edition fit any."""
    first = next((row for row in rows if row["breakdown"] == "total"), rows[0])
    same = [
        row
        for row in rows
        if (row["breakdown"], row["country"]) == (first["breakdown"], first["country"])
    ]
    edition = max(row["edition"] for row in same)
    text = text.replace("breakdown: total", f"breakdown: {first['breakdown']}")
    text = text.replace('editions: ["4"]', f"editions: [{json.dumps(edition)}]")
    return text.replace('countries: ["DK"]', f"countries: [{json.dumps(first['country'])}]")


def _same(name: str) -> Text:
    plain = name.replace("_", " ").capitalize()
    return Text(da=plain, en=plain)


def _flow(text: Text) -> str:
    da, en = (json.dumps(words, ensure_ascii=False) for words in (text.da, text.en))
    return f"{{da: {da}, en: {en}}}"
