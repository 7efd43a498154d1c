"""Puts the records of a whole strategy together, and those of each entry alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from macros.publish.opendata.making import Maker, by_language
from macros.publish.opendata.published_site import PublishedSite
from macros.publish.opendata.records import VERSION
from macros.publish.opendata.records.document import Circle, Consultation, Document, Erratum, Figure, Group, Groups
from macros.publish.opendata.records.files import WholeFile
from macros.publish.opendata.records.values import Text
from macros.site.rights import rights as rights_in
from macros.source import schema
from macros.source.address import HOME

# The schemas of the two kinds of JSON files.
STRATEGY_SCHEMA, ENTRY_SCHEMA = "strategie.schema.json", "entree.schema.json"


def words(site: PublishedSite, key: str, codes: tuple[str, ...], **others: object) -> Text:
    """A word of the interface about the data, in some languages; `others` fill its placeholders too."""
    document = site.data.strategy.strategie
    found = []
    for code in codes:
        words = site.languages[code].w(key)
        # A date is written in the language of the words around it, which may not be translated yet.
        date = replace(site.languages[code], code=words.language).date(document.date)
        values = {"publisher": document.editeur, "date": date, "site": site.name, **others}
        found.append(replace(words, values=values))
    return Text(by_language(found))


def rights(site: PublishedSite, codes: tuple[str, ...]) -> Text:
    """What may be done with the data, in some languages."""
    return Text(by_language(rights_in(site.languages[code], site.data) for code in codes))


def header(site: PublishedSite, codes: tuple[str, ...], schema: str) -> dict[str, Any]:
    """What every file begins with."""
    return {
        "$schema": site.file(schema),
        "version": VERSION,
        "langues": list(codes),
        "langue_source": site.data.strategy.strategie.langue,
        "licence": site.licence.url,
        "droits": rights(site, codes),
        "edition": site.edition,
        "mise_a_jour": site.updated,
    }


def whole_file(site: PublishedSite, codes: tuple[str, ...]) -> WholeFile:
    """The whole strategy in some languages."""
    make = Maker(site, codes)
    data, strategy = site.data, site.data.strategy
    return WholeFile(
        **header(site, codes, STRATEGY_SCHEMA),
        url=site.page(HOME, site.project.default),
        adresses={code: site.page(HOME, code) for code in codes},
        document=_document(make, strategy.strategie),
        axes=[make.axe(axe) for axe in strategy.axes],
        sections=[make.section(section) for axe in strategy.axes for section in axe.sections],
        defis=[make.defi(defi) for defi in strategy.defis],
        actions=[make.action(action) for action in strategy.actions],
        themes=[make.theme(theme) for theme in data.themes.values()],
        publics=[make.public(public) for public in data.publics.values()],
        glossaire=[make.term(term) for term in data.terms],
        terminologie=make.equivalents(),
        cas=[make.case(case) for case in data.cases],
        sources=[make.source_page(source) for source in data.sources.values()],
        groupes=_groups(make, strategy.groupes),
        cercle=_circle(make, strategy.cercle),
        consultation=_consultation(make, strategy.consultation),
        errata=[_erratum(make, erratum) for erratum in strategy.errata],
        obligations=[make.duty(duty) for duty in data.law.obligations],
        textes=[make.law_text(text) for text in data.law.textes],
    )


def entry_files(site: PublishedSite, whole: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each entry of a strategy as a file of its own, by id, with the sources it names; `whole` is its JSON file."""
    start = header(site, tuple(whole["langues"]), ENTRY_SCHEMA) | {"droits": whole["droits"]}
    sources = {source["id"]: source for source in whole["sources"]}
    for entry in (*whole["axes"], *whole["sections"], *whole["defis"], *whole["actions"]):
        named = [*entry.get("ressources", ()), *(item["source"] for item in entry.get("suivi", ()))]
        yield entry["id"], start | entry | {"sources": [sources[name] for name in dict.fromkeys(named)]}


def _document(make: Maker, document: schema.Document) -> Document:
    return Document(
        titre=make.quoted(document.titre),
        sous_titre=make.quoted(document.sous_titre),
        langue=document.langue,
        editeur=document.editeur,
        date=document.date,
        pages=document.pages,
        liens=list(document.liens),
    )


def _groups(make: Maker, groups: schema.Groups | None) -> Groups | None:
    if groups is None:
        return None
    return Groups(
        annonces=groups.annonces,
        noms=[
            Group(officiel=make.quoted(name), traduction_non_officielle=make.unofficial(make.text(name)))
            for name in groups.noms
        ],
        note=make.text(groups.note),
        page=groups.page,
    )


def _circle(make: Maker, circle: schema.Circle | None) -> Circle | None:
    if circle is None:
        return None
    return Circle(nom=make.text(circle.nom), chiffres=_figures(make, circle))


def _consultation(make: Maker, consultation: schema.Consultation | None) -> Consultation | None:
    if consultation is None:
        return None
    return Consultation(
        chiffres=_figures(make, consultation),
        note=make.text(consultation.note),
    )


def _figures(make: Maker, holder: schema.Circle | schema.Consultation) -> list[Figure]:
    return [
        Figure(libelle=make.text(figure.libelle), valeur=figure.valeur, page=figure.page) for figure in holder.chiffres
    ]


def _erratum(make: Maker, erratum: schema.Erratum) -> Erratum:
    return Erratum(
        entree=erratum.entree,
        lieu=make.text(erratum.lieu),
        imprime=make.quoted(erratum.imprime),
        retenu=make.quoted(erratum.retenu),
        note=make.text(erratum.note),
    )
