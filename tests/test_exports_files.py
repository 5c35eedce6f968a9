"""All files together: the same facts everywhere."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

import barometer.exports
from barometer.data.dataset import withhold_unreleased
from barometer.data.model import Conflict, Dataset
from barometer.data.releases import Correction, Reason, Releases
from barometer.exports.facts import (
    DATA,
    HOSTING,
    SERVERS,
    collect_all,
    collect_indicator,
    collect_whole,
    file_of,
)
from barometer.exports.files import _export_claims, _export_set, _export_whole
from barometer.pages.site import Site
from barometer.text import LANGUAGES

EXAMPLES = Path(barometer.exports.__file__).parent


def export_files(site: Site) -> dict[str, bytes]:
    names = (None, *site.dataset.indicators, *site.dataset.values)
    sets = {path: data for name in names for path, data in _export_set(site, name).items()}
    return {**sets, **_export_whole(site), **_export_claims(site)}


@pytest.mark.parametrize("text", ["period", "sources"])
def test_every_file_of_every_indicator_names_period_and_sources(
    exported: Path, site: Site, text: str
) -> None:
    for facts in collect_all(site):
        expected = {
            "period": [str(facts.start), str(facts.end)],
            "sources": [one.address for one in facts.sources.values()],
        }[text]
        for form in DATA:
            if form.key == "xlsx":
                continue  # compressed: test_exports_workbook opens them
            told = (exported / file_of(facts, form)).read_text(encoding="utf-8")
            for part in expected:
                assert part in told, (facts.name, form.suffix, part)


def test_a_correction_stands_in_every_format(site: Site) -> None:
    words = Reason(da="Skrivefejl i rækken.", en="Typing error in the row.")
    entry = Correction(
        date=date(2027, 1, 15),
        value="innovative_workplaces@4",
        old=82,
        new=83,
        kind="error",
        reason=words,
    )
    releases = replace(site.releases, corrections=(entry,))
    corrected = export_files(replace(site, releases=releases))
    folder = "data/indicators/innovative_workplaces/"

    for name in ("innovative_workplaces.da.jsonstat.json", "datapackage.json", "csv-metadata.json"):
        assert words.da in corrected[folder + name].decode(), name
    assert words.en in corrected["api/v1/indicators/innovative_workplaces.en.json"].decode()
    assert words.da in corrected["data/catalogue.ttl"].decode()
    notes = collect_indicator(replace(site, releases=releases), "innovative_workplaces").notes
    told = next(one.text.da for one in notes if one.kind == "correction")
    assert told.startswith("Rettet 15. januar 2027: innovative_workplaces@4 var 82 og er nu 83.")


def test_the_version_is_that_of_the_release_and_else_follows_the_values(site: Site) -> None:
    left = withhold_unreleased(site.dataset, Releases(site.releases.now))
    bare = Dataset.model_construct(**dict(left))
    first, *rest = bare.observations
    changed = bare.model_copy(update={"observations": (first._replace(value=99), *rest)})

    assert collect_whole(site).version == site.releases.version
    assert len(bare.version) == 8
    assert bare.version != Dataset(**dict(changed)).version


def test_another_figure_in_circulation_is_told(site: Site) -> None:
    names = [name for name, one in site.dataset.indicators.items() if one.conflicts]
    assert names
    for name in names:
        conflict: Conflict = site.dataset.indicators[name].conflicts[0]
        notes = [one for one in collect_indicator(site, name).notes if one.kind == "conflict"]
        assert any(conflict.note.da in one.text.da for one in notes)


def test_files_lie_below_data_and_api_only(exported: Path) -> None:
    assert {path.name for path in exported.iterdir()} == {"data", "api"}


@pytest.mark.parametrize("address", ["data/", "data/archive/", "api/v1/"])
def test_the_page_of_a_folder_lists_its_files_in_both_languages(built: Path, address: str) -> None:
    page = html.parse(built / address / "index.html").getroot()
    for language in LANGUAGES:
        (section,) = page.xpath(f"//section[@lang='{language}']")
        names = [one.get("href") for one in section.iter("a")][:-1]
        assert len(names) > 2
        assert [one for one in names if not (built / address / one).exists()] == []


def test_addresses_hold_no_language_but_in_their_ending(site: Site) -> None:
    for path in export_files(site):
        for language in LANGUAGES:
            assert f"/{language}/" not in f"/{path}"


def test_an_indicator_may_have_the_name_of_the_whole(site: Site) -> None:
    name = "barometer"
    own = site.dataset.indicators["novelty"]
    rows = tuple(one._replace(indicator=name) for one in site.dataset.of("novelty"))
    every_one = {**site.dataset.indicators, name: own}
    together = (*site.dataset.observations, *rows)
    update = {"indicators": every_one, "observations": together}
    named = replace(site, dataset=site.dataset.model_copy(update=update))

    assert collect_indicator(named, name).id != collect_whole(named).id
    found = export_files(named)
    assert len(found[f"data/indicators/{name}/{name}.csv"]) < len(found["data/barometer.csv"])


@pytest.mark.parametrize("server", SERVERS)
def test_the_settings_of_a_server_know_the_type_of_every_published_file(
    server: str, built: Path
) -> None:
    told = (built / HOSTING / server).read_text("utf-8").replace("\\.", ".")
    files = [path for path in built.rglob("*.*") if path.is_file() and path.name not in SERVERS]
    words = set(re.findall(r"[a-z0-9]+(?=;|\s)", told))

    assert {path.suffix[1:] for path in files} <= words
    for form in DATA:
        assert form.media in told
    for name in ("structure.sdmx.xml", "csv-metadata.json", "/feed"):
        assert name in told


def test_a_server_of_ones_own_keeps_only_what_never_changes(subtests: pytest.Subtests) -> None:
    """By the patterns of nginx, at the root and in a subfolder: what is there, and what is not."""
    rules = re.findall(r'"~(.+?)"\s+"public, (.+?)"', (EXAMPLES / "nginx.conf").read_text("utf-8"))
    year, week = "max-age=31536000, immutable", "max-age=604800"
    for status, path, kept in [
        (200, "/data/archive/3.0.0/barometer.csv", year),
        (200, "/data/archive/3.0.0/api.zip?a=b", year),
        (304, "/assets/search.9f0cb34d.js", year),
        (200, "/assets/favicon.svg", week),
        (200, "/data/archive/3.0.0/", ""),
        (200, "/data/archive/3.0.0/index.html", ""),
        (200, "/data/barometer.csv", ""),
        (404, "/data/archive/3.0.0/nothing.csv", ""),
    ]:
        for folder in ("", "/x/coi"):
            with subtests.test(folder=folder, path=path):
                asked = f"{status} {folder}{path}"
                found = [age for rule, age in rules if re.search(rule, asked)]
                assert (found or [""])[0] == kept
