"""A JSON-LD document as Turtle, by the library for RDF."""

import json
import warnings
from collections.abc import Mapping
from typing import Any

from rdflib import Graph


def turtle(document: Mapping[str, Any]) -> bytes:
    """The same triples as Turtle, in an order that depends on them alone."""
    return graph_of(document).serialize(format="turtle", encoding="utf-8")


def graph_of(document: Mapping[str, Any]) -> Graph:
    """The triples of a JSON-LD document."""
    graph = Graph()
    with warnings.catch_warnings():
        # rdflib's own reader of JSON-LD still uses a class that rdflib calls deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        graph.parse(data=json.dumps(document, ensure_ascii=False), format="json-ld")
    return graph
