"""What the law says: its rules, the days that count in each, and texts that were still moving."""

from __future__ import annotations

from typing import Literal

from macros.publish.opendata.records.values import Addressed, Date, Quoted, Record, Text


class Deadline(Record):
    """A day on which something in a rule falls due."""

    jour: Date
    """The day."""
    texte: Text
    """What falls due."""


class Duty(Addressed):
    """A rule of law: general information, never a verdict on whoever reads it."""

    nature: Literal["devoir", "droit", "faculte", "limite"]
    """A duty of whoever it binds, a right, a faculty, or a limit to what can be asked."""
    nom: Text
    """Its name, in our own words."""
    texte: Quoted
    """The title and number of the law, in the language of the strategy."""
    qui: Text
    """Who is concerned, and from what size on."""
    depuis: Date | None
    """The day it applies from, if it has one."""
    echeances: list[Deadline]
    """Other days that count in it."""
    faire: Text
    """What to do, in practice."""
    controle: Text
    """Who looks."""
    defis: list[str]
    """The défis that show it, by id."""
    publics: list[str]
    """Whom it may bind, by id; anybody where none is named."""
    sources: list[str]
    """Where it is said, by the id of each source."""
    verifie: Date
    """When it was last checked."""
    reverifier: Date
    """Before when it is to be checked again."""


class LawText(Addressed):
    """A text that was still moving when it was last looked at."""

    titre: Text
    """Its name."""
    etat: Text
    """Where it stood then."""
    source: str
    """Where that is said, by the id of the source."""
    defis: list[str]
    """The défis that speak of it, by id."""
    verifie: Date
    """When it was last checked."""
    reverifier: Date
    """Before when it is to be checked again."""
