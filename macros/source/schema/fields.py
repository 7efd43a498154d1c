"""What a field of the data may hold, and what its values have in common.

Field names are the data's own, in French, because editors write them.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema


class Leaf(str):
    """A text to be translated, which knows where it stands.

    `context` is its address in a catalogue (`defi-07.titre`), `language` the one it is written in,
    `file` and `line` where it is written. The loader says them once, when all the file is read.
    """

    context: str = ""
    language: str = ""
    file: str = ""
    line: int = 1

    def placed(self, context: str, language: str, file: str, line: int) -> Leaf:
        """Itself, told where it stands."""
        self.context, self.language, self.file, self.line = context, language, file, line
        return self

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.str_schema(strip_whitespace=True, min_length=1, max_length=1200)


class AsLeaf:
    """The last mark of a field to be translated: a text that has passed every check becomes a leaf."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(Leaf, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(schema) | {"translated": True}


def _words_at_most(limit: int) -> AfterValidator:
    def check(text: str) -> str:
        count = len(text.split())
        if count > limit:
            raise PydanticCustomError("too_many_words", "too many words", {"limit": limit, "count": count})
        return text

    return AfterValidator(check)


def _date(text: str) -> str:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    try:
        if not match:
            raise ValueError
        datetime.date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        raise PydanticCustomError("not_a_date", "not a date", {"value": text}) from None
    return text


def _web_address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        raise PydanticCustomError("not_a_web_address", "not a web address", {"value": text})
    return text


def _question(text: str) -> str:
    if not text.endswith("?"):
        raise PydanticCustomError("not_a_question", "not a question", {"value": text[-30:]})
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1200)]
Translated = Annotated[Leaf, AsLeaf()]
Title = Annotated[Leaf, StringConstraints(max_length=60), AsLeaf()]
Brief = Annotated[Leaf, _words_at_most(60), AsLeaf()]
Question = Annotated[Leaf, StringConstraints(max_length=300), AfterValidator(_question), AsLeaf()]
Date = Annotated[str, AfterValidator(_date)]
WebAddress = Annotated[str, StringConstraints(max_length=500), AfterValidator(_web_address)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Page = Annotated[int, Field(ge=1, strict=True)]


class Model(BaseModel):
    """Immutable, and refusing any key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def context(self, within: str) -> str:
        """Where this value's words stand in a catalogue, `within` being where the value stands.

        A value with an id of its own is found by it wherever it stands; one that
        has none, by its place.
        """
        return within


class Entry(Model):
    """A part of the strategy, known by its id (`defi-07`): its official wording, and ours in brief."""

    id: str
    if TYPE_CHECKING:
        # Each kind declares them in the place that its file gives them, and the catalogues after it.
        officiel: Leaf
        en_bref: Leaf

    def context(self, within: str) -> str:
        return self.id

    @property
    def title(self) -> Leaf:
        """What the entry is called: by its official wording, where we give it no title of our own."""
        return self.officiel


class Named(Model):
    """A value known by an id that is unique among its kind."""

    id: Slug

    def context(self, within: str) -> str:
        return f"{type(self).__name__.lower()}.{self.id}"
