"""What a page may cost to be read: looked at before anything else does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.source.address import Names
from macros.source.faults import Fault, Faults, raise_if_any
from macros.source.page import Page, Sources, page
from macros.source.text import read_text, size, text_of

# Far above any page that keeps its weight, and low enough for what Markdown does with it: the
# time it takes grows with the square of the signs it has to pair, and lists are read by recursion.
MAX_BYTES = 50_000
MAX_SIGNS = 1_000
SIGNS = "[]()<>!*_`&{}|=\\\n"
# Nine markers of lists or quotations at the start of a line that is no ruler (`- - - -`).
_TOO_DEEP = re.compile(
    r"^(?!([-*_])(?:[ \t]*\1)*[ \t]*$)[ \t]*(?:(?:(?:[-+*]|\d{1,9}[.)])[ \t]|>)[ \t]*){9}", re.MULTILINE
)
# For each opening bracket, Markdown looks through the rest of its paragraph (Python-Markdown #798). A table has as many
# cells as its widest row, times its rows. A large page has 50,000 of the first, 300 of the second.
MAX_PAIRING = 2_000_000
MAX_CELLS = 5_000
_BLOCK = re.compile(r"(.+?)(\n[ \t]*\n\s*|\Z)", re.DOTALL)
_WIDE = re.compile(r"[ \t]{101}")
# All that it can find where there is no tab, found sooner.
_SPACES = " " * 101


def read(path: Path, name: str, sources: Sources = (), names: Names = ()) -> Page:
    """The page in a file, called `name` in messages; `Faults` if Markdown would take for ever to read it.

    `sources`: those that it may name; `names`: what addresses call pages.
    """
    return _sound(read_text(path, name, MAX_BYTES), name, sources, names)


def past(text: str, name: str) -> Page:
    """The page that a file held, as `read` gives that which it holds; `Faults` if it would be refused today."""
    content = text.encode()
    if len(content) > MAX_BYTES:
        raise Faults([Fault(name, 1, "", "file-too-large", {"size": size(MAX_BYTES)})])
    return _sound(text_of(content, name), name, ())


def _sound(text: str, name: str, sources: Sources, names: Names = ()) -> Page:
    found: list[Fault] = []
    for sign in SIGNS:
        if sign in text and (count := text.count(sign)) > MAX_SIGNS:
            lines = text.split("\n")
            line = max(range(len(lines)), key=lambda index: lines[index].count(sign)) + 1
            shown = "⏎" if sign == "\n" else sign
            found.append(Fault(name, line, "", "page-signs", {"sign": shown, "count": count, "most": MAX_SIGNS}))
    wide = _WIDE.search(text) if "\t" in text or _SPACES in text else None
    if match := wide or _TOO_DEEP.search(text):
        found.append(Fault(name, text.count("\n", 0, match.end()) + 1, "", "page-nesting"))
    found += _heavy(text, name)
    raise_if_any(found)
    return page(name, text.encode(), sources, names)


def _heavy(text: str, name: str) -> Iterator[Fault]:
    """Paragraphs and tables that Markdown would take seconds to read."""
    if text.count("[") * len(text) <= MAX_PAIRING and text.count("|") * (text.count("\n") + 1) <= MAX_CELLS:
        # What the whole page keeps, each part does.
        return
    line = 1
    for block, after in _BLOCK.findall(text):
        if (count := block.count("[")) * len(block) > MAX_PAIRING:
            yield Fault(name, line, "", "page-heavy", {"count": count})
        if max(row.count("|") for row in block.split("\n")) * (block.count("\n") + 1) > MAX_CELLS:
            yield Fault(name, line, "", "page-cells", {"most": MAX_CELLS})
        line += (block + after).count("\n")
