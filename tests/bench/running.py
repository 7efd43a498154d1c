"""Runs commands and measures them; builds projects in temporary folders."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from .corpus import Maker, pages_of
from .figures import Measure

OURS = ("macros", "build")
STOCK = ("mkdocs", "build", "--quiet")
# `ru_maxrss` is in kibibytes; in bytes on macOS.
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


def run(folder: Path, *command: str, **environment: str) -> Measure:
    """Measure `python -m command…` in a folder; exit with what it said if it fails.

    The system counts a process with the children that it waited for: their processor time is
    added up, and the peak memory is that of the largest. A process is counted from before it
    takes its program, when its memory is still this one's: this one has to stay small.
    """
    fixed = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://example.test/", "LANGS": "all"}
    settings = os.environ | fixed | environment
    with tempfile.TemporaryFile("w+") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=folder, env=settings, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{said.read()}\npython -m {' '.join(command)}: exit code {process.returncode}")
    return Measure(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * MAXRSS_UNIT / 1e6)


@dataclass(frozen=True)
class Project:
    """A project to build several times, and the command that builds it."""

    folder: Path
    command: tuple[str, ...]

    def build(self, jobs: int = 1) -> Measure:
        """Build with so many processes at most, from nothing.

        One by default: the same work on any machine, and stock Material has no more.
        """
        shutil.rmtree(self.folder / "site", ignore_errors=True)
        measure = run(self.folder, *self.command, JOBS=str(jobs))
        return replace(measure, pages=len(pages_of(self.folder / "site")))


@contextmanager
def made(make: Maker, command: tuple[str, ...] = OURS) -> Iterator[Project]:
    """A project in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="24defis-bench-") as name:
        folder = Path(name)
        make(folder)
        yield Project(folder, command)


def fingerprints(site: Path) -> dict[str, str]:
    """The hash of each file of a site, by its path."""
    found = {}
    for path in sorted(site.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                found[path.relative_to(site).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
