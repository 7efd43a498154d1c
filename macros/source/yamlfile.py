"""Reads a YAML file into plain values, remembering the line each one stands on.

Stricter than YAML: a repeated key, an anchor, an alias, a tag, or a number that is not in plain digits is a
fault. None is useful here, and each has been used to hide or to explode data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import yaml

from macros.source.faults import Fault, Faults, gather, raise_if_any
from macros.source.limits import bounded
from macros.source.recovery import Recovered, broken, recover
from macros.source.slip_values import BULLET, indent
from macros.source.text import HIDDEN, code_point, read_text
from macros.source.yamlevents import SafeLoader, check_events, line_at, skim

# More than any number of the data; Python itself stops at 4,300 digits.
MAX_DIGITS = 15
# YAML 1.1 has others (`0x1F`, `017`, `1_000`, `190:20:30`, `.inf`), which people and programs read in different ways.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class SourceFile:
    """The values of one YAML file and the line of each."""

    name: str
    value: Any
    lines: dict[Location, int]

    def line(self, location: Location) -> int:
        """The line of what stands at `location`, or of the nearest thing around it."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def at(self, line: int) -> str:
        """What stands on a line, or begins above it, as an editor would say it."""
        return self.label(max(self.lines, key=lambda place: (self.lines[place] <= line, self.lines[place], len(place))))

    def label(self, location: Location) -> str:
        """`location` as an editor would say it: `defi-07.questions.2`."""
        parts: list[str] = []
        value = self.value
        for step in location:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                value = None
            if isinstance(value, dict) and isinstance(value.get("id"), str):
                parts = [value["id"]]
            else:
                parts.append(str(step + 1) if isinstance(step, int) else step)
        return ".".join(parts)


class _Loader(SafeLoader):
    """The safe loader, keeping a line for every value."""

    def __init__(self, text: str, name: str, faults: list[Fault]):
        super().__init__(text)
        self.file_name = name
        self.rows = text.split("\n")
        self.lines: dict[Location, int] = {}
        self.faults = faults

    def fault(self, node: yaml.Node | yaml.Event, code: str, **values: object) -> None:
        self.faults.append(Fault(self.file_name, line_at(node), "", code, values))

    def plain(self, node: yaml.Node, location: Location) -> Any:
        """The plain value of `node`, its line and those below it remembered."""
        self.lines.setdefault(location, line_at(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*location, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, location)
        assert isinstance(node, yaml.ScalarNode)
        self.swallowed(node)
        # Dates stay text: a month or a year alone is no YAML date, and all are written alike.
        if node.tag == "tag:yaml.org,2002:timestamp":
            return node.value
        # Escapes ("\u202e") are read by now.
        if hidden := HIDDEN.search(node.value):
            self.fault(node, "file-character", character=code_point(hidden[0]))
        if node.tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float"):
            if len(node.value) > MAX_DIGITS:
                self.fault(node, "yaml-number", digits=MAX_DIGITS)
                return 0
            if not _NUMBER.fullmatch(node.value):
                self.fault(node, "yaml-digits", value=node.value)
                return 0
        return self.construct_object(node)

    def swallowed(self, node: yaml.ScalarNode) -> None:
        """Lines that YAML takes for more of the text above, and whoever wrote them did not."""
        if node.style in ("|", ">"):
            return
        start, end = node.start_mark.line, node.end_mark.line
        if not node.style and (bullet := BULLET.match(node.value)):
            self.fault(node, "yaml-bullet", sign=bullet[1])
        if not node.style and node.value.endswith('"') and node.value.count('"') == 1:
            self.fault(node, "yaml-quote-end")
        rows = enumerate(self.rows[start + 1 : end + 1], start + 2)
        taken = next((place for place, row in rows if _begins(node, row, indent(self.rows[start]))), None)
        if taken and node.style:
            self.fault(node, "yaml-quote", sign=node.style)
        elif taken and (bullet := BULLET.match(self.rows[taken - 1].strip())):
            self.faults.append(Fault(self.file_name, taken, "", "yaml-bullet", {"sign": bullet[1]}))
        elif taken and indent(self.rows[taken - 1]) == indent(self.rows[start]) == node.start_mark.column:
            self.fault(node, "yaml-dash")
        elif taken:
            self.faults.append(Fault(self.file_name, taken, "", "yaml-item", {"above": line_at(node)}))

    def mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        value: dict[str, Any] = {}
        # The keys that follow one that is there already may be of an entry whose beginning is missing.
        another = False
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if hidden := HIDDEN.search(key):
                self.fault(key_node, "file-character", character=code_point(hidden[0]))
            if key in value:
                first = bool(location) and isinstance(location[-1], int) and key == next(iter(value))
                if not another:
                    self.fault(key_node, "yaml-duplicate-entry" if first else "yaml-duplicate-key", key=key)
            another = key in value
            self.lines[(*location, key)] = line_at(key_node)
            value[key] = self.plain(value_node, (*location, key))
        return value


def _begins(node: yaml.ScalarNode, row: str, column: int) -> bool:
    """Whether a line that YAML takes for more of a text, which begins on a line at a column, looks like another one."""
    content = row.strip()
    if node.style:
        return bool(content) and indent(row) <= column
    return content.startswith("- ") or BULLET.match(content) is not None


def mended(text: str, name: str) -> Recovered:
    """What is wrong with how a YAML text is written, and what of it can be read; `Faults` beyond the limits."""
    try:
        with bounded(name):
            return recover(name, text, skim)
    except yaml.reader.ReaderError as error:
        raise _unreadable(text, name, error) from None


def _unreadable(text: str, name: str, error: yaml.reader.ReaderError) -> Faults:
    line = text.count("\n", 0, error.position) + 1
    return Faults([Fault(name, line, "", "file-character", {"character": code_point(text[error.position])})])


@dataclass(frozen=True)
class Reading:
    """What can be read of a YAML file (None: nothing), all that is wrong with it, and whether nothing is left out."""

    file: SourceFile | None
    faults: tuple[Fault, ...] = ()
    whole: bool = True


class _WithFaultsError(Exception):
    """A reading that is not sound."""

    def __init__(self, reading: Reading):
        super().__init__()
        self.reading = reading


def read_on(text: str, name: str) -> Reading:
    """What can be read of a YAML text, and all its faults, which it is read past. Nobody changes its values."""
    try:
        return _sound(text, name)
    except _WithFaultsError as error:
        return error.reading


# While serving, all files but one are those of the last time. What is raised is not kept.
@lru_cache(maxsize=100)
def _sound(text: str, name: str) -> Reading:
    faults: list[Fault] = []
    found = gather(faults, partial(_recovered, text, name))
    file = gather(faults, partial(_values, found, name, faults)) if found else None
    reading = Reading(file, (*(found.faults if found else ()), *faults), bool(found and found.whole))
    if reading.faults or not reading.whole:
        raise _WithFaultsError(reading)
    return reading


def _recovered(text: str, name: str) -> Recovered:
    """A text that PyYAML reads, or as much of it as can be."""
    try:
        with bounded(name):
            check_events(name, text)
    except yaml.MarkedYAMLError:
        return mended(text, name)
    except yaml.reader.ReaderError as error:
        raise _unreadable(text, name, error) from None
    return Recovered(text, (), (), whole=True)


def _values(found: Recovered, name: str, faults: list[Fault]) -> SourceFile:
    """The values of a text that can be read, what is wrong with them added to `faults`. Raises `Faults`."""
    text = found.text
    try:
        with bounded(name):
            if found.faults:
                # It is another text than the one that was looked at.
                check_events(name, text)
            loader = _Loader(text, name, faults)
            node = loader.get_single_node()
            value = loader.plain(node, ()) if node else {}
    except yaml.MarkedYAMLError as error:
        raise Faults([broken(name, error, text)]) from None
    except (yaml.YAMLError, ValueError):
        raise Faults([Fault(name, 1, "", "yaml-broken", {"text": text[:60]})]) from None
    return SourceFile(name, value, loader.lines)


def read_yaml(path: Path, name: str) -> SourceFile:
    """The values of a YAML file with their lines; `Faults` if it is not sound YAML."""
    return parse_yaml(read_text(path, name), name)


def parse_yaml(text: str, name: str) -> SourceFile:
    """The values of a YAML text with their lines; `Faults` if it is not sound YAML."""
    found = read_on(text, name)
    raise_if_any(found.faults)
    assert found.file
    return found.file
