"""The words of DCAT: prefixes, other people's lists, and small pieces of JSON-LD."""

from collections.abc import Mapping
from typing import Any

from babel.core import get_global

from barometer.exports.facts import Facts
from barometer.exports.forms import Form
from barometer.text import LANGUAGES, Language, Text

Node = dict[str, Any]
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


def places(facts: Facts) -> list[Node]:
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
