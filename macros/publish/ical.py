"""Calendars as RFC 5545 writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

# In bytes, without the two that end a line (3.1), and room for the space that begins the next.
_LONGEST = 74


def calendar(site: str, language: str, entries: Iterable[str]) -> str:
    """A calendar of a site, of the lines of its entries; nothing without any."""
    lines = list(entries)
    if not lines:
        return ""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{text(site)}//{language.upper()}"]
    return written([*head, *lines, "END:VCALENDAR"])


def written(lines: Iterable[str]) -> str:
    """The lines of a calendar as its file has them: each ended, and gone on below where it is too long."""
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def text(words: str) -> str:
    """A text as the format writes it (3.3.11)."""
    words = re.sub(r"([\\;,])", r"\\\1", words)
    return re.sub(r"[\x00-\x1f]", "", re.sub(r"\r?\n", r"\\n", words))


def _folded(line: str) -> str:
    """A line that goes on after a space where it is too long (3.1)."""
    found, size = [""], 0
    for letter in line:
        width = len(letter.encode(errors="replace"))
        if size + width > _LONGEST:
            found.append(" ")
            size = 1
        found[-1] += letter
        size += width
    return "\r\n".join(found)
