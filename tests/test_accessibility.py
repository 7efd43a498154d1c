"""What axe-core finds wrong: nothing, on any page, in any language, light or dark, wide or narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from conftest import pages_of
from playwright.sync_api import Browser, Page
from test_browser import open_page, templates_of

LIGHT_WIDE = ("light", 1280)
DARK_NARROW = ("dark", 320)
OTHER_VIEWS = [("dark", 1280), ("light", 320), DARK_NARROW]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"color-contrast-enhanced": {"enabled": True}}
OPTIONS = {"runOnly": TAGS, "rules": RULES, "resultTypes": ["violations", "incomplete"], "preload": False}
# The pages are dealt out, so that the two workers share them.
SHARES = 4


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


def violations(page: Page, addresses: list[str], views: list[tuple[str, int]]) -> list[str]:
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


@pytest.mark.parametrize("share", range(SHARES))
def test_no_page_has_a_violation(share: int, site: Path, page_of: Callable[[Path], Page], record_property) -> None:
    addresses = [*pages_of(site), "404.html"][share::SHARES]
    record_property("check", ("axe", len(addresses)))
    assert addresses
    found = violations(page_of(site), addresses, [LIGHT_WIDE])
    assert not found, "\n".join(found)


@pytest.mark.parametrize("share", range(SHARES))
def test_no_template_has_a_violation_in_any_view(share: int, site: Path, page_of: Callable[[Path], Page]) -> None:
    found = violations(page_of(site), templates_of(site)[share::SHARES], OTHER_VIEWS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("share", range(SHARES))
def test_no_page_of_another_strategy_has_a_violation(
    share: int, mini_site: Path, page_of: Callable[[Path], Page]
) -> None:
    addresses = [*pages_of(mini_site), "404.html"][share::SHARES]
    assert addresses
    found = violations(page_of(mini_site), addresses, [LIGHT_WIDE, DARK_NARROW])
    assert not found, "\n".join(found)


FAULTS = """
<h4 style="color: #999">Weak, after a level 1</h4><p style="color: #666">Nearly strong enough</p><img src="data:,">
<a href="/" style="font-size: 5px">x</a><a href="/" style="font-size: 5px">y</a>
"""


def test_axe_sees_faults_of_every_sort(site: Path, page_of: Callable[[Path], Page]) -> None:
    page = page_of(site)
    page.goto("404.html")
    page.evaluate(AXE_SCRIPT)
    page.evaluate("faults => document.body.insertAdjacentHTML('beforeend', faults)", FAULTS)
    results = page.evaluate("options => axe.run(options)", OPTIONS)
    expected = {"color-contrast", "color-contrast-enhanced", "heading-order", "image-alt", "region", "target-size"}
    assert expected <= {rule["id"] for rule in results["violations"]}
