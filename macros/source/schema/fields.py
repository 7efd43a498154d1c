"""What a field of the data may hold, and what its values have in common.

Field names are the data's own, in French, because editors write them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from macros.source.faults import Phrase
from macros.source.languages import CODE


class Leaf(str):
    """A text to be translated, which knows where it stands.

    `context` is its address in a catalogue (`defi-07.titre`), `language` the one it is written in,
    `file` and `line` where it is written, `notes` what its translators are told of it. The loader says them once,
    when all the file is read.
    """

    context: str = ""
    language: str = ""
    file: str = ""
    line: int = 1
    notes: tuple[Phrase | str, ...] = ()

    def placed(self, context: str, language: str, file: str, line: int, notes: tuple[Phrase | str, ...] = ()) -> Leaf:
        """Itself, told where it stands."""
        self.context, self.language, self.file, self.line, self.notes = context, language, file, line, notes
        return self

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.str_schema(strip_whitespace=True, min_length=1, max_length=1200)


def _one_line(text: str) -> str:
    if re.search(r"[\n\t]", text):
        raise PydanticCustomError("not_one_line", "not on one line", {"value": text.partition("\n")[0][:60]})
    return text


def _leaf(text: str) -> Leaf:
    return Leaf(_one_line(text))


class AsLeaf:
    """The last mark of a field to be translated: a text that has passed every check becomes a leaf."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(_leaf, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(schema) | {"translated": True}


@dataclass(frozen=True)
class WordsAtMost:
    """Checks that a text has so many words at most."""

    limit: int

    def __call__(self, text: str) -> str:
        count = len(text.split())
        if count > self.limit:
            raise PydanticCustomError("too_many_words", "too many words", {"limit": self.limit, "count": count})
        return text


def _date(text: str) -> str:
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    try:
        if not match:
            raise ValueError
        datetime.date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        raise PydanticCustomError("not_a_date", "not a date", {"value": text}) from None
    return text


def _day(text: str) -> str:
    if text.count("-") != 2:
        raise PydanticCustomError("not_a_day", "not a day", {"value": text})
    return text


def first_day(date: str) -> datetime.date:
    """The first day of a date of the data (`2024`, `2024-06`, `2024-06-13`)."""
    year, month, day = [*map(int, date.split("-")), 1, 1][:3]
    return datetime.date(year, month, day)


_HOST = r"((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59}))"
_WEB_ADDRESS = re.compile(rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][^\s<>\"{{}}|\\^`]*)?")
# The plainest of what RFC 5321 allows (4.1.2, “Dot-string”): no sign that an address on the web gives a meaning to
# (`?` and `&` begin headers, `%` hides others), nor that mail servers once did (`!` and `%` name relays).
_EMAIL = re.compile(rf"[A-Za-z0-9_]+(?:[.+-][A-Za-z0-9_]+)*@{_HOST}")
# Names that mean something else in each network, or nothing (RFC 6761, RFC 6762, RFC 8375, ICANN).
_LOCAL = {"localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "invalid", "onion"}


def _web_address(text: str) -> str:
    """Checks that an address leads to a named host of the public web, as whoever reads it believes it does.

    A user name passes for a host (`https://culture.gouv.fr@evil.example/`); a number, however it is spelled, and
    a local name lead into the network of whoever follows them; a host that is not ASCII looks like another.
    """
    if not _is_public(_WEB_ADDRESS.fullmatch(text)):
        raise PydanticCustomError("not_a_web_address", "not a web address", {"value": text})
    return text


def _is_public(match: re.Match[str] | None) -> bool:
    """Whether an address has the form it was matched with, and its host a name on the public Internet."""
    host = match[1].lower() if match else ""
    return bool(host) and host.rpartition(".")[2] not in _LOCAL and not host.endswith(".home.arpa")


def _email(text: str) -> str:
    """Checks an e-mail address: in ASCII, its domain as in IDNA; as long as RFC 5321 lets it be (4.5.3.1)."""
    if not _is_public(_EMAIL.fullmatch(text)) or text.index("@") > 64 or len(text) > 254:
        raise PydanticCustomError("not_an_email", "not an e-mail address", {"value": text})
    return text


def _telephone(text: str) -> str:
    """Checks an international number as ITU-T E.164 has it: the code of a country, and 15 digits in all at most."""
    if not re.fullmatch(r"\+[1-9][0-9]{1,14}", text):
        raise PydanticCustomError("not_a_telephone", "not a telephone number", {"value": text})
    return text


def _question(text: str) -> str:
    if not text.endswith("?"):
        raise PydanticCustomError("not_a_question", "not a question", {"value": text[-30:]})
    return text


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1200), AfterValidator(_one_line)
]
Translated = Annotated[Leaf, AsLeaf()]
Title = Annotated[Leaf, StringConstraints(max_length=60), AsLeaf()]
Brief = Annotated[Leaf, AfterValidator(WordsAtMost(60)), AsLeaf()]
Question = Annotated[Leaf, StringConstraints(max_length=300), AfterValidator(_question), AsLeaf()]
Date = Annotated[str, AfterValidator(_date)]
Day = Annotated[Date, AfterValidator(_day)]
WebAddress = Annotated[str, StringConstraints(max_length=500), AfterValidator(_web_address)]
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=100)]
Email = Annotated[str, AfterValidator(_email)]
Telephone = Annotated[str, AfterValidator(_telephone)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
LanguageCode = Annotated[str, StringConstraints(pattern=f"^{CODE}$")]
Page = Annotated[int, Field(ge=1, strict=True)]


def notes_of(field: FieldInfo) -> Iterator[Phrase]:
    """What the texts of a field, alone or in a list, have to keep to: for whoever translates them."""
    pending: list[Any] = [field.annotation]
    kept: list[Iterable[object]] = [field.metadata]
    while pending:
        part = pending.pop()
        kept.append(getattr(part, "__metadata__", ()))
        pending += get_args(part)
    # The other marks are of the list.
    for mark in next((marks for marks in kept if any(isinstance(mark, AsLeaf) for mark in marks)), ()):
        rule = getattr(mark, "func", None)
        if most := getattr(mark, "max_length", None):
            yield Phrase("note-characters", {"most": most})
        if isinstance(rule, WordsAtMost):
            yield Phrase("note-words", {"most": rule.limit})
        if rule is _question:
            yield Phrase("note-question")


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
