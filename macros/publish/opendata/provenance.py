"""Whose words the texts of something are, and how far they are: the same answer as the pages' notices give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.publish.opendata.records.values import StateName, TextState
from macros.site import reviews
from macros.site.site import Site
from macros.source.schema import Leaf
from macros.words import state
from macros.words.state import State

# What the data calls the states of one text.
NAMES: dict[State, StateName] = {State.CURRENT: "a-jour", State.OLDER: "ancienne", State.MISSING: "manquante"}
# What names all the texts of a thing.
ALL = "*"


@dataclass(frozen=True)
class _Told:
    """What is told of a text: how far it is, whether a machine wrote it, who last read it and when."""

    state: State
    by_machine: bool
    read: tuple[str, str] | None


def states(site: Site, context: str, code: str) -> Iterator[TextState]:
    """What is told of the short texts of a thing in a language: of all, then of each that differs.

    `context` is what their contexts begin with (`defi-07`, `term.ia`). All are a machine's where one is, and
    somebody's reading where each is. A thing without texts has no state.
    """
    told = {leaf.context: _told(site, leaf, code) for leaf in _leaves(site, context)}
    if not told:
        return
    whole = _whole(tuple(told.values()))
    yield _record(code, ALL, _kind({each.state for each in told.values()}), whole)
    for name, each in told.items():
        if (each.by_machine, each.read) != (whole.by_machine, whole.read) or each.state != whole.state:
            yield _record(code, name.removeprefix(f"{context}."), NAMES[each.state], each)


def _leaves(site: Site, context: str) -> list[Leaf]:
    """The texts whose contexts begin so."""
    if "of-thing" not in site.kept:
        found: dict[str, list[Leaf]] = {}
        for leaf in site.project.data.leaves:
            head, name, *_ = [*leaf.context.split("."), ""]
            found.setdefault(head if head in site.project.data.entries else f"{head}.{name}", []).append(leaf)
        site.kept["of-thing"] = found
    leaves: list[Leaf] = site.kept["of-thing"].get(context, [])
    return leaves


def _told(site: Site, leaf: Leaf, code: str) -> _Told:
    languages, page = site.project.data.languages, site.texts.page(leaf)
    held = reviews.in_effect(site)
    review = held.get((code, leaf.context)) or held.get((code, page or ""))
    named = any((each.langue, each.texte) == (code, leaf.context) for each in languages.origines)
    return _Told(
        state.of(leaf, site.project.languages[code]) if code != leaf.language else State.CURRENT,
        state.by_machine(languages, code, leaf.context if named or page is None else page),
        (review.par, review.date) if review else None,
    )


def _whole(told: Sequence[_Told]) -> _Told:
    read = {each.read for each in told}
    missing = all(each.state is State.MISSING for each in told)
    return _Told(
        State.MISSING if missing else State.CURRENT,
        any(each.by_machine for each in told),
        told[0].read if len(read) == 1 else None,
    )


def _kind(found: set[State]) -> StateName:
    """The state of several texts in a word."""
    if found == {State.MISSING}:
        return NAMES[State.MISSING]
    return "partielle" if State.MISSING in found else NAMES[State.OLDER if State.OLDER in found else State.CURRENT]


def _record(code: str, field: str, kind: StateName, told: _Told) -> TextState:
    return TextState(
        langue=code,
        champ=field,
        etat=kind,
        origine="machine" if told.by_machine else "personne",
        relu_par=told.read[0] if told.read else None,
        relu_le=told.read[1] if told.read else None,
    )
