"""The words that défis share, the pages they cite, who can be asked.

`data/sources.yaml`, `contacts.yaml`, `vocabulaire.yaml`, `glossaire.yaml`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from macros.source.schema.fields import (
    AsLeaf,
    Brief,
    Date,
    Email,
    LanguageCode,
    Leaf,
    Model,
    Named,
    Telephone,
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


class Contact(Named):
    """Who readers can write to or call. Its page on the web, `url`, is given besides.

    Pages name it by its id, and never write its address: `[words][id]` leads to the first of `courriel`
    and `telephone` that it has, `[words][id.telephone]` to the one named.
    """

    nom: Annotated[Text, StringConstraints(max_length=160)]
    courriel: Email | None = None
    telephone: Telephone | None = None
    url: WebAddress | None = None

    @model_validator(mode="after")
    def _can_be_reached(self) -> Contact:
        if not (self.courriel or self.telephone):
            raise PydanticCustomError("not_reachable", "neither e-mail nor telephone")
        return self

    @property
    def addresses(self) -> dict[str, str]:
        """Where each name that pages may give it leads, as RFC 6068 and RFC 3966 write it."""
        given = {
            "courriel": self.courriel and f"mailto:{self.courriel}",
            "telephone": self.telephone and f"tel:{self.telephone}",
            "url": self.url,
        }
        named = {f"{self.id}.{field}": address for field, address in given.items() if address}
        return {self.id: next(iter(named.values()))} | named


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


class Term(Named):
    """A word of the glossary.

    `recherche`: what people type who look for it, and that is not another form of it.
    """

    terme: Translated
    formes: tuple[Text, ...] = ()
    recherche: tuple[Text, ...] = ()
    definition: Annotated[Leaf, StringConstraints(max_length=500), AsLeaf()]
    defis: tuple[str, ...] = ()


class Sources(Model):
    """`data/sources.yaml`, whole."""

    sources: tuple[Source, ...] = ()


class Contacts(Model):
    """`data/contacts.yaml`, whole."""

    contacts: tuple[Contact, ...] = ()


class Vocabulary(Model):
    """`data/vocabulaire.yaml`, whole."""

    themes: tuple[Theme, ...] = ()
    publics: tuple[Public, ...] = ()


class Glossary(Model):
    """`data/glossaire.yaml`, whole."""

    termes: tuple[Term, ...] = ()
