"""The JSON files: the whole strategy, each entry alone, and their JSON Schemas."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from macros.publish.opendata.records.document import Circle, Consultation, Document, Erratum, Groups
from macros.publish.opendata.records.entries import Action, Axe, Defi, Section
from macros.publish.opendata.records.law import Duty, LawText
from macros.publish.opendata.records.values import Addresses, Code, Date, Record, Text, Url
from macros.publish.opendata.records.vocabulary import Case, Equivalent, Public, Source, Term, Theme


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
    edition: str | None
    """The version of the site."""
    mise_a_jour: Date | None
    """The day the data or a translation last changed, where that is known."""


class WholeFile(Header):
    """The whole strategy."""

    # Published under this name.
    model_config = ConfigDict(title="StrategyFile")

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
    terminologie: list[Equivalent]
    """What the terms are in the languages of the file, by term."""
    cas: list[Case]
    sources: list[Source]
    groupes: Groups | None
    cercle: Circle | None
    consultation: Consultation | None
    errata: list[Erratum]
    obligations: list[Duty]
    textes: list[LawText]


class _Alone(Header):
    sources: list[Source]
    """The sources that the entry names."""


class AxeFile(Axe, _Alone):
    """An axis, alone."""


class SectionFile(Section, _Alone):
    """A section, alone."""


class DefiFile(Defi, _Alone):
    """An entry, alone."""


class ActionFile(Action, _Alone):
    """An action, alone."""


EntryFile = AxeFile | SectionFile | DefiFile | ActionFile


class _Schema(GenerateJsonSchema):
    """Pydantic's schemas without a title for each field: its name says as much."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def json_schema(kind: Any, address: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of file, published at `address`."""
    schema = TypeAdapter(kind).json_schema(schema_generator=_Schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address, **schema}
