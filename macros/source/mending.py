"""Mends what editors' files have wrong and that can be mended without judgement: nobody could have meant anything else.

Bytes go in, and come out with a note of each thing done. What this does not understand it leaves as it is, for the
checks to tell.
"""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.source import yamlmending
from macros.source.faults import Fault
from macros.source.page import FRONT_MATTER
from macros.source.slip_values import BULLET, indent
from macros.source.text import MAX_BYTES, conflicts

# Where editors write besides the pages, and what.
_DATA, _CATALOGUES = "data", ("overrides/words", "translations")
_KINDS = (".md", ".po", ".yaml")
# What was mended may show what else can be; a file settles in two or three times.
_MOST_TIMES = 9
_FENCE = re.compile(r"\s*(?:```|~~~)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")


@dataclass(frozen=True)
class Mended:
    """A file's content once mended, and what was done, at the lines it had before."""

    content: bytes
    notes: tuple[Fault, ...]


def files(root: Path, docs: str) -> Iterator[tuple[Path, str]]:
    """The files that editors write in a project, with their names in messages; no link is followed."""
    for folder in (_DATA, docs, *_CATALOGUES):
        for parent, folders, names in os.walk(root / folder) if not (root / folder).is_symlink() else ():
            folders.sort()
            for path in (Path(parent, name) for name in sorted(names) if name.endswith(_KINDS)):
                if path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_BYTES:
                    yield path, path.relative_to(root).as_posix()


def mend(content: bytes, name: str, plain: Callable[[str], str] = str) -> Mended:
    """A file mended, called `name` in messages. `plain` takes the no-break spaces of a line that need not be typed."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Mended(content, ())
    if any(conflicts(text)):
        # Which of the two versions is right is for a person to say, line by line.
        return Mended(content, ())
    notes = [Fault(name, 1, "", "mended-mark")] if content.startswith(codecs.BOM_UTF8) else []
    for _ in range(_MOST_TIMES):
        mender = _Mender(name, text, plain)
        text = mender.mended()
        notes += mender.notes
        if not mender.notes:
            break
    return Mended(text.encode(), tuple(sorted(notes)))


class _Mender:
    """Mends the lines of one file, one thing after the other."""

    def __init__(self, name: str, text: str, plain: Callable[[str], str]):
        self.name, self.plain = name, plain
        self.notes: list[Fault] = []
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if returns := text.count("\r"):
            self.notes.append(Fault(name, 1, "", "mended-ends", {"count": returns}))

    def mended(self) -> str:
        self.changed("mended-accents", [unicodedata.normalize("NFC", line) for line in self.lines])
        self.changed("mended-trailing", list(self.trimmed()))
        if self.lines[-1]:
            self.notes.append(Fault(self.name, len(self.lines), "", "mended-end"))
            self.lines.append("")
        if self.name.endswith(".po"):
            return "\n".join(self.lines)
        self.changed("mended-spaces", [line if "`" in line else self.plain(line) for line in self.lines])
        front = FRONT_MATTER.match("\n".join(self.lines))
        if self.name.endswith(".yaml"):
            self.lines = self.values(self.lines)
            return "\n".join(self.lines)
        first = front[1].count("\n") + 1 if front else 0
        if first:
            # The empty line stands for `---`, as where a page is read.
            self.lines[1:first] = self.values(["", *self.lines[1:first]])[1:]
        return "\n".join(self.items(first))

    def changed(self, code: str, lines: list[str]) -> None:
        """Put lines in place of those there are; one note for all that differ."""
        differing = [place for place, (old, new) in enumerate(zip(self.lines, lines, strict=True), 1) if old != new]
        if differing:
            self.notes.append(Fault(self.name, differing[0], "", code, {"count": len(differing)}))
        self.lines = lines

    def trimmed(self) -> Iterator[str]:
        """The lines without spaces at their ends; two in a page are a line break, and stay before a line with words."""
        fenced = False
        for line, below in zip(self.lines, [*self.lines[1:], ""], strict=True):
            fenced ^= self.name.endswith(".md") and bool(_FENCE.match(line))
            bare = line.rstrip(" \t")
            breaks = self.name.endswith(".md") and bare and line.startswith(f"{bare}  ") and below.strip()
            yield line if fenced else f"{bare}  " if breaks else bare

    def values(self, lines: list[str]) -> list[str]:
        """Some lines of YAML, mended."""
        found, notes = yamlmending.mend(lines, self.name)
        self.notes += notes
        return found

    def items(self, first: int) -> Iterator[str]:
        """The lines of a page, those with a word processor's bullets as items of a list."""
        fenced, above = False, ""
        for place, line in enumerate(self.lines):
            fenced ^= bool(_FENCE.match(line))
            bullet = BULLET.match(line.lstrip(" ")) if place >= first and not fenced and indent(line) < 4 else None
            if bullet:
                self.notes.append(Fault(self.name, place + 1, "", "mended-bullet", {"sign": bullet[1]}))
                if above.strip() and not _ITEM.match(above):
                    yield ""
                line = f"- {line.lstrip(' ')[bullet.end() :]}"
            above = line
            yield line


def quote(content: bytes, name: str, lines: Iterable[int]) -> Mended:
    """A file of data with the texts of some lines, each an item of a list, between quotation marks."""
    found, notes = content.decode().split("\n"), []
    for line in sorted(set(lines)):
        if changes := yamlmending.quoted_item(found, line - 1, name):
            notes.append(Fault(name, line, "", "mended-quotes"))
            for place, text in changes.items():
                found[place] = text
    return Mended("\n".join(found).encode(), tuple(notes))
