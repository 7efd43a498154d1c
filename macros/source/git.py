"""What git says of the project. Where there is no git, or no repository, it says nothing."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from macros.source.text import MAX_BYTES

# As many versions as are held at once.
_AT_ONCE = 50
# The seconds of a date until the year 5138. A commit can say more than any calendar holds.
SECONDS = re.compile(r"[0-9]{1,11}")
# Settings by which git would run other programs, and mix what they say with its answer.
_PLAINLY = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
# By how many seconds the clocks of two machines may differ, one set to the time of another zone.
DAY = 86_400


@dataclass(frozen=True)
class Version:
    """A file as a commit left it: the commit, the file's text."""

    commit: str
    text: str


def ask(root: Path, *arguments: str, given: str = "") -> bytes:
    """What git answers to a command in the repository at `root`; nothing where it fails, or there is none.

    Only a repository whose own root is `root` is asked, not one around it. `given` is the command's input.
    """
    try:
        result = _run(root, arguments, given)
    except OSError:
        return b""
    return result.stdout if result.returncode == 0 else b""


def refusal(root: Path) -> str:
    """Why git reads nothing of the history that there is at `root`, in its own words; nothing where it reads it.

    It reads no repository of another user, whose settings could make it run something (`safe.directory`).
    """
    try:
        result = _run(root, ("rev-list", "--all", "--first-parent", "--", "."))
    except FileNotFoundError:
        return "git is not installed" if (root / ".git").exists() else ""
    except OSError as error:
        return str(error)
    said = result.stderr.decode("utf-8", "replace").strip() if result.returncode else ""
    return said.partition("\n")[0].removeprefix("fatal: ")


def _run(root: Path, arguments: Sequence[str], given: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run git in the repository at `root`. Raises `OSError` where there is none, or no git."""
    (root / ".git").lstat()
    # A hook that runs this program tells git of another repository by these; what the machine's owner says of git's
    # settings stays, and what git's own tests say.
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(("GIT_CONFIG_", "GIT_TEST_"))
    }
    environment |= {"GIT_CEILING_DIRECTORIES": str(root.resolve().parent), "LC_ALL": "C"}
    command = ["git", *_PLAINLY, *arguments]
    return subprocess.run(command, cwd=root, input=given.encode(), env=environment, capture_output=True, check=False)


def versions(root: Path, path: str, *, merged: bool = False) -> Iterator[Version]:
    """Each version of a file (`data/defis.yaml`) that could be read today, oldest first.

    Along the first parents, where what a merge brings in counts once and nothing looks
    undone; with `merged`, those of the branches that were merged too. History cannot be mended as a file can:
    a version that is too large or that is not UTF-8 is passed over, as one that is not known.
    """
    along = () if merged else ("--first-parent",)
    commits = ask(root, "log", *along, "--reverse", "--format=%H", "--", path).decode().split()
    for first in range(0, len(commits), _AT_ONCE):
        yield from _read(root, path, commits[first : first + _AT_ONCE])


def moments(root: Path) -> dict[str, str]:
    """When each commit came into the branch at hand, in UTC (`2026-11-22T19:10:47Z`), by its hash, the newest first.

    Along the first parents. Whoever makes a commit dates it as they like: one that would be younger than the last
    commit, or older than the first, has no moment here, whatever the day on which it is asked for.
    """
    log = ask(root, "log", "--first-parent", "--format=%H %ct").decode().splitlines()
    lines = [line.partition(" ") for line in log]
    dates = {commit: int(date) for commit, _, date in lines if SECONDS.fullmatch(date)}
    if not dates:
        return {}
    last, *_, first = (*dates.values(), *dates.values())
    known = range(first - DAY if first <= last else 0, last + DAY)
    return {
        commit: f"{datetime.fromtimestamp(min(date, last), UTC):%Y-%m-%dT%H:%M:%SZ}"
        for commit, date in dates.items()
        if date in known
    }


def _read(root: Path, path: str, commits: Sequence[str]) -> Iterator[Version]:
    """The versions that some commits left."""
    asked = "".join(f"{commit}:{path}\n" for commit in commits)
    sizes = ask(root, "cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", given=asked).decode()
    sound = [
        (commit, blob, int(size))
        # A commit that removed the file has no version of it: git says no size.
        for commit, (blob, kind, size) in zip(commits, map(_three, sizes.splitlines()), strict=False)
        if kind == "blob" and int(size) <= MAX_BYTES
    ]
    answer = ask(root, "cat-file", "--batch", given="".join(f"{blob}\n" for _, blob, _ in sound))
    place = 0
    for commit, _, size in sound if answer else ():
        place = answer.index(b"\n", place) + 1
        text = _text(answer[place : place + size])
        place += size + 1
        if text is not None:
            yield Version(commit, text)


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
