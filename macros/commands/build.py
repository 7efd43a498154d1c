"""The command that builds the site. It starts MkDocs in a Python of its own, and loads nothing else meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

from macros.sharing import heeded
from macros.source import settings

# A terminal interrupts MkDocs too, which would tell of it at length wherever it is: whoever started it passes it on.
_LEFT_TO_US = partial(signal.signal, signal.SIGINT, signal.SIG_IGN) if os.name == "posix" else None


def build(root: Path) -> None:
    """Build the site with MkDocs; its exit code is ours. Says where the site is, if that is on this machine."""
    url = settings.read(root).url
    if settings.is_of_this_machine(url):
        # Before MkDocs says anything, in a pipe too.
        print(f"Addresses are this machine's: {url} For readers: SITE_URL=https://example.org/ make build")
        print(f"Adresses de cette machine : {url} Pour publier : SITE_URL=https://example.org/ make build", flush=True)
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
