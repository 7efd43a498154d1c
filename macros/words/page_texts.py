"""What pages say in every language before they are translated: their titles, descriptions, and the headings they share.

These are short texts like those of the data: their translations are in the catalogues of the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.source.faults import Phrase
from macros.source.page import Page
from macros.source.prose import LONGEST
from macros.source.schema import Leaf

# What the catalogues call the keys of a front matter that are texts.
FIELDS = {"title": "titre", "description": "description"}


def context_of(path: str, key: str) -> str:
    """Where a text of a page's front matter stands in a catalogue: `defis/index.md` → `page.defis-index.titre`."""
    return f"page.{path.removesuffix('.md').replace('/', '-')}.{FIELDS[key]}"


@dataclass(frozen=True)
class PageTexts:
    """The short texts of the pages of the default language, by path, in the order of their files."""

    pages: Mapping[str, Page]
    language: str

    @cached_property
    def front(self) -> dict[tuple[str, str], Leaf]:
        """Titles and descriptions, by path and key (`title`)."""
        return {
            (path, key): Leaf(page.front[key]).placed(
                context_of(path, key),
                self.language,
                page.name,
                page.source.line((key,)),
                (Phrase("note-characters", {"most": LONGEST[key]}),),
            )
            for path, page in self.pages.items()
            for key in FIELDS
            if isinstance(page.front.get(key), str) and page.front[key]
        }

    @cached_property
    def headings(self) -> dict[str, tuple[str, Leaf]]:
        """The headings that several pages share, by id: the first of these pages, and the text."""
        first: dict[str, tuple[str, str, int]] = {}
        shared: dict[str, tuple[str, Leaf]] = {}
        for path, page in self.pages.items():
            for heading in page.document.headings:
                if heading.level != 2 or not heading.id or heading.id in shared:
                    continue
                where, title, line = first.setdefault(heading.id, (path, heading.text, heading.line))
                if where != path and title == heading.text:
                    name, context = self.pages[where].name, f"heading.{heading.id}"
                    shared[heading.id] = where, Leaf(title).placed(context, self.language, name, line)
        return shared

    def leaves(self) -> Iterator[Leaf]:
        """All of them."""
        yield from self.front.values()
        yield from (leaf for _, leaf in self.headings.values())
