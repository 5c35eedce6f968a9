"""A JSON-LD document as Turtle, by the library for RDF."""

import json
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rdflib import Graph

Node = Mapping[str, Any]
Keep = Callable[[str, str, Callable[[], bytes]], bytes]
SET = "dcat:Dataset"


def turtle(document: Node, keep: Keep | None = None) -> bytes:
    """The same triples as Turtle, in an order that depends on them alone.

    One set of data with its files at a time, so that `keep`, which is given a part's name, what it
    is made from and a way to make it, need not make anew what has not changed.
    """
    context: Mapping[str, str] = document["@context"]
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in sorted(context.items()))
    made = [_kept(part, keep) for part in _parts(document)]
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


def _kept(part: Node, keep: Keep | None) -> bytes:
    def make() -> bytes:
        whole: bytes = graph_of(part).serialize(format="turtle", encoding="utf-8")
        return whole.partition(b"\n\n")[2].strip() + b"\n"

    name = str(part["@graph"][0]["@id"]).rpartition("#")[2]
    return keep(name, json.dumps(part, ensure_ascii=False), make) if keep else make()
