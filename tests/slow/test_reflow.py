"""Nothing is wider than the window, no target too small, no text clipped or covered once spaced out: on any page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.measures import RecordProperty, measured
from tests.support.pages import ERROR, pages_of
from tests.support.visits import NARROW, WIDE, misfits

# The pages are dealt out, so that the workers share them.
SHARES = 8


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_fits_a_narrow_window(
    share: int, site: Path, browse: Callable[..., Page], record_property: RecordProperty
) -> None:
    addresses = [*pages_of(site), ERROR][share::SHARES]
    measured(record_property, "reflow", len(addresses))
    found = misfits(browse(width=NARROW, bypass_csp=True), addresses)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_fits_a_wide_window(share: int, site: Path, browse: Callable[..., Page]) -> None:
    found = misfits(browse(width=WIDE, bypass_csp=True), [*pages_of(site), ERROR][share::SHARES])
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_another_strategy_fits(width: int, mini_site: Path, browse: Callable[..., Page]) -> None:
    found = misfits(browse(mini_site, width=width, bypass_csp=True), [*pages_of(mini_site), ERROR])
    assert not found, "\n".join(found)
