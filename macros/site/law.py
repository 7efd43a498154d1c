"""What the law says, as its page and its calendar tell it: day after day, and whom it may bind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.site import pages
from macros.site.site import Site
from macros.source.data import Data
from macros.source.schema import Duty, Leaf


@dataclass(frozen=True)
class Dated:
    """A day that counts in a rule of law, and what falls on it: the rule itself begins where `text` says nothing."""

    day: str
    duty: Duty
    text: Leaf | None = None


def days(data: Data) -> list[Dated]:
    """Every day that counts, in order: when each rule begins to apply, and what falls due after."""
    return sorted(_days(data), key=lambda dated: (dated.day, dated.duty.id))


def _days(data: Data) -> Iterator[Dated]:
    for duty in data.law.obligations:
        if duty.depuis:
            yield Dated(duty.depuis, duty)
        for deadline in duty.echeances:
            yield from (Dated(day, duty, deadline.texte) for day in deadline.jours)


def by_public(data: Data) -> list[tuple[str, list[Duty]]]:
    """The rules that may bind each public, by its id, in the order of the data; first, under no id, whoever it is."""
    duties = data.law.obligations
    found = [("", [duty for duty in duties if not duty.publics])]
    found += [(public, [duty for duty in duties if public in duty.publics]) for public in data.publics]
    return [(public, named) for public, named in found if named]


def calendar(site: Site, language: str) -> str:
    """Where the calendar of these days is in a language, from the site's root; nothing for one that has none."""
    has_days = pages.LAW in site.originals and any(_days(site.project.data))
    return f"{site.project.folder(language)}obligations.ics" if has_days and language in site.presentable else ""
