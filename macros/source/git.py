"""What git says of the project. Where there is no git, or no repository, it says nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from macros.source.text import MAX_BYTES

# As many versions as are held at once.
_AT_ONCE = 50
# From 1970 to the end of 9999: what a date can say, and what it is written with.
_SECONDS = range(253_402_300_800)


@dataclass(frozen=True)
class Version:
    """A file as a commit left it: the commit, its moment in UTC (`2026-11-22T19:10:47Z`), the file's text."""

    commit: str
    when: str
    text: str


def ask(root: Path, *arguments: str, given: str = "") -> bytes:
    """What git answers to a command in the repository at `root`; nothing where it fails, or there is none.

    Only a repository whose own root is `root` is asked, not one around it. `given` is the command's input.
    """
    # A hook that runs this program tells git of another repository by these.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "--git-dir", ".git", *arguments]
    try:
        result = subprocess.run(
            command, cwd=root, input=given.encode(), env=environment, capture_output=True, check=False
        )
    except OSError:
        return b""
    return result.stdout if result.returncode == 0 else b""


def versions(root: Path, path: str, *, merged: bool = False) -> Iterator[Version]:
    """Each version of a file (`data/defis.yaml`) that could be read today, oldest first.

    Along the first parents, where what a merge brings in counts once and nothing looks
    undone; with `merged`, those of the branches that were merged too. History cannot be mended as a file can:
    a version that is too large, that is not UTF-8 or whose date is none is passed over, as one that is not known.
    """
    along = () if merged else ("--first-parent",)
    log = ask(root, "log", *along, "--reverse", "--format=%H %ct", "--", path).decode()
    commits = [line.split() for line in log.splitlines()]
    for first in range(0, len(commits), _AT_ONCE):
        yield from _read(root, path, commits[first : first + _AT_ONCE])


def _read(root: Path, path: str, commits: Sequence[Sequence[str]]) -> Iterator[Version]:
    """The versions that some commits left, each told by its hash and the seconds of its date."""
    asked = "".join(f"{commit}:{path}\n" for commit, _ in commits)
    sizes = ask(root, "cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", given=asked).decode()
    sound = [
        (commit, int(seconds), blob, int(size))
        # A commit that removed the file has no version of it: git says no size.
        for (commit, seconds), (blob, kind, size) in zip(commits, map(_three, sizes.splitlines()), strict=False)
        if kind == "blob" and int(size) <= MAX_BYTES and int(seconds) in _SECONDS
    ]
    answer = ask(root, "cat-file", "--batch", given="".join(f"{blob}\n" for _, _, blob, _ in sound))
    place = 0
    for commit, seconds, _, size in sound if answer else ():
        place = answer.index(b"\n", place) + 1
        text = _text(answer[place : place + size])
        place += size + 1
        if text is not None:
            yield Version(commit, f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}", text)


def _three(line: str) -> tuple[str, str, str]:
    words = line.split(" ")
    return (words[0], words[1], words[2]) if len(words) == 3 else ("", "", "")


def _text(content: bytes) -> str | None:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def boundary(root: Path) -> set[str]:
    """The commits before which a shallow clone knows nothing."""
    place = ask(root, "rev-parse", "--git-path", "shallow").decode().strip()
    return set((root / place).read_text("ascii").split()) if place and (root / place).exists() else set()
