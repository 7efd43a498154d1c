"""What axe-core finds wrong: nothing, on any page, in any language, light or dark, wide or narrow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.axe import DARK_NARROW, LIGHT_WIDE, OTHER_VIEWS, violations
from tests.support.measures import RecordProperty, measured
from tests.support.pages import ERROR, pages_of, templates_of

# The pages are dealt out, so that the workers share them.
SHARES = 16


@pytest.mark.parametrize("share", range(SHARES))
def test_no_page_has_a_violation(
    share: int, site: Path, page_of: Callable[[Path], Page], record_property: RecordProperty
) -> None:
    addresses = [*pages_of(site), ERROR][share::SHARES]
    measured(record_property, "axe", len(addresses))
    assert addresses
    found = violations(page_of(site), addresses, [LIGHT_WIDE])
    assert not found, "\n".join(found)


@pytest.mark.parametrize("share", range(SHARES))
def test_no_template_has_a_violation_in_any_view(share: int, site: Path, page_of: Callable[[Path], Page]) -> None:
    found = violations(page_of(site), templates_of(site)[share::SHARES], OTHER_VIEWS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("share", range(4))
def test_no_page_of_another_strategy_has_a_violation(
    share: int, mini_site: Path, page_of: Callable[[Path], Page]
) -> None:
    addresses = [*pages_of(mini_site), ERROR][share::4]
    assert addresses
    found = violations(page_of(mini_site), addresses, [LIGHT_WIDE, DARK_NARROW])
    assert not found, "\n".join(found)
