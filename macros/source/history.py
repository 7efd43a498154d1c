"""What changed in each entry of the data, and when, as git remembers it.

Each version of the file is cut into its entries by their `- id:` lines, and only the
entries whose text differs are read as YAML: hundreds of commits take a fraction of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from macros.source import git
from macros.source.faults import Fault, Faults
from macros.source.schema import Entry
from macros.source.yamlevents import plain_texts

PATH = "data/defis.yaml"

# Lists stand under a key, never on the first line; a literal line end is found fastest.
_ENTRY = re.compile(r"\n( *)- id: *[\"']?([a-z]+(?:-\d+)+)\b")

# More fields than an entry has: those of a version that was never sound are not read as YAML, one after the other.
_MOST = 100
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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
    that brought it into the branch at hand; of a version that has no moment (`git.moments`), what it changed is
    told with the next. A shallow clone begins with what it has.
    """
    found: dict[tuple[str, str], Change] = {}
    known: dict[str, str] = {}
    boundary, moments = git.boundary(root), git.moments(root)
    for version in git.versions(root, path):
        if not (when := moments.get(version.commit)):
            continue
        for entry, block in _blocks(version.text).items():
            before = known.get(entry)
            known[entry] = block
            if before == block or version.commit in boundary:
                continue
            fields = () if before is None else _changed(before, block)
            if before is None or fields:
                change = Change(entry, when, fields)
                found[entry, change.day] = _together(found.get((entry, change.day)), change)
    return sorted(found.values(), key=lambda change: change.when, reverse=True)


def last_day(root: Path, *paths: str) -> str:
    """The day on which a commit last changed something under these paths; nothing where git does not know it."""
    commit = git.ask(root, "log", "-1", "--first-parent", "--format=%H", "--", *paths).decode().strip()
    return git.moments(root).get(commit, "")[:10]


def tags(root: Path) -> dict[str, str]:
    """The tags that led to the version at hand and the day of each, the oldest first."""
    form = "--format=%(refname:short) %(creatordate:short)"
    lines = git.ask(root, "tag", "--merged", "HEAD", "--sort=creatordate", form).decode("utf-8", "replace").splitlines()
    return {tag: day for tag, _, day in (line.rpartition(" ") for line in lines) if _DAY.fullmatch(day)}


def unread(root: Path) -> Iterator[Fault]:
    """A note where there is a history that git will not read: pages then tell no change."""
    if problem := git.refusal(root):
        yield Fault(".git", 1, "", "history-unread", {"problem": problem, "folder": str(root)})


def dated_after(now: datetime, root: Path) -> Iterator[Fault]:
    """A note where the last commit is of a later day: changes would be dated by it. No page depends on the day."""
    seconds = git.ask(root, "log", "-1", "--format=%ct").decode().strip()
    is_dated = git.SECONDS.fullmatch(seconds)
    if seconds and (not is_dated or int(seconds) > now.timestamp() + git.DAY):
        date = f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%d}" if is_dated else f"@{seconds[:20]}"
        yield Fault(".git", 1, "", "history-future", {"date": date, "today": f"{now:%Y-%m-%d}"})


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
    ends = [*(start for start, _ in starts), len(text)][1:]
    return {entry: text[start:end] for (start, entry), end in zip(starts, ends, strict=True)}


def _changed(before: str, after: str) -> tuple[str, ...]:
    """The fields whose values differ between two versions of an entry, in the order of the later one."""
    old, new = _fields(before), _fields(after)
    changed = [name for name in dict.fromkeys([*new, *old]) if old.get(name) != new.get(name)]
    if len(changed) > _MOST:
        return tuple(changed)
    return tuple(name for name in changed if _value(old.get(name)) != _value(new.get(name)))


@lru_cache(maxsize=200)
def _fields(block: str) -> dict[str, str]:
    """The text of each field of an entry, by its name."""
    depth = len(block) - len(block.lstrip(" ")) + 2
    # What stands further out is not the entry's any more, unless it is a remark.
    end = re.search(rf"\n(?! {{{depth}}}| *(?:#|\n|$))", block)
    parts = re.split(rf"\n(?= {{{depth}}}[\w-]+:)", block[: end.start()] if end else block)
    return {part.lstrip(" -").partition(":")[0]: part for part in parts}


def _value(text: str | None) -> object:
    """The value of a field's text; the text itself where it is not sound YAML, whoever wrote it and whenever."""
    try:
        return plain_texts(text, PATH) if text else None
    except Faults:
        return text
