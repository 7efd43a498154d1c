"""What books are made of: every entry with the article of its page, then the pages that follow them in books.

Chapters are the built pages' own prose. A link between them stays in the book; any other leads to the web.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from markupsafe import Markup

from macros.publish import xhtml
from macros.publish.addresses import target
from macros.publish.takeaway import Takeaway
from macros.site import pages
from macros.source.data import Data
from macros.source.ids import page_of
from macros.source.schema import Entry, Source
from macros.words.collation import sort_key

# What follows the entries, where the site has it.
BACK = tuple(page.path for page in pages.PAGES if page.in_books)
# What ends a book, in templates of `overrides/books/`.
ENDS = ("sources", "colophon")
# What a page has for its own use: addresses that print lists, the files of its citation.
_OF_A_PAGE = ("notes", "reference", "files")


@dataclass(frozen=True)
class Chapter:
    """A page on its way into a book. `page` is from the root of its language; `address`, on the web."""

    page: str
    place: str
    address: str
    entry: Entry | None
    kind: str
    parts: tuple[ET.Element, ...]

    @property
    def name(self) -> str:
        """What the book calls it: `defis/07.md` → `defis-07`."""
        return self.page.removesuffix(".md").replace("/", "-")

    @property
    def title(self) -> str:
        return " ".join("".join(self.parts[0].itertext()).split())

    @property
    def html(self) -> Markup:
        """Its heading, the official wording where it has one, and its prose, as XHTML."""
        return Markup("").join(map(xhtml.write, self.parts))

    @property
    def body(self) -> Markup:
        """The official wording and the prose, as HTML."""
        return Markup("").join(Markup(ET.tostring(part, encoding="unicode", method="html")) for part in self.parts[1:])

    def elements(self, name: str | None = None) -> Iterator[ET.Element]:
        """What it holds, or those of a name."""
        return (element for part in self.parts for element in part.iter(name))

    @property
    def ids(self) -> set[str | None]:
        """What links may lead to within it."""
        return {element.get("id") for element in self.elements()}


def chapters(takeaway: Takeaway, code: str) -> list[Chapter]:
    """The chapters of the book in a language, in order; `Faults` where there is no built site."""
    entries = {page_of(entry.id): entry for entry in _entries(takeaway.site.project.data)}
    found = []
    for page in (*entries, *BACK):
        place = takeaway.site.project.address(page, code).url
        content = takeaway.pages.get(f"{place}index.html")
        if content:
            tree = xhtml.read(content.decode(), f"{takeaway.folder.name}/{place}index.html")
            kind, prose = next(tree.iter("body")).get("class", ""), next(xhtml.of_class(tree, "prose"))
            for element in [element for element in prose if _is_of_a_page(element)]:
                prose.remove(element)
            parts = (next(tree.iter("h1")), *xhtml.of_class(tree, "official"), prose)
            found.append(Chapter(page, place, urljoin(takeaway.site.url, place), entries.get(page), kind, parts))
    return found


def _is_of_a_page(element: ET.Element) -> bool:
    return element.get("class") in _OF_A_PAGE or element.get("id") == "citer"


def _entries(data: Data) -> Iterator[Entry]:
    for axe in data.strategy.axes:
        yield axe
        yield from data.defis_of(axe)
    yield from data.strategy.actions


def lead_links(chapters: list[Chapter], inside: Callable[[Chapter, str], str]) -> None:
    """Make each link lead to a chapter, or to the web. `inside`: where a place of a chapter is in the book."""
    known = {chapter.address: chapter for chapter in chapters}
    ids = {chapter.name: chapter.ids for chapter in chapters}
    for chapter in chapters:
        for link in chapter.elements("a"):
            address, fragment = urldefrag(urljoin(chapter.address, link.get("href", "")))
            there = known.get(address)
            if there is None:
                link.set("href", f"{address}#{fragment}" if fragment else address)
            else:
                link.set("href", inside(there, fragment if fragment in ids[there.name] else ""))


def cited(takeaway: Takeaway, chapters: list[Chapter], code: str) -> list[Source]:
    """The sources that the chapters lead to, by publisher."""
    links = {link.get("href") for chapter in chapters for link in chapter.elements("a")}
    found = [source for source in takeaway.site.project.data.sources.values() if source.url in links]
    return sorted(found, key=lambda source: [sort_key(text, code) for text in (source.editeur, source.titre)])


def take_pictures(chapters: list[Chapter], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures of the chapters, by their place in the book, to which each is made to lead."""
    found = {}
    for chapter in chapters:
        for shown in chapter.elements("img"):
            path = target(f"{chapter.place}index.html", shown.get("src", ""))
            found[f"pictures/{path}"] = files[path]
            shown.set("src", f"pictures/{path}")
            # A book is whole when it is opened.
            shown.attrib.pop("loading", None)
    return found
