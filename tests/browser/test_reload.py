"""Live reload under the policy of a host: the page comes anew, and nothing but MkDocs' own script runs in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.projects import edit
from tests.support.serving import PATIENCE, Served

# Whether a script that stands in the page itself runs.
INTRUDE = """() => {
    const script = document.createElement("script");
    script.textContent = "window.intruded = true";
    document.body.append(script);
    return Boolean(window.intruded);
}"""


@pytest.fixture
def served(mini: Path) -> Iterator[Served]:
    server = Served(mini, NO_MKDOCS_2_WARNING="1")
    yield server
    server.stop()


def test_page_reloads_and_runs_nothing_else(mini: Path, served: Served, chromium: Browser) -> None:
    page = chromium.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(f"http://{served.address}/defis/01/")
    assert refused == []
    edit(mini / "docs/en/defis/01.md", "\n## ", "\nA sentence just saved.\n\n## ")
    page.get_by_text("A sentence just saved.").wait_for(timeout=PATIENCE * 1000)
    assert refused == []
    assert page.evaluate(INTRUDE) is False
    assert "Content Security Policy" in "".join(refused)
    page.close()
