"""What git says of the project. Where there is no git, or no repository, it says nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


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
    """Each version of a file (`data/defis.yaml`), oldest first.

    Along the first parents, where what a merge brings in counts once and nothing looks
    undone; with `merged`, those of the branches that were merged too.
    """
    along = () if merged else ("--first-parent",)
    log = ask(root, "log", *along, "--reverse", "--format=%H %ct", "--", path).decode()
    commits = [line.split() for line in log.splitlines()]
    answer = ask(root, "cat-file", "--batch", given="".join(f"{commit}:{path}\n" for commit, _ in commits))
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
            yield Version(commit, f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%dT%H:%M:%SZ}", text)


def boundary(root: Path) -> set[str]:
    """The commits before which a shallow clone knows nothing."""
    place = ask(root, "rev-parse", "--git-path", "shallow").decode().strip()
    return set((root / place).read_text("ascii").split()) if place and (root / place).exists() else set()
