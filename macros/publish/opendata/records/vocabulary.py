"""What the parts of the strategy name: themes, publics, terms of the glossary, sources."""

from __future__ import annotations

from typing import Literal

from macros.publish.opendata.records.values import Addressed, Code, Date, Quoted, Record, Text, Url


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
