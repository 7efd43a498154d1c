"""`python -m macros links`, against a server of our own: who is gone, who refuses, and how politely it asks."""

from __future__ import annotations

import http.server
import re
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.publish.external_links import Manners, check
from macros.source import data as strategy_data
from tests.support.projects import run

HURRIED = Manners(timeout=1, pause=0.01)
# Address → the statuses of its answers, the last one for ever.
ANSWERS = {
    "/there": [200],
    "/plain": [200],
    "/no-head": [405, 200],
    "/moved": [301],
    "/gone": [404],
    "/refuses": [403],
    "/slow-down": [429],
    "/unwell": [503, 503, 200],
    "/down": [500],
    "/loop": [302],
    "/silent": [0],
}


class Pages(http.server.ThreadingHTTPServer):
    """A site whose pages answer as `ANSWERS` says, and that remembers what it was asked.

    A source is a page of the public web: this one has a public name, and is its own proxy.
    """

    daemon_threads = True
    address = "http://pages.example.org"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, str]] = []
        self.under_way = self.most_at_once = 0
        self.lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    server: Pages

    def do_HEAD(self) -> None:
        server = self.server
        self.path = self.path.removeprefix(server.address)
        with server.lock:
            before = sum(path == self.path for _, path, _ in server.asked)
            server.asked.append((self.command, self.path, self.headers["User-Agent"]))
            server.under_way += 1
            server.most_at_once = max(server.most_at_once, server.under_way)
        status = ANSWERS[self.path][min(before, len(ANSWERS[self.path]) - 1)]
        time.sleep(2 if status == 0 else 0.02)
        with server.lock:
            server.under_way -= 1
        self.send_response(status or 200)
        if status in (301, 302):
            self.send_header("Location", "/there" if status == 301 else self.path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pages]:
    server = Pages()
    # What Python keeps of the proxies that it met first.
    monkeypatch.setattr(urllib.request, "_opener", None)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def cite(project: Path, pages: Pages, *paths: str) -> dict[str, int]:
    """Make the tiny project's sources, and more of them, pages of our server; the line of each address."""
    file = project / "data/sources.yaml"
    text = file.read_text("utf-8")
    for path in paths[2:]:
        text += f"\n  - id: page{path[1:]}\n    titre: A page\n    editeur: A test\n    langue: en\n    url: https://example.org/\n"
    for path in paths:
        text = re.sub(r"https://example\.org/[a-z-]*$", pages.address + path, text, count=1, flags=re.MULTILINE)
    file.write_text(text, "utf-8")
    lines = text.splitlines()
    return {path: next(n for n, line in enumerate(lines, 1) if line.endswith(pages.address + path)) for path in paths}


def test_what_each_answer_means(mini: Path, pages: Pages) -> None:
    lines = cite(mini, pages, *ANSWERS)
    dead, unsure = check(strategy_data.load(mini), manners=HURRIED)
    assert [fault.line for fault in dead] == [lines[path] for path in ("/gone", "/down", "/loop", "/silent")]
    assert [fault.line for fault in unsure] == [lines[path] for path in ("/refuses", "/slow-down")]
    assert f"data/sources.yaml:{lines['/gone']}: pagegone: {pages.address}/gone does not answer any more" in str(
        dead[0]
    )
    assert "404 Not Found" in str(dead[0])


def test_page_of_a_contact_is_asked_for_too(mini: Path, pages: Pages) -> None:
    cite(mini, pages, "/there", "/plain")
    (mini / "data/contacts.yaml").write_text(
        "contacts:\n  - {id: call, nom: Call, telephone: '+33123456789'}\n"
        f"  - {{id: hall, nom: Hall, courriel: a@example.org, url: '{pages.address}/gone'}}\n",
        "utf-8",
    )
    (dead,), unsure = check(strategy_data.load(mini), manners=HURRIED)
    assert (dead.file, dead.line, dead.where, unsure) == ("data/contacts.yaml", 3, "hall", [])


def test_it_asks_politely(mini: Path, pages: Pages) -> None:
    # A page that keeps silent is still being answered when the next is asked for.
    cite(mini, pages, *(path for path in ANSWERS if path != "/silent"))
    check(strategy_data.load(mini), manners=HURRIED)
    asked = Counter((method, path) for method, path, _ in pages.asked)
    assert pages.most_at_once == 1, "one page at a time of a site"
    assert (asked["HEAD", "/plain"], asked["GET", "/plain"]) == (1, 0), "the heading is enough"
    assert (asked["HEAD", "/no-head"], asked["GET", "/no-head"]) == (1, 1)
    assert asked["HEAD", "/gone"] == 1, "a page that is gone is not asked for again"
    assert asked["HEAD", "/down"] == HURRIED.tries


def test_command_names_the_line_and_fails(mini: Path, pages: Pages) -> None:
    lines = cite(mini, pages, "/gone", "/there")
    result = run(mini, "macros", "links", REPO_URL="https://example.test/project")
    assert result.returncode == 1
    assert f"data/sources.yaml:{lines['/gone']}: " in result.stderr
    assert "1 fault / 1 erreur" in result.stderr
    assert {agent for _, _, agent in pages.asked} == {
        "Mozilla/5.0 (compatible; link-check; +https://example.test/project)"
    }


def test_command_notes_a_refusal_without_failing(mini: Path, pages: Pages) -> None:
    lines = cite(mini, pages, "/there", "/refuses")
    result = run(mini, "macros", "links")
    assert result.returncode == 0, result.stderr
    assert f"data/sources.yaml:{lines['/refuses']}: " in result.stdout
    assert "refuses to answer a machine (403 Forbidden)" in result.stdout
