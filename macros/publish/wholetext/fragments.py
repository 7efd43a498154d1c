"""The HTML that our macros put into pages, as Markdown (CommonMark, with headings' ids and tables)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from urllib.parse import urljoin

from macros.publish import xhtml

_SIGNS = re.compile(r"([\\`*_\[\]<])")
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*"}
_LISTS = {"ul", "ol"}
_BLOCKS = {"p", "div", "section", "figure", "figcaption", "dl", "dt", "dd", "details", "summary", "nav", "caption"}
# What is looked at, not read.
_UNREAD = {"svg", "form", "input", "button", "script", "nav"}


def markdown(html: str, address: str) -> str:
    """A fragment of the page at `address`, whose links are made whole; what is in another language says so."""
    tree = xhtml.read(f"<div>{html}</div>", address)
    return re.sub(r"\n(?: *\n)+", "\n\n", _Writer(address).inside(tree)).strip()


class _Writer:
    """Writes elements one after the other. A block stands between empty lines, which are made one at the end."""

    def __init__(self, address: str):
        self.address = address

    def inside(self, element: ET.Element) -> str:
        """What an element holds."""
        parts = [_text(element.text)]
        for child in element:
            parts += [self.write(child), _text(child.tail)]
        return "".join(parts)

    def write(self, element: ET.Element) -> str:
        tag, id = element.tag, element.get("id")
        if tag in _UNREAD:
            return ""
        if tag in _LISTS:
            return self.items(element)
        if tag == "table":
            return self.table(element)
        if tag == "br":
            return "\\\n"
        if tag == "code":
            return f"`{''.join(element.itertext())}`"
        said = self.inside(element)
        if language := element.get("lang"):
            said = f'<span lang="{language}">{said.strip()}</span>'
        if re.fullmatch("h[1-6]", tag):
            return f"\n\n{'#' * int(tag[1])} {_line(said)}{f' {{#{id}}}' if id else ''}\n\n"
        if tag == "a":
            return f"[{said}]({urljoin(self.address, element.get('href', ''))})"
        if tag == "blockquote":
            return "\n\n" + "\n".join(f"> {line}".rstrip() for line in said.strip().split("\n")) + "\n\n"
        if tag == "dt":
            return f"\n\n**{_line(said)}**\n\n"
        if tag in _BLOCKS:
            return f"\n\n{_plain(said.strip())}\n\n"
        mark = _MARKS.get(tag, "")
        return f"{mark}{said.strip()}{mark}" if mark and said.strip() else said

    def items(self, element: ET.Element) -> str:
        """A list; what an item holds besides its first line stands under it."""
        found = []
        for number, item in enumerate(element.iter("li") if not len(element) else element, 1):
            mark = f"{number}. " if element.tag == "ol" else "- "
            said = re.sub(r"\n{2,}", "\n\n", self.inside(item).strip())
            found.append(mark + said.replace("\n", "\n" + " " * len(mark)).replace(" " * len(mark) + "\n", "\n"))
        return "\n\n" + "\n".join(found) + "\n\n"

    def table(self, element: ET.Element) -> str:
        caption = element.find("caption")
        rows = [f"| {' | '.join(self.cell(cell) for cell in row)} |" for row in element.iter("tr")]
        if rows:
            rows.insert(1, "|" + " --- |" * (rows[0].count(" | ") + 1))
        above = f"\n\n{_line(self.inside(caption))}" if caption is not None else ""
        return f"{above}\n\n" + "\n".join(rows) + "\n\n"

    def cell(self, cell: ET.Element) -> str:
        """A cell of a table, on its one line."""
        return _line(self.inside(cell).replace("\\\n", " ")).replace("|", "\\|")


def _plain(said: str) -> str:
    """A block whose first sign is no mark: `2024.` alone would begin a list."""
    return re.sub(r"\A(\d+(?=[.)](?:\s|\Z)))|\A(?=[#+-] )", r"\1\\", said)


def _line(text: str) -> str:
    return " ".join(text.split(" ")).replace("\n", " ").strip()


def _text(text: str | None) -> str:
    """A text of HTML, where any white space is one space, with the signs that Markdown obeys made plain."""
    return _SIGNS.sub(r"\\\1", re.sub(r"[ \t\n]+", " ", text or ""))
