"""Nothing is wider than the window, no target too small, no text clipped or covered once it is spaced out.

Every page is visited in `tests/slow/test_reflow.py`; here, one of each structure, and each template.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.pages import folders_of, templates_of
from tests.support.structures import distinct
from tests.support.visits import NARROW, WIDE, misfits

# The pages are dealt out, so that the workers share them.
SHARES = 4


@pytest.mark.parametrize("share", range(SHARES))
def test_every_structure_fits_a_narrow_window(share: int, site: Path, browse: Callable[..., Page]) -> None:
    found = misfits(browse(width=NARROW, bypass_csp=True), distinct(site)[share::SHARES])
    assert not found, "\n".join(found)


def test_every_template_fits_a_wide_window(site: Path, browse: Callable[..., Page]) -> None:
    found = misfits(browse(width=WIDE, bypass_csp=True), templates_of(site))
    assert not found, "\n".join(found)


# Words of tables that are on two lines, none of whose hyphens is written or put in by the browser where it knows how.
BROKEN = """() => {
    const found = [];
    for (const cell of document.querySelectorAll("th, td")) {
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            for (const { 0: word, index } of walker.currentNode.data.matchAll(/[\\p{L}\\p{M}\\d]{2,}/gu)) {
                const range = document.createRange();
                range.setStart(walker.currentNode, index);
                range.setEnd(walker.currentNode, index + word.length);
                if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(word);
            }
        }
    }
    return found;
}"""
TABLES = ("accessibilite/", "demarche/", "donnees/", "errata/", "sobriete/", "traductions/")


def test_no_word_of_a_table_is_broken_on_a_phone(site: Path, browse: Callable[..., Page]) -> None:
    page, seen = browse(width=375, bypass_csp=True), 0
    for folder in folders_of(site):
        for address in TABLES:
            page.goto(folder + address)
            # A hyphen says that a word goes on; what breaks without one is at fault.
            page.add_style_tag(content="* { hyphens: manual !important }")
            seen += page.locator("td").count()
            assert page.evaluate(BROKEN) == [], folder + address
    assert seen > 100


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_another_strategy_fits(width: int, mini_site: Path, browse: Callable[..., Page]) -> None:
    found = misfits(browse(mini_site, width=width, bypass_csp=True), distinct(mini_site))
    assert not found, "\n".join(found)
