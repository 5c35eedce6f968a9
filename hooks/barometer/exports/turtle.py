"""A JSON-LD document as Turtle, by the library for RDF."""

import json
from collections.abc import Mapping
from typing import Any

from rdflib import Graph


def turtle(document: Mapping[str, Any]) -> bytes:
    """The same triples as Turtle, in an order that depends on them alone."""
    graph = Graph()
    graph.parse(data=json.dumps(document, ensure_ascii=False), format="json-ld")
    return graph.serialize(format="turtle", encoding="utf-8")
