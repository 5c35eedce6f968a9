"""The catalogue by DCAT-AP-DK: it satisfies version 2.0 and the draft of version 3.0.0.

Obligations of both: https://github.com/digst/DCAT-AP-DK.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from barometer.content.addresses import PageKey
from barometer.exports.dcat_terms import (
    CONTEXT,
    EU,
    IANA,
    TONGUES,
    Node,
    places,
    ref,
    tagged,
    tongues,
    typed,
)
from barometer.exports.facts import API, DATA_PAGE, FOLDER, LICENCE, METHOD_PAGE, Facts
from barometer.exports.forms import DATA, Form, file_of
from barometer.text import LANGUAGES, Text

CONTACT_PAGE = PageKey("about/contact")


def catalogue(whole: Facts, parts: Sequence[Facts], files: Mapping[str, bytes]) -> Node:
    """The catalogue with every dataset and file as JSON-LD; `files` by address below the root."""
    sets = (whole, *parts)
    graph = [_catalog(whole, sets), _agent(whole), _contact(whole), _rights(whole)]
    graph.append(_service(whole, sets))
    for facts in sets:
        graph += [_dataset(facts, whole), *_distributions(facts, files)]
    graph += [*_sources(whole), *_typed(sets)]
    return {"@context": dict(CONTEXT), "@graph": graph}


def _catalog(whole: Facts, sets: Sequence[Facts]) -> Node:
    words = whole.words
    return {
        "@id": _here(whole, "the-catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": tagged(words["catalogue_title"]),
        "dct:description": tagged(words["catalogue_description"]),
        "dct:publisher": ref(_here(whole, "the-publisher")),
        "dct:language": [ref(f"{EU}language/{one}") for one in TONGUES.values()],
        "dct:license": ref(LICENCE),
        "dct:spatial": places(whole),
        "dcat:themeTaxonomy": ref(f"{EU}data-theme"),
        "foaf:homepage": ref(whole.pages["da"]),
        "dcat:dataset": [ref(facts.id) for facts in sets],
        "dcat:service": ref(_here(whole, "the-api")),
        **_days(whole),
    }


def _agent(whole: Facts) -> Node:
    return {
        "@id": _here(whole, "the-publisher"),
        "@type": "foaf:Agent",
        "foaf:name": tagged(whole.publisher_name),
        "dct:type": ref("http://purl.org/adms/publishertype/NationalAuthority"),
    }


def _contact(whole: Facts) -> Node:
    return {
        "@id": _here(whole, "the-contact"),
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": whole.publisher,
        "vcard:hasURL": [ref(whole.url + whole.site.address(CONTACT_PAGE, "da"))],
    }


def _rights(whole: Facts) -> Node:
    return {
        "@id": _here(whole, "the-rights"),
        "@type": "dct:RightsStatement",
        "rdfs:label": tagged(whole.words["rights"]),
    }


def _service(whole: Facts, sets: Sequence[Facts]) -> Node:
    return {
        "@id": _here(whole, "the-api"),
        "@type": "dcat:DataService",
        "dct:title": tagged(whole.words["service_title"]),
        "dct:description": tagged(whole.words["service_description"]),
        "dct:publisher": ref(_here(whole, "the-publisher")),
        "dct:license": ref(whole.licence("da").address),
        "dcat:endpointURL": ref(whole.url + API),
        "dcat:endpointDescription": ref(f"{whole.url}{API}openapi.json"),
        "dcat:servesDataset": [ref(facts.id) for facts in sets[1:]],
        "foaf:page": ref(whole.pages["da"]),
    }


def _dataset(facts: Facts, whole: Facts) -> Node:
    period = {
        "@id": f"{facts.id}-period",
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": typed(f"{facts.start}-01-01", "date"),
        "dcat:endDate": typed(f"{facts.end}-12-31", "date"),
    }
    return {
        "@id": facts.id,
        "@type": "dcat:Dataset",
        "dct:title": tagged(facts.title),
        "dct:description": tagged(_described(facts)),
        "dct:identifier": facts.id,
        "dct:publisher": ref(_here(whole, "the-publisher")),
        "dct:creator": ref(_here(whole, "the-publisher")),
        "dcat:contactPoint": ref(_here(whole, "the-contact")),
        "dcat:theme": ref(f"{EU}data-theme/GOVE"),
        "dcat:keyword": [
            {"@value": word, "@language": language}
            for language in LANGUAGES
            for word in facts.keywords[language]
        ],
        "dct:spatial": places(facts),
        "dct:temporal": period,
        "dct:language": [ref(f"{EU}language/{one}") for one in TONGUES.values()],
        "dct:accrualPeriodicity": ref(f"{EU}frequency/IRREG"),
        "dct:accessRights": ref(f"{EU}access-right/PUBLIC"),
        "dct:conformsTo": ref("https://datapackage.org/profiles/2.0/datapackage.json"),
        "prov:wasDerivedFrom": [ref(one.link) for one in facts.sources.values() if one.link],
        "dcat:landingPage": [ref(facts.pages[language]) for language in LANGUAGES],
        "foaf:page": [ref(facts.url + facts.site.address(METHOD_PAGE, la)) for la in LANGUAGES],
        "owl:versionInfo": facts.version,
        "dcat:distribution": [ref(_file(facts, form)) for form in DATA],
        **({} if facts is whole else {"dct:isPartOf": ref(whole.id)}),
        **_days(facts),
    }


def _described(facts: Facts) -> Text:
    """What the set is and what to know of it, in running text."""
    parts = [facts.description, *(note.text for note in facts.notes)]
    return Text(**{one: "\n\n".join(text[one] for text in parts) for one in LANGUAGES})


def _distributions(facts: Facts, files: Mapping[str, bytes]) -> Iterator[Node]:
    for form in DATA:
        data = files[file_of(facts, form)]
        sum_ = hashlib.sha256(data).hexdigest()
        yield {
            "@id": _file(facts, form),
            "@type": "dcat:Distribution",
            "dct:title": tagged(facts.words[f"file_{form.key}"]),
            "dct:description": tagged(facts.words[f"use_{form.key}"]),
            "dcat:accessURL": ref(_file(facts, form)),
            "dcat:downloadURL": ref(_file(facts, form)),
            "dct:license": ref(facts.licence("da").address),
            "dct:rights": ref(_here(facts, "the-rights")),
            "dct:format": ref(f"{EU}file-type/{form.european}"),
            "dcat:mediaType": ref(f"{IANA}{form.media}"),
            "dcat:byteSize": typed(str(len(data)), "decimal"),
            "dct:language": [ref(f"{EU}language/{one}") for one in tongues(form)],
            "dcatap:availability": ref(f"{EU}planned-availability/STABLE"),
            "spdx:checksum": {
                "@id": f"{_file(facts, form)}#checksum",
                "@type": "spdx:Checksum",
                "spdx:algorithm": ref("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
                "spdx:checksumValue": typed(sum_, "hexBinary"),
            },
        }


def _sources(whole: Facts) -> Iterator[Node]:
    """Where the values were published, each with its title in its own language."""
    for key, one in whole.sources.items():
        if not one.link:
            continue
        agent = {"@id": _here(whole, f"source-{key}"), "@type": "foaf:Agent"}
        yield {
            "@id": one.link,
            "@type": ["foaf:Document", "prov:Entity"],
            "dct:title": {"@value": one.title, "@language": one.language},
            "dct:publisher": {**agent, "foaf:name": one.publisher},
        }


def _typed(sets: Sequence[Facts]) -> list[Node]:
    """What the addresses of other people's lists and of our pages are, for validators."""
    whole = sets[0]
    pages = {page for facts in sets for page in facts.pages.values()}
    pages |= {whole.url + whole.site.address(METHOD_PAGE, la) for la in LANGUAGES}
    pages |= {whole.url + whole.site.address(DATA_PAGE, la) for la in LANGUAGES}
    kinds = {
        **{facts.licence("da").address: "dct:LicenseDocument" for facts in sets},
        LICENCE: "dct:LicenseDocument",
        f"{EU}data-theme": "skos:ConceptScheme",
        f"{EU}data-theme/GOVE": "skos:Concept",
        f"{EU}frequency/IRREG": "dct:Frequency",
        f"{EU}access-right/PUBLIC": "dct:RightsStatement",
        f"{EU}planned-availability/STABLE": "skos:Concept",
        "http://purl.org/adms/publishertype/NationalAuthority": "skos:Concept",
        "https://datapackage.org/profiles/2.0/datapackage.json": "dct:Standard",
        **{f"{EU}language/{one}": "dct:LinguisticSystem" for one in TONGUES.values()},
        **{place["@id"]: "dct:Location" for place in places(whole)},
        **{f"{EU}file-type/{form.european}": "dct:MediaTypeOrExtent" for form in DATA},
        **{f"{IANA}{form.media}": "dct:MediaType" for form in DATA},
        **dict.fromkeys(sorted(pages), "foaf:Document"),
    }
    return [{"@id": key, "@type": kind} for key, kind in kinds.items()]


def _days(facts: Facts) -> Node:
    days = {"dct:issued": facts.issued, "dct:modified": facts.modified}
    return {key: typed(day.isoformat(), "date") for key, day in days.items() if day}


def _file(facts: Facts, form: Form) -> str:
    return facts.url + file_of(facts, form)


def _here(whole: Facts, name: str) -> str:
    """An address in the catalogue; its hyphen keeps it apart from the names of indicators."""
    return f"{whole.url}{FOLDER}catalogue.ttl#{name}"
