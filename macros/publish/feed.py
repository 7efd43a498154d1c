"""The Atom feed of each language (RFC 4287): what changed in the entries, and what followed the actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from macros.site.site import Site
from macros.source.address import HOME
from macros.source.data import Data
from macros.source.history import Change
from macros.source.schema import Entry, FollowUp, first_day

# The newest items: a feed tells news, the pages keep the rest.
LIMIT = 100


@dataclass(frozen=True)
class Item:
    """Something dated about an entry: a change of it, or a follow-up.

    `name` is its fragment, unique and stable; `when` a moment as RFC 3339 wants it.
    """

    entry: Entry
    name: str
    when: str
    change: Change | None = None
    follow_up: FollowUp | None = None


def moment(date: str) -> str:
    """The first moment of a date of the data: `2024-06` → `2024-06-01T00:00:00Z`."""
    return f"{first_day(date).isoformat()}T00:00:00Z"


def items(data: Data, changes: Iterable[Change]) -> list[Item]:
    """The newest changes and follow-ups, newest first."""
    found = [Item(data.entries[c.entry], f"{c.entry}-{c.day}", c.when, change=c) for c in changes]
    names: Counter[str] = Counter()
    for action in data.strategy.actions:
        for step in action.suivi:
            name = f"{action.id}-{step.source}-{step.date}"
            names[name] += 1
            name += f"-{names[name]}" if names[name] > 1 else ""
            found.append(Item(action, name, moment(step.date), follow_up=step))
    return sorted(sorted(found, key=lambda item: item.name), key=lambda item: item.when, reverse=True)[:LIMIT]


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Where the feed of each language goes, from the site's root, and its text."""
    found = items(site.project.data, site.changes)
    publication = site.project.publication
    for address in site.pages:
        path = site.feed(address.language)
        if address.path == HOME and path:
            home = site.view(HOME, address.language)
            values = {
                "items": found,
                "site_name": site.name,
                "authors": publication.authors if publication else [site.name],
                "address": urljoin(site.url, path),
                "absolute": lambda target, home=home: urljoin(site.url, home.place(target)),
            }
            yield path, site.templates.get_template("feed.xml").render(home.context | values) + "\n"
