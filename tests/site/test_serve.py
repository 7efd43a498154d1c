"""`make serve`, as an editor lives it: save, see; spoil, be told, mend; without starting again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

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
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.log = project / "terminal.log"
        with self.log.open("w") as terminal:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", self.address],
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
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(PATIENCE)


@pytest.fixture
def served(mini: Path) -> Iterator[Served]:
    server = Served(mini, NO_MKDOCS_2_WARNING="1")
    yield server
    server.stop()


def test_saved_change_is_shown_and_fault_is_told_without_stopping(mini: Path, served: Served) -> None:
    page, data = mini / "docs/en/defis/01.md", mini / "data/defis.yaml"
    assert served.status("fr/") == 404, "the default language alone is served"

    cited = "\nA sentence just saved. [Its source][exampleton-strategy].\n"
    page.write_text(page.read_text("utf-8") + cited, "utf-8")
    wait_for(lambda: "A sentence just saved." in served.page("defis/01/"), "a saved page is shown")

    # Pages that did not change show what changed around them.
    for file, old, new in (
        ("data/sources.yaml", "https://example.org/three-questions", "https://example.org/moved"),
        ("overrides/footer.html", '<footer class="site">', '<footer class="site" id="new">'),
    ):
        text = (mini / file).read_text("utf-8")
        (mini / file).write_text(text.replace(old, new, 1), "utf-8")
        wait_for(lambda new=new: new in served.page("defis/01/"), f"a change in {file} is shown")

    sound = data.read_text("utf-8")
    line = sound.split("\n").index("axes:") + 1
    data.write_text(sound.replace("\naxes:\n", "\naxes: [\n", 1), "utf-8")
    wait_for(lambda: "not sound YAML" in served.log.read_text("utf-8"), "a fault is told")
    told = served.log.read_text("utf-8")
    assert f"data/defis.yaml:{line + 1}: " in told or f"data/defis.yaml:{line}: " in told
    assert "Traceback" not in told
    assert "A sentence just saved." in served.page("defis/01/"), "the last good page is still there"

    # A fault that is met only once pages are being made: the last good pages stay too.
    data.write_text(sound, "utf-8")
    text = page.read_text("utf-8")
    page.write_text(text.replace('questions("defi-01")', 'questions("defi-99")'), "utf-8")
    wait_for(lambda: "`defi-99` is no entry" in served.log.read_text("utf-8"), "a late fault is told")
    assert "A sentence just saved." in served.page("defis/01/")

    page.write_text(text.replace("just saved", "mended since"), "utf-8")
    wait_for(lambda: "A sentence mended since." in served.page("defis/01/"), "mended, it is shown")
    assert served.process.poll() is None


def test_named_languages_are_served(mini: Path) -> None:
    server = Served(mini, NO_MKDOCS_2_WARNING="1", LANGS="fr")
    try:
        assert (server.status("fr/"), server.status("ar/")) == (200, 404)
    finally:
        server.stop()
