"""Commands about the built site."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from macros.building import site_of
from macros.publish import comparison, compression, source_changes
from macros.sharing import SIGNALS
from macros.source import settings


def build(root: Path) -> None:
    """Build the site with MkDocs; its exit code is ours. Says where it is, if that is on this machine."""
    url = settings.read(root).url
    if settings.is_of_this_machine(url):
        print(f"Addresses are this machine's; for readers: SITE_URL=https://… / adresses de cette machine : {url}")
    # Material announces in every build that MkDocs 2 will have no plugins: `mkdocs<2` is pinned.
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "macros.hooks", "build", "--quiet"]
    process: subprocess.Popen[bytes] | None = None

    def pass_on(number: int, frame: object) -> None:
        if not process:
            sys.exit(1)
        # It cleans up, and ends.
        process.terminate()

    before = {each: signal.signal(each, pass_on) for each in SIGNALS}
    try:
        # A site is for all to read, and its server is seldom the one who builds it.
        process = subprocess.Popen(command, cwd=root, env=environment, umask=0o022)
        if process.wait():
            sys.exit(1)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def compress(root: Path) -> None:
    """Compress the built site, and say what it gains."""
    files, plain, gzipped, brotlied = compression.compress(root / "site")
    print(f"site: {files} files, {plain:,} bytes; {gzipped:,} in gzip, {brotlied:,} in brotli")


def compare(root: Path, before: Path, after: Path, sources: list[Path]) -> None:
    """Print what changed between two folders of built sites, the second built from this project.

    `sources` is empty, or the folders of the two projects: what their diff does not show is said too.
    """
    sites = comparison.read(before, str(before)), comparison.read(after, str(after))
    hidden = source_changes.sections(*map(source_changes.tree, sources)) if sources else {}
    print(comparison.report(*sites, site_of(settings.read(root)), hidden))
