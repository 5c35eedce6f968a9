"""The catalogue, opened with rdflib and held against the obligations of DCAT-AP-DK by SHACL."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, Graph, Literal, URIRef

from barometer.exports.catalogue import write_turtle
from barometer.exports.facts import collect_all, collect_whole
from barometer.pages.site import Site
from tests.conftest import ADDRESS

SHAPES = Path(__file__).parent / "shapes/dcat-ap-dk.ttl"


@pytest.fixture(name="catalogue", scope="module")
def _catalogue(exported: Path) -> Graph:
    return Graph().parse(exported / "data/catalogue.ttl")


def judged(graph: Graph) -> tuple[bool, str]:
    good, _, told = validate(graph, shacl_graph=Graph().parse(SHAPES), allow_warnings=False)
    return good, told


def test_the_catalogue_has_all_that_is_obligatory_and_recommended(catalogue: Graph) -> None:
    good, told = judged(catalogue)

    assert good, told


def test_what_is_taken_out_is_missed(exported: Path, subtests: pytest.Subtests) -> None:
    for predicate in [DCTERMS.title, DCTERMS.publisher, DCTERMS.license, DCTERMS.temporal]:
        with subtests.test(predicate=predicate):
            graph = Graph().parse(exported / "data/catalogue.ttl")
            graph.remove((None, predicate, None))

            assert not judged(graph)[0]


def test_a_title_in_one_language_only_is_missed(exported: Path, site: Site) -> None:
    graph = Graph().parse(exported / "data/catalogue.ttl")
    graph.remove((None, DCTERMS.title, Literal(collect_whole(site).title.en, lang="en")))

    assert not judged(graph)[0]


def test_turtle_and_json_ld_say_the_same(exported: Path) -> None:
    linked = json.loads((exported / "data/catalogue.jsonld").read_text(encoding="utf-8"))

    assert write_turtle(linked) == (exported / "data/catalogue.ttl").read_bytes()


def test_every_set_stands_in_the_catalogue_with_the_facts_of_its_files(
    catalogue: Graph, site: Site
) -> None:
    sets = list(collect_all(site))
    claims = URIRef(collect_whole(site).address_in_catalogue("the-claims"))
    assert {*catalogue.objects(None, DCAT.dataset)} == {claims, *(URIRef(one.id) for one in sets)}
    for facts in sets:
        node = URIRef(facts.id)
        assert {str(one) for one in catalogue.objects(node, DCTERMS.title)} == {
            facts.title.da,
            facts.title.en,
        }
        period = catalogue.value(node, DCTERMS.temporal)
        assert str(catalogue.value(period, DCAT.startDate)) == f"{facts.start}-01-01"
        described = " ".join(str(one) for one in catalogue.objects(node, DCTERMS.description))
        for note in facts.notes:
            assert note.text.da in described
            assert note.text.en in described


def test_every_file_of_the_catalogue_exists(catalogue: Graph, exported: Path, site: Site) -> None:
    found = {str(node).removeprefix(ADDRESS) for node in catalogue.objects(None, DCAT.downloadURL)}
    old = {f"{one.folder}barometer.csv" for one in site.releases.archives}
    assert old < found
    assert all((exported / name).is_file() for name in found - old)


def test_every_version_in_the_archive_follows_the_one_before(catalogue: Graph, site: Site) -> None:
    versions = [one.version for one in site.releases.archives]
    version, previous = (URIRef(f"{DCAT}{name}") for name in ("version", "previousVersion"))
    followed = {
        str(catalogue.value(one, version)): str(catalogue.value(before, version))
        for one, before in catalogue.subject_objects(previous)
    }
    assert followed == dict(pairwise(versions))
