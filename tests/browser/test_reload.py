"""Live reload under the policy of a host: the page comes anew, and nothing but MkDocs' own script runs in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.axe import DARK_NARROW, LIGHT_WIDE, violations
from tests.support.projects import edit
from tests.support.serving import PATIENCE, Served, wait_for

# Whether a script that stands in the page itself runs.
INTRUDE = """() => {
    const script = document.createElement("script");
    script.textContent = "window.intruded = true";
    document.body.append(script);
    return Boolean(window.intruded);
}"""

# How far down the window a line of the page is.
PLACE = "document.querySelector('h2').getBoundingClientRect().top"


@pytest.fixture
def served(mini: Path) -> Iterator[Served]:
    server = Served(mini, LANGS="ar")
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


@pytest.mark.parametrize("path", ["defis/01/", "ar/defis/01/"])
def test_fault_shows_where_the_reader_is_and_goes_when_mended(
    path: str, mini: Path, served: Served, chromium: Browser
) -> None:
    address = f"http://{served.address}/{path}"
    page = chromium.new_page(viewport={"width": 1280, "height": 400})
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.evaluate("scrollTo(0, 500)")
    place = page.evaluate(PLACE)
    banner = page.get_by_role("alert")
    assert banner.count() == 0
    edit(mini / "data/defis.yaml", "themes: [people]", "themes: [peple]")
    banner.wait_for(timeout=PATIENCE * 1000)
    page.wait_for_load_state()
    assert "data/defis.yaml:" in banner.inner_text()
    box = banner.bounding_box()
    assert box
    assert place - 1 <= page.evaluate(PLACE) <= place + 1 + box["height"]
    assert (box["x"], box["y"], box["width"]) == (0, 0, page.evaluate("document.documentElement.clientWidth"))
    assert box["height"] <= 200, "the page is seen below"
    assert page.locator("h1").count() == 1
    assert refused == []
    edit(mini / "data/defis.yaml", "themes: [peple]", "themes: [people]")
    banner.wait_for(state="detached", timeout=PATIENCE * 1000)
    page.wait_for_load_state()
    assert abs(page.evaluate(PLACE) - place) <= 1
    page.close()


def test_fault_can_be_read_by_all(mini: Path, served: Served, chromium: Browser) -> None:
    edit(mini / "data/defis.yaml", "themes: [people]", "themes: [peple]")
    addresses = [f"http://{served.address}/{folder}defis/01/" for folder in ("", "ar/")]
    wait_for(lambda: "alert" in served.page("defis/01/"), "the fault is shown")
    page = chromium.new_page()
    assert violations(page, addresses, [LIGHT_WIDE, DARK_NARROW]) == []
    page.emulate_media(media="print")
    assert not page.get_by_role("alert").is_visible()
    page.close()
