"""The strategy as SKOS concept schemes (W3C recommendation, 2009): labels and links for computers.

A concept for each axis, section, défi, action, theme, public and term of the glossary; its address is that of its page.
A text is only ever tagged with the language it is in. Official wordings are things of their own, with their source and
their rights, so that nobody takes our words for their publisher's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from macros.publish.opendata import rdf, wordings
from macros.publish.opendata.published_site import PublishedSite
from macros.publish.opendata.strategy import words
from macros.publish.opendata.tables import HOLDERS

Whole = Mapping[str, Any]
Thing = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """The things that the JSON file lists under a name.

    `word` names them all; `scheme` is the one they are in; `label` is the field that names each, `definition` the one
    that defines it, `broader` the one that holds what it is a part of; `on_top`: whether the scheme begins with them.
    """

    word: str
    scheme: str
    label: str
    definition: str = ""
    broader: str = ""
    on_top: bool = True


STRATEGY = "strategie"
KINDS = {
    "axes": Kind("menu-axes", STRATEGY, "officiel", "en_bref"),
    "sections": Kind("data-sections", STRATEGY, "officiel", "en_bref", "axe", on_top=False),
    "defis": Kind("menu-defis", STRATEGY, "titre", "en_bref", "section", on_top=False),
    "actions": Kind("menu-actions", STRATEGY, "titre", "en_bref"),
    "themes": Kind("data-themes", "schema-themes", "titre"),
    "publics": Kind("data-publics", "schema-publics", "titre"),
    # A list of words, where none is above another.
    "glossaire": Kind("menu-glossaire", "schema-glossaire", "terme", "definition", on_top=False),
}
# What is said of the same thing, or nearly, in another vocabulary.
MATCHES = {"exacte": SKOS.exactMatch, "proche": SKOS.closeMatch}
# How JSON-LD shortens the same graph.
_TAGGED = {name: f"skos:{name}" for name in ("prefLabel", "altLabel", "definition")} | {
    "title": "dct:title", "description": "dct:description", "label": "rdfs:label",
}  # fmt: skip
_LINKS = {
    **{name: f"skos:{name}" for name in (
        "broader", "narrower", "related", "inScheme", "member", "hasTopConcept", "topConceptOf", "exactMatch",
        "closeMatch", "relatedMatch",
    )},
    **{name: f"dct:{name}" for name in (
        "source", "references", "license", "rights", "subject", "audience", "provenance",
    )},
    **{name: f"prov:{name}" for name in ("wasDerivedFrom", "wasQuotedFrom")},
}  # fmt: skip
CONTEXT = {
    **{prefix: str(rdf.PREFIXES[prefix]) for prefix in ("dct", "owl", "prov", "rdf", "rdfs", "skos", "xsd")},
    **{name: {"@id": iri, "@container": "@language"} for name, iri in _TAGGED.items()},
    **{name: {"@id": iri, "@type": "@id"} for name, iri in _LINKS.items()},
    "notation": "skos:notation",
}


def concepts(site: PublishedSite, whole: Whole) -> Graph:
    """The graph of a strategy; `whole` is its JSON file in every language."""
    return _Making(site, whole).graph()


class _Making:
    """A graph under way."""

    def __init__(self, site: PublishedSite, whole: Whole):
        self.site, self.whole, self.found = site, whole, rdf.graph()
        self.found.bind("ici", rdf.concept(site, ""))
        self.codes = tuple(whole["langues"])
        sources = {source["id"]: URIRef(source["url"]) for source in whole["sources"]}
        self.sources = sources
        self.named, self.add = partial(rdf.concept, site), partial(rdf.add, self.found)

    def say(self, subject: URIRef, predicate: URIRef, key: str) -> None:
        """Say a word of the interface of something, in every language."""
        rdf.add_texts(self.found, subject, predicate, words(self.site, key, self.codes).root)

    def graph(self) -> Graph:
        wordings.properties(self.found, self.site, self.codes)
        for name, kind in KINDS.items():
            if self.whole[name]:
                self.scheme(kind)
                collection = self.named(name)
                self.add(collection, RDF.type, SKOS.Collection)
                self.say(collection, SKOS.prefLabel, kind.word)
            for thing in self.whole[name]:
                self.add(collection, SKOS.member, URIRef(thing["url"]))
                self.concept(name, kind, thing)
        for defi in self.whole["defis"]:
            self.reasons(defi)
        self.matches()
        return self.found

    def scheme(self, kind: Kind) -> None:
        scheme = self.named(kind.scheme)
        self.add(scheme, RDF.type, SKOS.ConceptScheme)
        self.add(scheme, DCTERMS.license, URIRef(self.site.licence.url))
        self.add(scheme, DCTERMS.creator, rdf.catalogued(self.site, "editeur"))
        dates = ((DCTERMS.issued, self.site.issued), (DCTERMS.modified, self.site.updated))
        for predicate, date in dates:
            if date:
                self.add(scheme, predicate, rdf.date(date))
        if self.site.edition:
            self.add(scheme, OWL.versionInfo, Literal(self.site.edition))
        key = "data-title" if kind.scheme == STRATEGY else kind.word
        for predicate in (SKOS.prefLabel, DCTERMS.title):
            self.say(scheme, predicate, key)
        if kind.scheme == STRATEGY:
            self.add(scheme, DCTERMS.rights, rdf.catalogued(self.site, "droits"))

    def concept(self, name: str, kind: Kind, thing: Thing) -> None:
        concept, scheme = URIRef(thing["url"]), self.named(kind.scheme)
        self.add(concept, RDF.type, SKOS.Concept)
        self.add(concept, SKOS.inScheme, scheme)
        self.add(concept, SKOS.notation, Literal(HOLDERS[name] + thing["id"]))
        self.add(concept, DCTERMS.license, URIRef(self.site.licence.url))
        self.add(concept, DCTERMS.references, *(self.sources[source] for source in thing.get("ressources", ())))
        for predicate, field in ((DCTERMS.created, "cree"), (DCTERMS.modified, "modifie")):
            if thing.get(field):
                self.add(concept, predicate, rdf.date(thing[field]))
        if kind.on_top:
            self.add(scheme, SKOS.hasTopConcept, concept)
            self.add(concept, SKOS.topConceptOf, scheme)
        self.labels(concept, kind, thing)
        wordings.add_states(self.found, self.site, concept, thing)
        for match in thing.get("correspondances", ()):
            self.add(concept, MATCHES[match["lien"]], URIRef(match["adresse"]))
        if "officiel" in thing:
            wordings.add(self.found, self.site, concept, thing, self.whole)
        for predicate, others in self.linked(name, kind, thing):
            for other in others:
                self.add(concept, predicate, other)
                if predicate in _BACK:
                    self.add(other, _BACK[predicate], concept)

    def labels(self, concept: URIRef, kind: Kind, thing: Thing) -> None:
        labels = thing[kind.label] | (thing["traduction_non_officielle"] if kind.label == "officiel" else {})
        rdf.add_texts(self.found, concept, SKOS.prefLabel, labels)
        rdf.add_texts(self.found, concept, SKOS.definition, thing[kind.definition] if kind.definition else {})
        for form in thing.get("formes", ()):
            # The labels of a concept differ, by SKOS's own rules.
            other = {code: text for code, text in form.items() if text != labels.get(code)}
            rdf.add_texts(self.found, concept, SKOS.altLabel, other)

    def linked(self, name: str, kind: Kind, thing: Thing) -> Iterator[tuple[URIRef, list[URIRef]]]:
        """What a thing is a part of, what it is about, whom it concerns, what it is related to."""
        place = self.site.url
        if kind.broader:
            broader = thing[kind.broader]
            yield SKOS.broader, [URIRef(place(broader.partition("-")[0], broader))]
        if name == "defis":
            yield SKOS.related, [URIRef(place(link["id"].partition("-")[0], link["id"])) for link in thing["lies"]]
            yield DCTERMS.subject, [URIRef(place("theme", theme)) for theme in thing["themes"]]
            yield DCTERMS.audience, [URIRef(place("public", public)) for public in thing["publics"]]
        elif name in ("actions", "glossaire"):
            # Of two schemes, what is related is a match.
            related = SKOS.related if name == "actions" else SKOS.relatedMatch
            yield related, [URIRef(place("defi", defi)) for defi in thing["defis"]]

    def reasons(self, defi: Thing) -> None:
        """Why a défi is related to other entries."""
        for link in defi["lies"]:
            statement = self.named(f"lien-{defi['id']}-{link['id']}")
            other = URIRef(self.site.url(link["id"].partition("-")[0], link["id"]))
            self.add(statement, RDF.type, RDF.Statement)
            self.add(statement, RDF.subject, URIRef(defi["url"]))
            self.add(statement, RDF.predicate, SKOS.related)
            self.add(statement, RDF.object, other)
            rdf.add_texts(self.found, statement, DCTERMS.description, link["pourquoi"])

    def matches(self) -> None:
        """The themes that the glossary explains: what bears the same name in the strategy's own language."""
        source = self.whole["langue_source"]
        terms = {term["terme"].get(source, "").casefold(): URIRef(term["url"]) for term in self.whole["glossaire"]}
        for topic in chain(self.whole["themes"], self.whole["publics"]):
            if term := terms.get(topic["titre"].get(source, "").casefold()):
                self.add(URIRef(topic["url"]), SKOS.exactMatch, term)
                self.add(term, SKOS.exactMatch, URIRef(topic["url"]))


# What is said of the other end of a link.
_BACK = {SKOS.broader: SKOS.narrower, SKOS.related: SKOS.related, SKOS.relatedMatch: SKOS.relatedMatch}
