"""Pages as OpenDocument text (ISO/IEC 26300), to fill in on a computer: the same words, headings and tables.

A document is made of its page's HTML alone: the same page is the same bytes.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import Markup

from macros.publish import xhtml
from macros.publish.downloads import write_zip
from macros.site import documents
from macros.site.render import Rendered
from macros.site.shell import description, title
from macros.site.site import Site
from macros.source.languages import likely

# What stands among other blocks; anything else is words.
_BLOCKS = frozenset(["p", "h2", "h3", "h4", "ul", "ol", "li", "table", "div", "section", "dl", "dt", "dd"])
# What is for the screen alone: as the print style has it.
_HIDDEN = "files"


def write(site: Site, rendered: Rendered, folder: Path) -> None:
    """Write the document that a page offers into the site in `folder`, beside it; nothing for any other page."""
    address = rendered.view.address
    if not documents.is_offered(site, address):
        return
    path = folder / documents.place(address)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_zip(path, files(site, rendered))


def files(site: Site, rendered: Rendered) -> dict[str, bytes]:
    """The files of a document, in order: its type comes first, and is not compressed (part 2, 3.3)."""
    view = rendered.view
    address = urljoin(site.url, view.address.url)
    context = view.context | {
        "title": title(site, view),
        "description": description(site, view),
        "site_name": site.name,
        "canonical": address,
        "subtags": (view.language.code.partition("-")[0], likely(view.language.code)[1] or "none"),
        "prose": xhtml.read(Markup("<div>{}</div>").format(rendered.said), view.address.output),
        "parts": parts,
        "leads_to": lambda link: urljoin(address, link.get("href", "")),
    }

    def render(name: str) -> bytes:
        return site.templates.get_template(f"odt/{name}").render(context).strip().encode()

    return {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": render("manifest.xml"),
        **{name: render(name) for name in ("content.xml", "styles.xml", "meta.xml")},
    }


def parts(element: ET.Element) -> list[ET.Element]:
    """The blocks of an element, its words among them in paragraphs; nothing of what is for the screen alone."""
    found: list[ET.Element] = []
    words = _paragraph(element.text)
    for child in element:
        if child.tag not in _BLOCKS:
            words.append(child)
            continue
        found += [words, child]
        words = _paragraph(child.tail)
    found.append(words)
    return [part for part in found if part.get("class") != _HIDDEN and (part.tag != "p" or _says_anything(part))]


def _paragraph(text: str | None) -> ET.Element:
    paragraph = ET.Element("p")
    paragraph.text = text
    return paragraph


def _says_anything(element: ET.Element) -> bool:
    return bool("".join(element.itertext()).strip())
