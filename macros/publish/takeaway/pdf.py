"""The book as an accessible PDF (PDF/UA-1), one for each complete language.

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
from macros.source import atomic
from macros.source.faults import Fault, Faults
from macros.source.ids import page_of
from macros.source.schema import Axe


def make(takeaway: Takeaway) -> list[Path]:
    """Write the PDFs into `dist/`; `Faults` where WeasyPrint is missing. The paths written."""
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        # OSError: the package is there, a library of the system is not.
        problem = (str(error).strip() or "?").splitlines()[0]
        raise Faults([Fault("requirements-pdf.txt", 1, "", "takeaway-pdf", {"problem": problem})]) from None
    _mark_languages()
    own_style = takeaway.site.templates.get_template("pdf/book.css").render()
    styles = [weasyprint.CSS(string=style) for style in (takeaway.base_style, own_style)]
    written = []
    for code in takeaway.languages:
        book = weasyprint.HTML(string=_book(takeaway, code), base_url=takeaway.site.url)
        path = takeaway.target(f"-{code}.pdf")
        name = f"{takeaway.slug}-{code}"
        atomic.write(path, book.write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1", pdf_identifier=name))
        written.append(path)
    return written


def _book(takeaway: Takeaway, code: str) -> str:
    """The book as HTML that asks for nothing: its pictures are in it."""
    found = chapters(takeaway, code)
    lead_links(found, lambda chapter, fragment: "#" + _id(chapter, fragment))
    pictures = take_pictures(found, takeaway.pages)
    for chapter in found:
        _fit(chapter)
        for shown in chapter.elements("img"):
            name = shown.get("src", "")
            kind = name.rpartition(".")[2].replace("jpg", "jpeg")
            shown.set("src", f"data:image/{kind};base64,{b64encode(pictures[name]).decode()}")
    context = takeaway.context(code) | {
        "chapters": {chapter.page: chapter for chapter in found},
        "page_of": page_of,
        "back": BACK,
        "ends": ENDS,
        "cited": cited(takeaway, found, code),
    }
    return str(takeaway.site.templates.get_template("pdf/book.html").render(context))


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
