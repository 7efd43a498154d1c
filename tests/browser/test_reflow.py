"""Nothing is wider than the window, no target too small, no text clipped or covered once it is spaced out.

Every page is visited in `tests/slow/test_reflow.py`; here, one of each structure in each language, and each template.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.pages import templates_of
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


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_another_strategy_fits(width: int, mini_site: Path, browse: Callable[..., Page]) -> None:
    found = misfits(browse(mini_site, width=width, bypass_csp=True), distinct(mini_site))
    assert not found, "\n".join(found)
