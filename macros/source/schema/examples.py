"""Strategies of places that do not exist, to begin from, each in a language of its own: `data/exemples.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from macros.source.schema.fields import Date, LanguageCode, Model, Named, Text

Level = Literal["1", "2", "3", "4", "5"]
# In euros: nothing; up to 1,000; up to 10,000; up to 50,000; more.
Cost = Literal["aucun", "mille", "dix-mille", "cinquante-mille", "plus"]


class Plan(Model):
    """The plan of one défi, as the worksheet asks it."""

    defi: str
    objectif: Text
    premier_pas: Text
    qui: Text
    quand: Annotated[Date, StringConstraints(min_length=10)]
    indicateur: Text
    ecologie: Text
    niveau: Level
    cible: Level
    cout: Cost


class Example(Named):
    """A strategy: what kind of place it is for, the name of the one that was made up, and its plans."""

    langue: LanguageCode
    titre: Annotated[Text, StringConstraints(max_length=80)]
    organisation: Annotated[Text, StringConstraints(max_length=80)]
    plans: Annotated[tuple[Plan, ...], Field(min_length=1)]


class Examples(Model):
    """`data/exemples.yaml`, whole."""

    exemples: tuple[Example, ...] = ()
