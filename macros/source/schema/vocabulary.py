"""The words that défis share, and the pages they cite: `data/sources.yaml`, `vocabulaire.yaml`, `glossaire.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from macros.source.schema.fields import (
    AsLeaf,
    Brief,
    Date,
    LanguageCode,
    Leaf,
    Model,
    Named,
    Text,
    Title,
    Translated,
    WebAddress,
)


class Source(Named):
    """A page that a fact or a resource comes from, and when it was last looked at.

    `verifie` is absent where the page is known by its address only.
    """

    titre: Annotated[Text, StringConstraints(max_length=160)]
    editeur: Text
    date: Date | None = None
    langue: LanguageCode
    url: WebAddress
    verifie: Date | None = None
    note: Translated | None = None


class Start(Model):
    """A défi to begin with, and why."""

    defi: str
    pourquoi: Annotated[Leaf, StringConstraints(max_length=200), AsLeaf()]

    def context(self, within: str) -> str:
        return f"{within.rpartition('.')[0]}.{self.defi}"


class Topic(Named):
    """What gathers défis on a page of its own: `commencer` are those to begin with, in order."""

    titre: Title
    en_bref: Brief | None = None
    commencer: tuple[Start, ...] = ()

    @property
    def title(self) -> Leaf:
        """What it is called."""
        return self.titre


class Theme(Topic):
    """A subject that défis share."""


class Public(Topic):
    """Who a défi concerns."""


class Match(Model):
    """What a term is called in another vocabulary: the same (`exacte`), or nearly (`proche`).

    `vu`: the page where somebody saw that identifier and what it names, on the day `le`.
    """

    adresse: WebAddress
    lien: Literal["exacte", "proche"]
    vu: WebAddress
    le: Date


class Term(Named):
    """A word of the glossary.

    `recherche`: what people type who look for it, and that is not another form of it.
    """

    terme: Translated
    formes: tuple[Text, ...] = ()
    recherche: tuple[Text, ...] = ()
    definition: Annotated[Leaf, StringConstraints(max_length=500), AsLeaf()]
    defis: tuple[str, ...] = ()
    correspondances: tuple[Match, ...] = ()


class Sources(Model):
    """`data/sources.yaml`, whole."""

    sources: tuple[Source, ...] = ()


class Vocabulary(Model):
    """`data/vocabulaire.yaml`, whole."""

    themes: tuple[Theme, ...] = ()
    publics: tuple[Public, ...] = ()


class Glossary(Model):
    """`data/glossaire.yaml`, whole."""

    termes: tuple[Term, ...] = ()
