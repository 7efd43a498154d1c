"""Reads the files that visitors export: strategies, and sets of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.publish.worksheet.gathering import Named
from macros.publish.worksheet.model import CHOICES, FORMAT, LARGEST, SET_FORMAT, VERSION, SetFile, StrategyFile
from macros.source.faults import Fault, Faults, printable
from macros.source.limits import bounded
from macros.source.text import read_bytes

# As many faults of one file as help whoever exports it again.
MOST_TOLD = 20


def read_all(paths: Iterable[Path], framework: str) -> list[Named]:
    """The strategies of these files, answers to the défis of the site `framework`; `Faults` for all that is wrong."""
    found: list[Named] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            with bounded(str(path)):
                found += _named(path, _read(path, framework))
        except Faults as problem:
            faults += problem.faults
    if faults:
        raise Faults(faults)
    return found


def summary(named: Named) -> str:
    """A line about a sound strategy: what it holds, and whether it is complete."""
    counts = ", ".join(f"{choice} {len(named.strategy.of(choice))}" for choice in CHOICES)
    state = "complete / complète" if named.strategy.complet else "incomplete / incomplète"
    return f"{named.path}: {printable(named.name)}: {counts}: {state}"


def _named(path: Path, value: StrategyFile | SetFile) -> list[Named]:
    if isinstance(value, StrategyFile):
        return [Named(path.name, value.judged, path)]
    return [Named(each.fichier, each.strategie.judged, path, of_set=True) for each in value.strategies]


def _read(path: Path, framework: str) -> StrategyFile | SetFile:
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
    kinds: dict[object, type[StrategyFile | SetFile]] = {FORMAT: StrategyFile, SET_FORMAT: SetFile}
    form = value.get("format") if isinstance(value, dict) else None
    kind = kinds.get(form) if isinstance(form, str) else None
    if kind is None or not isinstance(value.get("version"), int):
        raise wrong("strategy-other")
    if value["version"] > VERSION:
        raise wrong("strategy-newer", version=value["version"])
    for each in _frameworks(value):
        if each != framework:
            raise wrong("strategy-framework", found=_shown(each, 80), framework=framework)
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise Faults(_faults(path, text, error)) from None


def _frameworks(value: dict[str, Any]) -> Iterator[object]:
    """What sites a file says that it answers: its own, and those of each in a set."""
    yield value.get("cadre")
    strategies = value.get("strategies")
    for each in strategies if isinstance(strategies, list) else []:
        if isinstance(each, dict) and isinstance(each.get("strategie"), dict):
            yield each["strategie"].get("cadre")


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
