"""Built pages read as trees, and written as XHTML: what a book's reader asks for."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser

from markupsafe import Markup

from macros.source.faults import Fault, Faults

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# What HTML reads without capitals and without a namespace, XML does not.
_SVG = "http://www.w3.org/2000/svg"
_CAPITALS = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Reader(HTMLParser):
    """Builds a tree of a page whose elements are all closed, as our templates and Markdown close them."""

    def __init__(self, name: str):
        super().__init__()
        self.name, self.tree, self.open = name, ET.TreeBuilder(), [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {_CAPITALS.get(name, name): name if value is None else value for name, value in attrs}
        self.tree.start(tag, found | ({"xmlns": _SVG} if tag == "svg" else {}))
        if tag in _VOID:
            self.tree.end(tag)
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != self.open.pop():
            raise Faults([Fault(self.name, self.getpos()[0], "", "takeaway-unclosed", {"tag": tag})])
        self.tree.end(tag)

    def handle_data(self, data: str) -> None:
        # Outside the root there is but white space.
        if len(self.open) > 1:
            self.tree.data(data)


def read(html: str, name: str) -> ET.Element:
    """The tree of a page; `Faults` names the place of an element that is not closed. `name` is the file's."""
    reader = _Reader(name)
    reader.feed(html)
    reader.close()
    return reader.tree.close()


def of_class(tree: ET.Element, name: str) -> Iterator[ET.Element]:
    """The elements of a class."""
    return (element for element in tree.iter() if name in element.get("class", "").split())


def write(element: ET.Element) -> Markup:
    """An element as XHTML, its languages marked for XML's readers too."""
    element.tail = None
    for part in element.iter():
        if language := part.get("lang"):
            part.set(_XML_LANG, language)
    return Markup(ET.tostring(element, encoding="unicode"))
