"""The commands that build and serve the site. They start MkDocs in a Python of its own, and load nothing else."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path

from macros.sharing import heeded
from macros.source import settings
from macros.source.faults import Fault, Faults

# What this machine serves is for this machine alone.
HOST, PORT = "127.0.0.1", 8000
# A terminal interrupts MkDocs too, which would tell of it at length wherever it is: whoever started it passes it on.
# On Windows nothing keeps it from hearing.
_LEFT_TO_US = partial(signal.signal, signal.SIGINT, signal.SIG_IGN) if hasattr(os, "fork") else None


def build(root: Path, langs: str = "") -> None:
    """Build the site with MkDocs; its exit code is ours. Says where the site is, if that is on this machine."""
    read = settings.read(root)
    environment = _environment(read, langs)
    if settings.is_of_this_machine(read.url):
        # Before MkDocs says anything, in a pipe too.
        print(f"Addresses are this machine's: {read.url} For readers: SITE_URL=https://example.org/ make build")
        print(f"Adresses de cette machine : {read.url} Pour publier : SITE_URL=https://example.org/ make build")
        sys.stdout.flush()
    if _mkdocs(root, environment, "build"):
        sys.exit(1)


def serve(root: Path, langs: str = "", port: int = PORT) -> None:
    """Serve the site while it is written, until it is interrupted; says where, and in which languages."""
    environment = _environment(settings.read(root), langs)
    _refuse_taken(port)
    print(f"http://{HOST}:{port}/ (Ctrl+C: stop / arrêter)")
    if languages := environment.get("LANGS"):
        print(f"Languages / langues : {languages}")
    else:
        print("The default language alone; for others: --langs fr,ar or --langs all (make serve LANGS=fr,ar)")
        print("La langue d’origine seule ; pour d’autres : --langs fr,ar ou --langs all (make serve LANGS=fr,ar)")
    sys.stdout.flush()
    if _mkdocs(root, environment, "serve", "--dev-addr", f"{HOST}:{port}"):
        sys.exit(1)


def _environment(read: settings.Settings, langs: str) -> dict[str, str]:
    """The environment of MkDocs, in the languages that are named here or by LANGS. `Faults` for an unknown one."""
    named = langs or os.environ.get("LANGS", "")
    settings.chosen_languages(named, list(read.names), read.default)
    # Material announces in every build that MkDocs 2 will have no plugins: `mkdocs<2` is pinned. What is said is in
    # every language, whatever a terminal or a pipe says that it takes.
    said = {"NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8:backslashreplace"}
    return os.environ | said | ({"LANGS": named} if named else {})


def _refuse_taken(port: int) -> None:
    """Raise `Faults` where another program answers already."""
    with socket.socket() as asking:
        if asking.connect_ex((HOST, port)) == 0:
            raise Faults([Fault(settings.CONFIGURATION, 1, "--port", "port-taken", {"port": port, "other": port + 1})])


def _mkdocs(root: Path, environment: dict[str, str], *arguments: str) -> int:
    """Run a command of MkDocs, and end it where this process is told to end; its exit code."""
    command = [sys.executable, "-m", "macros.hooks", arguments[0], "--quiet", *arguments[1:]]
    process: subprocess.Popen[bytes] | None = None
    told: list[int] = []

    def pass_on(number: int, frame: object) -> None:
        told.append(number)
        if process and (number != signal.SIGINT or _LEFT_TO_US):
            # It cleans up, and ends.
            process.terminate()

    before = {each: signal.signal(each, pass_on) for each in heeded()}
    try:
        # A site is for all to read, and its server is seldom the one who builds it.
        process = subprocess.Popen(command, cwd=root, env=environment, umask=0o022, preexec_fn=_LEFT_TO_US)
        if told:
            process.terminate()
        return process.wait()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
