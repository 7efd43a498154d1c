"""Reads the text of a project file: bounded, in UTF-8, without characters that hide or reorder it."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from macros.source.faults import Fault, Faults, Phrase, raise_if_any

# Larger than any data file an editor could write by hand: a guard, not a format.
MAX_BYTES = 2_000_000
# Control characters, private use, tags, and the marks that show a text in another order than it is read in
# (“Trojan Source”, CVE-2021-42574). The marks that Arabic needs (U+200E, U+200F, U+061C) reorder nothing.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)


def code_point(character: str) -> str:
    """`U+202E`"""
    return f"U+{ord(character):04X}"


def size(count: int) -> Phrase:
    """A number of bytes as messages say it: “2 MB”, “50 kB”."""
    if count >= 1_000_000:
        return Phrase("size-megabytes", {"count": count // 1_000_000})
    return Phrase("size-kilobytes", {"count": count // 1000})


def read_text(path: Path, name: str, most: int = MAX_BYTES) -> str:
    """The text of a project file; `Faults` if it is a link, too large, not UTF-8 or has hidden characters.

    `name` is how messages call it; `most` is in bytes.
    """
    if path.is_symlink():
        raise Faults([Fault(name, 1, "", "file-symlink")])
    if path.stat().st_size > most:
        raise Faults([Fault(name, 1, "", "file-too-large", {"size": size(most)})])
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise Faults([Fault(name, line, "", "file-not-utf8")]) from None
    raise_if_any(
        Fault(name, text.count("\n", 0, match.start()) + 1, "", "file-character", {"character": code_point(match[0])})
        for match in islice(HIDDEN.finditer(text), 20)
    )
    return text
