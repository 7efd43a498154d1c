"""Whose words the texts of a concept are, in RDF: the official wording apart, and who wrote and read the others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, PROV, RDF, RDFS, SKOS

from macros.publish.opendata import rdf
from macros.publish.opendata.provenance import ALL
from macros.publish.opendata.published_site import PublishedSite
from macros.publish.opendata.strategy import words
from macros.words.state import fingerprint

Thing = Mapping[str, Any]
# Notes of a kind that SKOS has not: what the publisher of the strategy wrote, and its translations.
OFFICIAL, UNOFFICIAL = "formulationOfficielle", "traductionNonOfficielle"


def properties(to: Graph, site: PublishedSite, codes: tuple[str, ...]) -> None:
    """Say what our two properties are."""
    for name, key in ((OFFICIAL, "data-official"), (UNOFFICIAL, "data-unofficial")):
        rdf.add(to, rdf.concept(site, name), RDF.type, RDF.Property)
        rdf.add(to, rdf.concept(site, name), RDFS.subPropertyOf, SKOS.note)
        rdf.add_texts(to, rdf.concept(site, name), RDFS.label, words(site, key, codes).root)


def add(to: Graph, site: PublishedSite, concept: URIRef, entry: Thing, whole: Thing) -> None:
    """The official wording of an entry: quoted, with its page, its date and its rights; the entry derives from it."""
    say, wording, document = partial(rdf.add, to), rdf.concept(site, f"officiel-{entry['id']}"), whole["document"]
    pages = [URIRef(source["url"]) for source in whole["sources"] if source["id"] in document["liens"]]
    ((code, text),) = entry["officiel"].items()
    say(concept, rdf.concept(site, OFFICIAL), Literal(text, lang=code))
    rdf.add_texts(to, concept, rdf.concept(site, UNOFFICIAL), entry["traduction_non_officielle"])
    say(concept, PROV.wasDerivedFrom, wording)
    say(concept, DCTERMS.source, *pages)
    say(wording, RDF.type, PROV.Entity)
    say(wording, RDF.value, Literal(text, lang=code))
    say(wording, DC.creator, Literal(document["editeur"]))
    say(wording, DCTERMS.issued, rdf.date(document["date"]))
    say(wording, PROV.wasQuotedFrom, *pages)
    for thing in (concept, wording):
        say(thing, DCTERMS.rights, rdf.catalogued(site, "droits"))
    # A défi stands on the page of its section.
    page = entry.get("page") or next(each["page"] for each in whole["sections"] if each["id"] == entry["section"])
    say(wording, DCTERMS.bibliographicCitation, Literal(f"p. {page}", lang=code))


def add_states(to: Graph, site: PublishedSite, concept: URIRef, thing: Thing) -> None:
    """Who wrote the texts of something in each language, and who has read them, as the notices of pages say it."""
    for told in thing["provenance"]:
        if told["champ"] != ALL:
            continue
        key, name = _said(told)
        statement, language = rdf.concept(site, f"textes-{told['langue']}-{name}"), site.languages[told["langue"]]
        date = language.date(told["relu_le"]) if told["relu_le"] else ""
        said = language.w(key, name=told["relu_par"] or "", date=date)
        rdf.add(to, concept, DCTERMS.provenance, statement)
        rdf.add(to, statement, RDF.type, DCTERMS.ProvenanceStatement)
        rdf.add(to, statement, RDFS.label, Literal(said.plain, lang=said.language))


def _said(told: Thing) -> tuple[str, str]:
    """The word that tells whose some texts are, and a name for it."""
    if told["relu_par"]:
        return "notice-reviewed", f"relus-{fingerprint([told['relu_par']])}-{told['relu_le']}"
    return ("notice-machine", "machine") if told["origine"] == "machine" else ("notice-unreviewed", "personne")
