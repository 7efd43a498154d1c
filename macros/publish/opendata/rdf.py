"""Writes RDF graphs, the same bytes each time: no blank node, everything sorted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DC, DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, XSD

from macros.publish.opendata.published_site import CATALOGUE, CONCEPTS, PublishedSite

# rdflib does not know it.
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
PREFIXES = {
    "dc": DC, "dcat": DCAT, "dct": DCTERMS, "foaf": FOAF, "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS,
    "skos": SKOS, "vcard": VCARD, "xsd": XSD,
}  # fmt: skip
# What a date is, by how many parts it has.
_DATES = {1: XSD.gYear, 2: XSD.gYearMonth, 3: XSD.date}


def graph() -> Graph:
    """An empty graph that knows our prefixes and no other."""
    found = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace)
    return found


def concept(site: PublishedSite, name: str) -> URIRef:
    """What the concepts' file names that has no page."""
    return URIRef(site.file(f"{CONCEPTS}#{name}"))


def catalogued(site: PublishedSite, name: str) -> URIRef:
    """What the catalogue tells about."""
    return URIRef(site.file(f"{CATALOGUE}#{name}"))


def add(to: Graph, subject: URIRef, predicate: URIRef, *values: URIRef | Literal) -> None:
    """Add what is said of something: a statement for each value."""
    for value in values:
        to.add((subject, predicate, value))


def date(text: str) -> Literal:
    """A date of the data (`2024`, `2024-06`, `2024-06-13`)."""
    return Literal(text, datatype=_DATES[text.count("-") + 1], normalize=False)


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
