"""Looks for slips of the pen in a value of a YAML file: a text, quoted or not, a list on a line, a block of lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import takewhile

from macros.source.faults import Fault

# What word processors put before an item; the last three are of the fonts Symbol and Wingdings.
BULLET = re.compile("([•·‣▪◦●○■□\uf0b7\uf0a7\uf0d8](?=[\t \xa0])|[o–—](?=\t))[\t \xa0]+")
_BLOCK = re.compile(r"[>|][+-]?[1-9]?[+-]?\s*(?:#.*)?")
_WHOLE = {'"': re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*+'")}
_REST = re.compile(r"\s*(?:#.*)?")
# What YAML gives a meaning to where it begins a text, and what ends a key within one.
_SIGN = re.compile(r"[&*!|>%@`,\]}]|[-?](?=\s)")
_COLON = re.compile(r":(?=\s|$)")
_FLOW = re.compile(r"""[\[{,:]\s*(?:"(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+')|[\[{]|[\]}]""", re.DOTALL)
_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Slip:
    """A fault, and the lines to read in place of those that are there, by their index.

    `certain`: whether nothing else can have been meant; `opens`: whether a value is then to come, on the next lines.
    """

    fault: Fault
    changes: Mapping[int, str]
    certain: bool
    opens: bool = False


# The index of the line after a value, and what is wrong with it.
Reading = tuple[int, Slip | None]


def indent(line: str) -> int:
    """The column at which a line begins, from 0."""
    return len(line) - len(line.lstrip(" "))


def quoted(text: str) -> str:
    """A text between the quotation marks that let it stay as it is."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


@dataclass(frozen=True)
class _Value:
    """A value: the lines of its file, called `name` in messages, where it begins, the column of its key or dash.

    `known`: the words that are keys elsewhere in the file.
    """

    name: str
    lines: list[str]
    index: int
    column: int
    parent: int
    known: Collection[str]

    @property
    def text(self) -> str:
        return self.lines[self.index][self.column :]

    @property
    def last(self) -> int:
        """The index of the last line that can be of this value: each is empty, or begins to the right of its key."""
        after = self.index + 1
        inside = takewhile(lambda line: not line.strip() or indent(line) > self.parent, self.lines[after:])
        return self.index + len("".join(f"{line}\n" for line in inside).rstrip().splitlines())

    def slip(self, code: str, lines: str, index: int = -1, certain: bool = False, **values: object) -> Slip:
        """A slip on a line, this value's first unless told; `lines`: what to read instead of the value's."""
        start = self.lines[self.index][: self.column]
        changes = dict(enumerate((start + lines).rstrip().split("\n"), self.index))
        line = (self.index if index < 0 else index) + 1
        return Slip(Fault(self.name, line, "", code, values), changes, certain, opens=not lines.strip())

    def read(self) -> Reading:
        """The index of the line after it, and what is wrong with it."""
        if _BLOCK.fullmatch(self.text):
            return self.block()
        if self.text[0] in _WHOLE:
            return self.quotes()
        return self.flow() if self.text[0] in _CLOSING else self.plain()

    def block(self) -> Reading:
        """A text on the lines below, all at the column of the first one or to its right."""
        column = 0
        for index in range(self.index + 1, self.last + 1):
            line = self.lines[index]
            if indent(line) < column and self.begins(line.strip()):
                return index, None
            begun = line[: len(line) - len(line.lstrip())]
            column = column or (indent(line) if line.strip() else 0)
            if line.strip() and "\t" in begun and ("\t" in begun[: column or 1]):
                changed = {index: begun.replace("\t", " " * max(column, self.parent + 2)) + line.lstrip()}
                return self.last + 1, Slip(Fault(self.name, index + 1, "", "yaml-tab"), changed, certain=True)
            if line.strip() and indent(line) < column:
                values = {"found": indent(line), "expected": column}
                changed = {index: " " * column + line.lstrip(" ")}
                return self.last + 1, Slip(
                    Fault(self.name, index + 1, "", "yaml-indent", values), changed, certain=False
                )
        return self.last + 1, None

    def quotes(self) -> Reading:
        """A text between quotation marks."""
        sign, rest = self.text[0], self.lines[self.index + 1 : self.last + 1]
        whole = "\n".join([self.text, *rest])
        match = _WHOLE[sign].match(whole)
        if not match:
            return self.last + 1, self.slip("yaml-quote", whole.rstrip() + sign, sign=sign)
        end = self.index + match[0].count("\n")
        after = whole[match.end() :].partition("\n")[0]
        if _REST.fullmatch(after):
            return end + 1, None
        plain = whole[: match.end()] + after
        return end + 1, self.slip("yaml-after-quote", quoted(plain.rstrip()), index=end, rest=after.strip()[:40])

    def flow(self) -> Reading:
        """A list between brackets, or keys between braces."""
        sign, rest = self.text[0], self.lines[self.index + 1 : self.last + 1]
        more = self.lines[self.last + 1 : self.last + 2]
        if more and more[0].strip()[:1] in ("]", "}"):
            rest += more
        whole, depth = "\n".join([self.text, *rest]), 0
        for match in _FLOW.finditer(whole):
            # Those of a quoted text are passed with it; what opens one may be a bracket.
            depth += (match[0][0] in _CLOSING) - (match[0] in ("]", "}"))
            if depth == 0 and match[0] in ("]", "}"):
                return self.after_flow(whole, match.end())
        closed = "" if self.text.strip() == sign else self.text.rstrip() + _CLOSING[sign]
        return self.index + 1, self.slip("yaml-bracket", closed, sign=sign, closing=_CLOSING[sign])

    def after_flow(self, whole: str, end: int) -> Reading:
        """What follows the end of a list or of keys: nothing may."""
        last, after = self.index + whole.count("\n", 0, end), whole[end:].partition("\n")[0]
        below = next((line for line in self.lines[last + 1 :] if line.strip()), "")
        if not _REST.fullmatch(after):
            return last + 1, self.slip("yaml-sign", quoted((whole[:end] + after).rstrip()), sign=whole[0])
        if not whole[1 : end - 1].strip() and (
            indent(below) > self.parent or (indent(below) == self.parent and below.lstrip().startswith("- "))
        ):
            return last + 1, self.slip("yaml-empty-list", "", certain=True, sign=whole[:end])
        return last + 1, None

    def plain(self) -> Reading:
        """A text without quotation marks."""
        end = self.index
        while end < self.last and not self.begins(self.lines[end + 1].strip()):
            end += 1
        parts = [self.text, *self.lines[self.index + 1 : end + 1]]
        parts[-1], mark, comment = parts[-1].partition(" #")
        whole = "\n".join(parts).rstrip()
        within = quoted(whole) + (f" {mark.strip()}{comment}" if mark else "")
        # What looks like a comment may be words; a colon before any word, a key gone wrong.
        certain = " #" not in whole and not mark and bool(re.match(r"[^:]*\w", whole))
        if sign := _SIGN.match(whole):
            return end + 1, self.slip("yaml-sign", within, certain=certain, sign=sign[0])
        colon = next((place for place, part in enumerate(parts) if _COLON.search(part.rstrip())), None)
        if colon is None:
            return end + 1, None
        shown = parts[colon].strip()[:40]
        return end + 1, self.slip("yaml-colon", within, self.index + colon, certain, text=shown)

    def begins(self, content: str) -> bool:
        """Whether a line is an item, or begins with a key, rather than going on with a text."""
        word = re.match(r"(\w+):(?:\s|$)", content)
        return content.startswith("- ") or (word is not None and word[1] in self.known)


def read_value(name: str, lines: list[str], index: int, column: int, parent: int, known: Collection[str]) -> Reading:
    """Read the value that begins at a column of a line: the index of the line after it, and what is wrong with it.

    `parent` is the column of its key or dash; `known`, the words that are keys elsewhere in the file, which is called
    `name` in messages.
    """
    return _Value(name, lines, index, column, parent, known).read()
