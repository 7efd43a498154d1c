"""What changed in each entry of the data, and when, as git remembers it.

Each version of the file is cut into its entries by their `- id:` lines, and only the
entries whose text differs are read as YAML: hundreds of commits take a fraction of a second.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import yaml

from macros.source.schema import Entry

PATH = "data/defis.yaml"

# Lists stand under a key, never on the first line; a literal line end is found fastest.
_ENTRY = re.compile(r"\n( *)- id: *[\"']?([a-z]+(?:-\d+)+)\b")
# Every value as its text; in C where it is to be had.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Change:
    """What one day changed in an entry: the fields, or none where the entry was created.

    `when` is the moment of the day's last commit, in UTC (`2026-11-22T19:10:47Z`).
    """

    entry: str
    when: str
    fields: tuple[str, ...]

    @property
    def day(self) -> str:
        return self.when[:10]

    @property
    def is_creation(self) -> bool:
        return not self.fields


def changes(root: Path, path: str = PATH) -> list[Change]:
    """Every change of the entries of a data file, newest first; nothing where git does not know it.

    Only a repository whose own root is `root` is asked. A change is dated by the commit
    that brought it into the branch at hand. A shallow clone begins with what it has.
    """
    found: dict[tuple[str, str], Change] = {}
    known: dict[str, str] = {}
    boundary = _boundary(root)
    for commit, when, text in _versions(root, path):
        for entry, block in _blocks(text).items():
            before = known.get(entry)
            known[entry] = block
            if before == block or commit in boundary:
                continue
            fields = () if before is None else _changed(before, block)
            if before is None or fields:
                change = Change(entry, when, fields)
                found[entry, change.day] = _together(found.get((entry, change.day)), change)
    return sorted(found.values(), key=lambda change: change.when, reverse=True)


def of_entries(found: Iterable[Change], entries: Mapping[str, Entry]) -> list[Change]:
    """The changes of the entries that there are now, in the order of the data within a day.

    Of an older shape of the data, the fields that there are no more are left out.
    """
    kept: list[Change] = []
    for change in found:
        if change.entry in entries:
            there_are = type(entries[change.entry]).model_fields
            fields = tuple(field for field in change.fields if field in there_are)
            if fields or change.is_creation:
                kept.append(replace(change, fields=fields))
    place = {entry: index for index, entry in enumerate(entries)}
    return sorted(sorted(kept, key=lambda c: place[c.entry]), key=lambda c: c.day, reverse=True)


def _together(first: Change | None, second: Change) -> Change:
    """Two changes of one entry on one day, as one."""
    if first is None:
        return second
    fields = () if first.is_creation or second.is_creation else tuple(dict.fromkeys(first.fields + second.fields))
    return replace(second, when=max(first.when, second.when), fields=fields)


def _git(root: Path, *arguments: str, given: str = "") -> bytes:
    """What git answers in the repository at `root`; nothing if there is none, or no git."""
    # A hook that runs a build tells git of another repository by these.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "--git-dir", ".git", *arguments]
    try:
        result = subprocess.run(
            command, cwd=root, input=given.encode(), env=environment, capture_output=True, check=False
        )
    except OSError:
        return b""
    return result.stdout if result.returncode == 0 else b""


def _boundary(root: Path) -> set[str]:
    """The commits before which a shallow clone knows nothing."""
    place = _git(root, "rev-parse", "--git-path", "shallow").decode().strip() if (root / ".git").exists() else ""
    return set((root / place).read_text("ascii").split()) if place and (root / place).exists() else set()


def _versions(root: Path, path: str) -> Iterator[tuple[str, str, str]]:
    """Each version of a file, oldest first: the commit, its moment in UTC, the text."""
    if not (root / ".git").exists():
        return
    # Along the first parents, what a merge brings in counts once, and nothing looks undone.
    log = _git(root, "log", "--first-parent", "--reverse", "--format=%H %ct", "--", path).decode()
    commits = [line.split() for line in log.splitlines()]
    answer = _git(root, "cat-file", "--batch", given="".join(f"{commit}:{path}\n" for commit, _ in commits))
    if not answer:
        return
    place = 0
    for commit, seconds in commits:
        end = answer.index(b"\n", place)
        head, place = answer[place:end].split(), end + 1
        # A commit that removed the file has no version of it.
        if len(head) == 3:
            size = int(head[2])
            text, place = answer[place : place + size].decode("utf-8", "replace"), place + size + 1
            yield commit, f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%dT%H:%M:%SZ}", text


def _blocks(text: str) -> dict[str, str]:
    """The text of each entry by its id, from its `- id:` line to the next entry's.

    Ids further in belong to the entry around them (its related entries), but for
    sections: they are entries of their own inside an axis.
    """
    starts: list[tuple[int, str]] = []
    depth = 0
    for match in _ENTRY.finditer(text):
        if not starts or len(match[1]) <= depth or match[2].startswith("section-"):
            starts.append((match.start(1), match[2]))
            depth = len(match[1])
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return {entry: text[start:end] for (start, entry), end in zip(starts, ends, strict=True)}


def _changed(before: str, after: str) -> tuple[str, ...]:
    """The fields whose values differ between two versions of an entry, in the order of the later one."""
    old, new = _fields(before), _fields(after)
    return tuple(
        name
        for name in dict.fromkeys([*new, *old])
        if old.get(name) != new.get(name) and _value(old.get(name)) != _value(new.get(name))
    )


@lru_cache(maxsize=200)
def _fields(block: str) -> dict[str, str]:
    """The text of each field of an entry, by its name."""
    depth = len(block) - len(block.lstrip(" ")) + 2
    # What stands further out is not the entry's any more, unless it is a remark.
    end = re.search(rf"\n(?! {{{depth}}}| *(?:#|\n|$))", block)
    parts = re.split(rf"\n(?= {{{depth}}}[\w-]+:)", block[: end.start()] if end else block)
    return {part.lstrip(" -").partition(":")[0]: part for part in parts}


def _value(text: str | None) -> object:
    """The value of a field's text; the text itself where it is not YAML."""
    try:
        return yaml.load(text, _Loader) if text else None  # noqa: S506 (plain texts only)
    except yaml.YAMLError:
        return text
