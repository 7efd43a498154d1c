"""The whole text as an accessible PDF (PDF/UA-1), and the cards to print, for each complete language.

WeasyPrint makes it. It is an extra (`requirements-pdf.txt`): without it, or without
the libraries it draws with, everything but this works.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.publish.takeaway import Takeaway
from macros.site import pages
from macros.site.steps import steps
from macros.source import atomic
from macros.source.faults import Fault, Faults

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
            html = environment.get_template(f"pdf/{template}.html").render(_names(takeaway, code))
            book = weasyprint.HTML(string=html, base_url=takeaway.site.url)
            path = takeaway.target(f"{end}-{code}.pdf")
            atomic.write(path, book.write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1", pdf_identifier=path.stem))
            written.append(path)
    return written


def _names(takeaway: Takeaway, code: str) -> dict[str, object]:
    """The names of a book's templates, and those that the cards use besides."""
    site = takeaway.site
    view = site.view(pages.CARDS if pages.CARDS in site.originals else pages.HOME, code)
    return takeaway.context(code) | {"site": site, "steps": lambda about: steps(site, view, about)}


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
