"""Reads the text of a project file: bounded, in UTF-8, without characters that hide or reorder it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from macros.source.faults import Fault, Faults, Phrase, raise_if_any

# A strategy of 999 entries takes 2.6 MB: a guard, not a format.
MAX_BYTES = 4_000_000
# Control characters, private use, non-characters, the marks that show a text in another order than it is read in
# (“Trojan Source”, CVE-2021-42574), and whatever shows nothing at all: Unicode's Default_Ignorable_Code_Point (soft
# hyphen, zero-width spaces, fillers, variation selectors, tags…), the empty cell of braille, the empty head of a note.
_NEVER_BASIC = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2028-\u202e\u2060-\u206f\u2800"
    "\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
)
_NEVER_BEYOND = (
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
)
# U+200C and U+200D part or join letters that would be written otherwise: in Arabic, Syriac, N'Ko, Mongolian and the
# scripts of India and its neighbours (The Unicode Standard, 23.2), right after a letter of theirs. Elsewhere they hide.
_JOINING = "\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\ua840-\ua87f"
# U+061C, U+200E and U+200F put a full stop or a number on the right side of Arabic; one does all that several would.
# One set of few ranges comes first, all planes beyond the basic one as a single range: whole files are looked through.
HIDDEN = re.compile(
    f"[{_NEVER_BASIC}\U00010000-\U0010ffff\u061c\u200c-\u200f]"
    f"(?:(?<=[{_NEVER_BASIC}{_NEVER_BEYOND}])|(?<![{_JOINING}].)(?<=[\u200c\u200d])|(?<=[\u061c\u200e\u200f][\u061c\u200c-\u200f]))",
    re.DOTALL,
)


# What git leaves where two people changed the same lines: from the first mark to the last; and a mark on its own.
_CONFLICT = re.compile(
    r"^<{7}(?: .*)?$(?:\n(?!<{7}(?: |$)|>{7}(?: |$)).*)*(?:\n>{7}(?: .*)?$)?|^(?:>{7}|\|{7})(?: .*)?$", re.MULTILINE
)
# The bullets of the fonts Symbol and Wingdings, which Word gives with what is copied.
_BULLETS = "\uf0b7\uf0a7\uf0d8"


def code_point(character: str) -> str:
    """`U+202E`"""
    return f"U+{ord(character):04X}"


def size(count: int) -> Phrase:
    """A number of bytes as messages say it: “2 MB”, “50 kB”."""
    if count >= 1_000_000:
        return Phrase("size-megabytes", {"count": count // 1_000_000})
    return Phrase("size-kilobytes", {"count": count // 1000})


def read_bytes(path: Path, name: str, most: int) -> bytes:
    """What a plain file holds, called `name` in messages; `Faults` if it is none, can't be read, or is larger.

    `most` is in bytes. Nothing more is read, whatever the file says of its size.
    """
    try:
        if not path.is_file():
            raise OSError
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError:
        raise Faults([Fault(name, 1, "", "file-unread")]) from None
    if len(content) > most:
        raise Faults([Fault(name, 1, "", "file-too-large", {"size": size(most)})])
    return content


def read_text(path: Path, name: str, most: int = MAX_BYTES) -> str:
    """The text of a project file; `Faults` if it is a link, too large, not UTF-8 or has hidden characters.

    `name` is how messages call it; `most` is in bytes.
    """
    if path.is_symlink():
        raise Faults([Fault(name, 1, "", "file-symlink")])
    return text_of(read_bytes(path, name, most), name)


def text_of(content: bytes, name: str) -> str:
    """The text of a file called `name` in messages.

    `Faults` if it is not UTF-8, has hidden characters, or two versions of a passage.
    """
    try:
        # A mark of byte order at the beginning (Notepad writes one) says nothing, and harms nobody.
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Faults([Fault(name, line, "", "file-not-utf8")]) from None
    raise_if_any(islice(_unfit(text, name), 20))
    return text


def conflicts(text: str) -> Iterator[int]:
    """The lines at which git left two versions of a passage."""
    for match in _CONFLICT.finditer(text):
        yield text.count("\n", 0, match.start()) + 1


def _unfit(text: str, name: str) -> Iterator[Fault]:
    """What no text may hold: two versions of a passage, and characters that nobody sees."""
    for line in conflicts(text):
        yield Fault(name, line, "", "file-conflict")
    for match in HIDDEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        begins = match[0] in _BULLETS and not before.strip(" \t-")
        code = "file-bullet" if begins else "file-character"
        yield Fault(name, line, "", code, {"character": code_point(match[0])})
