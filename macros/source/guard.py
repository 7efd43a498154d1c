"""What no page may do: take for ever to be read, lead where no source says, act in a reader's browser."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from html.parser import HTMLParser
from pathlib import Path

from macros.source import prose
from macros.source.data import Data
from macros.source.faults import Fault, raise_if_any
from macros.source.prose import Page
from macros.source.text import read_text

# Far above any page that keeps its weight, and low enough for what Markdown does with it: the
# time it takes grows with the square of the signs it has to pair, and lists are read by recursion.
MAX_BYTES = 50_000
MAX_SIGNS = 1_000
SIGNS = "[]()<>!*_`&{}|=\\\n"
# Nine markers of lists or quotations at the start of a line that is no ruler (`- - - -`).
_TOO_DEEP = re.compile(
    r"^(?!([-*_])(?:[ \t]*\1)*[ \t]*$)[ \t]*(?:(?:(?:[-+*]|\d{1,9}[.)])[ \t]|>)[ \t]*){9}", re.MULTILINE
)
_WIDE = re.compile(r"[ \t]{101}")


def read(path: Path, name: str) -> Page:
    """The page in a file, called `name` in messages; `Faults` if Markdown would take for ever to read it."""
    page = prose.page(name, read_text(path, name, MAX_BYTES))
    found: list[Fault] = []
    for sign in SIGNS:
        if (count := page.text.count(sign)) > MAX_SIGNS:
            lines = page.text.split("\n")
            line = max(range(len(lines)), key=lambda index: lines[index].count(sign)) + 1
            shown = "⏎" if sign == "\n" else sign
            found.append(Fault(name, line, "", "page-signs", {"sign": shown, "count": count, "most": MAX_SIGNS}))
    if match := _WIDE.search(page.text) or _TOO_DEEP.search(page.text):
        found.append(Fault(name, page.text.count("\n", 0, match.end()) + 1, "", "page-nesting"))
    raise_if_any(found)
    return page


class _Attributes(HTMLParser):
    """Collects what prose could smuggle into attributes through Markdown's attribute lists."""

    ALLOWED = frozenset({"id", "href", "lang", "dir", "title", "start", "hreflang", "alt", "src"})

    def __init__(self, addresses: Container[str]) -> None:
        super().__init__()
        self.addresses = addresses
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            # Browsers read an address without the white space and the control characters in it.
            text = re.sub(r"[\x00-\x20]+", "" if name in ("href", "src") else " ", value or "")
            if name not in self.ALLOWED or (name in ("href", "src") and not self.leads_somewhere(name, text)):
                self.found.append((name, text))

    def leads_somewhere(self, name: str, address: str) -> bool:
        """Whether an address is that of a source, an e-mail, or something of this site."""
        if re.match(r"[a-z][a-z0-9+.-]*:|[/\\]", address, re.IGNORECASE):
            return name == "href" and (address in self.addresses or address.startswith("mailto:"))
        return True


def unsafe(page: Page, converted: str, data: Data) -> Iterator[Fault]:
    """Attributes and addresses in the converted prose that no page may have."""
    parser = _Attributes({source.url for source in data.sources.values()})
    parser.feed(converted)
    parser.close()
    for name, value in parser.found:
        place = max(page.text.find(name), page.text.find(value[:20]) if value else -1)
        line = page.text.count("\n", 0, place) + 1 if place >= 0 else page.first_line
        if value.startswith(("http://", "https://", "//")):
            yield Fault(page.name, line, "", "page-external", {"address": value})
        else:
            yield Fault(page.name, line, "", "page-attribute", {"attribute": name, "value": value[:40]})
