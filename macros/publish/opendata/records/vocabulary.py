"""What stands beside the parts of the strategy: themes, publics, terms of the glossary, real cases, sources."""

from __future__ import annotations

from typing import Literal

from macros.publish.opendata.records.values import Addressed, Code, Date, Number, Quoted, Record, Text, Url


class Theme(Addressed):
    """A subject that entries share."""

    titre: Text
    """Its name."""
    defis: list[str]
    """The entries about it, by id."""


class Public(Addressed):
    """People or organisations that entries concern."""

    titre: Text
    """Its name."""
    defis: list[str]
    """The entries that concern it, by id."""


class Match(Record):
    """What a term is called in another vocabulary."""

    adresse: Url
    """Its identifier there."""
    lien: Literal["exacte", "proche"]
    """`exacte` where it is the same, `proche` where nobody has compared the definitions."""
    vu: Url
    """The page where that identifier was seen, with what it names."""
    le: Date
    """The day it was seen."""


class Term(Addressed):
    """A word of the glossary."""

    terme: Text
    """The word."""
    formes: list[Quoted]
    """Other ways to write it, in the language of the strategy."""
    definition: Text
    """What it means here."""
    defis: list[str]
    """The entries that use it, by id."""
    correspondances: list[Match]
    """What it is called in other vocabularies."""


class Equivalent(Record):
    """What a term is in another language."""

    terme: str
    """The term of the glossary, by id, or the id of a word that the glossary does not have."""
    original: Quoted
    """The word in the language of the strategy."""
    langue: Code
    """The other language."""
    equivalent: str | None
    """The word there; null where there is none, and the original word is kept."""
    statut: Literal["etabli", "propose", "absent"]
    """`etabli`: the source writes this word; `propose`: our suggestion, which nobody confirmed; `absent`: none."""
    source: str | None
    """Where the word was seen, by the id of the source."""
    adresse: Url | None
    """The address of that source."""


class Case(Addressed):
    """Something that was done, named and dated; its cost and what fell short, where they are known."""

    titre: Text
    """What is remarkable in it, in a few words."""
    organisation: str
    """Who did it."""
    lieu: str
    """Where."""
    annees: str
    """Its year, or the first and the last."""
    taille: str
    """The size of the organisation: `petite`, `moyenne` or `grande`."""
    texte: Text
    """What was done, and what came of it."""
    montant: Number | None
    """What it cost, in the money of that year."""
    montant_max: Number | None
    """The higher of two figures, where there are two."""
    devise: str | None
    """The currency, as ISO 4217 has it."""
    annee_montant: str | None
    """The year of the cost."""
    couvre: Text
    """What the cost pays for."""
    limite: str | None
    """Whether it failed (`echec`) or fell short (`limite`), as its own people or an official report told it."""
    suite: Text
    """What fell short, and what came after."""
    publics: list[str]
    """Those it speaks to, by id."""
    defis: list[str]
    """The défis it is about, by id."""
    sources: list[str]
    """Where it is told, by the id of each source."""
    verifie: Date
    """When its sources were read."""
    reverifier: Date
    """When to read them again."""


class Source(Record):
    """A page that a fact or a resource comes from."""

    id: str
    """The identifier, which never changes."""
    titre: Quoted
    """Its title, in its own language."""
    langue: Code
    """The language it is in."""
    editeur: str
    """Who publishes it."""
    date: Date | None
    """When it was published: a year, a month or a day."""
    url: Url
    """Its address."""
    verifie: Date | None
    """When it was last looked at; null where it is known by its address only."""
    note: Text
    """What to know about it."""
