"""The book and the cards to print as accessible PDFs (PDF/UA-1), in each complete language.

WeasyPrint makes it. It is an extra (`requirements-pdf.txt`): without it, or without
the libraries it draws with, everything but this works.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.publish.takeaway import Takeaway
from macros.publish.takeaway.chapters import BACK, ENDS, Chapter, chapters, cited, lead_links, take_pictures
from macros.site import pages
from macros.site.steps import steps
from macros.source import atomic
from macros.source.faults import Fault, Faults
from macros.source.ids import page_of
from macros.source.schema import Axe

# The cards: what their files are called, and the paper they are for.
CARDS = {"cartes-a4": "A4", "cartes-a6": "A6"}


def make(takeaway: Takeaway) -> list[Path]:
    """Write the PDFs into `dist/`; `Faults` where WeasyPrint is missing. The paths written."""
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        # OSError: the package is there, a library of the system is not.
        problem = (str(error).strip() or "?").splitlines()[0]
        raise Faults([Fault("requirements-pdf.txt", 1, "", "takeaway-pdf", {"problem": problem})]) from None
    _mark_languages()
    environment = takeaway.site.templates
    sizes = CARDS if pages.CARDS in takeaway.site.originals else {}
    written = []
    for end, template, size in (("", "book", ""), *((f"-{kind}", "cards", size) for kind, size in sizes.items())):
        own_style = environment.get_template(f"pdf/{template}.css").render(size=size)
        styles = [weasyprint.CSS(string=style) for style in (takeaway.base_style, own_style)]
        for code in takeaway.languages:
            names = _book(takeaway, code) if template == "book" else _cards(takeaway, code)
            html = environment.get_template(f"pdf/{template}.html").render(names)
            book = weasyprint.HTML(string=html, base_url=takeaway.site.url)
            path = takeaway.target(f"{end}-{code}.pdf")
            atomic.write(path, book.write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1", pdf_identifier=path.stem))
            written.append(path)
    return written


def _cards(takeaway: Takeaway, code: str) -> dict[str, object]:
    """The names that the template of the cards uses."""
    site = takeaway.site
    view = site.view(pages.CARDS, code)
    return takeaway.context(code) | {"site": site, "steps": lambda about: steps(site, view, about)}


def _book(takeaway: Takeaway, code: str) -> dict[str, object]:
    """The names that the template of the book uses. It asks for nothing: its pictures are in it."""
    found = chapters(takeaway, code)
    lead_links(found, lambda chapter, fragment: "#" + _id(chapter, fragment))
    pictures = take_pictures(found, takeaway.pages)
    for chapter in found:
        _fit(chapter)
        for shown in chapter.elements("img"):
            name = shown.get("src", "")
            kind = name.rpartition(".")[2].replace("jpg", "jpeg")
            shown.set("src", f"data:image/{kind};base64,{b64encode(pictures[name]).decode()}")
    return takeaway.context(code) | {
        "chapters": {chapter.page: chapter for chapter in found},
        "page_of": page_of,
        "back": BACK,
        "ends": ENDS,
        "cited": cited(takeaway, found, code),
    }


def _id(chapter: Chapter, fragment: str) -> str:
    """A place of a chapter among those of all."""
    return f"{chapter.name}--{fragment}" if fragment else chapter.name


def _fit(chapter: Chapter) -> None:
    """Put a chapter under its heading, which is of the second level, or of the third under that of an axis."""
    deeper = 1 if chapter.entry is None or isinstance(chapter.entry, Axe) else 2
    for element in chapter.elements():
        if id := element.get("id"):
            element.set("id", _id(chapter, id))
        if level := re.fullmatch("h([2-6])", element.tag):
            element.tag = f"h{min(int(level[1]) + deeper, 6)}"


def _mark_languages() -> None:
    """Make WeasyPrint write the language of each part, as PDF/UA asks (7.2), and not of the document alone.

    WeasyPrint 70 has no way of its own to say it: its function that makes the tags is
    wrapped. A test reads the languages in the PDF.
    """
    import pydyf
    from weasyprint.pdf import tags

    make_tags = tags._build_box_tree
    if make_tags.__module__ == __name__:
        return

    def with_languages(box: Any, *rest: Any) -> Iterator[Any]:
        for tag in make_tags(box, *rest):
            if box.element is not None and (language := box.element.get("lang")):
                tag.setdefault("Lang", pydyf.String(language))
            yield tag

    tags._build_box_tree = with_languages
