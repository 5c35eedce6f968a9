"""DCAT-AP and schema.org: JSON-LD and Turtle."""

import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from babel.core import get_global

from barometer.exports.facts import (
    API,
    CLAIMS,
    CLAIMS_SCHEMA,
    DATA,
    DATA_FOLDER,
    JSON,
    LICENCE,
    METHOD_PAGE,
    ExportFacts,
    Form,
    collect_indicator,
    collect_whole,
    file_of,
)
from barometer.exports.packages import PROFILE, tag_keywords, tag_languages
from barometer.pages.addresses import DATA_PAGE, PageKey
from barometer.pages.site import PageState
from barometer.text import LANGUAGES, Language, Text, fill_template, in_both, other_language

CONTACT_PAGE = PageKey("about/contact")

Node = dict[str, Any]

EU = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
AUTHORITY_TYPE = "http://purl.org/adms/publishertype/NationalAuthority"
THEME = f"{EU}data-theme/GOVE"
THEMES = Text(da="Datatemaer", en="Data themes")
CONCEPTS = {
    AUTHORITY_TYPE: Text(da="National myndighed", en="National authority"),
    THEME: Text(da="Regeringen og den offentlige sektor", en="Government and public sector"),
}
"""Of other people's lists, the names of what is used."""
TONGUES: Mapping[Language, str] = {"da": "DAN", "en": "ENG"}

CONTEXT: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "adms": "http://www.w3.org/ns/adms#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def refer(iri: str) -> Node:
    """Another resource."""
    return {"@id": iri}


def name_tongues(*languages: Language) -> list[Node]:
    """Languages, in the EU's list."""
    return [refer(f"{EU}language/{TONGUES[one]}") for one in languages]


def name_countries(facts: ExportFacts) -> list[Node]:
    """The countries, in the EU's list, which names them by the three letters of ISO 3166."""
    aliases = get_global("territory_aliases").items()
    three = {
        to[0]: key
        for key, to in sorted(aliases, reverse=True)
        if len(key) == 3 and key.isalpha() and len(to) == 1
    }
    return [refer(f"{EU}country/{three[code]}") for code in facts.countries]


def tag_type(value: str, kind: str) -> Node:
    """A value with its type in XML Schema."""
    return {"@value": value, "@type": f"xsd:{kind}"}


def build_catalogue(whole: ExportFacts, parts: Sequence[ExportFacts]) -> Node:
    """The catalogue with every dataset, earlier version and file as JSON-LD."""
    sets = (whole, *parts)
    graph = _frame_nodes(whole, sets)
    for facts in sets:
        graph += [_dataset(facts, whole), *_distributions(facts)]
    graph += [*_claims(whole), *_versions(whole)]
    graph += [*_sources(whole), *_foreign_nodes(sets)]
    return {"@context": dict(CONTEXT), "@graph": graph}


def _frame_nodes(whole: ExportFacts, sets: Sequence[ExportFacts]) -> list[Node]:
    """The catalogue itself, its publisher, where to write, the rights, and the API."""
    here, words = whole.address_in_catalogue, whole.words
    owner = whole.site.dataset.publisher
    catalogue = {
        "@id": here("the-catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": tag_languages(words["catalogue_title"]),
        "dct:description": tag_languages(words["catalogue_description"]),
        "dct:publisher": refer(here("the-publisher")),
        "dct:language": name_tongues(*LANGUAGES),
        "dct:license": refer(LICENCE),
        "dct:spatial": name_countries(whole),
        "dcat:themeTaxonomy": refer(f"{EU}data-theme"),
        "foaf:homepage": refer(whole.pages["da"]),
        "dcat:dataset": [*(refer(facts.id) for facts in sets), refer(here("the-claims"))],
        "dcat:service": refer(here("the-api")),
        **_days(whole),
    }
    publisher = {
        "@id": here("the-publisher"),
        "@type": "foaf:Agent",
        "foaf:name": tag_languages(whole.publisher_name),
        "dct:type": refer(AUTHORITY_TYPE),
    }
    contact = {
        "@id": here("the-contact"),
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": whole.publisher_name.da,
        "vcard:hasURL": [refer(whole.url + whole.site.address(CONTACT_PAGE, "da"))],
        **({"vcard:hasEmail": refer(f"mailto:{owner.email}")} if owner.email else {}),
    }
    rights = {
        "@id": here("the-rights"),
        "@type": "dct:RightsStatement",
        "rdfs:label": tag_languages(words["rights"]),
    }
    service = {
        "@id": here("the-api"),
        "@type": "dcat:DataService",
        "dct:title": tag_languages(words["service_title"]),
        "dct:description": tag_languages(words["service_description"]),
        "dct:publisher": refer(here("the-publisher")),
        "dct:license": refer(whole.licence("da").address),
        "dcat:endpointURL": refer(whole.url + API),
        "dcat:endpointDescription": refer(f"{whole.url}{API}openapi.json"),
        "dcat:servesDataset": [refer(facts.id) for facts in sets[1:]],
        "foaf:page": refer(whole.pages["da"]),
    }
    return [catalogue, publisher, contact, rights, service]


def _dataset(facts: ExportFacts, whole: ExportFacts) -> Node:
    here = whole.address_in_catalogue
    texts = [facts.description, *(note.text for note in facts.notes)]
    versions = [refer(_version_id(whole, one.version)) for one in whole.site.releases.archives]
    return {
        "@id": facts.id,
        "@type": SET,
        "dct:title": tag_languages(facts.title),
        "dct:description": tag_languages(
            in_both(lambda language: "\n\n".join(text[language] for text in texts))
        ),
        "dct:identifier": facts.id,
        **(_doi(whole, whole.version) if facts is whole else {}),
        "dct:publisher": refer(here("the-publisher")),
        "dct:creator": refer(here("the-publisher")),
        "dcat:contactPoint": refer(here("the-contact")),
        "dcat:theme": refer(THEME),
        "dcat:keyword": tag_keywords(facts),
        "dct:spatial": name_countries(facts),
        "dct:temporal": {
            "@id": f"{facts.id}-period",
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": tag_type(f"{facts.start}-01-01", "date"),
            "dcat:endDate": tag_type(f"{facts.end}-12-31", "date"),
        },
        "dct:language": name_tongues(*LANGUAGES),
        "dct:accrualPeriodicity": refer(f"{EU}frequency/IRREG"),
        "dct:accessRights": refer(f"{EU}access-right/PUBLIC"),
        "dct:conformsTo": refer(PROFILE),
        "prov:wasDerivedFrom": [refer(link) for link in facts.source_links],
        "dcat:landingPage": [refer(facts.pages[language]) for language in LANGUAGES],
        "foaf:page": [refer(page) for page in _method_pages(facts)],
        "dcat:version": facts.version,
        "dcat:distribution": [refer(_file(facts, form)) for form in DATA],
        **({"dcat:hasVersion": versions} if facts is whole else {"dct:isPartOf": refer(whole.id)}),
        **_days(facts),
    }


def _claims(whole: ExportFacts) -> Iterator[Node]:
    """The sentences of the site that rest on a number, as a dataset of one file."""
    name, file = whole.address_in_catalogue("the-claims"), whole.url + CLAIMS
    said = {
        "dct:title": tag_languages(whole.words["claims_title"]),
        "dct:description": tag_languages(whole.words["claims_description"]),
    }
    of_data = _dataset(whole, whole)
    for key in ("adms:identifier", "dcat:hasVersion"):
        of_data.pop(key, None)
    yield (
        of_data
        | said
        | {
            "@id": name,
            "dct:identifier": name,
            "dct:source": refer(whole.id),
            "dcat:distribution": [refer(file)],
        }
    )
    media = refer(IANA + JSON)
    yield (
        next(one for one in _distributions(whole) if one["dcat:mediaType"] == media)
        | said
        | {
            "@id": file,
            "dcat:accessURL": refer(file),
            "dcat:downloadURL": refer(file),
            "dct:conformsTo": refer(whole.url + CLAIMS_SCHEMA),
            "dct:language": name_tongues(*LANGUAGES),
        }
    )


def _versions(whole: ExportFacts) -> Iterator[Node]:
    """Each version in the archive as a dataset of its own, which says what cannot change."""
    versions = [one.version for one in whole.site.releases.archives]
    days = {one.version: one.date for one in whole.site.releases.releases.values()}
    kept = {key: one for key, one in _dataset(whole, whole).items() if key not in CHANGING}
    csv = next(_distributions(whole))
    for at, one in enumerate(versions):
        name = _version_id(whole, one)
        file = f"{whole.url}{DATA_FOLDER}archive/{one}/barometer.csv"
        earlier = [refer(_version_id(whole, other)) for other in versions[at + 1 : at + 2]]
        title = {language: f"{whole.title[language]}, version {one}" for language in LANGUAGES}
        yield kept | {
            "@id": name,
            "dct:identifier": name,
            **_doi(whole, one),
            "dct:title": tag_languages(Text(**title)),
            "dct:description": tag_languages(whole.description),
            "dct:isVersionOf": refer(whole.id),
            "dcat:version": one,
            "dcat:distribution": [refer(file)],
            **({"dct:issued": tag_type(days[one].isoformat(), "date")} if one in days else {}),
            **({"dcat:previousVersion": earlier[0]} if earlier else {}),
        }
        yield csv | {"@id": file, "dcat:accessURL": refer(file), "dcat:downloadURL": refer(file)}


def _doi(whole: ExportFacts, version: str) -> Node:
    """The identifier that an archive has given a version, if it has one."""
    doi = whole.site.releases.doi(version)
    if not doi:
        return {}
    notation = tag_type(doi, "anyURI")
    return {"adms:identifier": {"@type": "adms:Identifier", "skos:notation": notation}}


CHANGING = (
    "adms:identifier",
    *("dcat:hasVersion", "dct:issued", "dct:modified", "dct:temporal", "dct:spatial"),
    *("dct:accrualPeriodicity", "prov:wasDerivedFrom"),
)
"""What may be different in a version that is not the newest."""


def _version_id(whole: ExportFacts, version: str) -> str:
    return whole.address_in_catalogue(f"version-{version}")


def _distributions(facts: ExportFacts) -> Iterator[Node]:
    for form in DATA:
        address = _file(facts, form)
        yield {
            "@id": address,
            "@type": "dcat:Distribution",
            "dct:title": tag_languages(facts.words[f"file_{form.key}"]),
            "dct:description": tag_languages(facts.words[f"use_{form.key}"]),
            "dcat:accessURL": refer(address),
            "dcat:downloadURL": refer(address),
            "dct:license": refer(facts.licence("da").address),
            "dct:rights": refer(facts.address_in_catalogue("the-rights")),
            "dct:format": refer(f"{EU}file-type/{form.european}"),
            "dcat:mediaType": refer(f"{IANA}{form.media}"),
            "dct:language": name_tongues(*([form.language] if form.language else LANGUAGES)),
        }


def _sources(whole: ExportFacts) -> Iterator[Node]:
    """Where the values were published, each with its title in its own language."""
    for key, one in whole.sources.items():
        if one.link:
            yield {
                "@id": one.link,
                "@type": ["foaf:Document", "prov:Entity"],
                "dct:title": {"@value": one.title, "@language": one.language},
                "dct:publisher": {
                    "@id": whole.address_in_catalogue(f"source-{key}"),
                    "@type": "foaf:Agent",
                    "foaf:name": one.publisher,
                },
            }


def _foreign_nodes(sets: Sequence[ExportFacts]) -> list[Node]:
    """What the addresses of other people's lists and of our pages are, for validators."""
    whole = sets[0]
    pages = {page for facts in sets for page in facts.pages.values()}
    pages |= {*_method_pages(whole), *whole.pages.values()}
    kinds = {
        **{facts.licence("da").address: "dct:LicenseDocument" for facts in sets},
        LICENCE: "dct:LicenseDocument",
        f"{EU}data-theme": "skos:ConceptScheme",
        THEME: "skos:Concept",
        f"{EU}frequency/IRREG": "dct:Frequency",
        f"{EU}access-right/PUBLIC": "dct:RightsStatement",
        AUTHORITY_TYPE: "skos:Concept",
        PROFILE: "dct:Standard",
        whole.url + CLAIMS_SCHEMA: "dct:Standard",
        **{one["@id"]: "dct:LinguisticSystem" for one in name_tongues(*LANGUAGES)},
        **{one["@id"]: "dct:Location" for one in name_countries(whole)},
        **{f"{EU}file-type/{form.european}": "dct:MediaTypeOrExtent" for form in DATA},
        **{f"{IANA}{form.media}": "dct:MediaType" for form in DATA},
        **dict.fromkeys(sorted(pages), "foaf:Document"),
    }
    named = {key: {"skos:prefLabel": tag_languages(name)} for key, name in CONCEPTS.items()}
    named[f"{EU}data-theme"] = {"dct:title": tag_languages(THEMES)}
    return [{"@id": key, "@type": kind, **named.get(key, {})} for key, kind in kinds.items()]


def _days(facts: ExportFacts) -> Node:
    return {f"dct:{key}": tag_type(day.isoformat(), "date") for key, day in facts.days.items()}


def _method_pages(facts: ExportFacts) -> list[str]:
    return [facts.url + facts.site.address(METHOD_PAGE, language) for language in LANGUAGES]


def _file(facts: ExportFacts, form: Form) -> str:
    return facts.url + file_of(facts, form)


SET = "dcat:Dataset"


def write_turtle(document: Node) -> bytes:
    """The same triples as Turtle, one set of data with its files at a time, in a fixed order."""
    # The library costs start-up time: only what makes the catalogue anew pays for it.
    from rdflib import Graph

    context = document["@context"]
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in sorted(context.items()))
    groups: list[list[Node]] = [[]]
    for node in document["@graph"]:
        if node.get("@type") == SET:
            groups.append([])
        groups[-1].append(node)
    parts = []
    for group in groups:
        graph = Graph()
        said = json.dumps({"@context": context, "@graph": group}, ensure_ascii=False)
        with warnings.catch_warnings():
            # rdflib's own reader of JSON-LD still uses a class that rdflib calls deprecated.
            warnings.simplefilter("ignore", DeprecationWarning)
            graph.parse(data=said, format="json-ld")
        written: bytes = graph.serialize(format="turtle", encoding="utf-8")
        parts.append(written.partition(b"\n\n")[2].strip() + b"\n")
    return head.encode() + b"\n" + b"\n".join(parts)


LONGEST = 5000
"""Characters of a description that search engines take."""


def write_block(block: Node | None) -> str:
    """A block as JSON that no text in it can end; empty where there is none."""
    return json.dumps(block, ensure_ascii=False).replace("<", "\\u003c") if block else ""


def find_block(state: PageState) -> Node | None:
    """The block of a page: its indicator, the whole where the data are described, or the catalogue.

    The catalogue stands on the front pages of the site and of the barometer.
    """
    if state.key in FRONT_PAGES:
        return describe_catalogue(collect_whole(state.site), state.language)
    if state.key == DATA_PAGE:
        return describe_dataset(collect_whole(state.site), state.language)
    if not state.indicator:
        return None
    return describe_dataset(collect_indicator(state.site, state.indicator), state.language)


FRONT_PAGES = (PageKey("index"), PageKey("barometer/index"))


def describe_catalogue(whole: ExportFacts, language: Language) -> Node:
    """The catalogue in schema.org's words and one language, with every dataset by its address."""
    names = (whole.id, *map(whole.address_in_catalogue, sorted(whole.site.dataset.indicators)))
    return {
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "@id": whole.address_in_catalogue("the-catalogue"),
        "name": whole.words["catalogue_title"][language],
        "description": whole.words["catalogue_description"][language],
        "inLanguage": language,
        "url": whole.pages[language],
        "license": whole.licence("da").address,
        "publisher": _publisher(whole, language),
        "dataset": [{"@type": "Dataset", "@id": name} for name in names],
    }


def _publisher(facts: ExportFacts, language: Language) -> Node:
    return {
        "@type": "GovernmentOrganization",
        "name": facts.publisher_name[language],
        "alternateName": facts.publisher_name[other_language(language)],
        "url": facts.url,
    }


def describe_dataset(facts: ExportFacts, language: Language) -> Node:
    """A set of data in schema.org's words and one language; its identifier is the same in both."""
    words = facts.words
    doi = facts.site.releases.doi(facts.version) if facts.is_whole else ""
    other = other_language(language)
    method = facts.url + facts.site.address(METHOD_PAGE, language)
    described = {row.observation.indicator: row.described for row in facts.rows}
    owner = facts.site.dataset.publisher
    publisher = _publisher(facts, language) | {
        **({"email": owner.email} if owner.email else {}),
        **({"identifier": owner.cvr} if owner.cvr else {}),
        **(
            {"parentOrganization": {"@type": "Organization", "name": owner.part_of.name[language]}}
            if owner.part_of
            else {}
        ),
    }
    days = {"issued": "datePublished", "modified": "dateModified"}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": facts.id,
        "identifier": [facts.id, doi] if doi else facts.id,
        "name": facts.title[language],
        "alternateName": facts.title[other],
        "description": _shorten_notes(facts, language),
        "inLanguage": language,
        "url": facts.pages[language],
        "sameAs": facts.pages[other],
        "version": facts.version,
        "license": facts.licence("da").address,
        "usageInfo": words["rights"][language],
        "isAccessibleForFree": True,
        "keywords": list(facts.keywords[language]),
        "creator": publisher,
        "publisher": publisher,
        "temporalCoverage": facts.period,
        "spatialCoverage": [
            {"@type": "Country", "name": name[language], "identifier": code}
            for code, name in facts.countries.items()
        ],
        "measurementTechnique": fill_template(words["technique"], address=method)[language],
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": name,
                "alternateName": one.title[language],
                # the page of one indicator says it; that of all would be half made of it
                **({} if facts.is_whole else {"description": one.question[language]}),
                "propertyID": facts.address_in_catalogue(name),
                "unitText": words[f"unit_{one.unit}"][language],
            }
            for name, one in described.items()
        ],
        "isBasedOn": facts.source_links,
        "citation": facts.source_titles(language),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": words["catalogue_title"][language],
            "url": facts.url + facts.site.address(DATA_PAGE, language),
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "name": words[f"file_{form.key}"][language],
                "contentUrl": _file(facts, form),
                "encodingFormat": form.media,
                "license": facts.licence("da").address,
            }
            for form in DATA
            if form.language in (None, language)
        ],
        **{days[key]: day.isoformat() for key, day in facts.days.items()},
    }


def _shorten_notes(facts: ExportFacts, language: Language) -> str:
    """What the set is and what to know of it, within the length that is read."""
    text = facts.description[language]
    for note in facts.notes:
        longer = f"{text} {note.text[language]}"
        text = longer if len(longer) <= LONGEST else text
    return text
