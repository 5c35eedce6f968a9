"""A JSON-LD document as Turtle, by the library for RDF."""

import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rdflib import Graph

Node = Mapping[str, Any]
SET = "dcat:Dataset"


def turtle(document: Node) -> bytes:
    """The same triples as Turtle, one set of data with its files at a time, in a fixed order."""
    context: Mapping[str, str] = document["@context"]
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in sorted(context.items()))
    made = [_written(part) for part in _parts(document)]
    return head.encode() + b"\n" + b"\n".join(made)


def graph_of(document: Node) -> Graph:
    """The triples of a JSON-LD document."""
    graph = Graph()
    with warnings.catch_warnings():
        # rdflib's own reader of JSON-LD still uses a class that rdflib calls deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        graph.parse(data=json.dumps(document, ensure_ascii=False), format="json-ld")
    return graph


def _parts(document: Node) -> Iterator[Node]:
    """The document cut before every set of data."""
    nodes: Sequence[Node] = document["@graph"]
    sets = 0
    numbered = []
    for node in nodes:
        sets += node.get("@type") == SET
        numbered.append((sets, node))
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        yield {"@context": document["@context"], "@graph": [node for _, node in group]}


def _written(part: Node) -> bytes:
    whole: bytes = graph_of(part).serialize(format="turtle", encoding="utf-8")
    return whole.partition(b"\n\n")[2].strip() + b"\n"
