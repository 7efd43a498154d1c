"""The parts of the strategy: axes, sections, défis and actions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from macros.publish.opendata.records.values import Addressed, Date, Page, Quoted, Record, Text


class Entry(Addressed):
    """A part of the strategy."""

    officiel: Quoted
    """The official wording: its publisher's words, whose licence is not ours, slips corrected (see `errata`)."""
    traduction_non_officielle: Text
    """The official wording's translations, by language: none of them is official."""
    en_bref: Text
    """A summary in our own words."""
    cree: Date | None
    """The day it was first written, where that is known."""
    modifie: Date | None
    """The day it last changed, its translations aside, where that is known."""


class Axe(Entry):
    """One of the strategy's main lines."""

    id: Annotated[str, Field(pattern=r"^axe-\d+$")]
    """`axe-` and its number."""
    titre_simple: Text
    """A title that is easy to read; empty where there is none."""
    page: Page
    """The page of the source document."""
    sections: list[str]
    """Its sections, by id."""
    defis: list[str]
    """Its entries, by id."""


class Section(Entry):
    """A section of an axis."""

    id: Annotated[str, Field(pattern=r"^section-\d+-\d+$")]
    """`section-`, the number of its axis and its own."""
    page: Page
    """The page of the source document."""
    axe: str
    """The axis it belongs to, by id."""
    defis: list[str]
    """Its entries, by id."""


class Link(Record):
    """A related entry."""

    id: str
    """The related entry."""
    pourquoi: Text
    """Why it is related."""


class Defi(Entry):
    """A question that an organisation should ask itself."""

    id: Annotated[str, Field(pattern=r"^defi-\d+$")]
    """`defi-` and its number."""
    axe: str
    """The axis it belongs to, by id."""
    section: str
    """The section it belongs to, by id."""
    titre: Text
    """A short title in our own words."""
    titre_simple: Text
    """A title that is easy to read; empty where there is none."""
    simple: Text
    """The same in easy-to-read words."""
    questions: list[Text]
    """Questions to ask oneself."""
    ecologie: list[Text]
    """Questions on the ecological impact."""
    themes: list[str]
    """What it is about, by id."""
    publics: list[str]
    """Whom it concerns, by id."""
    lies: list[Link]
    """Related entries."""
    actions: list[str]
    """The actions that we relate to it, by id."""
    ressources: list[str]
    """Resources, by the id of each source."""


class FollowUp(Record):
    """Something publicly known that follows an action."""

    date: Date
    """When: a year, a month or a day."""
    texte: Text
    """What happened."""
    lien: Literal["etabli", "voisin"]
    """`etabli`: the source itself makes the link with the action; `voisin`: only related context."""
    source: str
    """Where it is said, by the id of the source."""


class Action(Entry):
    """One of the actions that the publisher of the strategy commits to."""

    id: Annotated[str, Field(pattern=r"^action-\d+$")]
    """`action-` and its number."""
    page: Page
    """The page of the source document."""
    titre: Text
    """A short title in our own words."""
    titre_simple: Text
    """A title that is easy to read; empty where there is none."""
    simple: Text
    """The same in easy-to-read words."""
    defis: list[str]
    """The entries that we relate to it, by id."""
    fiche_trouvee: bool
    """Whether the detailed sheet of the action has been found."""
    suivi: list[FollowUp]
    """What is publicly known that follows it."""
