"""Citations say the same in every form, and every form opens in a program of its field."""

import json
from collections.abc import Iterator

import pytest
import rispy
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string

from barometer import citation_files
from barometer.citations import Citation, citations, of_chart, of_dataset
from barometer.state import Site
from barometer.text import LANGUAGES

LATEX = {r"\&": "&", r"\%": "%", r"\$": "$", r"\#": "#", r"\_": "_", r"\{": "{", r"\}": "}"}


@pytest.fixture(name="site", scope="module")
def _site(frozen: Site) -> Site:
    """Numbers, editions and versions that no editor changes."""
    return frozen


@pytest.fixture(name="every", scope="module")
def _every(site: Site) -> list[Citation]:
    return list(citations(site))


def _sample(every: list[Citation]) -> Iterator[Citation]:
    yield from every[::9]


def test_every_chart_and_the_whole_are_cited_in_both_languages(
    every: list[Citation], site: Site
) -> None:
    charts = sum(len(one.charts) for one in site.dataset.indicators.values())

    assert len(every) == 2 * (charts + 1)
    names = {citation_files.file_name(one, form) for one in every for form in citation_files.FORMS}
    assert len(names) == len(every) * len(citation_files.FORMS)


def test_danish_figures_name_statistics_denmark_and_the_centre(site: Site) -> None:
    danish = of_chart(site, "innovation_evaluated", "default", "da")
    english = of_chart(site, "innovation_evaluated", "default", "en")

    assert danish.authors == ("Danmarks Statistik", "Center for Offentlig Innovation")
    assert english.authors == ("Statistics Denmark", "Centre for Public Sector Innovation")
    for said in ("Statistics Denmark", "4th edition (2021–2023)", "Data version 1.0.0"):
        assert said in english.plain
    assert "23 November 2026" in english.plain
    assert english.address in english.plain


def test_foreign_figures_name_those_who_made_them(site: Site) -> None:
    one = of_chart(site, "nordic_innovative_workplaces", "default", "en")

    assert one.authors == ("Difi", "Centre for Public Sector Innovation")
    assert "Statistics Denmark" not in one.plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_names_the_danish_editions_only(site: Site, language: str) -> None:
    one = of_dataset(site, "en" if language == "en" else "da")

    assert one.editions.count("2013–2014") == 1
    assert "2019)" in one.editions
    assert "Norwegian" not in one.editions


def test_bibtex_opens_in_another_program_and_says_the_same(every: list[Citation]) -> None:
    for one in _sample(every):
        (entry,) = parse_string(citation_files.bibtex(one), "bibtex").entries.values()
        authors = [" ".join(person.last_names) for person in entry.persons["author"]]

        assert [author.strip("{}") for author in authors] == list(one.authors)
        assert _read(entry.fields["title"].strip("{}")) == one.title
        assert entry.fields["url"] == one.address
        assert entry.fields["version"] == one.version
        assert entry.fields["date"] == "2026-11-23"
        assert one.edition in _read(entry.fields["note"])


def _read(latex: str) -> str:
    for written, sign in LATEX.items():
        latex = latex.replace(written, sign)
    return latex


def test_signs_that_latex_reads_as_commands_are_escaped(site: Site) -> None:
    from dataclasses import replace

    one = replace(of_dataset(site, "en"), title=r"50 % & $x_1$ {#} ~^\ end")
    (entry,) = parse_string(citation_files.bibtex(one), "bibtex").entries.values()

    assert r"50 \% \& \$x\_1\$ \{\#\}" in entry.fields["title"]
    assert r"\textasciitilde{}\textasciicircum{}\textbackslash{} end" in entry.fields["title"]


def test_ris_opens_again_and_says_the_same(every: list[Citation]) -> None:
    for one in _sample(every):
        text = citation_files.ris(one)
        (record,) = rispy.loads(text)

        assert text.startswith("TY  - ")
        assert record["authors"] == list(one.authors)
        assert record["title"] == one.title
        assert record["urls"] == [one.address]
        assert record["year"] == "2026"
        assert any(one.version in note for note in record["notes"])


def test_csl_is_rendered_by_a_citation_processor(every: list[Citation]) -> None:
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    for one in _sample(every):
        items = json.loads(citation_files.csl(one))
        shelf = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        shelf.register(Cited([CitationItem(items[0]["id"])]))
        (said,) = (str(entry) for entry in shelf.bibliography())

        assert "2026" in said
        assert one.authors[-1] in said
        assert items[0]["version"] == one.version
        assert items[0]["URL"] == one.address
