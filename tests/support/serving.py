"""A project that MkDocs serves, as `make serve` does."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

# Far above the two seconds it takes: the machine may be busy.
PATIENCE = 60


def wait_for(what: Callable[[], bool], why: str) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, why
        time.sleep(0.05)


class Served:
    """A project being served on loopback, and what its terminal has shown."""

    def __init__(self, project: Path, **environment: str):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"127.0.0.1:{port}"
        self.log = project / "terminal.log"
        with self.log.open("w") as terminal:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "macros", "serve", "--port", str(port)],
                cwd=project,
                env={k: v for k, v in os.environ.items() if k not in ("LANGS", "SITE_URL")} | environment,
                stdout=terminal,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(lambda: self.status("") == 200, "the server starts")

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
            return answer.read().decode()

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def stop(self) -> None:
        # Not an interruption: a process started in the background may have been told to ignore it.
        self.process.terminate()
        self.process.wait(PATIENCE)
