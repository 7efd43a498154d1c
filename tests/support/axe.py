"""axe-core, and what it finds wrong in pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.support.visits import open_page

# A colour scheme, and a width in pixels.
View = tuple[Literal["light", "dark"], int]
LIGHT_WIDE: View = ("light", 1280)
DARK_NARROW: View = ("dark", 320)
OTHER_VIEWS: list[View] = [("dark", 1280), ("light", 320), DARK_NARROW]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"color-contrast-enhanced": {"enabled": True}}
OPTIONS = {"runOnly": TAGS, "rules": RULES, "resultTypes": ["violations", "incomplete"], "preload": False}


@pytest.fixture
def page_of(chromium: Browser, serve: Callable[[Path], str]) -> Iterator[Callable[[Path], Page]]:
    """Opens a page on a folder."""
    pages = []

    def start(folder: Path) -> Page:
        pages.append(open_page(chromium, serve(folder)))
        return pages[-1]

    yield start
    for page in pages:
        page.context.close()


def violations(page: Page, addresses: Sequence[str], views: list[View]) -> list[str]:
    """What axe finds on these pages in these views, one line for each element, doubtful contrasts included."""
    found = []
    for address in addresses:
        page.goto(address)
        page.evaluate(AXE_SCRIPT)
        for scheme, width in views:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            results = page.evaluate("options => axe.run(options)", OPTIONS)
            found += [
                f"{address} ({scheme}, {width} px) {rule['id']}: {' '.join(map(str, node['target']))}: {rule['help']}"
                for rule in results["violations"] + results["incomplete"]
                for node in rule["nodes"]
            ]
    return found
