"""The catalogue of the data in DCAT-AP 3 (SEMIC, 2024): what data portals harvest.

Controlled vocabularies are those of the Publications Office of the European Union.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from posixpath import splitext

import yaml
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, XSD

from macros.publish.opendata import rdf
from macros.publish.opendata.formats import format_of, word_of
from macros.publish.opendata.index import CHANGES
from macros.publish.opendata.making import by_language
from macros.publish.opendata.published_site import TERMINOLOGY, PublishedSite
from macros.publish.opendata.strategy import ENTRY_SCHEMA, STRATEGY_SCHEMA, rights, words
from macros.site.pages import DATA
from macros.source.address import HOME

AUTHORITY = "http://publications.europa.eu/resource/authority/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@cache
def _languages() -> Mapping[str, str]:
    """How the Publications Office's list of languages calls them; one that is not there goes unsaid."""
    found: dict[str, str] = yaml.safe_load(Path(__file__).with_name("languages.yaml").read_text("utf-8"))
    return found


@dataclass(frozen=True)
class Dataset:
    """A part of the data that portals show as one: its name, the words for its title and what is said of it.

    `code` is its language, where it is in one; `quotes`: whether it holds official wordings.
    """

    name: str
    title: str
    about: str
    code: str = ""
    quotes: bool = True


def _dataset_of(path: str, codes: tuple[str, ...]) -> Dataset:
    """The dataset that a file is of."""
    folder, _, name = path.rpartition("/")
    if folder in codes and not name.endswith("strategie.json"):
        return Dataset(f"tables-{folder}", "dataset-tables", "dataset-tables-about", folder)
    if path in (TERMINOLOGY, "datapackage.json"):
        return Dataset("terminologie", "dataset-terminologie", "table-terminologie", quotes=False)
    if path in ("traductions.json", CHANGES):
        return Dataset("travaux", "dataset-travaux", "file-traductions-json", quotes=False)
    return Dataset("jeu-de-donnees", "dataset-strategie", "data-description")


def catalogue(site: PublishedSite, codes: tuple[str, ...], documents: list[str], sizes: Mapping[str, int]) -> Graph:
    """The graph of the catalogue, whose datasets are what a reader would look for.

    `documents`: the addresses of the source document; `sizes`: the bytes of each file offered,
    by its path from the data's folder (`fr/defis.csv`).
    """
    return _Making(site, codes, documents).graph(sizes)


class _Making:
    """A catalogue under way."""

    def __init__(self, site: PublishedSite, codes: tuple[str, ...], documents: list[str]):
        self.site, self.codes, self.documents, self.found = site, codes, documents, rdf.graph()
        self.named, self.add = partial(rdf.catalogued, site), partial(rdf.add, self.found)

    def say(self, thing: URIRef, predicate: URIRef, key: str, codes: tuple[str, ...] = (), **values: object) -> None:
        """Say a word of the interface of something, in some languages or in all of them."""
        rdf.add_texts(self.found, thing, predicate, words(self.site, key, codes or self.codes, **values).root)

    def graph(self, sizes: Mapping[str, int]) -> Graph:
        itself, home = self.named("catalogue"), URIRef(self.site.page(HOME, self.site.project.default))
        about = URIRef(self.site.page(DATA, self.site.project.default)) if DATA in self.site.pages else home
        self.shared(home, about)
        self.add(itself, RDF.type, DCAT.Catalog)
        self.add(itself, FOAF.homepage, home)
        self.say(itself, DCTERMS.title, "data-title")
        self.say(itself, DCTERMS.description, "data-description")
        self.common(itself, self.codes, quotes=True)
        for path, size in sizes.items():
            dataset = _dataset_of(path, self.codes)
            thing = self.named(dataset.name)
            if (itself, DCAT.dataset, thing) not in self.found:
                self.add(itself, DCAT.dataset, thing)
                self.dataset(thing, dataset, about)
            self.add(thing, DCAT.distribution, self.named(path))
            self.distribution(dataset, path, size)
        return self.found

    def shared(self, *documents: URIRef) -> None:
        """What the datasets have in common: who publishes them, under which licence, what it does not cover."""
        publisher, covered = self.named("editeur"), self.named("droits")
        licence = URIRef(self.site.licence.url)
        self.add(publisher, RDF.type, FOAF.Agent)
        self.add(publisher, FOAF.name, Literal(self.site.name))
        self.add(covered, RDF.type, DCTERMS.RightsStatement)
        rdf.add_texts(self.found, covered, RDFS.label, rights(self.site, self.codes).root)
        self.add(licence, RDF.type, DCTERMS.LicenseDocument)
        for document in documents:
            self.add(document, RDF.type, FOAF.Document)
        for name in (STRATEGY_SCHEMA, ENTRY_SCHEMA):
            self.add(URIRef(self.site.file(name)), RDF.type, DCTERMS.Standard)
        # Those of the data are others, who help readers: of the site, there is where anybody tells of an error.
        if report := self.site.site.repository.report:
            point = self.named("contact")
            self.add(point, RDF.type, rdf.VCARD.Kind)
            self.add(point, rdf.VCARD.fn, Literal(self.site.name))
            self.add(point, rdf.VCARD.hasURL, URIRef(report))

    def common(self, thing: URIRef, codes: tuple[str, ...], *, quotes: bool) -> None:
        """Who publishes something, its licence, what that does not cover, its languages, its dates."""
        self.add(thing, DCTERMS.publisher, self.named("editeur"))
        self.terms(thing, codes, quotes=quotes)
        for predicate, date in ((DCTERMS.issued, self.site.issued), (DCTERMS.modified, self.site.updated)):
            if date:
                self.add(thing, predicate, rdf.date(date))

    def terms(self, thing: URIRef, codes: tuple[str, ...], *, quotes: bool) -> None:
        """The licence of something, what it does not cover, and its languages."""
        self.add(thing, DCTERMS.license, URIRef(self.site.licence.url))
        if quotes:
            self.add(thing, DCTERMS.rights, self.named("droits"))
        known = [_languages()[code] for code in codes if code in _languages()]
        self.add(thing, DCTERMS.language, *(URIRef(f"{AUTHORITY}language/{name}") for name in known))

    def dataset(self, thing: URIRef, dataset: Dataset, about: URIRef) -> None:
        site, document = self.site, self.site.data.strategy.strategie
        codes = (dataset.code,) if dataset.code else self.codes
        named = site.project.languages[dataset.code].name if dataset.code else ""
        self.add(thing, RDF.type, DCAT.Dataset)
        self.add(thing, DCTERMS.identifier, Literal(str(thing)))
        self.add(thing, DCAT.landingPage, about)
        self.say(thing, DCTERMS.title, dataset.title, codes, language=named)
        self.say(thing, DCTERMS.description, dataset.about, codes)
        self.common(thing, codes, quotes=dataset.quotes)
        self.add(thing, DCTERMS.accessRights, URIRef(f"{AUTHORITY}access-right/PUBLIC"))
        self.add(thing, DCTERMS.accrualPeriodicity, URIRef(f"{AUTHORITY}frequency/IRREG"))
        self.add(thing, DCAT.theme, URIRef(f"{AUTHORITY}data-theme/EDUC"))
        if site.edition:
            self.add(thing, URIRef(f"{DCAT}version"), Literal(site.edition))
        for theme in site.data.themes.values():
            rdf.add_texts(self.found, thing, DCAT.keyword, by_language(site.languages[c].t(theme.titre) for c in codes))
        if document.pays:
            self.add(thing, DCTERMS.spatial, URIRef(f"{AUTHORITY}country/{document.pays}"))
        # The strategy holds from the day of its document on.
        period = self.named("periode")
        self.add(thing, DCTERMS.temporal, period)
        self.add(period, RDF.type, DCTERMS.PeriodOfTime)
        self.add(period, DCAT.startDate, rdf.date(document.date))
        if dataset.quotes:
            self.add(thing, PROV.wasDerivedFrom, *(URIRef(address) for address in self.documents))
        if site.site.repository.report:
            self.add(thing, DCAT.contactPoint, self.named("contact"))

    def distribution(self, dataset: Dataset, path: str, size: int) -> None:
        distribution, address, form = self.named(path), URIRef(self.site.file(path)), format_of(path)
        folder = path.partition("/")[0]
        codes = (folder,) if folder in self.codes else self.codes
        self.add(distribution, RDF.type, DCAT.Distribution)
        self.say(distribution, DCTERMS.title, word_of(path), codes)
        self.say(distribution, DCTERMS.description, f"format-{splitext(path)[1][1:]}", codes)
        self.add(distribution, DCAT.accessURL, address)
        self.add(distribution, DCAT.downloadURL, address)
        self.add(distribution, DCAT.byteSize, Literal(size, datatype=XSD.nonNegativeInteger))
        self.add(distribution, DCAT.mediaType, URIRef(MEDIA_TYPES + form.media_type))
        self.add(distribution, DCTERMS.format, URIRef(f"{AUTHORITY}file-type/{form.authority}"))
        if path.endswith("strategie.json"):
            self.add(distribution, DCTERMS.conformsTo, URIRef(self.site.file(STRATEGY_SCHEMA)))
        if self.site.updated:
            self.add(distribution, DCTERMS.modified, rdf.date(self.site.updated))
        self.terms(distribution, codes, quotes=dataset.quotes)
