"""Reads a YAML file into plain values, remembering the line each one stands on.

Stricter than YAML: a repeated key, an anchor, an alias, a tag, or a number that is not in plain digits is a
fault. None is useful here, and each has been used to hide or to explode data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

try:
    # PyYAML's loaders in C, where they are to be had: the safe one, and one to which every value is a text.
    from yaml import CBaseLoader as _TextLoader
    from yaml import CSafeLoader as _SafeLoader
except ImportError:
    # The same in Python: other classes, as types go.
    from yaml import BaseLoader as _TextLoader  # type: ignore[assignment]

    # Likewise.
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

from macros.source.faults import Fault, Faults, raise_if_any
from macros.source.limits import bounded
from macros.source.text import HIDDEN, code_point, read_text

MAX_DEPTH = 50
# More than the data of a strategy of a thousand défis have; a second's work or two.
MAX_VALUES = 200_000
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


class _Loader(_SafeLoader):
    """The safe loader, keeping a line for every value."""

    def __init__(self, text: str, name: str, faults: list[Fault]):
        super().__init__(text)
        self.file_name = name
        self.lines: dict[Location, int] = {}
        self.faults = faults

    def fault(self, node: yaml.Node | yaml.Event, code: str, **values: object) -> None:
        self.faults.append(Fault(self.file_name, _line(node), "", code, values))

    def plain(self, node: yaml.Node, location: Location) -> Any:
        """The plain value of `node`, its line and those below it remembered."""
        self.lines.setdefault(location, _line(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*location, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, location)
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

    def mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if hidden := HIDDEN.search(key):
                self.fault(key_node, "file-character", character=code_point(hidden[0]))
            if key in value:
                self.fault(key_node, "yaml-duplicate-key", key=key)
            self.lines[(*location, key)] = _line(key_node)
            value[key] = self.plain(value_node, (*location, key))
        return value


def _line(part: yaml.Node | yaml.Event) -> int:
    return part.start_mark.line + 1 if part.start_mark else 1


def _check_events(name: str, text: str) -> None:
    """Refuse anchors, aliases and tags, a nesting that no reader survives, and endless lists. Raises `Faults`."""
    faults: list[Fault] = []

    def fault(event: yaml.Event, code: str, **values: object) -> None:
        faults.append(Fault(name, _line(event), "", code, values))

    depth = 0
    for count, event in enumerate(yaml.parse(text, _SafeLoader), 1):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            fault(event, "yaml-too-deep")
            break
        if count > MAX_VALUES:
            fault(event, "yaml-too-long", most=MAX_VALUES)
            break
        if getattr(event, "anchor", None):
            fault(event, "yaml-alias")
        if getattr(event, "tag", None):
            fault(event, "yaml-tag")
    raise_if_any(faults)


def broken(name: str, error: yaml.MarkedYAMLError, text: str) -> Fault:
    """What PyYAML finds wrong with the text of a file, as a fault."""
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "not YAML"
    # Where the text breaks off, LibYAML tells of a line after its last.
    line = min(mark.line, text.count("\n")) + 1 if mark else 1
    return Fault(name, line, "", "yaml-broken", {"problem": problem})


def read_yaml(path: Path, name: str) -> SourceFile:
    """The values of a YAML file with their lines; `Faults` if it is not sound YAML."""
    return parse_yaml(read_text(path, name), name)


def plain_texts(text: str, name: str) -> object:
    """What a YAML text holds, every value as its text, for comparing it; `Faults` if it is not sound YAML."""
    try:
        with bounded(name):
            _check_events(name, text)
            return yaml.load(text, _TextLoader)  # noqa: S506 (plain texts only)
    except yaml.MarkedYAMLError as error:
        raise Faults([broken(name, error, text)]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise Faults([Fault(name, 1, "", "yaml-broken", {"problem": str(error)})]) from None


def parse_yaml(text: str, name: str) -> SourceFile:
    """The values of a YAML text with their lines; `Faults` if it is not sound YAML."""
    faults: list[Fault] = []
    try:
        with bounded(name):
            _check_events(name, text)
            loader = _Loader(text, name, faults)
            node = loader.get_single_node()
            value = loader.plain(node, ()) if node else {}
    except yaml.MarkedYAMLError as error:
        raise Faults([*faults, broken(name, error, text)]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        values = {"character": code_point(text[error.position])}
        raise Faults([Fault(name, line, "", "file-character", values)]) from None
    except ValueError as error:
        raise Faults([Fault(name, 1, "", "yaml-broken", {"problem": str(error)})]) from None
    raise_if_any(faults)
    return SourceFile(name, value, loader.lines)
