"""Several strategies as tables: a row for each défi, or one for each organisation and défi."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from macros.publish.worksheet.gathering import Named
from macros.publish.worksheet.model import CHOICES, FIELDS, Answer, short
from macros.source.schema import Defi
from macros.words.language import Language

# The most questions that a défi may ask.
QUESTIONS = 7


@dataclass(frozen=True)
class Row:
    """A défi among several strategies: who made each choice, the levels of those who chose it for now, and when."""

    defi: Defi
    chosen: dict[str, list[Named]]
    niveau: float | None
    cible: float | None
    deadlines: list[str]


def counted(named: Sequence[Named], defis: Iterable[Defi]) -> Iterator[Row]:
    """What each défi has become."""
    for defi in defis:
        chosen: dict[str, list[Named]] = {choice: [] for choice in CHOICES}
        for each in named:
            answer = each.strategy.reponses.get(defi.id)
            if answer and answer.choix:
                chosen[answer.choix].append(each)
        plans = [each.strategy.reponses[defi.id] for each in chosen["maintenant"]]
        deadlines = sorted(plan.quand for plan in plans if plan.quand)
        yield Row(defi, chosen, _mean(plan.niveau for plan in plans), _mean(plan.cible for plan in plans), deadlines)


def _mean(levels: Iterable[str]) -> float | None:
    """The mean of the levels that are given, to a tenth: a half goes up, as pages round it."""
    found = [int(level) for level in levels if level]
    return math.floor(sum(found) * 10 / len(found) + 0.5) / 10 if found else None


def by_defi(named: Sequence[Named], defis: Iterable[Defi], language: Language, names: bool) -> Iterator[list[object]]:
    """One row a défi: how many chose it, where they stand, the next deadlines, and who if `names`; the heads first."""
    columns = [choice.replace("-", "_") for choice in CHOICES]
    who = [f"organisations_{column}" for column in columns] if names else []
    yield ["defi", "titre", *columns, "niveau", "cible", "echeances", *who]
    for row in counted(named, defis):
        lists = row.chosen.values()
        levels = ["" if level is None else f"{level:.1f}" for level in (row.niveau, row.cible)]
        listed = [" | ".join(each.name for each in chosen) for chosen in lists] if names else []
        yield [row.defi.id, _title(row.defi, language), *map(len, lists), *levels, " | ".join(row.deadlines), *listed]


def by_answer(named: Iterable[Named], defis: Sequence[Defi], language: Language) -> Iterator[list[object]]:
    """One row an organisation and défi, with every field; the names of columns first.

    Answers to défis that are asked no more are there too, and those to questions that are asked no more, at the end.
    """
    questions = [f"question_{number}" for number in range(1, QUESTIONS + 1)]
    head = ["organisation", "strategie", "identifiant", "enregistre", "defi", "titre"]
    yield [*head, *FIELDS, *questions, "autres_questions", "autres"]
    asked = {defi.id: defi for defi in defis}
    for each in named:
        strategy = each.strategy
        who = [each.name, strategy.nom, "" if each.shown else strategy.id, strategy.enregistre]
        for defi_id, answer in sorted(strategy.reponses.items()):
            defi = asked.get(defi_id)
            title = _title(defi, language) if defi else ""
            yield [*who, defi_id, title, *(getattr(answer, field) for field in FIELDS), *_answers(answer, defi)]


def _answers(answer: Answer, defi: Defi | None) -> list[str]:
    """The answers to questions in the order of these, to others, and what is not decided."""
    keys = [short(question) for question in defi.questions] if defi else []
    placed = [answer.questions.get(key, "") for key in keys] + [""] * (QUESTIONS - len(keys))
    rest = [text for key, text in answer.questions.items() if key not in keys]
    others = [f"{field}: {text}" for field, texts in answer.autres.items() for text in texts]
    return [*placed, " | ".join(rest), " | ".join(others)]


def _title(defi: Defi, language: Language) -> str:
    return str(language.t(defi.titre))
