"""The strategy as an EPUB 3, one for each complete language: every entry with the article of its page.

Chapters are the built pages' own prose. A link between them stays in the book; any
other leads to the web.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from macros.publish import xhtml
from macros.publish.addresses import target
from macros.publish.downloads import write_zip
from macros.publish.takeaway import Takeaway
from macros.site import pages
from macros.source.data import Data
from macros.source.ids import page_of
from macros.source.schema import Entry

# What follows the entries, where the site has it.
BACK = tuple(page.path for page in pages.PAGES if page.in_books)


@dataclass(frozen=True)
class Chapter:
    """A page on its way into the book. `page` is from the root of its language; `place`, on the web."""

    page: str
    place: str
    entry: Entry | None
    kind: str
    parts: tuple[ET.Element, ...]

    @property
    def name(self) -> str:
        """Its file: `defis/07.md` → `defis-07.xhtml`."""
        return self.page.removesuffix(".md").replace("/", "-") + ".xhtml"

    @property
    def title(self) -> str:
        return " ".join("".join(self.parts[0].itertext()).split())

    @property
    def html(self) -> Markup:
        """Its heading, the official wording where it has one, and its prose."""
        return Markup("").join(map(xhtml.write, self.parts))

    def elements(self, name: str | None = None) -> Iterator[ET.Element]:
        """What it holds, or those of a name."""
        return (element for part in self.parts for element in part.iter(name))

    @property
    def ids(self) -> set[str | None]:
        """What links may lead to within it."""
        return {element.get("id") for element in self.elements()}


def make(takeaway: Takeaway) -> list[Path]:
    """Write the EPUBs into `dist/`. The paths written."""
    return [write_zip(takeaway.target(f"-{code}.epub"), _files(takeaway, code)) for code in takeaway.languages]


def _files(takeaway: Takeaway, code: str) -> dict[str, bytes]:
    chapters = list(_chapters(takeaway, code))
    _lead_links(chapters, takeaway.site.url)
    pictures = _take_pictures(chapters, takeaway.pages)
    context = takeaway.context(code) | {
        "chapters": {chapter.page: chapter for chapter in chapters},
        "page_of": page_of,
        "back": BACK,
        "pictures": {name: f"image/{name.rpartition('.')[2].replace('jpg', 'jpeg')}" for name in pictures},
        "identifier": uuid5(NAMESPACE_URL, f"{takeaway.site.url}{code}"),
    }

    def render(name: str, **values: object) -> bytes:
        text: str = takeaway.site.templates.get_template(name).render(context | values)
        return text.strip().encode()

    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": render("epub/container.xml"),
        "EPUB/package.opf": render("epub/package.opf"),
        "EPUB/cover.svg": render("epub/cover.svg"),
        "EPUB/style.css": render("epub/style.css"),
        "EPUB/title.xhtml": render("epub/title.xhtml"),
        "EPUB/nav.xhtml": render("epub/nav.xhtml"),
    }
    for chapter in chapters:
        files[f"EPUB/{chapter.name}"] = render(
            "epub/chapter.xhtml", chapter=chapter, address=urljoin(takeaway.site.url, chapter.place)
        )
    return files | {f"EPUB/{name}": content for name, content in pictures.items()}


def _chapters(takeaway: Takeaway, code: str) -> Iterator[Chapter]:
    entries = {page_of(entry.id): entry for entry in _entries(takeaway.site.project.data)}
    for page in (*entries, *BACK):
        place = takeaway.site.project.address(page, code).url
        content = takeaway.pages.get(f"{place}index.html")
        if content:
            tree = xhtml.read(content.decode(), f"{takeaway.folder.name}/{place}index.html")
            kind, prose = next(tree.iter("body")).get("class", ""), next(xhtml.of_class(tree, "prose"))
            # A book shows its addresses where they lead: those that print lists are not for it.
            for listed in [element for element in prose if element.get("class") == "notes"]:
                prose.remove(listed)
            parts = (next(tree.iter("h1")), *xhtml.of_class(tree, "official"), prose)
            yield Chapter(page, place, entries.get(page), kind, parts)


def _entries(data: Data) -> Iterator[Entry]:
    for axe in data.strategy.axes:
        yield axe
        yield from data.defis_of(axe)
    yield from data.strategy.actions


def _lead_links(chapters: list[Chapter], site_url: str) -> None:
    """Make each link lead to a chapter, or to the web."""
    known = {urljoin(site_url, chapter.place): chapter for chapter in chapters}
    ids = {chapter.name: chapter.ids for chapter in chapters}
    for chapter in chapters:
        for link in chapter.elements("a"):
            address, fragment = urldefrag(urljoin(urljoin(site_url, chapter.place), link.get("href", "")))
            there = known.get(address)
            if there is None:
                link.set("href", f"{address}#{fragment}" if fragment else address)
            else:
                link.set("href", there.name + (f"#{fragment}" if fragment in ids[there.name] else ""))


def _take_pictures(chapters: list[Chapter], files: Mapping[str, bytes]) -> dict[str, bytes]:
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
