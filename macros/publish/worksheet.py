"""A strategy made with the worksheet, as the file that visitors export: its shape, checks, and the sum of several.

The pages' own scripts (`overrides/scripts/`) read and write the same files, by `SHAPE`;
`/schemas/strategie-1.json` describes them to everybody.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from macros.source.faults import Fault, Faults, printable
from macros.source.limits import bounded
from macros.source.schema import Defi
from macros.source.text import read_bytes
from macros.words.language import Language

Format = Literal["strategie-numerique"]
(FORMAT,) = get_args(Format)
VERSION = 1
# Where its schema is published, from the site's root.
SCHEMA = f"schemas/strategie-{VERSION}.json"
# In bytes.
LARGEST = 16_000_000
# As many faults of one file as help whoever exports it again.
MOST_TOLD = 20
# A strategy is complete with this many entries for now, each with a whole plan.
ENOUGH = 3
Choice = Literal["maintenant", "plus-tard", "non"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
DEFI_ID = r"^defi-[0-9]{2,3}$"


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


class Answer(_Part):
    """What an organisation answers to one défi. A text that was not filled in is empty."""

    choix: Literal["", Choice] = Field("", description="Whether the défi concerns it")
    raison: str = Field("", description="Why later, or why not")
    objectif: str = Field("", description="The objective")
    premier_pas: str = Field("", description="The first step")
    qui: str = Field("", description="The person in charge")
    quand: Annotated[str, AfterValidator(_day)] = Field(
        "", description="By when: a date, or nothing", json_schema_extra={"pattern": r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}
    )
    indicateur: str = Field("", description="How progress is measured")
    ecologie: str = Field("", description="The ecological impact, and what is given up in exchange")
    revision: str = Field("", description="The wording of the défi that was answered, as a short hash")

    @property
    def lacks(self) -> list[str]:
        """The fields that it still needs to be a plan."""
        return [field for field in PLAN if not getattr(self, field).strip()]


# What a plan is made of: these of an answer's fields, in the order in which they are asked.
PLAN = ("objectif", "premier_pas", "qui", "quand", "indicateur", "ecologie")
# What the scripts need of all this: the templates of their pages hand it over.
SHAPE = {
    "format": FORMAT,
    "version": VERSION,
    "schema": SCHEMA,
    "largest": LARGEST,
    "enough": ENOUGH,
    "choices": CHOICES,
    "fields": tuple(Answer.model_fields),
    "plan": PLAN,
    "id": DEFI_ID,
}

DefiId = Annotated[str, Field(pattern=DEFI_ID)]


class StrategyFile(_Part):
    """A strategy, as exported from the worksheet."""

    format: Format
    version: Annotated[int, Field(ge=1, le=VERSION)] = Field(description="The version of this format")
    cadre: str = Field(description="The site whose défis are answered")
    langue: str = Field("", description="The language of the page it was exported from")
    enregistre: str = Field("", description="When it was exported (RFC 3339)")
    organisation: str = Field(description="The organisation's name, or nothing")
    complet: bool = Field(False, description="Whether it was complete when exported")
    reponses: dict[DefiId, Answer] = Field(description="The answers, by the id of the défi")

    def of(self, choice: str) -> dict[str, Answer]:
        """The answers of one choice."""
        return {entry_id: answer for entry_id, answer in self.reponses.items() if answer.choix == choice}

    @property
    def is_complete(self) -> bool:
        """Whether enough défis are chosen for now, each with a whole plan."""
        now = self.of("maintenant").values()
        return len(now) >= ENOUGH and not any(answer.lacks for answer in now)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an exported strategy."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | StrategyFile.model_json_schema()


def write_schema(site: Path) -> None:
    """Publish the schema where the exported files say it is: `schemas/strategie-1.json`."""
    path = site / SCHEMA
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")


def revision(defi: Defi) -> str:
    """A short hash of what a défi asks, to know an answer to an earlier wording."""
    asked = [defi.officiel, defi.titre, *defi.questions, *defi.ecologie]
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Named:
    """A strategy and what to call it: its organisation, or its file where it names none."""

    name: str
    strategy: StrategyFile


def read_all(paths: Iterable[Path], framework: str) -> list[Named]:
    """The strategies of these files, answers to the défis of the site `framework`; `Faults` for all that is wrong."""
    found, faults = [], []
    for path in paths:
        try:
            with bounded(str(path)):
                strategy = _read(path, framework)
            found.append(Named(strategy.organisation.strip() or path.stem, strategy))
        except Faults as problem:
            faults += problem.faults
    if faults:
        raise Faults(faults)
    return found


def _read(path: Path, framework: str) -> StrategyFile:
    def wrong(code: str, line: int = 1, where: str = "", **values: object) -> Faults:
        return Faults([Fault(str(path), line, where, code, values)])

    content = read_bytes(path, str(path), LARGEST)
    try:
        text = content.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise wrong("file-not-utf8") from None
    except json.JSONDecodeError as error:
        raise wrong("strategy-json", error.lineno, problem=error.msg) from None
    except RecursionError:
        raise wrong("strategy-json", problem="nested too deep") from None
    except ValueError as error:
        # Python reads numbers of 4,300 digits and no longer ones.
        problem = "a number is too long" if "digits" in str(error) else str(error)
        raise wrong("strategy-json", problem=problem) from None
    if not isinstance(value, dict) or value.get("format") != FORMAT or not isinstance(value.get("version"), int):
        raise wrong("strategy-other")
    if value["version"] > VERSION:
        raise wrong("strategy-newer", version=value["version"])
    if value.get("cadre") != framework:
        raise wrong("strategy-framework", found=_shown(value.get("cadre"), 80), framework=framework)
    try:
        return StrategyFile.model_validate(value)
    except ValidationError as error:
        raise Faults(_faults(path, text, error)) from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON. Of a key that stands twice, programs would read one or the other (RFC 8259, section 4)."""
    value = dict(pairs)
    if len(value) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return value


def _no_number(name: str) -> None:
    """Refuse `NaN` and the like, which Python reads and no browser does (RFC 8259, section 6)."""
    raise ValueError(f"{name} is no number")


def _faults(path: Path, text: str, error: ValidationError) -> Iterator[Fault]:
    for detail in error.errors(include_url=False)[:MOST_TOLD]:
        where = [str(step) for step in detail["loc"] if step != "[key]"]
        values = {"found": _shown(detail["input"], 60)}
        yield Fault(str(path), _line(text, where), ".".join(where), "strategy-field", values)


def _shown(value: object, most: int) -> str:
    """A value as a message names it: lists and objects, however deep they are, by their type."""
    return f"{type(value).__name__}…" if isinstance(value, dict | list) else str(value)[:most]


def _line(text: str, keys: list[str]) -> int:
    """The line where these keys stand, one within the other."""
    place = 0
    for key in keys:
        place = max(text.find(json.dumps(key, ensure_ascii=False), place), place)
    return text.count("\n", 0, place) + 1


def table(strategies: list[Named], defis: Iterable[Defi], language: Language) -> Iterator[list[object]]:
    """One row a défi: how many organisations chose it for now, for later, or not, and which; names of columns first."""
    columns = [choice.replace("-", "_") for choice in CHOICES]
    yield ["defi", "titre", *columns, *(f"organisations_{column}" for column in columns)]
    for defi in defis:
        named = [[s.name for s in strategies if defi.id in s.strategy.of(choice)] for choice in CHOICES]
        yield [defi.id, str(language.t(defi.titre)), *map(len, named), *map(" | ".join, named)]


def summary(strategies: Mapping[Path, Named]) -> Iterator[str]:
    """A line for each sound file: what it holds, and whether it is complete."""
    for path, named in strategies.items():
        strategy = named.strategy
        counts = ", ".join(f"{choice} {len(strategy.of(choice))}" for choice in CHOICES)
        state = "complete / complète" if strategy.is_complete else "incomplete / incomplète"
        yield f"{path}: {printable(named.name)}: {counts}: {state}"
