"""A text of several lines begins no new record in the files that others read."""

from dataclasses import replace

from barometer.data.releases import Release
from barometer.exports.downloads import write_bibtex, write_ris
from barometer.exports.feeds import write_calendar
from barometer.pages.site import Site
from barometer.views.reuse import all_citations

TITLE = "A\nER  - \nTY  - BOOK} @dataset{evil,"


def test_a_release_cannot_add_an_appointment(site: Site) -> None:
    text = {"da": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT", "en": "x"}
    evil = Release.model_validate({"date": "2099-01-01", "title": text, "text": text})
    planned = replace(site.releases, releases={"evil": evil})

    lines = write_calendar(replace(site, releases=planned), "da").decode().split("\r\n")

    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1


def test_a_title_cannot_add_a_reference(site: Site) -> None:
    one = replace(next(iter(all_citations(site))), title=TITLE)

    records = [line for line in write_ris(one).splitlines() if line.startswith(("TY  -", "ER  -"))]
    assert records == ["TY  - DATA", "ER  - "]
    assert "@dataset{evil" not in write_bibtex(one)
    assert write_bibtex(one).count("\n@") == 0
