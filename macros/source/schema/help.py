"""Who helps, who pays, and what to do when something happens.

`data/contacts.yaml`, `guichets.yaml`, `situations.yaml`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from macros.source.schema.fields import (
    AsLeaf,
    Brief,
    Date,
    Email,
    Leaf,
    Model,
    Named,
    Telephone,
    Text,
    Title,
    WebAddress,
)
from macros.source.schema.vocabulary import Topic

Short = Annotated[Leaf, StringConstraints(max_length=300), AsLeaf()]
Month = Annotated[int, Field(ge=1, le=12, strict=True)]


class Need(Named):
    """What people look for help with, as they would say it."""

    titre: Title


class Contact(Named):
    """Who readers can write to, call or read.

    Pages name it by its id, and never write its address: `[words][id]` leads to the first of `courriel`,
    `telephone` and `url` that it has, `[words][id.telephone]` to the one named. `region` is where it helps, if
    it does not everywhere.
    """

    nom: Annotated[Text, StringConstraints(max_length=160)]
    courriel: Email | None = None
    telephone: Telephone | None = None
    url: WebAddress | None = None
    aide: Short | None = None
    region: Text | None = None
    besoins: tuple[str, ...] = ()
    verifie: Date | None = None
    reverifier: Date | None = None

    @model_validator(mode="after")
    def _can_be_reached(self) -> Contact:
        if not self.addresses:
            raise PydanticCustomError("not_reachable", "neither e-mail, telephone nor page")
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
        return {self.id: next(iter(named.values()))} | named if named else {}


class Contacts(Model):
    """`data/contacts.yaml`, whole."""

    besoins: tuple[Need, ...] = ()
    contacts: tuple[Contact, ...] = ()


class Family(Named):
    """A kind of funders."""

    titre: Title


class Edition(Model):
    """The last time that a funder was seen to ask for projects: what was seen, and of when it is."""

    date: Date
    quoi: Short | None = None


class Guichet(Named):
    """Who pays for what.

    `mois` are the months in which projects were asked for, as far as that was seen; `echeance` is a day seen in
    writing. Where neither is known, `contact` says whom to ask.
    """

    id: Annotated[str, StringConstraints(pattern=r"^guichet-[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    nom: Annotated[Text, StringConstraints(max_length=160)]
    famille: str
    organisme: Text
    pour: Short
    qui: Short
    combien: Short | None = None
    rythme: Literal["permanent", "annuel", "inconnu"]
    mois: Annotated[tuple[Month, ...], Field(max_length=12)] = ()
    derniere: Edition | None = None
    echeance: Date | None = None
    contact: str | None = None
    lien: str
    verifie: Date
    reverifier: Date
    defis: Annotated[tuple[str, ...], Field(min_length=1)]
    publics: Annotated[tuple[str, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _can_be_asked(self) -> Guichet:
        if not (self.mois or self.echeance or self.contact):
            raise PydanticCustomError("guichet_undated", "no month, no day and nobody to ask")
        return self


class Funding(Model):
    """`data/guichets.yaml`, whole."""

    familles: tuple[Family, ...] = ()
    guichets: tuple[Guichet, ...] = ()


class Step(Model):
    """One thing to do: who does it and when, whom it needs, what to read.

    `voir` are pages of the site, from the root of a language (`modeles/incident.md`).
    """

    quoi: Short
    qui: Short
    quand: Annotated[Leaf, StringConstraints(max_length=80), AsLeaf()]
    contacts: tuple[str, ...] = ()
    guichets: tuple[str, ...] = ()
    liens: tuple[str, ...] = ()
    voir: tuple[str, ...] = ()


class Situation(Topic):
    """Something that happens to people, and what they do, in order.

    `recherche`: what people type who are in it, a comma between each.
    """

    en_bref: Brief
    recherche: Short
    etapes: Annotated[tuple[Step, ...], Field(min_length=3, max_length=10)]


class Situations(Model):
    """`data/situations.yaml`, whole."""

    situations: tuple[Situation, ...] = ()
