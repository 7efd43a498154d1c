"""Reads on in a YAML text after its faults, so that an editor is told them all at once, each where it is.

The parser stops at the first. What it stops at is a slip that `slips.py` finds, if with that slip mended it goes on;
otherwise the line is told of as it is, and left out with its entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import yaml

from macros.source.faults import Fault
from macros.source.slip_values import Slip, indent
from macros.source.slips import slips

# Beyond these, an editor mends first what was told; what is tried costs a reading of the file each time.
MOST_FAULTS, MOST_TRIES = 20, 60
# What is told once for lines that follow one another, and how far apart those are at most.
_RUNNING = ("yaml-indent", "yaml-lost")
NEAR = 2
_ESCAPE = re.compile(r"escape|hexdecimal|hexadecimal")


@dataclass(frozen=True)
class Recovered:
    """What the parser reads of a text (nothing, where it cannot be made to), its faults, and the slips among them.

    `whole`: whether nothing of it was left out.
    """

    text: str
    faults: tuple[Fault, ...]
    slips: tuple[Slip, ...]
    whole: bool


# Where the parser stops in a text, or None: the error, which knows its line and what it expected.
Parse = Callable[[str], yaml.MarkedYAMLError | None]


def stopping(parse: Callable[[str], object], text: str) -> yaml.MarkedYAMLError | None:
    """The error that a parser raises for a text, or None."""
    try:
        parse(text)
    except yaml.MarkedYAMLError as error:
        return error
    return None


def line_of(error: yaml.MarkedYAMLError, text: str) -> int:
    """The line at which the parser stops, from 1. Where a text breaks off, LibYAML tells of one after its last."""
    mark = error.problem_mark or error.context_mark
    return min(mark.line, text.count("\n")) + 1 if mark else 1


def broken(name: str, error: yaml.MarkedYAMLError, text: str) -> Fault:
    """What the parser stops at, as a fault of a file of which nothing more is known."""
    line = line_of(error, text)
    shown = text.split("\n")[line - 1].strip()
    if _ESCAPE.search(error.problem or ""):
        return Fault(name, line, "", "yaml-escape")
    if re.search(r"[\[{][^\]}]*$|^[^\[{]*[\]}]|[\[{].*[\]}]", shown):
        return Fault(name, line, "", "yaml-flow", {"text": shown[:60]})
    return Fault(name, line, "", "yaml-broken", {"text": shown[:60]})


class _Reader:
    """Tells the faults of one text, the first one first."""

    def __init__(self, name: str, text: str, parse: Parse):
        self.name, self.parse = name, parse
        self.lines = text.split("\n")
        self.error = parse(text)
        self.faults: list[Fault] = []
        self.mended: list[Slip] = []
        self.tried: set[tuple[int, str]] = set()
        self.whole = True
        self.last: Fault | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def read(self) -> Recovered:
        while self.error and len(self.faults) < MOST_FAULTS and (self.mend() or self.leave_out(self.error)):
            pass
        text = "" if self.error else self.text
        return Recovered(text, tuple(self.faults), tuple(self.mended), self.whole and not self.error)

    def mend(self) -> bool:
        """Mend the slip that the parser stops at, if one is found."""
        stopped = line_of(self.error, self.text) if self.error else 0
        for slip in slips(self.name, self.lines):
            key = slip.fault.line, slip.fault.code
            if slip.fault.line > stopped:
                break
            if key in self.tried or len(self.tried) >= MOST_TRIES:
                continue
            self.tried.add(key)
            if self.goes_on(slip.changes, slip.fault.line):
                self.tell(slip.fault)
                self.mended.append(slip)
                # A line of which nothing is known is left out.
                self.whole = self.whole and "" not in slip.changes.values()
                return True
        return False

    def tell(self, fault: Fault) -> None:
        """Keep a fault, unless it is that of the lines above which goes on."""
        before, self.last = self.last, fault
        if not (before and fault.code == before.code in _RUNNING and fault.line - before.line <= NEAR):
            self.faults.append(fault)

    def leave_out(self, error: yaml.MarkedYAMLError) -> bool:
        """Tell of the line that the parser stops at, then read on without it, or without its entry."""
        fault = broken(self.name, error, self.text)
        if self.faults and abs(fault.line - self.faults[-1].line) <= NEAR:
            # What was wrong there goes on: whatever else is told would be beside the point.
            self.whole = False
            return False
        self.faults.append(fault)
        self.whole, line = False, fault.line
        return any(self.goes_on(dict.fromkeys(places, ""), line) for places in ([line - 1], self.entry(line - 1)))

    def entry(self, index: int) -> range:
        """The lines of the item of a list that a line is in."""
        first = next((place for place in range(index, -1, -1) if self.lines[place].lstrip().startswith("- ")), index)
        last = index + 1
        while last < len(self.lines) and (
            not self.lines[last].strip() or indent(self.lines[last]) > indent(self.lines[first])
        ):
            last += 1
        return range(first, last)

    def goes_on(self, changes: Mapping[int, str], line: int) -> bool:
        """Whether the parser reads on after a line where others are read instead of some; they then are."""
        lines = [changes.get(place, before) for place, before in enumerate(self.lines)]
        error, stopped = self.parse("\n".join(lines)), self.error
        if error and stopped and (str(error) == str(stopped) or line_of(error, self.text) < line):
            return False
        self.lines, self.error = lines, error
        return True


def recover(name: str, text: str, parse: Callable[[str], object]) -> Recovered:
    """What is wrong with a YAML text, called `name` in messages, and what of it can be read.

    `parse` reads a text, and raises what PyYAML does.
    """
    return _Reader(name, text, lambda changed: stopping(parse, changed)).read()
