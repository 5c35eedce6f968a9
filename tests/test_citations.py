"""Citations say the same in every form, and every form opens in a program of its field."""

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
import rispy
import yaml
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from PIL import Image
from pybtex.database import parse_string

from barometer.data.model import Observation, Status
from barometer.exports.catalogue import build_catalogue, describe_dataset
from barometer.exports.downloads import (
    FORMS,
    citation_file_name,
    write_bibtex,
    write_csl,
    write_deposit,
    write_ris,
)
from barometer.exports.facts import collect_whole
from barometer.pages.addresses import page_key
from barometer.pages.site import Site
from barometer.site import Project
from barometer.text import LANGUAGES, Language
from barometer.views.reuse import Citation, all_citations, cite_chart, cite_dataset, frame_address
from tests.conftest import ROOT

NAME = "innovative_workplaces"
LATEX = {r"\&": "&", r"\%": "%", r"\$": "$", r"\#": "#", r"\_": "_", r"\{": "{", r"\}": "}"}


@pytest.fixture(name="site", scope="module")
def _site(frozen: Site) -> Site:
    """Numbers, editions and versions that no editor changes."""
    return frozen


@pytest.fixture(name="every", scope="module")
def _every(site: Site) -> list[Citation]:
    return list(all_citations(site))


def _sample(every: list[Citation]) -> Iterator[Citation]:
    yield from every[::9]


def test_every_chart_and_the_whole_are_cited_in_both_languages(
    every: list[Citation], site: Site
) -> None:
    charts = sum(len(one.charts) for one in site.dataset.indicators.values())

    assert len(every) == 2 * (charts + len(site.dataset.values) + 1)
    names = {citation_file_name(one, form) for one in every for form in FORMS}
    assert len(names) == len(every) * len(FORMS)


def test_those_who_published_the_values_are_cited_the_official_ones_first(site: Site) -> None:
    """A column and another country's page stand last, and are authors only where they are alone."""
    said: tuple[tuple[str, str, Status], ...] = (
        ("1", "Somebody", "third_party"),
        ("2", "Difi", "edition_inferred"),
        ("3", "CO-PI", ""),
        ("4", "Danmarks Statistik", ""),
    )
    book = site.dataset.sources
    any_one = next(iter(book.values()))
    english = {"Danmarks Statistik": "Statistics Denmark"}
    planted = {
        who: any_one.model_copy(update={"publisher": who, "publisher_en": english.get(who)})
        for _, who, _ in said
    }
    any_row = next(row for row in site.dataset.of(NAME) if row.breakdown == "total")
    rows = [any_row._replace(edition=at, source=who, status=how) for at, who, how in said]

    def cited(language: Language, shown: list[Observation]) -> Citation:
        update = {"sources": {**book, **planted}, "observations": tuple(shown)}
        data = site.dataset.model_copy(update=update)
        return cite_chart(replace(site, dataset=data), NAME, "default", language)

    whole = cited("en", rows)
    assert whole.authors == ("Statistics Denmark", "CO-PI")
    assert whole.plain.endswith("published by: Statistics Denmark; CO-PI; Difi; Somebody.")
    assert cited("da", rows[2:]).authors == ("Danmarks Statistik", "CO-PI")
    assert cited("da", rows[:1]).authors == ("Somebody",)


def test_one_figure_has_one_version_and_one_citation_wherever_it_is_read(
    built: Path, project: Project
) -> None:
    """Page, frame, picture, CSV, JSON, citation files and API; the site has the whole archive.

    A version is put into the archive by `barometer release` once it is out, so it may lag behind.
    """
    site = project.site
    assert site is not None
    version = site.dataset.version
    for kept in site.releases.archives:
        assert (built / f"data/archive/{kept.version}/barometer.csv").is_file()
    for name, indicator in site.dataset.indicators.items():
        for language in LANGUAGES:
            api = json.loads((built / f"api/v1/indicators/{name}.{language}.json").read_text())
            address = site.address(page_key(name), language)
            page = lxml.html.parse(built / address / "index.html")
            quoted = [
                one.text_content() for one in page.iterfind(".//blockquote[@class='citation']")
            ]
            under = [one.text_content() for one in page.iterfind(".//*[@class='figure__cite']")]
            printed = [
                one.text_content() for one in page.iterfind(".//*[@class='figure__printed']")
            ]
            said = [cite_chart(site, name, chart, language) for chart in indicator.charts]
            plain = [one.plain for one in said]
            assert sorted(plain) == sorted(api["citations"]) == sorted(quoted) == sorted(under)
            assert api["version"] == version
            assert all(one.endswith(f" {version}") for one in printed)
            for chart, one in zip(indicator.charts, said, strict=True):
                frame = built / frame_address(site, name, chart, language) / "index.html"
                assert f"version {version}</p>" in frame.read_text(encoding="utf-8")
                _same_in_files(built / "data/figures", one, version)
                for form in FORMS:
                    file = built / "data/citations" / citation_file_name(one, form)
                    assert version in file.read_text(encoding="utf-8")


def _same_in_files(folder: Path, one: Citation, version: str) -> None:
    read = json.loads((folder / f"{one.stem}.{one.language}.json").read_text(encoding="utf-8"))
    assert (read["version"], read["citation"]) == (version, one.plain)
    sign = ";" if one.language == "da" else ","
    with (folder / f"{one.stem}.{one.language}.csv").open(encoding="utf-8-sig") as file:
        assert {tuple(row[-2:]) for row in list(csv.reader(file, delimiter=sign))[1:]} == {
            (version, one.plain)
        }
    drawing = (folder / f"{one.stem}.{one.language}.svg").read_text(encoding="utf-8")
    assert f"version {version}</text>" in drawing
    with Image.open(folder / f"{one.stem}.{one.language}.png") as picture:
        assert picture.info["Comment"] == one.plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_names_the_danish_editions_only(site: Site, language: str) -> None:
    one = cite_dataset(site, "en" if language == "en" else "da")

    assert one.editions.count("2013–2014") == 1
    assert "2019)" in one.editions
    assert "Norwegian" not in one.editions


def test_bibtex_opens_in_another_program_and_says_the_same(every: list[Citation]) -> None:
    for one in _sample(every):
        (entry,) = parse_string(write_bibtex(one), "bibtex").entries.values()
        authors = [" ".join(person.last_names) for person in entry.persons["author"]]

        assert [_read(author.strip("{}")) for author in authors] == list(one.authors)
        assert _read(entry.fields["title"].strip("{}")) == one.title
        assert entry.fields["url"] == one.address
        assert entry.fields["version"] == one.version
        assert (entry.type, entry.fields["year"]) == ("dataset", "2026")
        assert one.edition in _read(entry.fields["note"])


def _read(latex: str) -> str:
    for written, sign in LATEX.items():
        latex = latex.replace(written, sign)
    return latex


def test_signs_that_latex_reads_as_commands_are_escaped(site: Site) -> None:
    one = replace(cite_dataset(site, "en"), title=r"50 % & $x_1$ {#} ~^\ end")
    (entry,) = parse_string(write_bibtex(one), "bibtex").entries.values()

    assert r"50 \% \& \$x\_1\$ \{\#\}" in entry.fields["title"]
    assert r"\textasciitilde{}\textasciicircum{}\textbackslash{} end" in entry.fields["title"]


def test_ris_opens_again_and_says_the_same(every: list[Citation]) -> None:
    for one in _sample(every):
        text = write_ris(one)
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
        items = json.loads(write_csl(one))
        shelf = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        shelf.register(Cited([CitationItem(items[0]["id"])]))
        (said,) = (str(entry) for entry in shelf.bibliography())

        assert "2026" in said
        assert one.authors[-1] in said
        assert items[0]["version"] == one.version
        assert items[0]["URL"] == one.address


def test_a_doi_stands_wherever_the_version_is_told(site: Site, tmp_path: Path) -> None:
    doi = "10.5281/zenodo.1234567"
    version = site.dataset.version
    releases = {
        name: one.model_copy(update={"doi": doi}) if one.version == version else one
        for name, one in site.releases.releases.items()
    }
    named = replace(site, releases=replace(site.releases, releases=releases))
    whole, address = cite_dataset(named, "en"), f"https://doi.org/{doi}"

    assert address in whole.plain
    assert f"doi = {{{doi}}}" in write_bibtex(whole)
    assert f"DO  - {doi}" in write_ris(whole)
    assert json.loads(write_csl(whole))[0]["DOI"] == doi
    assert "DOI" not in json.loads(write_csl(cite_chart(named, NAME, "default", "en")))[0]
    facts = collect_whole(named)
    assert address in describe_dataset(facts, "en")["identifier"]
    assert address in json.dumps(build_catalogue(facts, ()))

    shutil.copyfile(ROOT / "CITATION.cff", tmp_path / "CITATION.cff")
    write_deposit(named, tmp_path)
    told = yaml.safe_load((tmp_path / "CITATION.cff").read_text("utf-8"))
    assert told["cff-version"] == "1.2.0"
    assert (told["references"][0]["doi"], told["references"][0]["version"]) == (doi, version)
    deposit = json.loads((tmp_path / ".zenodo.json").read_text("utf-8"))
    assert (deposit["version"], deposit["upload_type"]) == (version, "dataset")
    publishers = site.dataset.publishers(site.dataset.observations, "en")
    assert [one["name"] for one in deposit["creators"]] == list(publishers)
    assert {*whole.authors, "KS", "Kuntaliitto"} <= {*publishers}
    assert deposit["license"] == "other-closed"  # not every value has an open licence
