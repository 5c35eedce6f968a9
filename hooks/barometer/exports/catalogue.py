"""DCAT-AP and schema.org: JSON-LD and Turtle."""

import hashlib
import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from babel.core import get_global
from rdflib import Graph

from barometer.exports.facts import (
    API,
    DATA,
    DATA_FOLDER,
    DATA_PAGE,
    LICENCE,
    METHOD_PAGE,
    ExportFacts,
    Form,
    file_of,
    filled,
    of_indicator,
    whole,
)
from barometer.pages.addresses import PageKey, page_key
from barometer.pages.site import PageState
from barometer.text import LANGUAGES, Language, Text, other_language

CONTACT_PAGE = PageKey("about/contact")


Node = dict[str, Any]


def build_catalogue(
    whole: ExportFacts, parts: Sequence[ExportFacts], files: Mapping[str, bytes]
) -> Node:
    """The catalogue with every dataset and file as JSON-LD; `files` by address below the root."""
    sets = (whole, *parts)
    graph = [_catalog(whole, sets), _agent(whole), _contact(whole), _rights(whole)]
    graph.append(_service(whole, sets))
    for facts in sets:
        graph += [_dataset(facts, whole), *_distributions(facts, files)]
    graph += [*_sources(whole), *_typed(sets)]
    return {"@context": dict(CONTEXT), "@graph": graph}


def _catalog(whole: ExportFacts, sets: Sequence[ExportFacts]) -> Node:
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


def _agent(whole: ExportFacts) -> Node:
    return {
        "@id": _here(whole, "the-publisher"),
        "@type": "foaf:Agent",
        "foaf:name": tagged(whole.publisher_name),
        "dct:type": ref("http://purl.org/adms/publishertype/NationalAuthority"),
    }


def _contact(whole: ExportFacts) -> Node:
    return {
        "@id": _here(whole, "the-contact"),
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": whole.publisher,
        "vcard:hasURL": [ref(whole.url + whole.site.address(CONTACT_PAGE, "da"))],
    }


def _rights(whole: ExportFacts) -> Node:
    return {
        "@id": _here(whole, "the-rights"),
        "@type": "dct:RightsStatement",
        "rdfs:label": tagged(whole.words["rights"]),
    }


def _service(whole: ExportFacts, sets: Sequence[ExportFacts]) -> Node:
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


def _dataset(facts: ExportFacts, whole: ExportFacts) -> Node:
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


def _described(facts: ExportFacts) -> Text:
    """What the set is and what to know of it, in running text."""
    parts = [facts.description, *(note.text for note in facts.notes)]
    return Text(**{one: "\n\n".join(text[one] for text in parts) for one in LANGUAGES})


def _distributions(facts: ExportFacts, files: Mapping[str, bytes]) -> Iterator[Node]:
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


def _sources(whole: ExportFacts) -> Iterator[Node]:
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


def _typed(sets: Sequence[ExportFacts]) -> list[Node]:
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


def _days(facts: ExportFacts) -> Node:
    days = {"dct:issued": facts.issued, "dct:modified": facts.modified}
    return {key: typed(day.isoformat(), "date") for key, day in days.items() if day}


def _file(facts: ExportFacts, form: Form) -> str:
    return facts.url + file_of(facts, form)


def _here(whole: ExportFacts, name: str) -> str:
    """An address in the catalogue; its hyphen keeps it apart from the names of indicators."""
    return f"{whole.url}{DATA_FOLDER}catalogue.ttl#{name}"


EU = "http://publications.europa.eu/resource/authority/"


IANA = "https://www.iana.org/assignments/media-types/"


TONGUES: Mapping[Language, str] = {"da": "DAN", "en": "ENG"}


CONTEXT: Mapping[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "dcatap": "http://data.europa.eu/r5r/",
    "adms": "http://www.w3.org/ns/adms#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def tagged(text: Text) -> list[Node]:
    """A text as one literal a language."""
    return [{"@value": text[language], "@language": language} for language in LANGUAGES]


def tongues(form: Form) -> list[str]:
    """The languages of a file, by their codes in the EU's list."""
    return [TONGUES[form.language]] if form.language else list(TONGUES.values())


def places(facts: ExportFacts) -> list[Node]:
    """The countries, in the EU's list, which names them by three letters."""
    return [ref(f"{EU}country/{_three(code)}") for code in facts.countries]


def _three(code: str) -> str:
    """A country's three letters of ISO 3166 from its two."""
    aliases = get_global("territory_aliases").items()
    found = (key for key, to in aliases if len(key) == 3 and key.isalpha() and to == [code])
    return str(next(iter(sorted(found))))


def ref(iri: str) -> Node:
    """Another resource."""
    return {"@id": iri}


def typed(value: str, kind: str) -> Node:
    """A value with its type in XML Schema."""
    return {"@value": value, "@type": f"xsd:{kind}"}


LONGEST = 5000
"""Characters of a description that search engines take."""


def block_of(state: PageState) -> str:
    """The block of a page as JSON that no text in it can end; empty where the page has none."""
    found = of_page(state)
    return json.dumps(found, ensure_ascii=False).replace("<", "\\u003c") if found else ""


def of_page(state: PageState) -> dict[str, Any] | None:
    """The block of a page: its indicator, or the whole on the page that describes the data."""
    if state.key == DATA_PAGE:
        return dataset(whole(state.site), state.language)
    names = {page_key(name): name for name in state.site.dataset.indicators}
    name = names.get(state.key)
    return dataset(of_indicator(state.site, name), state.language) if name else None


def dataset(facts: ExportFacts, language: Language) -> dict[str, Any]:
    """The block in one language; the identifier is the same in both."""
    words = facts.words
    other = other_language(language)
    method = facts.url + facts.site.address(METHOD_PAGE, language)
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": facts.id,
        "identifier": facts.id,
        "name": facts.title[language],
        "alternateName": facts.title[other],
        "description": _description(facts, language),
        "inLanguage": language,
        "url": facts.pages[language],
        "sameAs": facts.pages[other],
        "version": facts.version,
        "license": facts.licence(language).address,
        "usageInfo": words["rights"][language],
        "isAccessibleForFree": True,
        "keywords": list(facts.keywords[language]),
        "creator": _publisher(facts),
        "publisher": _publisher(facts),
        "temporalCoverage": facts.period,
        "spatialCoverage": [
            {"@type": "Country", "name": name[language], "identifier": code}
            for code, name in facts.countries.items()
        ],
        "measurementTechnique": filled(words["technique"], address=method)[language],
        "variableMeasured": _variable(facts, language),
        "isBasedOn": [one.link for one in facts.sources.values() if one.link],
        "citation": [f"{one.publisher}: {one.title}" for one in facts.sources.values()],
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": words["catalogue_title"][language],
            "url": facts.url + facts.site.address(DATA_PAGE, language),
        },
        "distribution": list(_downloads(facts, language)),
        **_schema_days(facts),
    }


def _description(facts: ExportFacts, language: Language) -> str:
    """What the set is and what to know of it, within the length that is read."""
    text = facts.description[language]
    for note in facts.notes:
        longer = f"{text} {note.text[language]}"
        text = longer if len(longer) <= LONGEST else text
    return text


def _publisher(facts: ExportFacts) -> dict[str, Any]:
    names = facts.publisher_name
    return {
        "@type": "GovernmentOrganization",
        "name": names.da,
        "alternateName": names.en,
        "url": facts.url,
    }


def _variable(facts: ExportFacts, language: Language) -> list[dict[str, Any]]:
    found = {row.observation.indicator: row.described for row in facts.rows}
    return [
        {
            "@type": "PropertyValue",
            "name": name,
            "alternateName": one.title[language],
            "description": one.question[language],
            "propertyID": f"{facts.url}data/catalogue.ttl#{name}",
            "unitText": facts.words[f"unit_{one.unit}"][language],
        }
        for name, one in found.items()
    ]


def _downloads(facts: ExportFacts, language: Language) -> Iterator[dict[str, Any]]:
    for form in DATA:
        if form.language in (None, language):
            yield {
                "@type": "DataDownload",
                "name": facts.words[f"file_{form.key}"][language],
                "contentUrl": facts.url + file_of(facts, form),
                "encodingFormat": form.media,
                "license": facts.licence(language).address,
            }


def _schema_days(facts: ExportFacts) -> dict[str, str]:
    days = {"datePublished": facts.issued, "dateModified": facts.modified}
    return {key: day.isoformat() for key, day in days.items() if day}


JsonNode = Mapping[str, Any]


SET = "dcat:Dataset"


def write_turtle(document: JsonNode) -> bytes:
    """The same triples as Turtle, one set of data with its files at a time, in a fixed order."""
    context: Mapping[str, str] = document["@context"]
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in sorted(context.items()))
    made = [_written(part) for part in _parts(document)]
    return head.encode() + b"\n" + b"\n".join(made)


def rdf_graph(document: JsonNode) -> Graph:
    """The triples of a JSON-LD document."""
    graph = Graph()
    with warnings.catch_warnings():
        # rdflib's own reader of JSON-LD still uses a class that rdflib calls deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        graph.parse(data=json.dumps(document, ensure_ascii=False), format="json-ld")
    return graph


def _parts(document: JsonNode) -> Iterator[JsonNode]:
    """The document cut before every set of data."""
    nodes: Sequence[JsonNode] = document["@graph"]
    sets = 0
    numbered = []
    for node in nodes:
        sets += node.get("@type") == SET
        numbered.append((sets, node))
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        yield {"@context": document["@context"], "@graph": [node for _, node in group]}


def _written(part: JsonNode) -> bytes:
    whole: bytes = rdf_graph(part).serialize(format="turtle", encoding="utf-8")
    return whole.partition(b"\n\n")[2].strip() + b"\n"
