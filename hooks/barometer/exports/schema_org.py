"""The set as search engines read it: schema.org's Dataset, one block a page and language."""

import json
from collections.abc import Iterator
from typing import Any

from barometer.exports.facts import DATA_PAGE, METHOD_PAGE, Facts, of_indicator
from barometer.exports.facts import whole as whole_facts
from barometer.exports.forms import DATA, file_of
from barometer.exports.notes import filled
from barometer.indicator_page import page_key
from barometer.state import PageState
from barometer.text import Language, other_language

LONGEST = 5000
"""Characters of a description that search engines take."""


def block_of(state: PageState) -> str:
    """The block of a page as JSON that no text in it can end; empty where the page has none."""
    found = of_page(state)
    return json.dumps(found, ensure_ascii=False).replace("<", "\\u003c") if found else ""


def of_page(state: PageState) -> dict[str, Any] | None:
    """The block of a page: its indicator, or the whole on the page that describes the data."""
    if state.key == DATA_PAGE:
        return dataset(whole_facts(state.site), state.language)
    names = {page_key(name): name for name in state.site.dataset.indicators}
    name = names.get(state.key)
    return dataset(of_indicator(state.site, name), state.language) if name else None


def dataset(facts: Facts, language: Language) -> dict[str, Any]:
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
        **_days(facts),
    }


def _description(facts: Facts, language: Language) -> str:
    """What the set is and what to know of it, within the length that is read."""
    text = facts.description[language]
    for note in facts.notes:
        longer = f"{text} {note.text[language]}"
        text = longer if len(longer) <= LONGEST else text
    return text


def _publisher(facts: Facts) -> dict[str, Any]:
    names = facts.publisher_name
    return {
        "@type": "GovernmentOrganization",
        "name": names.da,
        "alternateName": names.en,
        "url": facts.url,
    }


def _variable(facts: Facts, language: Language) -> list[dict[str, Any]]:
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


def _downloads(facts: Facts, language: Language) -> Iterator[dict[str, Any]]:
    for form in DATA:
        if form.language in (None, language):
            yield {
                "@type": "DataDownload",
                "name": facts.words[f"file_{form.key}"][language],
                "contentUrl": facts.url + file_of(facts, form),
                "encodingFormat": form.media,
                "license": facts.licence(language).address,
            }


def _days(facts: Facts) -> dict[str, str]:
    days = {"datePublished": facts.issued, "dateModified": facts.modified}
    return {key: day.isoformat() for key, day in days.items() if day}
