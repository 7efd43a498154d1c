"""The source document, and what it tells besides the parts of the strategy."""

from __future__ import annotations

from macros.publish.opendata.records.values import Code, Date, Number, Page, Quoted, Record, Text


class Document(Record):
    """The source document."""

    titre: Quoted
    sous_titre: Quoted
    langue: Code
    editeur: str
    date: Date
    pages: Page
    """How many pages it has."""
    liens: list[str]
    """Pages about it, by the id of each source."""


class Figure(Record):
    """A figure as the source document prints it."""

    libelle: Text
    """What is counted."""
    valeur: Number
    page: Page
    """The page of the source document."""


class Group(Record):
    """A working group."""

    officiel: Quoted
    """Its name, as printed."""
    traduction_non_officielle: Text
    """Its name's translations, by language: none of them is official."""


class Groups(Record):
    """The working groups."""

    annonces: Number
    """How many the source document announces."""
    noms: list[Group]
    """Those it names."""
    note: Text
    page: Page
    """The page of the source document."""


class Circle(Record):
    """The reflection circle."""

    nom: Text
    chiffres: list[Figure]


class Consultation(Record):
    """What the consultation gathered, contradictions kept."""

    chiffres: list[Figure]
    note: Text


class Erratum(Record):
    """A slip of the source document."""

    entree: str
    """The entry it is in, by id, or `document`."""
    lieu: Text
    """Where it is printed."""
    imprime: Quoted
    """What is printed."""
    retenu: Quoted
    """What is read instead."""
    note: Text
    """Why."""
