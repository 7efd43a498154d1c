"""Reads a YAML file into plain values, remembering the line each one stands on.

Stricter than YAML: a repeated key, an anchor, an alias or a tag of one's own is a
fault. None is useful here, and each has been used to hide or to explode data.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.faults import Fault, Faults, raise_if_any

# Larger than any data file an editor could write by hand: a guard, not a format.
MAX_BYTES = 2_000_000
MAX_DEPTH = 50

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


# PyYAML's safe loader, in C where it is to be had.
_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):
    """The safe loader, keeping a line for every value."""

    def __init__(self, text: str, name: str, faults: list[Fault]):
        super().__init__(text)
        self.file_name = name
        self.lines: dict[Location, int] = {}
        self.faults = faults

    def fault(self, node: yaml.Node | yaml.Event, code: str, **values: str) -> None:
        self.faults.append(Fault(self.file_name, node.start_mark.line + 1, "", code, values))

    def plain(self, node: yaml.Node, location: Location) -> Any:
        """The plain value of `node`, its line and those below it remembered."""
        self.lines.setdefault(location, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*location, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, location)
        # Dates stay text: a month or a year alone is no YAML date, and all are written alike.
        if node.tag == "tag:yaml.org,2002:timestamp":
            return node.value
        return self.construct_object(node)

    def mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in value:
                self.fault(key_node, "yaml-duplicate-key", key=key)
            self.lines[(*location, key)] = key_node.start_mark.line + 1
            value[key] = self.plain(value_node, (*location, key))
        return value


def _check_events(loader: _Loader, text: str) -> None:
    """Note anchors and aliases, and stop at a nesting that no reader survives."""
    depth = 0
    for event in yaml.parse(text, _SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            loader.fault(event, "yaml-too-deep")
            raise Faults(loader.faults)
        if getattr(event, "anchor", None):
            loader.fault(event, "yaml-alias")


def read_text(path: Path, name: str) -> str:
    """The text of a project file; `Faults` if it is a link, too large or not UTF-8.

    `name` is how messages call it.
    """
    if path.is_symlink():
        raise Faults([Fault(name, 1, "", "file-symlink")])
    if path.stat().st_size > MAX_BYTES:
        raise Faults([Fault(name, 1, "", "file-too-large", {"megabytes": MAX_BYTES // 1_000_000})])
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise Faults([Fault(name, line, "", "file-not-utf8")]) from None


def read_yaml(path: Path, name: str) -> SourceFile:
    """The values of a YAML file with their lines; `Faults` if it is not sound YAML."""
    return parse_yaml(read_text(path, name), name)


def parse_yaml(text: str, name: str) -> SourceFile:
    """The values of a YAML text with their lines; `Faults` if it is not sound YAML."""
    faults: list[Fault] = []
    try:
        loader = _Loader(text, name, faults)
        _check_events(loader, text)
        raise_if_any(faults)
        node = loader.get_single_node()
        value = loader.plain(node, ()) if node else {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "not YAML"
        code = "yaml-tag" if "could not determine a constructor" in problem else "yaml-broken"
        fault = Fault(name, mark.line + 1 if mark else 1, "", code, {"problem": problem})
        raise Faults([*faults, fault]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Faults(
            [Fault(name, line, "", "yaml-character", {"code": f"U+{ord(text[error.position]):04X}"})]
        ) from None
    except ValueError as error:
        raise Faults([Fault(name, 1, "", "yaml-broken", {"problem": str(error)})]) from None
    raise_if_any(faults)
    return SourceFile(name, value, loader.lines)
