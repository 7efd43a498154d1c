"""Writes RDF graphs, the same bytes each time: no blank node, everything sorted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDFS, SKOS, XSD

PREFIXES = {"dcat": DCAT, "dct": DCTERMS, "foaf": FOAF, "rdfs": RDFS, "skos": SKOS, "xsd": XSD}


def graph() -> Graph:
    """An empty graph that knows our prefixes and no other."""
    found = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace)
    return found


def add_texts(to: Graph, subject: URIRef, predicate: URIRef, texts: Mapping[str, str]) -> None:
    """Add a text in each of its languages, tagged."""
    for code, text in texts.items():
        to.add((subject, predicate, Literal(text, lang=code)))


def turtle(of: Graph) -> str:
    """A graph in Turtle: rdflib sorts what it writes."""
    return of.serialize(format="turtle")


def json_ld(of: Graph, context: Mapping[str, Any]) -> Any:
    """A graph in JSON-LD with a context of our own, ready to be written."""
    return _sorted(json.loads(of.serialize(format="json-ld", context=dict(context))))


def _sorted(value: Any) -> Any:
    """A JSON-LD value whose lists, which are sets, are in order."""
    if isinstance(value, dict):
        return {key: _sorted(item) for key, item in sorted(value.items())}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=json.dumps)
    return value
