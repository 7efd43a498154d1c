"""Looks for slips of the pen in the lines of a YAML file that cannot be read: where each is, and what was meant.

YAML's own parser tells where it stops, which may be a thousand lines further, and in words for programmers. Editors
write few kinds of lines, though: `key: text`, `- text`, and what goes on from the line above. This reads those lines
as an editor does, by their columns. What it finds may be no fault: `recovery.py` asks the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from macros.source.faults import Fault
from macros.source.slip_values import BULLET, Slip, indent, read_value

# A key, and what follows its colon.
_KEY = re.compile(r"""([\w.-]+|"[^"]*"|'[^']*')[ \xa0]*:(?:\s+(.*))?""", re.DOTALL)
_NO_SPACE = re.compile(r"([A-Za-z_]\w*):([^\s/:].*)")
_ITEM = re.compile(r"-(?:\s+|$)")
_DOCUMENT = re.compile(r"(?:---|\.\.\.)(?:\s|$)")


@dataclass
class _Level:
    """A list (`dash`) or the keys of an entry, whose lines all begin at one column."""

    column: int
    dash: bool


@dataclass
class _Reader:
    """Reads lines one after the other, each slip mended before the next one is looked for.

    `levels`: those that are open around the line under way; `opened`: whether the last one left its value to come.
    """

    name: str
    lines: list[str]
    found: list[Slip] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)
    opened: bool = True

    def __post_init__(self) -> None:
        # A word that begins a line of this file as a key does, and can be told from one of a sentence.
        self.known = set(re.findall(r"^[ \t]*(?:- +)*([A-Za-z_]\w*):(?: |$)", "\n".join(self.lines), re.MULTILINE))

    def slip(self, index: int, code: str, changes: Mapping[int, str], certain: bool = False, **values: object) -> None:
        """Keep a slip of a line."""
        self.keep(Slip(Fault(self.name, index + 1, "", code, values), changes, certain))

    def line(self, index: int) -> int:
        """Read what begins on a line; the index of the line after it."""
        content = self.lines[index].strip()
        if not content or content.startswith("#") or (index == 0 and content.startswith("%")):
            return index + 1
        if _DOCUMENT.match(self.lines[index]):
            if self.levels:
                self.slip(index, "yaml-document", {index: ""})
            return index + 1
        self.untab(index)
        content = self.lines[index].strip()
        self.place(index, indent(self.lines[index]), content)
        return self.content(index, indent(self.lines[index]))

    def untab(self, index: int) -> None:
        """Tabs and no-break spaces before the text of a line, or between its dash or its key and what follows."""
        line = self.lines[index]
        blank = "[ \t\xa0\u202f]"
        start = re.match(rf"{blank}*(?:-{blank}+)*(?:{_KEY.pattern.partition(':')[0]}:{blank}+)?", line)
        if start and not start[0].isascii():
            plain = re.sub("[\xa0\u202f]", " ", start[0])
            self.slip(index, "yaml-no-break", {index: plain + line[start.end() :]}, certain=True)
        elif start and "\t" in start[0]:
            item = bool(_ITEM.match(line.lstrip()))
            columns = [level.column for level in self.levels if level.dash == item]
            within = "\t" not in line[: len(line) - len(line.lstrip())]
            spaced = [start[0].replace("\t", " " * width) for width in ((1,) if within else (2, 4, 8))]
            fitting = [each for each in spaced if within or indent(each + "x") in columns]
            changed = (*fitting, spaced[0])[0] + line[start.end() :]
            self.slip(index, "yaml-tab", {index: changed}, certain=len(fitting) == 1)

    def place(self, index: int, column: int, content: str) -> None:
        """Find the level that a line is of; slips of its beginning."""
        left: list[_Level] = []
        while self.levels and self.levels[-1].column > column:
            left.append(self.levels.pop())
        item, top = bool(_ITEM.match(content)), self.levels[-1] if self.levels else None
        if left and not item and not _KEY.fullmatch(content) and not _NO_SPACE.fullmatch(content):
            # Some words of the text above.
            self.levels += reversed(left)
            self.slip(index, "yaml-lost", {index: ""}, text=content[:40])
        elif left and self.is_alone(index, content) and (not top or top.column == column or not self.opened):
            self.misplaced(index, column, item, left)
        elif top and top.column == column:
            self.beside(index, top, item, content, left)
        elif left or not self.opened:
            self.misplaced(index, column, item, left)

    def is_alone(self, index: int, content: str) -> bool:
        """Whether a line holds a whole value, and the next one begins further right: where this one should."""
        below = next((line for line in self.lines[index + 1 :] if line.strip()), "")
        value = content
        while dash := _ITEM.match(value):
            value = value[dash.end() :]
        key = _KEY.fullmatch(value)
        whole = bool(key[2]) and not re.match("[>|]", key[2]) if key else not _NO_SPACE.fullmatch(value)
        return whole and not (key and value != content) and indent(below) > indent(self.lines[index])

    def beside(self, index: int, top: _Level, item: bool, content: str, left: list[_Level]) -> None:
        """Slips at the beginning of a line that stands right below others."""
        line, column = self.lines[index], top.column
        if top.dash and not item:
            under = len(self.levels) > 1 and self.levels[-2].column == column
            if under and _KEY.fullmatch(content):
                self.levels.pop()
            elif bullet := BULLET.match(content) or re.match(r"([*+])\s+", content):
                changed = f"{line[:column]}- {content[bullet.end() :]}"
                self.slip(index, "yaml-bullet", {index: changed}, certain=True, sign=bullet[1])
            elif content.startswith("-"):
                changed = f"{line[:column]}- {content[1:]}"
                self.slip(index, "yaml-dash-space", {index: changed}, certain=True)
            else:
                self.slip(index, "yaml-dash", {index: f"{line[:column]}- {content}"})
        elif not top.dash and item and not self.opened:
            self.misplaced(index, column, item, left)
        elif not top.dash and not item and not _KEY.fullmatch(content):
            self.no_key(index, column, content)

    def no_key(self, index: int, column: int, content: str) -> None:
        """Slips of a line that has to begin with a key, and has none."""
        line, word = self.lines[index], re.match(r"\w+", content)
        if match := _NO_SPACE.fullmatch(content):
            changed = f"{line[:column]}{match[1]}: {match[2]}"
            self.slip(index, "yaml-space", {index: changed}, match[1] in self.known, key=match[1])
        elif word and word[0] in self.known:
            changed = f"{line[:column]}{word[0]}: {content[word.end() :].strip()}"
            self.slip(index, "yaml-no-colon", {index: changed}, key=word[0])
        else:
            self.slip(index, "yaml-lost", {index: ""}, text=content[:40])

    def misplaced(self, index: int, column: int, item: bool, left: list[_Level]) -> None:
        """A line that begins at no column of the lines around it."""
        around = [level.column for level in (*left, *reversed(self.levels)) if level.dash == item]
        levels = [level for level in around if level != column]
        if not levels:
            return
        last = index + 1
        below = next((line for line in self.lines[last:] if line.strip()), "")
        expected = min(levels, key=lambda other: (other != indent(below), abs(other - column)))
        if expected < column and not (item and indent(below) < column + 2):
            # What goes with the line is moved with it.
            while last < len(self.lines) and (not self.lines[last].strip() or indent(self.lines[last]) >= column):
                last += 1
        changes = {
            place: " " * max(indent(line) + expected - column, 0) + line.lstrip(" ")
            for place, line in enumerate(self.lines[index:last], index)
        }
        self.slip(index, "yaml-indent", changes, found=column, expected=expected)
        self.levels += [level for level in reversed(left) if level.column <= expected]
        while self.levels and self.levels[-1].column > expected:
            self.levels.pop()

    def open(self, column: int, dash: bool) -> None:
        """Note that a list or the keys of an entry stand at a column."""
        if not (self.levels and self.levels[-1] == _Level(column, dash)):
            self.levels.append(_Level(column, dash))

    def content(self, index: int, column: int) -> int:
        """Read what a line holds from a column on; the index of the line after it."""
        parent, text = column, self.lines[index][column:]
        while dash := _ITEM.match(text):
            self.open(column, dash=True)
            parent, column, text = column, column + dash.end(), text[dash.end() :]
        if (glued := _NO_SPACE.fullmatch(text)) and glued[1] in self.known:
            text = f"{glued[1]}: {glued[2]}"
            self.slip(index, "yaml-space", {index: self.lines[index][:column] + text}, certain=True, key=glued[1])
        key = _KEY.fullmatch(text)
        if key:
            self.open(column, dash=False)
            parent, column = column, column + key.start(2) if key[2] else len(self.lines[index])
        value = self.lines[index][column:]
        self.opened = not value.strip() or value.startswith("#")
        if self.opened:
            return index + 1
        after, slip = read_value(self.name, self.lines, index, column, parent, self.known)
        if slip:
            # Without a key or a dash, it may be a key gone wrong.
            self.keep(replace(slip, certain=slip.certain and bool(key or parent < column)))
        return after

    def keep(self, slip: Slip) -> None:
        """Keep a slip, and go on as if it were mended."""
        self.found.append(slip)
        self.opened = self.opened or slip.opens
        for place, line in slip.changes.items():
            self.lines[place] = line


def slips(name: str, lines: Iterable[str]) -> list[Slip]:
    """What an editor may have got wrong in the lines of a YAML file, in their order, called `name` in messages."""
    reader, index = _Reader(name, list(lines)), 0
    while index < len(reader.lines):
        index = reader.line(index)
    return reader.found
