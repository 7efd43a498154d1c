"""Mends the lines of YAML that can be mended without judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from macros.source.faults import Fault, gather
from macros.source.slip_values import BULLET, Slip, indent, quoted, read_value
from macros.source.yamlevents import SafeLoader, skim
from macros.source.yamlfile import mended

# A word between curly quotation marks: a date, an id, an address. Around more words, they may be meant.
_CURLY = re.compile(r"[“”„‟]([^\s“”„‟\"\\]+)[“”„‟]")
_DASHES = re.compile(r"\s*(?:- +)+")


def mend(lines: list[str], name: str) -> tuple[list[str], list[Fault]]:
    """The lines of a YAML text mended, and what was done to them; called `name` in messages."""
    notes: list[Fault] = []
    text = "\n".join(_slips(lines, name, notes))
    try:
        skim(text)
    except yaml.YAMLError:
        # What is left needs a person, and values cannot be told from what is around them.
        return text.split("\n"), notes
    found = text.split("\n")
    # From the last one, so that columns stay what they were.
    for plain in reversed(list(_scalars(text))):
        _bullets(found, plain, name, notes)
        _curly(found, plain, name, notes)
    return found, notes


def quoted_item(lines: list[str], index: int, name: str) -> Mapping[int, str]:
    """What to write for the text of an item of a list, between quotation marks; nothing where it needs none."""
    dashes = _DASHES.match(lines[index])
    if not dashes:
        return {}
    slip = read_value(name, lines, index, dashes.end(), dashes[0].rindex("-"), ())[1]
    return slip.changes if slip and slip.certain and slip.fault.code == "yaml-colon" else {}


def _slips(lines: list[str], name: str, notes: list[Fault]) -> list[str]:
    """The lines without the slips that nothing else can have been meant by."""
    found: list[Slip] = []
    if recovered := gather([], lambda: mended("\n".join(lines), name)):
        found += recovered.slips
    # What a person has to look at first, others were found behind.
    doubtful = {place for slip in found if not slip.certain for place in slip.changes}
    changed = list(lines)
    for slip in found:
        if slip.certain and doubtful.isdisjoint(slip.changes):
            notes.append(_done(slip))
            for place, line in slip.changes.items():
                changed[place] = line
    return changed


def _done(slip: Slip) -> Fault:
    """What was done to a slip."""

    def told(code: str, **values: object) -> Fault:
        return Fault(slip.fault.file, slip.fault.line, "", code, values)

    match slip.fault.code:
        case "yaml-tab":
            return told("mended-tab")
        case "yaml-no-break":
            return told("mended-no-break")
        case "yaml-bullet":
            return told("mended-bullet", sign=slip.fault.values["sign"])
        case "yaml-dash-space" | "yaml-space":
            return told("mended-space")
        case "yaml-empty-list":
            return told("mended-empty", sign=slip.fault.values["sign"])
    return told("mended-quotes")


@dataclass(frozen=True)
class _Plain:
    """A text without quotation marks: its value, the index of its first line and its column there, those of its end."""

    value: str
    line: int
    column: int
    last: int
    end: int


def _scalars(text: str) -> Iterator[_Plain]:
    """The texts without quotation marks, in order."""
    for event in yaml.parse(text, SafeLoader):
        if not isinstance(event, yaml.ScalarEvent) or event.style or not event.value:
            continue
        if (start := event.start_mark) and (end := event.end_mark):
            yield _Plain(event.value, start.line, start.column, end.line, end.column)


def _bullets(lines: list[str], plain: _Plain, name: str, notes: list[Fault]) -> None:
    """Make items of the lines that a word processor's bullets begin."""
    for place in range(plain.line, min(plain.last + 1, len(lines))):
        line = lines[place]
        if bullet := BULLET.match(line.lstrip(" ")):
            # Below an item, where the others are.
            above = lines[plain.line]
            column = indent(above) if above.lstrip(" ").startswith("- ") else indent(line)
            lines[place] = f"{' ' * column}- {line.lstrip(' ')[bullet.end() :]}"
            notes.append(Fault(name, place + 1, "", "mended-bullet", {"sign": bullet[1]}))


def _curly(lines: list[str], plain: _Plain, name: str, notes: list[Fault]) -> None:
    """Write a value of a single word between the quotation marks of YAML."""
    word, line = _CURLY.fullmatch(plain.value), lines[plain.line]
    if word and plain.line == plain.last and line[plain.column : plain.end] == word[0]:
        lines[plain.line] = line[: plain.column] + quoted(word[1]) + line[plain.end :]
        notes.append(Fault(name, plain.line + 1, "", "mended-curly"))
