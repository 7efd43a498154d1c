"""The structures of built pages: what they are made of, whatever they say.

Two pages of one structure differ by words and addresses alone; what a browser finds wrong in the one by rules,
it finds in the other. One page of each structure stands for all, in whatever language: every page of every language
is for the slow tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from tests.support.pages import ERROR, file_of, pages_of

# Attributes whose values are addresses, names of places, languages or words; of `data-…` ones too.
WORDS = {
    "action", "aria-controls", "aria-describedby", "aria-label", "aria-labelledby", "alt", "cite", "content",
    "datetime", "for", "headers", "href", "hreflang", "id", "lang", "name", "placeholder", "src", "title",
    "translate", "value",
}  # fmt: skip
# The elements of a page with their attributes, each once.
Structure = frozenset[tuple[str, tuple[tuple[str, str], ...]]]


class _Reader(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[tuple[str, tuple[tuple[str, str], ...]]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = ((name, "" if name in WORDS or name.startswith("data-") else value or "") for name, value in attrs)
        self.elements.add((tag, tuple(sorted(kept))))


def structure_of(html: str) -> Structure:
    """The structure of a page: its elements, each with its classes and attributes."""
    reader = _Reader()
    reader.feed(html)
    return frozenset(reader.elements)


def groups(pages: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The addresses of pages (address, HTML), those of one structure together, in the order they come."""
    found: dict[Structure, list[str]] = {}
    for address, html in pages:
        found.setdefault(structure_of(html), []).append(address)
    return list(found.values())


@cache
def distinct(site: Path) -> tuple[str, ...]:
    """The address of one page of each structure of a built site, the error page included."""
    addresses = [*pages_of(site), ERROR]
    return tuple(group[0] for group in groups((a, file_of(site, a).read_text("utf-8")) for a in addresses))
