"""The catalogue by DCAT-AP-DK: it satisfies version 2.0 and the draft of version 3.0.0.

Obligations of both: https://github.com/digst/DCAT-AP-DK.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from babel.core import get_global

from barometer.content.addresses import PageKey
from barometer.exports.facts import API, DATA_PAGE, FOLDER, LICENCE, METHOD_PAGE, Facts
from barometer.exports.forms import DATA, Form, address
from barometer.text import LANGUAGES, Language, Text

EU = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
TONGUES: Mapping[Language, str] = {"da": "DAN", "en": "ENG"}
CONTACT_PAGE = PageKey("about/contact")
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
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]


def catalogue(whole: Facts, parts: Sequence[Facts], files: Mapping[str, bytes]) -> Node:
    """The catalogue with every dataset and file as JSON-LD; `files` by address below the root."""
    sets = (whole, *parts)
    graph = [_catalog(whole, sets), _agent(whole), _contact(whole), _rights(whole)]
    graph.append(_service(whole, sets))
    for facts in sets:
        graph += [_dataset(facts, whole), *_distributions(facts, files)]
    graph += _typed(sets)
    return {"@context": dict(CONTEXT), "@graph": graph}


def tagged(text: Text) -> list[Node]:
    """A text as one literal a language."""
    return [{"@value": text[language], "@language": language} for language in LANGUAGES]


def _catalog(whole: Facts, sets: Sequence[Facts]) -> Node:
    words = whole.words
    return {
        "@id": _here(whole, "catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": tagged(words["catalogue_title"]),
        "dct:description": tagged(words["catalogue_description"]),
        "dct:publisher": _ref(_here(whole, "publisher")),
        "dct:language": [_ref(f"{EU}language/{one}") for one in TONGUES.values()],
        "dct:license": _ref(LICENCE),
        "dct:spatial": _places(whole),
        "dcat:themeTaxonomy": _ref(f"{EU}data-theme"),
        "foaf:homepage": _ref(whole.pages["da"]),
        "dcat:dataset": [_ref(facts.id) for facts in sets],
        "dcat:service": _ref(_here(whole, "api")),
        **_days(whole),
    }


def _agent(whole: Facts) -> Node:
    return {
        "@id": _here(whole, "publisher"),
        "@type": "foaf:Agent",
        "foaf:name": tagged(whole.publisher_name),
        "dct:type": _ref("http://purl.org/adms/publishertype/NationalAuthority"),
    }


def _contact(whole: Facts) -> Node:
    return {
        "@id": _here(whole, "contact"),
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": whole.publisher,
        "vcard:hasURL": [_ref(whole.url + whole.site.address(CONTACT_PAGE, "da"))],
    }


def _rights(whole: Facts) -> Node:
    return {
        "@id": _here(whole, "rights"),
        "@type": "dct:RightsStatement",
        "rdfs:label": tagged(whole.words["rights"]),
    }


def _service(whole: Facts, sets: Sequence[Facts]) -> Node:
    return {
        "@id": _here(whole, "api"),
        "@type": "dcat:DataService",
        "dct:title": tagged(whole.words["service_title"]),
        "dct:description": tagged(whole.words["service_description"]),
        "dct:publisher": _ref(_here(whole, "publisher")),
        "dct:license": _ref(LICENCE),
        "dcat:endpointURL": _ref(whole.url + API),
        "dcat:endpointDescription": _ref(f"{whole.url}{API}openapi.json"),
        "dcat:servesDataset": [_ref(facts.id) for facts in sets[1:]],
        "foaf:page": _ref(whole.pages["da"]),
    }


def _dataset(facts: Facts, whole: Facts) -> Node:
    period = {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _typed_literal(f"{facts.start}-01-01", "date"),
        "dcat:endDate": _typed_literal(f"{facts.end}-12-31", "date"),
    }
    return {
        "@id": facts.id,
        "@type": "dcat:Dataset",
        "dct:title": tagged(facts.title),
        "dct:description": tagged(_described(facts)),
        "dct:identifier": facts.id,
        "dct:publisher": _ref(_here(whole, "publisher")),
        "dct:creator": _ref(_here(whole, "publisher")),
        "dcat:contactPoint": _ref(_here(whole, "contact")),
        "dcat:theme": _ref(f"{EU}data-theme/GOVE"),
        "dcat:keyword": [
            {"@value": word, "@language": language}
            for language in LANGUAGES
            for word in facts.keywords[language]
        ],
        "dct:spatial": _places(facts),
        "dct:temporal": period,
        "dct:language": [_ref(f"{EU}language/{one}") for one in TONGUES.values()],
        "dct:accrualPeriodicity": _ref(f"{EU}frequency/IRREG"),
        "dct:accessRights": _ref(f"{EU}access-right/PUBLIC"),
        "dct:conformsTo": _ref("https://datapackage.org/profiles/2.0/datapackage.json"),
        "dct:source": [_ref(one.address) for one in facts.sources.values()],
        "dcat:landingPage": [_ref(facts.pages[language]) for language in LANGUAGES],
        "foaf:page": [_ref(facts.url + facts.site.address(METHOD_PAGE, la)) for la in LANGUAGES],
        "owl:versionInfo": facts.version,
        "dcat:distribution": [_ref(_file(facts, form)) for form in DATA],
        **({} if facts is whole else {"dct:isPartOf": _ref(whole.id)}),
        **_days(facts),
    }


def _described(facts: Facts) -> Text:
    """What the set is and what to know of it, in running text."""
    parts = [facts.description, *(note.text for note in facts.notes)]
    return Text(**{one: "\n\n".join(text[one] for text in parts) for one in LANGUAGES})


def _distributions(facts: Facts, files: Mapping[str, bytes]) -> Iterator[Node]:
    for form in DATA:
        data = files[address(facts.name, form)]
        sum_ = hashlib.sha256(data).hexdigest()
        yield {
            "@id": _file(facts, form),
            "@type": "dcat:Distribution",
            "dct:title": tagged(facts.words[f"file_{form.key}"]),
            "dct:description": tagged(facts.words[f"use_{form.key}"]),
            "dcat:accessURL": _ref(_file(facts, form)),
            "dcat:downloadURL": _ref(_file(facts, form)),
            "dct:license": _ref(LICENCE),
            "dct:rights": _ref(_here(facts, "rights")),
            "dct:format": _ref(f"{EU}file-type/{form.european}"),
            "dcat:mediaType": _ref(f"{IANA}{form.media}"),
            "dcat:byteSize": _typed_literal(str(len(data)), "decimal"),
            "dct:language": [_ref(f"{EU}language/{one}") for one in _tongues(form)],
            "dcatap:availability": _ref(f"{EU}planned-availability/STABLE"),
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": _ref("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
                "spdx:checksumValue": _typed_literal(sum_, "hexBinary"),
            },
        }


def _tongues(form: Form) -> list[str]:
    return [TONGUES[form.language]] if form.language else list(TONGUES.values())


def _typed(sets: Sequence[Facts]) -> list[Node]:
    """What the addresses of other people's lists and of our pages are, for validators."""
    whole = sets[0]
    pages = {page for facts in sets for page in facts.pages.values()}
    pages |= {whole.url + whole.site.address(METHOD_PAGE, la) for la in LANGUAGES}
    pages |= {whole.url + whole.site.address(DATA_PAGE, la) for la in LANGUAGES}
    kinds = {
        LICENCE: "dct:LicenseDocument",
        f"{EU}data-theme": "skos:ConceptScheme",
        f"{EU}data-theme/GOVE": "skos:Concept",
        f"{EU}frequency/IRREG": "dct:Frequency",
        f"{EU}access-right/PUBLIC": "dct:RightsStatement",
        f"{EU}planned-availability/STABLE": "skos:Concept",
        "http://purl.org/adms/publishertype/NationalAuthority": "skos:Concept",
        "https://datapackage.org/profiles/2.0/datapackage.json": "dct:Standard",
        **{f"{EU}language/{one}": "dct:LinguisticSystem" for one in TONGUES.values()},
        **{place["@id"]: "dct:Location" for place in _places(whole)},
        **{f"{EU}file-type/{form.european}": "dct:MediaTypeOrExtent" for form in DATA},
        **{f"{IANA}{form.media}": "dct:MediaType" for form in DATA},
        **dict.fromkeys(sorted(pages), "foaf:Document"),
    }
    return [{"@id": key, "@type": kind} for key, kind in kinds.items()]


def _places(facts: Facts) -> list[Node]:
    """The countries, in the EU's list, which names them by three letters."""
    return [_ref(f"{EU}country/{_three(code)}") for code in facts.countries]


def _three(code: str) -> str:
    """A country's three letters of ISO 3166 from its two."""
    aliases = get_global("territory_aliases").items()
    found = (key for key, to in aliases if len(key) == 3 and key.isalpha() and to == [code])
    return str(next(iter(sorted(found))))


def _days(facts: Facts) -> Node:
    days = {"dct:issued": facts.issued, "dct:modified": facts.modified}
    return {key: _typed_literal(day.isoformat(), "date") for key, day in days.items() if day}


def _file(facts: Facts, form: Form) -> str:
    return facts.url + address(facts.name, form)


def _here(whole: Facts, name: str) -> str:
    return f"{whole.url}{FOLDER}catalogue.ttl#{name}"


def _ref(iri: str) -> Node:
    return {"@id": iri}


def _typed_literal(value: str, kind: str) -> Node:
    return {"@value": value, "@type": f"xsd:{kind}"}
