"""What the fields of records hold, and what every record is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel
from pydantic.config import JsonDict

from macros.source.languages import CODE

Code = Annotated[str, Field(pattern=f"^{CODE}$")]
Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Date = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Number = Annotated[int, Field(ge=0)]
Page = Annotated[int, Field(ge=1)]

# Without this, JSON Schema lets any other key pass.
CODES_ONLY: JsonDict = {"additionalProperties": False}
Addresses = Annotated[dict[Code, Url], Field(json_schema_extra=CODES_ONLY)]


class Text(RootModel[dict[Code, str]]):
    """A text by the code of the language it is in. A text not translated yet is in the strategy's language."""

    model_config = ConfigDict(json_schema_extra=CODES_ONLY)


class Quoted(RootModel[dict[Code, str]]):
    """A text that is never translated, by the code of its own language."""

    model_config = ConfigDict(json_schema_extra=CODES_ONLY)


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


# How far one text is, or several.
StateName = Literal["a-jour", "ancienne", "partielle", "manquante"]


class TextState(Record):
    """Whose words the texts of something are in a language, and how far they are."""

    langue: Code
    """The language."""
    champ: str
    """The field of the one text that this is about, or `*`: all of them, but for those named apart."""
    etat: StateName
    """`ancienne`: made from words that have changed since; `partielle`: some are missing; `manquante`: all are."""
    origine: Literal["machine", "personne"]
    """Who wrote or translated them."""
    relu_par: str | None
    """Who has read these very words; null where nobody has."""
    relu_le: Date | None
    """When."""


class Addressed(Record):
    """Something with a place of its own on the site."""

    id: str
    """The identifier, which never changes."""
    url: Url
    """The permanent address: its page in the site's first language, whatever the file's languages."""
    adresses: Addresses
    """The address of its page in each language of the file."""
    provenance: list[TextState]
    """Whose words its texts are, official wordings aside, language after language."""
