"""What is wrong with the project's files, said to an editor who does not code.

A fault names the file, the line, what is wrong and what to write instead, in
English and in French. The wordings live in `faults.yaml`, one code each, so that
the code that finds a fault never words it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml

Value = TypeVar("Value")
LANGUAGES = ("en", "fr")
# What a value could use to command a terminal or a log, or to disguise the message; and too much of it.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")
# GitHub's runner obeys a line of a log that begins with `::`, and one that holds `##[` anywhere.
_COMMAND = re.compile(r"(?<=##)\[|^\s*:(?=:)")
_MOST = 200


@cache
def wordings() -> dict[str, dict[str, str]]:
    """The wording of every fault and phrase: code → language → text with `{placeholders}`."""
    texts: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text("utf-8"))
    return texts


def _worded(code: str, values: Mapping[str, object], language: str) -> str:
    shown = {name: _shown(value, language) for name, value in values.items()}
    return wordings()[code][language].format(**shown)


@dataclass(frozen=True)
class Phrase:
    """A value of a fault that each language says in its own words: the type of a value, a size.

    `code` is a key of `faults.yaml`; `values` fill its placeholders.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: str) -> str:
        """The phrase in one of `LANGUAGES`."""
        return _worded(self.code, self.values, language)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing an editor has to mend.

    `file` is relative to the project, with forward slashes; `line` counts from 1;
    `where` names the entry and field (`defi-07.questions`), or is empty; `code` is
    a key of `faults.yaml`; `values` fill its placeholders.
    """

    file: str
    line: int
    where: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict, compare=False)

    @property
    def place(self) -> str:
        """Where it is, on one line: `data/defis.yaml:12: defi-07.titre`."""
        where = f": {printable(self.where)}" if self.where else ""
        return inert(f"{printable(self.file)}:{self.line}{where}")

    def said(self, language: str) -> str:
        """What is wrong and what to write instead, in one of `LANGUAGES`, on one line."""
        return inert(_worded(self.code, self.values, language))

    def __str__(self) -> str:
        """The fault in English on one line, then in French on a second, indented."""
        english, french = map(self.said, LANGUAGES)
        return f"{inert(f'{self.place}: {english}')}\n    fr : {french}"


@dataclass(frozen=True)
class _Count:
    """A number that a message writes with its noun: `{found:word|words}` → “1 word”, “2 words”."""

    number: int
    language: str

    def __format__(self, nouns: str) -> str:
        one, _, more = nouns.partition("|")
        # As CLDR has the plurals of the two: in French, 0 is singular.
        singular = self.number == 1 or (self.number == 0 and self.language == "fr")
        return f"{self.number} {one if singular else more}" if nouns else str(self.number)


def _shown(value: object, language: str) -> object:
    """A value as a message in a language may hold it; one that is neither a text nor a count stays as it is."""
    if isinstance(value, Phrase):
        return _worded(value.code, value.values, language)
    if isinstance(value, int):
        return _Count(value, language)
    return printable(value) if isinstance(value, str) else value


def inert(text: str) -> str:
    """A text in one line that neither a terminal nor GitHub's runner obeys: what they would is escaped (`\\u001b`)."""

    def escaped(match: re.Match[str]) -> str:
        return "".join(f"\\u{ord(character):04x}" for character in match[0])

    return _COMMAND.sub(escaped, _UNPRINTABLE.sub(escaped, text))


def printable(text: str) -> str:
    """A text on one line, as a terminal or a log may show it: what could command or disguise is spelled out."""
    text = inert(text)
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


class Faults(Exception):
    """All the faults found at once; never empty."""

    def __init__(self, faults: Iterable[Fault]):
        # The same fault may be met once per language built: it is said once.
        self.faults = sorted({(f.file, f.line, f.where, f.code, str(f)): f for f in faults}.values())
        super().__init__(self.report())

    def report(self) -> str:
        """Every fault, by file and line, and their number."""
        count = len(self.faults)
        faults = f"{count} fault{'s' if count > 1 else ''} / {count} erreur{'s' if count > 1 else ''}"
        return "\n".join([*map(str, self.faults), faults])


def gather(faults: list[Fault], read: Callable[[], Value]) -> Value | None:
    """What `read` gives; None, and its faults added to `faults`, where it raises `Faults`."""
    try:
        return read()
    except Faults as found:
        faults += found.faults
        return None


def raise_if_any(faults: Iterable[Fault]) -> None:
    """Raise `Faults` if there is at least one."""
    found = list(faults)
    if found:
        raise Faults(found)
