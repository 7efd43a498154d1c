"""Reads a page's Markdown once, for whoever publishes or checks it.

What is read is the HTML that will be published: what Markdown takes for a heading, a link or code is one, and
nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from itertools import repeat

from macros.source import markdown
from macros.source.address import Names
from macros.source.cursor import Cursor
from macros.source.document import Attribute, Document, Heading, Link, Place, Refused, Text
from macros.source.markdown import DEFINITION, LINK_WITHIN, RAW_HTML, WIDE_ROW, Target
from macros.source.marks import CALL, OPEN
from macros.source.text import HIDDEN, code_point

# What Markdown's attribute lists may set, besides where a link or a picture leads.
ALLOWED = frozenset({"id", "lang", "dir", "title", "start", "hreflang"})
_OWN = {"a": {"href"}, "img": {"src", "alt"}}
# Where a link leads, for whoever need not know.
ANYWHERE = Target("")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    *("p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "pre", "hr", "div")
}
# The tags that Markdown writes: its names are XML's, its values between double quotation marks, its texts without `<`.
# And the marks between them: no entity of an editor's can pass for one.
_TAG = re.compile(rf"(<[^<>]*>|{CALL.pattern})")
_OPENING = re.compile(r'<([a-z][\w-]*)((?: [^\s="<>]+(?:="[^"]*")?)*?)( /)?>')
_ATTRIBUTE = re.compile(r'([^\s="<>]+)(?:="([^"]*)")?')


def read(
    text: str, source: str, first_line: int, path: str, addresses: Mapping[str, str], names: Names = ()
) -> Document:
    """The page `path` (`defis/07.md`), whose body is `source` and starts on a line of its file.

    `text` is the body with marks in place of macros; `addresses` are those of the sources it may name, by id;
    `names`: what addresses call pages.
    """
    html, targets = markdown.convert(text, path, addresses, names)
    return _read(html, Cursor(source, first_line), targets).document(html)


def texts(html: str, source: str, first_line: int) -> tuple[Text, ...]:
    """The words of a page, block by block, from the HTML made of its body."""
    return tuple(_read(html, Cursor(source, first_line), repeat(ANYWHERE)).texts)


def _read(html: str, cursor: Cursor, targets: Iterable[Target]) -> _Reader:
    reader = _Reader(cursor, targets)
    reader.read(html)
    return reader


def _id(given: str) -> str:
    """What gives an id in the source, as a regular expression: `{#id}`, `{: id=id }`."""
    return rf"\{{[^{{}}\n]*(?:#|id=[\"']?){re.escape(given)}(?![\w-])"


class _Reader:
    """Collects what a page says while the cursor follows."""

    def __init__(self, cursor: Cursor, targets: Iterable[Target]):
        self.cursor, self.targets = cursor, iter(targets)
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.pictures: list[Link] = []
        self.texts: list[Text] = []
        self.ids: list[Place] = []
        self.attributes: list[Attribute] = []
        self.refused: list[Refused] = []
        self.open: list[str] = []
        # All that the block under way says; the same without code; its line, once known.
        self.block = self.prose = ""
        self.line: int | None = None
        # The id of the heading under way, and its line if the id tells it. The links under way, one within the other:
        # where each leads, where it begins in its block, how many pictures there were, and where the cursor then was.
        self.heading: tuple[str, int | None] = "", None
        self.leading: list[tuple[Target, int, int, int]] = []

    def document(self, html: str) -> Document:
        """What has been read of the whole page."""
        return Document(
            html.encode(),
            tuple(self.headings),
            tuple(self.links),
            tuple(self.pictures),
            tuple(self.ids),
            tuple(self.attributes),
            tuple(self.refused),
        )

    def read(self, html: str) -> None:
        """Collect what a whole page says."""
        for index, piece in enumerate(_TAG.split(html)):
            if index % 2 == 0:
                if piece:
                    self.text(piece)
            elif piece.startswith("</"):
                self.close(piece[2:-1])
            elif piece[0] == OPEN:
                self.cursor.past(r"\}\}", "}}")
            elif match := _OPENING.fullmatch(piece):
                self.start(match[1], {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[2])})
                if match[3]:
                    self.open.pop()
            else:
                self.attributes.append(Attribute(piece, "", self.cursor.here))
                self.open += [] if piece.endswith("/>") else [piece]
        self.end_block()

    def start(self, tag: str, values: Mapping[str, str]) -> None:
        """Begin an element."""
        if tag in _BLOCKS:
            self.end_block()
        self.open.append(tag)
        given = values.get("id", "")
        line = self.cursor.peek(_id(given), f"{{#{given}}}") if given else None
        if given:
            self.ids.append(Place(given, line or self.cursor.here))
        if tag in _HEADINGS:
            self.heading = given, line
        elif tag == "a":
            self.leading.append((next(self.targets), len(self.block), len(self.pictures), self.cursor.place))
        elif tag == "img":
            words = values.get("alt", "")
            self.cursor.words(words)
            self.pictures.append(self.link(next(self.targets), words, words))
        for name, value in values.items():
            self.attribute(tag, name, value)

    def close(self, tag: str) -> None:
        """End an element."""
        if tag == "a":
            target, start, pictures, began = self.leading.pop()
            label = self.block[start:]
            if label == target.address:
                # <https://example.org/>: the words are where it leads.
                self.cursor.place = began
            shown = " ".join(picture.words for picture in self.pictures[pictures:])
            self.links.append(self.link(target, label, label.strip() or shown))
            if self.leading:
                self.refused.append(Refused(LINK_WITHIN, "", self.links[-1].line))
        elif tag in _HEADINGS:
            id, line = self.heading
            words = " ".join(self.block.split())
            self.headings.append(Heading(int(tag[1]), id, words, line or self.line or self.cursor.here))
            if id:
                self.cursor.past(_id(id), f"{{#{id}}}")
        if tag in _BLOCKS:
            self.end_block()
        self.open.pop()

    def text(self, written: str) -> None:
        """Go past some text, and keep it."""
        text = unescape(written)
        element = self.open[-1] if self.open else ""
        if element in (RAW_HTML, DEFINITION, WIDE_ROW):
            self.refused.append(Refused(element, text, self.cursor.past(re.escape(text)) or self.cursor.here))
            return
        code = "code" in self.open
        line = self.cursor.code(text) if code else self.cursor.words(text)
        if self.line is None and line is not None:
            self.line = line - self.block.count("\n")
        # What the file holds as it is has been looked at; an entity may stand for anything.
        if text != written and (hidden := HIDDEN.search(text)):
            self.refused.append(Refused("file-character", code_point(hidden[0]), line or self.cursor.here))
        self.block += text
        self.prose += "\n" * text.count("\n") + " " if code else text

    def link(self, target: Target, label: str, words: str) -> Link:
        """A link or a picture with its words, once the cursor has passed its `label`: it goes past where that leads."""
        if target == ANYWHERE:
            pattern, likely = r"\]\s?\[[^\]\n]*\]|\]\(|(?<=\S)>", ""
        elif target.source:
            pattern, likely = rf"\]\s?\[{re.escape(target.source)}\]", f"][{target.source}]"
        else:
            address = re.escape(target.address)
            # Words that are where they lead may be an address between angle brackets.
            likely = "" if label == target.address else f"]({target.address}"
            pattern = rf"\]\(\s*<?{address}|<{address}>"
        end = self.cursor.past(rf"(?<!\\)(?:{pattern})", likely) or self.cursor.here
        return Link(target, end - label.count("\n"), words)

    def attribute(self, tag: str, name: str, value: str) -> None:
        """Keep an attribute that no page may set, and what none may hold."""
        shown = CALL.sub("{{…}}", value)
        if hidden := HIDDEN.search(shown):
            self.refused.append(Refused("file-character", code_point(hidden[0]), self.cursor.here))
        if CALL.search(value) or name not in ALLOWED | _OWN.get(tag, set()):
            # Browsers read an attribute with its white space and control characters made one.
            shown = re.sub(r"[\x00-\x20]+", " ", shown)
            # In an attribute list, or after the fence of some code, whose language is a class.
            words = [re.escape(word) for word in (name, value.removeprefix("language-")[:20]) if word]
            line = self.cursor.peek(rf"(?:\{{|^[`~]{{3}})[^{{}}\n]*(?:{'|'.join(words)})")
            self.attributes.append(Attribute(name, shown, line or self.cursor.here))

    def end_block(self) -> None:
        """Keep the words of the block that ends, if it has any."""
        if self.prose.strip():
            is_heading = bool(self.open) and self.open[-1] in _HEADINGS
            self.texts.append(Text(self.prose, self.line or self.cursor.here, is_heading))
        self.block, self.prose, self.line = "", "", None
