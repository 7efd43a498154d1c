"""What an editor waits for: from saving a file to its change in the page that the browser shows.

`python -m tests.bench.serving [--runs N]`; with LANGS=all, every language is served. A copy of the
project is served as `make serve` does, and its page reloads by MkDocs' own script. On a machine
that does nothing else.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.support.chromium import find

from . import corpus

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGE = "defis/07/"
# Seconds to wait for the server to start, then for each change: far more than either takes.
PATIENCE = 120
# Seconds between two looks at the page, or at the server as it starts.
INTERVAL = 0.01
TEXT = "document.body.innerText"


@dataclass(frozen=True)
class Edit:
    """A change to a file, that can be made any number of times."""

    kind: str
    file: str
    after: str
    """A pattern: what the change comes after."""
    text: str
    """What is put there, with `{mark}` in it."""
    shown: str = TEXT
    """JavaScript: the part of the page where the mark is then seen."""

    def saved(self, original: str, mark: str) -> str:
        """The file with the change; `ValueError` where it has no place for it."""
        place = re.search(self.after, original, re.MULTILINE)
        if not place:
            raise ValueError(f"{self.file}: nothing in it matches {self.after!r}")
        return original[: place.end()] + self.text.format(mark=mark) + original[place.end() :]


EDITS = (
    Edit("prose", "docs/fr/defis/07.md", r"^## .+\n", "\nTexte {mark}.\n"),
    Edit("data", "data/defis.yaml", r"- id: defi-07\n(?: .*\n)*?    en_bref: >-\n +", "{mark}. "),
    Edit("template", "overrides/footer.html", '<footer class="site">', "<p>{mark}</p>"),
    Edit("word", "overrides/words.yaml", "^weight-link: ", "{mark} "),
    Edit(
        "style",
        "overrides/stylesheet/1-base.css",
        r"\Z",
        "\n:root {{ --mark: {mark}; }}\n",
        "getComputedStyle(document.documentElement).getPropertyValue('--mark')",
    ),
)


@contextmanager
def served(project: Path) -> Iterator[str]:
    """The address where a project is served; what the server said is shown if all does not go well."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = project / "terminal.log"
    command = [sys.executable, "-m", "macros", "serve", "--port", str(port)]
    settings = {key: value for key, value in os.environ.items() if key != "SITE_URL"}
    with log.open("w") as terminal:
        server = subprocess.Popen(
            command, cwd=project, env=settings, stdout=terminal, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        _wait_for_start(server, port)
        yield f"http://127.0.0.1:{port}/"
    except BaseException:
        print(log.read_text("utf-8"), file=sys.stderr)
        raise
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def _wait_for_start(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionError:
            time.sleep(INTERVAL)
        else:
            return
    raise TimeoutError(f"The server did not start in {PATIENCE} seconds.")


def _seen(page: Page, shown: str, mark: str) -> bool:
    from playwright.sync_api import Error

    try:
        return mark in page.evaluate(shown)
    except Error:
        # The page is being reloaded.
        return False


def waited(page: Page, project: Path, edit: Edit, original: str, mark: str) -> float:
    """Seconds from saving a change to seeing it in a page that is open."""
    text = edit.saved(original, mark)
    start = time.monotonic()
    (project / edit.file).write_text(text, "utf-8")
    while not _seen(page, edit.shown, mark):
        if time.monotonic() > start + PATIENCE:
            raise TimeoutError(f"{edit.kind}: not shown in {PATIENCE} seconds.")
        time.sleep(INTERVAL)
    return time.monotonic() - start


def waits(page: Page, project: Path, edit: Edit, runs: int) -> list[float]:
    """Seconds of each of several changes of one kind."""
    original = (project / edit.file).read_text("utf-8")
    found = []
    for number in range(runs):
        # The server looks at its files from time to time: changes come at any moment between two looks.
        time.sleep(1 + number / runs)
        found.append(waited(page, project, edit, original, f"{edit.kind}-{number}"))
    return found


def measure(runs: int) -> None:
    """Print the median wait for each kind of change, and the range."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="24defis-bench-") as name, sync_playwright() as playwright:
        project = Path(name)
        corpus.project(project)
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        with served(project) as address, browser:
            page = browser.new_page()
            page.goto(address + PAGE)
            for edit in EDITS:
                found = waits(page, project, edit, runs)
                print(f"{edit.kind:<10} median {median(found):.2f}  ({min(found):.2f} to {max(found):.2f})", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.serving", description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", metavar="N", type=int, default=10, help="changes of each kind; by default, ten")
    runs = parser.parse_args().runs
    languages = os.environ.get("LANGS") or "the default one alone"
    print(f"From save to page, in seconds, {runs} times each; languages: {languages}", flush=True)
    measure(runs)


if __name__ == "__main__":
    main()
