"""The rules of the registers of `data/`, which no file alone can show: what law, cases, funders and contacts name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from macros.source.faults import Fault
from macros.source.references import Files, Reference
from macros.source.schema import Case, Contacts, Funding, Law, Model, Situation
from macros.source.yamlfile import Location

# How many rules of law the page of a défi shows: those that matter most there.
DUTIES = 4


def of_law(law: Law, known: Mapping[str, Collection[str]]) -> Iterator[Reference]:
    """Every reference of a rule of law; `known` has the ids of `sources`, `defis` and `publics`."""
    for i, duty in enumerate(law.obligations):
        yield from _listed("obligations", ("obligations", i), duty, known, ("sources", "defis", "publics"))
    for i, text in enumerate(law.textes):
        yield "obligations", ("textes", i, "source"), text.source, known["sources"]
        yield from _listed("obligations", ("textes", i), text, known, ("defis",))


def crowded(law: Law, files: Files) -> Iterator[Fault]:
    """Défis that more rules of law name than their pages show."""
    counts: Counter[str] = Counter()
    for i, duty in enumerate(law.obligations):
        for j, defi in enumerate(duty.defis):
            counts[defi] += 1
            if counts[defi] > DUTIES:
                file = files["obligations"]
                line = file.line(("obligations", i, "defis", j))
                yield Fault(file.name, line, duty.id, "duties-many", {"defi": defi, "most": DUTIES})


def of_cases(cases: Iterable[Case], known: Mapping[str, Collection[str]]) -> Iterator[Reference]:
    """Every reference of a case; `known` has the ids of `publics`, `defis` and `sources`."""
    for i, case in enumerate(cases):
        yield from _listed("cas", ("cas", i), case, known, ("publics", "defis", "sources"))


def of_help(
    help: Contacts, funding: Funding, situations: Iterable[Situation], known: Mapping[str, Collection[str]]
) -> Iterator[Reference]:
    """Every reference of who helps, who pays and what to do.

    `known`: the ids of `sources`, `publics`, `contacts`, `guichets` and `defis`.
    """
    needs, families = {need.id for need in help.besoins}, {family.id for family in funding.familles}
    for i, contact in enumerate(help.contacts):
        for j, value in enumerate(contact.besoins):
            yield "contacts", ("contacts", i, "besoins", j), value, needs
    for i, guichet in enumerate(funding.guichets):
        at: Location = ("guichets", i)
        yield "guichets", (*at, "famille"), guichet.famille, families
        yield "guichets", (*at, "lien"), guichet.lien, known["sources"]
        if guichet.contact:
            yield "guichets", (*at, "contact"), guichet.contact, known["contacts"]
        yield from _listed("guichets", at, guichet, known, ("defis", "publics"))
    for i, situation in enumerate(situations):
        for j, step in enumerate(situation.etapes):
            at = ("situations", i, "etapes", j)
            yield from _listed("situations", at, step, known, ("contacts", "guichets"))
            for k, value in enumerate(step.liens):
                yield "situations", (*at, "liens", k), value, known["sources"]


def _listed(
    file: str, at: Location, value: Model, known: Mapping[str, Collection[str]], keys: Iterable[str]
) -> Iterator[Reference]:
    """The references in lists that are named after what they refer to."""
    for key in keys:
        for j, id in enumerate(getattr(value, key)):
            yield file, (*at, key, j), id, known[key]
