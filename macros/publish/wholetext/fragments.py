"""The HTML that our macros put into pages, as Markdown (CommonMark, with headings' ids and tables)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from macros.site.gate import TAG, VOID
from macros.source.address import reached

_SIGNS = re.compile(r"([\\`*_\[\]<])")
# Empty lines, as many as they are, with spaces in them or not.
_GAP, _GAPS = re.compile(r"\n(?: *\n)+"), re.compile(r"\n{2,}")
_NUMBERED = re.compile(r"\A(\d+(?=[.)](?:\s|\Z)))|\A(?=[#+-] )")
# White space that is no plain space alone.
_SPACES = re.compile(r" *[\t\n][ \t\n]*|  +")
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*"}
_BLOCKS = {"p", "div", "section", "figure", "figcaption", "dl", "dt", "dd", "details", "summary", "nav", "caption"}
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
# Of a table and of a list, the texts are in the rows' cells and in the items.
_TABLE = {"table", "thead", "tbody", "tfoot"}
_LISTS = {"ul", "ol"}
_HOLDERS = _LISTS | _TABLE | {"tr"}
# What is looked at, not read.
_UNREAD = {"svg", "form", "input", "button", "script", "nav"}
_NAME = re.compile("<([a-z][a-z0-9]*)")
_ATTRIBUTE = re.compile(r"""\s(id|lang|href)=(?:"([^"]*)"|'([^']*)')""")


def markdown(html: str, address: str) -> str:
    """A fragment of the page at `address`, whose links are made whole; what is in another language says so.

    Its elements are all closed, in their order, as our templates close them: the finished pages are judged by that.
    """
    writer = _Writer(address)
    for place, piece in enumerate(TAG.split(html)):
        if place % 2 == 0:
            writer.text(piece)
        elif piece.startswith("</"):
            writer.close()
        else:
            writer.start(piece)
    return _GAP.sub("\n\n", writer.said).strip()


@dataclass(slots=True)
class _Element:
    """An element that is open: its name, its attributes, what it says so far; of a table, its title."""

    name: str
    attributes: Mapping[str, str]
    parts: list[str] = field(default_factory=list)
    caption: str = ""


@lru_cache(maxsize=5_000)
def _opened(tag: str) -> tuple[str, Mapping[str, str]]:
    """What a tag opens, and the attributes that Markdown has a use for."""
    name = _NAME.match(tag)
    return name[1] if name else "", {key: unescape(one or other) for key, one, other in _ATTRIBUTE.findall(tag)}


class _Writer:
    """Writes elements one after the other. A block stands between empty lines, which are made one at the end."""

    def __init__(self, address: str):
        self.address = address
        self.open = [_Element("", {})]
        # The code under way, whose signs stay as they are.
        self.code: _Element | None = None

    @property
    def said(self) -> str:
        """What the elements said that are closed."""
        return "".join(self.open[-1].parts)

    def text(self, written: str) -> None:
        """Go past a text of HTML, where any white space is one space; signs that Markdown obeys are made plain."""
        element = self.open[-1]
        if not written or element.name in _HOLDERS:
            return
        text = unescape(written) if "&" in written else written
        if not self.code:
            text = _SPACES.sub(" ", text)
            # Few texts have any: looking for them takes less than replacing none.
            text = _SIGNS.sub(r"\\\1", text) if _SIGNS.search(text) else text
        element.parts.append(text)

    def start(self, tag: str) -> None:
        """Open an element."""
        name, attributes = _opened(tag)
        if name == "br" and not self.code:
            self.open[-1].parts.append("\\\n")
        elif name not in VOID and not tag.endswith("/>"):
            self.open.append(_Element(name, attributes))
            if name == "code" and not self.code:
                self.code = self.open[-1]

    def close(self) -> None:
        """End the element under way: what it says goes to the one around it, in its form."""
        if len(self.open) == 1:
            # A template closes what it did not open: whoever judges the page tells it.
            return
        element = self.open.pop()
        around = self.open[-1]
        said = "".join(element.parts)
        if element is self.code:
            self.code = None
        if self.code or around.name in _LISTS:
            around.parts.append(said)
        elif around.name == "tr":
            around.parts.append(_line(said.replace("\\\n", " ")).replace("|", "\\|"))
        elif element.name == "tr":
            around.parts.append(f"| {' | '.join(element.parts)} |")
        elif element.name == "caption":
            around.caption = f"\n\n{_line(said)}"
        elif around.name == "table":
            around.parts += element.parts
        else:
            around.parts.append(self.written(element, said))

    def written(self, element: _Element, said: str) -> str:
        """An element that said this, as Markdown."""
        name, id, language = element.name, element.attributes.get("id"), element.attributes.get("lang")
        if name in _UNREAD:
            return ""
        if name in _LISTS:
            return _items(element)
        if name == "table":
            return _table(element)
        if name == "code":
            return f"`{said}`"
        if language:
            said = f'<span lang="{language}">{said.strip()}</span>'
        if name in _HEADINGS:
            return f"\n\n{_HEADINGS[name]} {_line(said)}{f' {{#{id}}}' if id else ''}\n\n"
        if name == "a":
            return f"[{said}]({reached(self.address, element.attributes.get('href', ''))})"
        if name == "blockquote":
            return "\n\n" + "\n".join(f"> {line}".rstrip() for line in said.strip().split("\n")) + "\n\n"
        if name == "dt":
            return f"\n\n**{_line(said)}**\n\n"
        if name in _BLOCKS:
            return f"\n\n{_plain(said.strip())}\n\n"
        mark = _MARKS.get(name, "")
        return f"{mark}{said.strip()}{mark}" if mark and said.strip() else said


def _items(element: _Element) -> str:
    """A list; what an item holds besides its first line stands under it."""
    found = []
    for number, item in enumerate(element.parts, 1):
        mark = f"{number}. " if element.name == "ol" else "- "
        said = _GAPS.sub("\n\n", item.strip())
        if "\n" in said:
            said = said.replace("\n", "\n" + " " * len(mark)).replace(" " * len(mark) + "\n", "\n")
        found.append(mark + said)
    return "\n\n" + "\n".join(found) + "\n\n"


def _table(element: _Element) -> str:
    rows = element.parts
    if rows:
        rows.insert(1, "|" + " --- |" * (rows[0].count(" | ") + 1))
    return f"{element.caption}\n\n" + "\n".join(rows) + "\n\n"


def _plain(said: str) -> str:
    """A block whose first sign is no mark: `2024.` alone would begin a list."""
    return _NUMBERED.sub(r"\1\\", said) if _NUMBERED.match(said) else said


def _line(text: str) -> str:
    return text.replace("\n", " ").strip()
