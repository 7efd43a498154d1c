"""Commands about the built site."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

from macros.building import site_of
from macros.placing import Place
from macros.publish import comparison, compression, source_changes
from macros.sharing import heeded
from macros.source import history, settings

# A terminal interrupts MkDocs too, which would tell of it at length wherever it is: whoever started it passes it on.
_LEFT_TO_US = partial(signal.signal, signal.SIGINT, signal.SIG_IGN) if os.name == "posix" else None


def build(root: Path) -> None:
    """Build the site with MkDocs; its exit code is ours. Says what its address or its history lacks."""
    url = settings.read(root).url
    if settings.is_of_this_machine(url):
        # Before MkDocs says anything, in a pipe too.
        print(f"Addresses are this machine's: {url} For readers: SITE_URL=https://example.org/ make build")
        print(f"Adresses de cette machine : {url} Pour publier : SITE_URL=https://example.org/ make build", flush=True)
    for note in history.unread(root):
        print(note, flush=True)
    # Material announces in every build that MkDocs 2 will have no plugins: `mkdocs<2` is pinned.
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "macros.hooks", "build", "--quiet"]
    process: subprocess.Popen[bytes] | None = None
    told: list[int] = []

    def pass_on(number: int, frame: object) -> None:
        told.append(number)
        if process:
            # It cleans up, and ends.
            process.terminate()

    before = {each: signal.signal(each, pass_on) for each in heeded()}
    try:
        # A site is for all to read, and its server is seldom the one who builds it.
        process = subprocess.Popen(command, cwd=root, env=environment, umask=0o022, preexec_fn=_LEFT_TO_US)
        if told:
            process.terminate()
        if process.wait():
            sys.exit(1)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def compress(root: Path) -> None:
    """Compress the built site, and say what it gains; no build may take its place meanwhile."""
    place = Place.of(settings.read(root).folder)
    with place.holding():
        files, plain, gzipped, brotlied = compression.compress(place.site)
    print(f"site: {files} files, {plain:,} bytes; {gzipped:,} in gzip, {brotlied:,} in brotli")


def compare(root: Path, before: Path, after: Path, sources: list[Path]) -> None:
    """Print what changed between two folders of built sites, the second built from this project.

    `sources` is empty, or the folders of the two projects: what their diff does not show is said too.
    """
    site = site_of(settings.read(root))
    old, new = (comparison.read(folder, str(folder), site.url, site.repository.address) for folder in (before, after))
    hidden = source_changes.sections(*map(source_changes.tree, sources)) if sources else {}
    print(comparison.report(old, new, site, hidden))
