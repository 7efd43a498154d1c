"""The catalogue of the data in DCAT-AP 3 (SEMIC, 2024): what data portals harvest.

Controlled vocabularies are those of the Publications Office of the European Union.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD

from macros.publish.opendata import rdf
from macros.publish.opendata.formats import format_of
from macros.publish.opendata.published_site import CATALOGUE, PublishedSite
from macros.publish.opendata.strategy import rights as rights_of
from macros.publish.opendata.strategy import words
from macros.site.pages import DATA
from macros.source.address import HOME

AUTHORITY = "http://publications.europa.eu/resource/authority/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@cache
def _languages() -> Mapping[str, str]:
    """How the Publications Office's list of languages calls them; one that is not there goes unsaid."""
    found: dict[str, str] = yaml.safe_load(Path(__file__).with_name("languages.yaml").read_text("utf-8"))
    return found


def catalogue(site: PublishedSite, codes: tuple[str, ...], documents: list[str], sizes: Mapping[str, int]) -> Graph:
    """The graph of the catalogue, which holds one dataset.

    `documents`: the addresses of the source document; `sizes`: the bytes of each file offered,
    by its path from the data's folder (`fr/defis.csv`).
    """
    found = rdf.graph()
    itself, dataset, publisher, rights = (
        _named(site, name) for name in ("catalogue", "jeu-de-donnees", "editeur", "droits")
    )
    home = URIRef(site.page(HOME, site.project.default))
    about = URIRef(site.page(DATA, site.project.default)) if DATA in site.pages else home
    for subject, predicate, value in (
        (publisher, RDF.type, FOAF.Agent),
        (publisher, FOAF.name, Literal(site.name)),
        (rights, RDF.type, DCTERMS.RightsStatement),
        (URIRef(site.licence.url), RDF.type, DCTERMS.LicenseDocument),
        (home, RDF.type, FOAF.Document),
        (about, RDF.type, FOAF.Document),
        (itself, RDF.type, DCAT.Catalog),
        (itself, FOAF.homepage, home),
        (itself, DCAT.dataset, dataset),
        (dataset, RDF.type, DCAT.Dataset),
        (dataset, DCAT.landingPage, about),
        (dataset, DCTERMS.identifier, Literal(str(dataset))),
        (dataset, DCTERMS.accessRights, URIRef(f"{AUTHORITY}access-right/PUBLIC")),
        *((dataset, DCTERMS.source, URIRef(document)) for document in documents),
    ):
        found.add((subject, predicate, value))
    rdf.add_texts(found, rights, RDFS.label, rights_of(site, codes).root)
    for thing in (itself, dataset):
        rdf.add_texts(found, thing, DCTERMS.title, words(site, "data-title", codes).root)
        rdf.add_texts(found, thing, DCTERMS.description, words(site, "data-description", codes).root)
        found.add((thing, DCTERMS.publisher, publisher))
        _add_terms(found, site, thing, codes)
    for path, size in sizes.items():
        distribution = _named(site, path)
        found.add((dataset, DCAT.distribution, distribution))
        _add_file(found, distribution, path, URIRef(site.file(path)), size)
        folder = path.partition("/")[0]
        _add_terms(found, site, distribution, (folder,) if folder in codes else codes)
    return found


def _named(site: PublishedSite, name: str) -> URIRef:
    """The address of something that the catalogue tells about."""
    return URIRef(site.file(f"{CATALOGUE}#{name}"))


def _add_file(to: Graph, distribution: URIRef, path: str, address: URIRef, size: int) -> None:
    form = format_of(path)
    to.add((distribution, RDF.type, DCAT.Distribution))
    to.add((distribution, DCTERMS.title, Literal(path)))
    to.add((distribution, DCAT.accessURL, address))
    to.add((distribution, DCAT.downloadURL, address))
    to.add((distribution, DCAT.byteSize, Literal(size, datatype=XSD.nonNegativeInteger)))
    to.add((distribution, DCAT.mediaType, URIRef(MEDIA_TYPES + form.media_type)))
    to.add((distribution, DCTERMS.format, URIRef(f"{AUTHORITY}file-type/{form.authority}")))


def _add_terms(to: Graph, site: PublishedSite, thing: URIRef, codes: tuple[str, ...]) -> None:
    """The licence of something, what it does not cover, and its languages."""
    to.add((thing, DCTERMS.license, URIRef(site.licence.url)))
    to.add((thing, DCTERMS.rights, _named(site, "droits")))
    for code in codes:
        if code in _languages():
            to.add((thing, DCTERMS.language, URIRef(f"{AUTHORITY}language/{_languages()[code]}")))
