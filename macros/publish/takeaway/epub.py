"""The strategy as an EPUB 3, one for each complete language."""

from __future__ import annotations

from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from macros.publish.downloads import write_zip
from macros.publish.takeaway import Takeaway
from macros.publish.takeaway.chapters import BACK, ENDS, Chapter, chapters, cited, lead_links, take_pictures
from macros.site import shared_pictures
from macros.source.ids import page_of

# What stands before the chapters.
FRONT = ("title", "nav")


def make(takeaway: Takeaway) -> list[Path]:
    """Write the EPUBs into `dist/`. The paths written."""
    return [write_zip(takeaway.target(f"-{code}.epub"), _files(takeaway, code)) for code in takeaway.languages]


def _files(takeaway: Takeaway, code: str) -> dict[str, bytes]:
    found = chapters(takeaway, code)
    lead_links(found, _place)
    pictures = take_pictures(found, takeaway.pages)
    context = takeaway.context(code) | {
        "chapters": {chapter.page: chapter for chapter in found},
        "page_of": page_of,
        "back": BACK,
        "ends": ENDS,
        "cited": cited(takeaway, found, code),
        "pictures": {name: f"image/{name.rpartition('.')[2].replace('jpg', 'jpeg')}" for name in pictures},
        "identifier": uuid5(NAMESPACE_URL, f"{takeaway.site.url}{code}"),
    }

    def render(name: str, /, **values: object) -> bytes:
        text: str = takeaway.site.templates.get_template(f"epub/{name}").render(context | values)
        return text.strip().encode()

    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": render("container.xml"),
        "EPUB/package.opf": render("package.opf"),
        "EPUB/cover.png": shared_pictures.cover(takeaway.site.project.data, takeaway.colours),
        "EPUB/style.css": render("style.css"),
    }
    files |= {f"EPUB/{name}.xhtml": render(f"{name}.xhtml") for name in FRONT}
    files |= {f"EPUB/{chapter.name}.xhtml": render("chapter.xhtml", chapter=chapter) for chapter in found}
    files |= {f"EPUB/{name}.xhtml": render("end.xhtml", name=name) for name in ENDS}
    return files | {f"EPUB/{name}": content for name, content in pictures.items()}


def _place(chapter: Chapter, fragment: str) -> str:
    return f"{chapter.name}.xhtml" + (f"#{fragment}" if fragment else "")
