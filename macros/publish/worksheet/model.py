"""What the files of strategies hold: one of them, and a set of several."""

from __future__ import annotations

import hashlib
import json
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from macros.source.page import Page
from macros.source.schema import Cost, Defi, Level

Format = Literal["strategie-numerique"]
SetFormat = Literal["strategies-reunies"]
(FORMAT,), (SET_FORMAT,) = get_args(Format), get_args(SetFormat)
VERSION = 2
# Where their schemas are published, from the site's root.
SCHEMA, SET_SCHEMA = f"schemas/strategie-{VERSION}.json", f"schemas/strategies-reunies-{VERSION}.json"
FIRST_SCHEMA = "schemas/strategie-1.json"
# In bytes.
LARGEST = 16_000_000
# A strategy is complete with so many entries for now, each with a whole plan; with more than so many, it is too much.
ENOUGH, MOST = 3, 7
Choice = Literal["maintenant", "plus-tard", "non"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
LEVELS: tuple[Level, ...] = get_args(Level)
COSTS: tuple[Cost, ...] = get_args(Cost)
DEFI_ID, QUESTION_ID = r"^defi-[0-9]{2,5}$", r"^[0-9a-f]{4,8}$"


def _day(text: str) -> str:
    try:
        if text and date.fromisoformat(text).isoformat() != text:
            raise ValueError
    except ValueError:
        raise PydanticCustomError("not_a_date", "not a date", {"value": text}) from None
    return text


class _Part(BaseModel):
    # Strict about what it knows; what it does not know may come from a later page and is left alone.
    model_config = ConfigDict(frozen=True, strict=True)


Others = Annotated[
    dict[str, list[str]], Field(description="What others wrote in a field, not decided yet, by the field's name")
]


class Answer(_Part):
    """What an organisation answers to one défi. A text that was not filled in is empty."""

    choix: Literal["", Choice] = Field("", description="Whether it concerns the organisation")
    raison: str = Field("", description="Why later, or why not")
    objectif: str = Field("", description="The objective")
    premier_pas: str = Field("", description="The first step")
    qui: str = Field("", description="The person in charge")
    quand: Annotated[str, AfterValidator(_day)] = Field(
        "", description="By when: a date, or nothing", json_schema_extra={"pattern": r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}
    )
    indicateur: str = Field("", description="How progress is measured")
    ecologie: str = Field("", description="The ecological impact, and what is given up in exchange")
    niveau: Literal["", Level] = Field("", description="The level today, from 1 to 5")
    cible: Literal["", Level] = Field("", description="The level aimed at in twelve months")
    cout: Literal["", Cost] = Field("", description="In euros: nothing; up to 1,000; 10,000; 50,000; more")
    note: str = Field("", description="Anything else")
    revision: str = Field("", description="The wording that was answered, as a short hash")
    questions: dict[Annotated[str, Field(pattern=QUESTION_ID)], str] = Field(
        {}, description="The answers to its questions, by a short hash of each in its own language"
    )
    autres: Others = {}

    @property
    def lacks(self) -> list[str]:
        """The fields that it still needs to be a plan."""
        return [field for field in PLAN if not getattr(self, field).strip()]


# The fields of an answer that are one text each, in the order of the file.
FIELDS = tuple(name for name, field in Answer.model_fields.items() if name not in ("questions", "autres"))
# What a plan is made of: these of an answer's fields, in the order in which they are asked; and what may be added.
PLAN = ("objectif", "premier_pas", "qui", "quand", "indicateur", "ecologie")
OPTIONAL = ("niveau", "cible", "cout", "note")
# What the scripts need of all this: the templates of their pages hand it over.
SHAPE = {
    "format": FORMAT,
    "set": SET_FORMAT,
    "version": VERSION,
    "schema": SCHEMA,
    "setSchema": SET_SCHEMA,
    "largest": LARGEST,
    "enough": ENOUGH,
    "most": MOST,
    "choices": CHOICES,
    "levels": LEVELS,
    "costs": COSTS,
    "fields": FIELDS,
    "plan": PLAN,
    "optional": OPTIONAL,
    "id": DEFI_ID,
    "question": QUESTION_ID,
}

DefiId = Annotated[str, Field(pattern=DEFI_ID)]


class StrategyFile(_Part):
    """A strategy, as exported from the worksheet."""

    ouvrir: str = Field("", description="The page that opens this file")
    format: Format
    version: Annotated[int, Field(ge=1, le=VERSION)] = Field(description="The version of this format")
    cadre: str = Field(description="The site whose questions are answered")
    id: Annotated[str, Field(pattern=r"^[0-9a-f]*$", max_length=64)] = Field(
        "", description="The same in every file of one strategy; version 1 has none"
    )
    nom: str = Field("", description="What the strategy is called, where an organisation has several")
    langue: str = Field("", description="The language of the page it was exported from")
    enregistre: str = Field("", description="When it was exported (RFC 3339)")
    organisation: str = Field(description="The organisation's name, or nothing")
    complet: bool = Field(False, description="Whether it was complete when exported")
    autres: Others = {}
    reponses: dict[DefiId, Answer] = Field(description="The answers, by the id of the entry")

    def of(self, choice: str) -> dict[str, Answer]:
        """The answers of one choice."""
        return {entry_id: answer for entry_id, answer in self.reponses.items() if answer.choix == choice}

    @property
    def is_complete(self) -> bool:
        """Whether enough défis are chosen for now, each with a whole plan."""
        now = self.of("maintenant").values()
        return len(now) >= ENOUGH and not any(answer.lacks for answer in now)

    @property
    def judged(self) -> StrategyFile:
        """The same, saying whether it is complete: whatever the file says, it may have been changed since."""
        return self.model_copy(update={"complet": self.is_complete})

    @property
    def owner(self) -> str:
        """The organisation's name as names are compared: case and spaces aside."""
        return " ".join(unicodedata.normalize("NFKC", self.organisation).lower().split())

    @property
    def content(self) -> str:
        """All that was filled in, as one text: two files with the same say the same."""
        answers = {id: _said(answer.model_dump()) for id, answer in sorted(self.reponses.items())}
        value = [self.organisation, self.nom, _said(self.autres), {id: said for id, said in answers.items() if said}]
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    @property
    def identity(self) -> str:
        """What tells it from others: its id; for version 1, which has none, a sum of whose it is or of all it says."""
        given = self.owner or self.content
        return self.id or f"{zlib.crc32(given.encode(errors='replace')):08x}"


class Gathered(_Part):
    """One of a set: the name of the file it came from, and what that says."""

    fichier: str
    strategie: StrategyFile


class SetFile(_Part):
    """Several strategies in one file, as saved by the page that puts them together."""

    ouvrir: str = Field("", description="The page that opens this file")
    format: SetFormat
    version: Annotated[int, Field(ge=2, le=VERSION)] = Field(description="The version of this format")
    cadre: str = Field(description="The site whose questions are answered")
    strategies: list[Gathered]


def _said(value: Mapping[str, Any]) -> dict[str, Any]:
    """What is not empty of an answer, but for the wording that it answered."""
    return {key: item for key, item in value.items() if item and key != "revision"}


def json_schema(kind: type[StrategyFile | SetFile]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | kind.model_json_schema()


def schemas(pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """The schemas, where the files say they are (`schemas/strategie-2.json`), of a site whose pages have a worksheet.

    Files of the first version name its own, which the second describes too.
    """
    if any(call.name == "worksheet" for page in pages for call in page.calls):
        for name, kind in ((FIRST_SCHEMA, StrategyFile), (SCHEMA, StrategyFile), (SET_SCHEMA, SetFile)):
            yield name, json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"


def revision(defi: Defi) -> str:
    """A short hash of what a défi asks, to know an answer to an earlier wording."""
    return short("\n".join([defi.officiel, defi.titre, *defi.questions, *defi.ecologie]), 8)


def short(text: str, length: int = 4) -> str:
    """A short hash of a text: that of a question tells its answer, wherever the question stands."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]
