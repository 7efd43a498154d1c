"""The format of the open data, version 1: what each JSON file holds.

The JSON Schemas and the columns of the tables are made from these classes, descriptions
included. Names are the data's own, in French. Within a version none is removed, renamed
or given another meaning; some may be added. Every field is always there: where there is
nothing to say it is null, or empty.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

VERSION = "1"

Code = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Date = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Number = Annotated[int, Field(ge=0)]
Page = Annotated[int, Field(ge=1)]


# Without this, JSON Schema lets any other key pass.
CODES_ONLY = {"additionalProperties": False}
Addresses = Annotated[dict[Code, Url], Field(json_schema_extra=CODES_ONLY)]


class Text(RootModel[dict[Code, str]]):
    """A text by the code of the language it is in. A text not translated yet is in the strategy's language."""

    model_config = ConfigDict(json_schema_extra=CODES_ONLY)


class Quoted(RootModel[dict[Code, str]]):
    """A text that is never translated, by the code of its own language."""

    model_config = ConfigDict(json_schema_extra=CODES_ONLY)


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Addressed(Record):
    """Something with a place of its own on the site."""

    id: str
    """The identifier, which never changes."""
    url: Url
    """The permanent address: its page in the site's first language, whatever the file's languages."""
    adresses: Addresses
    """The address of its page in each language of the file."""


class Entry(Addressed):
    """A part of the strategy."""

    officiel: Quoted
    """The official wording, in the language of the strategy, its slips corrected (see `errata`)."""
    traduction_non_officielle: Text
    """The official wording's translations, by language: none of them is official."""
    en_bref: Text
    """A summary in our own words."""


class Axe(Entry):
    """One of the strategy's main lines."""

    id: Annotated[str, Field(pattern=r"^axe-\d+$")]
    """`axe-` and its number."""
    page: Page
    """The page of the source document."""
    sections: list[str]
    """Its sections, by id."""
    defis: list[str]
    """Its défis, by id."""


class Section(Entry):
    """A section of an axis."""

    id: Annotated[str, Field(pattern=r"^section-\d+-\d+$")]
    """`section-`, the number of its axis and its own."""
    page: Page
    """The page of the source document."""
    axe: str
    """The axis it belongs to, by id."""
    defis: list[str]
    """Its défis, by id."""


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
    simple: Text
    """The same in easy-to-read words."""
    defis: list[str]
    """The défis that we relate to it, by id."""
    fiche_trouvee: bool
    """Whether the detailed sheet of the action has been found."""
    suivi: list[FollowUp]
    """What is publicly known that follows it."""


class Theme(Addressed):
    """A subject that défis share."""

    titre: Text
    """Its name."""
    defis: list[str]
    """The défis about it, by id."""


class Public(Addressed):
    """People or organisations that défis concern."""

    titre: Text
    """Its name."""
    defis: list[str]
    """The défis that concern it, by id."""


class Term(Addressed):
    """A word of the glossary."""

    terme: Text
    """The word."""
    formes: list[Quoted]
    """Other ways to write it, in the language of the strategy."""
    definition: Text
    """What it means here."""
    defis: list[str]
    """The défis that use it, by id."""


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


class Header(Record):
    """What every file begins with."""

    model_config = ConfigDict(serialize_by_alias=True)

    schema_: Annotated[Url, Field(alias="$schema")]
    """The JSON Schema of the file."""
    version: Literal["1"]
    """The version of the format."""
    langues: list[Code]
    """The languages of the file."""
    langue_source: Code
    """The language of the strategy: of the official wordings, and of every text not translated yet."""
    licence: Url
    """The licence of our words and data."""
    droits: Text
    """What the licence covers, and what it does not."""


class StrategyFile(Header):
    """The whole strategy."""

    url: Url
    """The address of the site."""
    adresses: Addresses
    """Its home page in each language of the file."""
    document: Document
    axes: list[Axe]
    sections: list[Section]
    defis: list[Defi]
    actions: list[Action]
    themes: list[Theme]
    publics: list[Public]
    glossaire: list[Term]
    sources: list[Source]
    groupes: Groups | None
    cercle: Circle | None
    consultation: Consultation | None
    errata: list[Erratum]


class _EntryFile(Header):
    sources: list[Source]
    """The sources that the entry names."""


class AxeFile(Axe, _EntryFile):
    """An axis, alone."""


class SectionFile(Section, _EntryFile):
    """A section, alone."""


class DefiFile(Defi, _EntryFile):
    """A défi, alone."""


class ActionFile(Action, _EntryFile):
    """An action, alone."""


class _Schema(GenerateJsonSchema):
    """Pydantic's schemas without a title for each field: its name says as much."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def json_schema(kind: Any, address: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of file, published at `address`."""
    schema = TypeAdapter(kind).json_schema(schema_generator=_Schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address, **schema}
