"""The strategy as a SKOS concept scheme (W3C recommendation, 2009): labels and links for computers.

A concept for each axis, section, défi, action, theme, public and term of the glossary; its
address is that of its page. A text is only ever tagged with the language it is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from macros.publish.opendata import rdf
from macros.publish.opendata.published_site import CATALOGUE, CONCEPTS, PublishedSite
from macros.publish.opendata.strategy import words

Whole = Mapping[str, Any]
Thing = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """The things that the JSON file lists under a name.

    `word` names them all; `label` is the field that names each, `definition` the one that
    defines it, `broader` the one that holds what it is a part of; `prefix` makes the ids of
    different kinds differ.
    """

    word: str
    label: str
    definition: str = ""
    broader: str = ""
    prefix: str = ""


KINDS = {
    "axes": Kind("menu-axes", "officiel", "en_bref"),
    "sections": Kind("data-sections", "officiel", "en_bref", broader="axe"),
    "defis": Kind("menu-defis", "titre", "en_bref", broader="section"),
    "actions": Kind("menu-actions", "titre", "en_bref"),
    "themes": Kind("data-themes", "titre", prefix="theme-"),
    "publics": Kind("data-publics", "titre", prefix="public-"),
    "glossaire": Kind("menu-glossaire", "terme", "definition", prefix="terme-"),
}
# How JSON-LD shortens the same graph.
CONTEXT = {
    **{prefix: str(rdf.PREFIXES[prefix]) for prefix in ("dct", "skos")},
    **{name: {"@id": f"skos:{name}", "@container": "@language"} for name in ("prefLabel", "altLabel", "definition")},
    "title": {"@id": "dct:title", "@container": "@language"},
    **{
        name: {"@id": f"skos:{name}", "@type": "@id"}
        for name in ("broader", "narrower", "related", "inScheme", "member", "hasTopConcept")
    },
    **{name: {"@id": f"dct:{name}", "@type": "@id"} for name in ("source", "references", "license", "rights")},
    "notation": "skos:notation",
}


def concepts(site: PublishedSite, whole: Whole) -> Graph:
    """The graph of a strategy; `whole` is its JSON file in every language."""
    found = rdf.graph()
    scheme = URIRef(site.file(f"{CONCEPTS}#strategie"))
    rights = URIRef(site.file(f"{CATALOGUE}#droits"))
    codes = tuple(whole["langues"])
    found.add((scheme, RDF.type, SKOS.ConceptScheme))
    found.add((scheme, DCTERMS.license, URIRef(site.licence.url)))
    found.add((scheme, DCTERMS.rights, rights))
    rdf.add_texts(found, scheme, DCTERMS.title, words(site, "data-title", codes).root)
    sources = {source["id"]: URIRef(source["url"]) for source in whole["sources"]}
    documents = [sources[name] for name in whole["document"]["liens"]]
    for name, kind in KINDS.items():
        collection = URIRef(site.file(f"{CONCEPTS}#{name}"))
        if whole[name]:
            found.add((collection, RDF.type, SKOS.Collection))
            rdf.add_texts(found, collection, SKOS.prefLabel, words(site, kind.word, codes).root)
        for thing in whole[name]:
            concept = URIRef(thing["url"])
            found.add((collection, SKOS.member, concept))
            found.add((concept, RDF.type, SKOS.Concept))
            found.add((concept, SKOS.inScheme, scheme))
            found.add((concept, SKOS.notation, Literal(kind.prefix + thing["id"])))
            found.add((concept, DCTERMS.rights, rights))
            _add_texts(found, concept, kind, thing)
            for document in documents:
                found.add((concept, DCTERMS.source, document))
            for source in thing.get("ressources", ()):
                found.add((concept, DCTERMS.references, sources[source]))
            if not kind.broader:
                found.add((scheme, SKOS.hasTopConcept, concept))
    _add_links(found, whole)
    return found


def _add_texts(to: Graph, concept: URIRef, kind: Kind, thing: Thing) -> None:
    official = thing.get("officiel", {}) | thing.get("traduction_non_officielle", {})
    labels = official if kind.label == "officiel" else thing[kind.label]
    rdf.add_texts(to, concept, SKOS.prefLabel, labels)
    rdf.add_texts(to, concept, SKOS.definition, thing[kind.definition] if kind.definition else {})
    for other in (official, *thing.get("formes", ())):
        # The labels of a concept differ, by SKOS's own rules.
        rdf.add_texts(to, concept, SKOS.altLabel, {c: text for c, text in other.items() if text != labels.get(c)})


def _add_links(to: Graph, whole: Whole) -> None:
    """What is a part of what, and what is related, both ways."""
    addresses = {thing["id"]: URIRef(thing["url"]) for name in KINDS if not KINDS[name].prefix for thing in whole[name]}
    for name, kind in KINDS.items():
        for thing in whole[name]:
            concept = URIRef(thing["url"])
            if kind.broader:
                to.add((concept, SKOS.broader, addresses[thing[kind.broader]]))
                to.add((addresses[thing[kind.broader]], SKOS.narrower, concept))
            for other in _related(name, thing):
                to.add((concept, SKOS.related, addresses[other]))
                to.add((addresses[other], SKOS.related, concept))


def _related(name: str, thing: Thing) -> Iterator[str]:
    """The entries that a thing is related to, by id."""
    if name == "defis":
        yield from (link["id"] for link in thing["lies"])
    elif name not in ("axes", "sections"):
        yield from thing["defis"]
