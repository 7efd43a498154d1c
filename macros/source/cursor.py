"""Where in a page's Markdown the HTML made of it comes from.

Python-Markdown keeps no line numbers. But a page's words, code and addresses stand in the same order in both: a
cursor that only goes forward finds each as the next of its like.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_END = re.compile(r"\n")
# Long enough for its next like to be itself.
_WORD = re.compile(r"[^\W_]{4,}")
# All there is in a text without such words.
_SHORT = re.compile(r"[^\W_]+")
# How far away the next of its like may stand: beyond the rule of a table, or the title of a link.
_REACH = 400


class Cursor:
    """How far in the source, which starts on a line of its file, the reader of the HTML has come."""

    def __init__(self, source: str, first_line: int):
        self.source, self.first_line, self.place = source, first_line, 0
        self.ends = [match.start() for match in _END.finditer(source)]

    def line(self, place: int) -> int:
        """The line of the file that a place of the source is on."""
        return self.first_line + bisect_left(self.ends, place)

    @property
    def here(self) -> int:
        """The line that the cursor is on."""
        return self.line(self.place)

    def peek(self, pattern: str, likely: str = "") -> int | None:
        """The line of the next match of a regular expression; `likely`: how it is nearly always written."""
        if (place := self._next(likely)) is not None:
            return self.line(place)
        match = re.compile(pattern, re.IGNORECASE | re.MULTILINE).search(self.source, self.place)
        return self.line(match.start()) if match else None

    def past(self, pattern: str, likely: str = "") -> int | None:
        """The same for one near the cursor, which goes past it."""
        if (place := self._next(likely)) is not None:
            self.place = place + len(likely)
            return self.line(place)
        match = re.compile(pattern, re.IGNORECASE).search(self.source, self.place, self.place + _REACH)
        if not match:
            return None
        self.place = match.end()
        return self.line(match.start())

    def _next(self, likely: str) -> int | None:
        """The place of a text, if it stands where its first sign does next: an expression takes longer to be made."""
        place = self.source.find(likely[0], self.place) if likely else -1
        return place if place >= 0 and self.source.startswith(likely, place) else None

    def find(self, text: str) -> int | None:
        """The place of the next like of a text, if it is near; the cursor goes past it."""
        place = self.source.find(text, self.place, self.place + _REACH + len(text))
        if place < 0:
            return None
        self.place = place + len(text)
        return place

    def words(self, text: str) -> int | None:
        """The line on which some prose begins, as its first word that is found tells; the cursor goes past its last."""
        if not (stripped := text.strip()):
            return None
        if _WORD.search(text) and (whole := self.find(stripped)) is not None:
            return self.line(whole) - text[: len(text) - len(text.lstrip())].count("\n")
        # Something of Markdown's stands within it: an escape, an entity, the end of an item's line.
        line = None
        for match in _WORD.finditer(text) if _WORD.search(text) else _SHORT.finditer(text):
            place = self.find(match[0])
            if line is None and place is not None:
                line = self.line(place) - text.count("\n", 0, match.start())
        return line

    def code(self, text: str) -> int | None:
        """The line on which some code begins; the cursor goes past it."""
        whole = self.find(text.strip())
        if whole is not None:
            return self.line(whole)
        # In a list or a quotation, each line has something before it.
        places = [self.find(line.strip()) for line in text.strip().split("\n")]
        return self.line(places[0]) if places[0] is not None else None
