"""The short texts of a site, and the page of each: where readers meet it first, and where it is reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.source.data import Data
from macros.source.ids import TOPICS, kind_of, page_of
from macros.source.page import Page
from macros.source.schema import Leaf
from macros.words.page_texts import PageTexts

# The macro that shows what has no page of its own: by how the contexts of its texts begin, or by its field.
_SHOWN_BY = {
    "strategie": "source_document",
    "groupes": "groups",
    "cercle": "consultation",
    "consultation": "consultation",
    "etapes": "timeline",
    "errata": "errata",
    "term": "glossary",
    "contact": "contacts",
    "need": "contacts",
    "family": "funding",
    "guichet": "funding",
    "pagekind": "budget",
    "check": "checks",
    "simple": "easy_to_read",
    "titre_simple": "easy_to_read",
    "case": "all_cases",
    "obligation": "all_duties",
    "lawtext": "law_texts",
}


@dataclass(frozen=True)
class Texts:
    """The texts of the data, and those that the pages of the default language give themselves."""

    data: Data
    originals: Mapping[str, Page]
    language: str

    @cached_property
    def given(self) -> PageTexts:
        """What pages give themselves."""
        return PageTexts(self.originals, self.language)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All of them: the data's, then the pages'."""
        return (*self.data.leaves, *self.given.leaves())

    @cached_property
    def by_context(self) -> dict[str, Leaf]:
        """Each of them by its context."""
        return {leaf.context: leaf for leaf in self.leaves}

    @cached_property
    def _by_page(self) -> dict[str, list[Leaf]]:
        found: dict[str, list[Leaf]] = {}
        # Headings that pages share are of no page: one that is translated has its own.
        for leaf in (*self.data.leaves, *self.given.front.values()):
            if path := self.page(leaf):
                found.setdefault(path, []).append(leaf)
        return found

    def of(self, path: str) -> list[Leaf]:
        """The texts whose page is at `path` (`defis/07.md`)."""
        return self._by_page.get(path, [])

    @cached_property
    def _shown_on(self) -> dict[str, str]:
        """The first page that calls each macro."""
        return {call.name: path for path, page in reversed(tuple(self.originals.items())) for call in page.calls}

    @cached_property
    def _own(self) -> dict[str, str]:
        """The page of each text that pages give themselves, by its context."""
        front = {leaf.context: path for (path, _), leaf in self.given.front.items()}
        return front | {leaf.context: path for path, leaf in self.given.headings.values()}

    def page(self, leaf: Leaf) -> str | None:
        """The page of a text, by its path from the root of a language; None for what no page shows."""
        head, name, *_ = [*leaf.context.split("."), ""]
        if leaf.context in self._own:
            return self._own[leaf.context]
        if leaf.context.endswith(".recherche"):
            # What people type finds a page, and no page shows it.
            return None
        if name in ("simple", "titre_simple"):
            head = name
        if head in self.data.entries:
            page = page_of(head)
        elif head in TOPICS:
            page = page_of(f"{head}-{name}")
        else:
            macro = _SHOWN_BY.get(head) or _SHOWN_BY.get(kind_of(head), "")
            return self._shown_on.get(macro)
        return page if page in self.originals else None
