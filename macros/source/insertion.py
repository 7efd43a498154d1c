"""Puts an entry into a list of a YAML file: the rest of the file, its comments and its layout stay as they are."""

from __future__ import annotations

from textwrap import indent

import yaml

from macros.source.faults import Fault, Faults


def inserted(text: str, name: str, key: str, entry: str, *, before: int | None = None) -> tuple[str, int]:
    """The text of a file called `name`, with an entry in the list `key`, and the line where the entry begins.

    `entry` is `- id: …` and the lines below it; it goes before the item of the list that `before` counts, or at the
    end. Raises `Faults` where the list is written on one line with something in it.
    """
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    node = _list(text, key)
    if node is None:
        lines += [*([""] if lines else []), f"{key}:"]
        return _put(lines, len(lines), entry, 2, spaced=False)
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
        if isinstance(node, yaml.SequenceNode) and node.value:
            raise Faults([Fault(name, node.start_mark.line + 1, key, "add-layout", {"key": key})])
        # Nothing, `[]`, or a list that is there in name alone.
        at = next(place for place, line in enumerate(lines) if line.startswith(f"{key}:"))
        lines[at] = f"{key}:"
        return _put(lines, at + 1, entry, 2, spaced=False)
    starts = [item.start_mark.line for item in node.value]
    spaced = len(starts) > 1 and not lines[starts[1] - 1].strip()
    if before == 0:
        return _put(lines, starts[0], entry, node.start_mark.column, spaced=spaced, first=True)
    last = len(starts) - 1 if before is None else before - 1
    end = starts[last + 1] if last + 1 < len(starts) else _end(lines, starts[last], node.start_mark.column)
    while end > starts[last] + 1 and _is_aside(lines[end - 1], node.start_mark.column):
        end -= 1
    return _put(lines, end, entry, node.start_mark.column, spaced=spaced)


def _list(text: str, key: str) -> yaml.Node | None:
    """What stands under a key of a file, with its place; None where the key is not there."""
    root = yaml.compose(text, yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _end(lines: list[str], start: int, column: int) -> int:
    """The line after the last one of a list whose last item begins at `start`: where another key begins."""
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if line.strip() and not line.startswith((" " * (column + 1), "#")):
            return place
    return len(lines)


def _is_aside(line: str, column: int) -> bool:
    """Whether a line after an item is not a part of it: nothing, or a comment that stands no further in."""
    return not line.strip() or (line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= column)


def _put(lines: list[str], at: int, entry: str, column: int, *, spaced: bool, first: bool = False) -> tuple[str, int]:
    new = indent(entry.rstrip("\n"), " " * column).split("\n")
    block = [*new, ""] if spaced and first else ["", *new] if spaced else new
    found = [*lines[:at], *block, *lines[at:]]
    return "\n".join(found) + "\n", at + 1 + (spaced and not first)
