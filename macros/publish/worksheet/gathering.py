"""Puts strategies together: the same is counted once, and of an organisation the newest is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from macros.publish.worksheet.model import SET_FORMAT, SET_SCHEMA, VERSION, StrategyFile
from macros.words.language import Language


@dataclass(frozen=True)
class Named:
    """A strategy, the file that it was exported to, the one it was read from, and what to call it.

    `of_set`: whether that one holds a set, in which each counts apart: whoever saved it decided so.
    """

    file: str
    strategy: StrategyFile
    path: Path
    of_set: bool = False
    shown: str = ""

    @property
    def name(self) -> str:
        """Its organisation, or its file where it names none."""
        return self.shown or self.strategy.organisation.strip() or self.file.removesuffix(".json")


@dataclass
class Gathering:
    """What was kept, and a word of the interface about each that was not, with what fills it."""

    kept: list[Named] = field(default_factory=list)
    notes: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def gather(named: Iterable[Named]) -> Gathering:
    """The strategies that count, in the order of the files, and what was done with the others."""
    found = Gathering()
    for new in named:
        place = next((place for place, old in enumerate(found.kept) if _is_same(old, new)), None)
        if place is None:
            found.kept.append(new)
            continue
        old = found.kept[place]
        if old.strategy.content == new.strategy.content:
            found.notes.append(("sheet-identical", {"file": new.file, "other": old.file}))
        elif new.strategy.enregistre > old.strategy.enregistre:
            found.kept[place] = new
            found.notes.append(("sheet-superseded", {"file": old.file, "other": new.file, "name": new.name}))
        else:
            found.notes.append(("sheet-superseded", {"file": new.file, "other": old.file, "name": old.name}))
    return found


def _is_same(old: Named, new: Named) -> bool:
    """Whether two strategies are one organisation's."""
    if old.of_set and new.of_set and old.path == new.path:
        return False
    one, other = old.strategy, new.strategy
    same_id, same_owner = bool(one.id) and one.id == other.id, bool(one.owner) and one.owner == other.owner
    return same_id or same_owner or one.content == other.content


def anonymous(named: Iterable[Named], language: Language) -> list[Named]:
    """The same, called by numbers, in an order that tells nothing; without the people in charge."""
    ordered = sorted(named, key=lambda each: each.strategy.identity)
    return [
        replace(each, shown=str(language.w("sheet-anonymous", number=number)), strategy=_nobodys(each.strategy))
        for number, each in enumerate(ordered, 1)
    ]


def _nobodys(strategy: StrategyFile) -> StrategyFile:
    answers = {id: answer.model_copy(update={"qui": ""}) for id, answer in strategy.reponses.items()}
    return strategy.model_copy(update={"id": strategy.identity, "organisation": "", "nom": "", "reponses": answers})


def as_set(named: Iterable[Named], framework: str, site: str, opening: str) -> str:
    """The set as one file; `site` is the site's address, `opening` that of the page that opens it."""
    value = {
        "ouvrir": opening,
        "$schema": site + SET_SCHEMA,
        "format": SET_FORMAT,
        "version": VERSION,
        "cadre": framework,
        "strategies": [{"fichier": each.file, "strategie": _whole(each.strategy)} for each in named],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _whole(strategy: StrategyFile) -> dict[str, Any]:
    """A strategy as the current version of the format writes it."""
    value = strategy.model_dump() | {"version": VERSION}
    return value | {"reponses": dict(sorted(value["reponses"].items()))}
