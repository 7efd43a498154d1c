"""What axe-core finds wrong: nothing, on one page of each structure, on each template in every view.

Every page, in every language and view, is visited in `tests/slow/test_axe.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.axe import AXE_SCRIPT, DARK_NARROW, LIGHT_WIDE, OPTIONS, OTHER_VIEWS, violations
from tests.support.pages import DEFAULT, ERROR, TEMPLATES
from tests.support.structures import distinct

# The pages are dealt out, so that the workers share them.
SHARES = 8
# Written from left to right, and from right to left.
BOTH_WAYS = (DEFAULT, "ar")


@pytest.mark.parametrize("share", range(SHARES))
def test_no_structure_has_a_violation(share: int, site: Path, page_of: Callable[[Path], Page]) -> None:
    addresses = distinct(site)[share::SHARES]
    assert addresses
    found = violations(page_of(site), addresses, [LIGHT_WIDE])
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", BOTH_WAYS)
def test_no_template_has_a_violation_in_any_view(code: str, site: Path, page_of: Callable[[Path], Page]) -> None:
    folder = "" if code == DEFAULT else f"{code}/"
    addresses = [folder + template for template in TEMPLATES] + [ERROR]
    found = violations(page_of(site), addresses, OTHER_VIEWS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("share", range(2))
def test_no_page_of_another_strategy_has_a_violation(
    share: int, mini_site: Path, page_of: Callable[[Path], Page]
) -> None:
    addresses = distinct(mini_site)[share::2]
    assert addresses
    found = violations(page_of(mini_site), addresses, [LIGHT_WIDE, DARK_NARROW])
    assert not found, "\n".join(found)


FAULTS = """
<h4 style="color: #999">Weak, after a level 1</h4><p style="color: #666">Nearly strong enough</p><img src="data:,">
<a href="/" style="font-size: 5px">x</a><a href="/" style="font-size: 5px">y</a>
"""


def test_axe_sees_faults_of_every_sort(browse: Callable[..., Page]) -> None:
    page = browse(bypass_csp=True)
    page.goto("404.html")
    page.evaluate(AXE_SCRIPT)
    page.evaluate("faults => document.body.insertAdjacentHTML('beforeend', faults)", FAULTS)
    results = page.evaluate("options => axe.run(options)", OPTIONS)
    expected = {"color-contrast", "color-contrast-enhanced", "heading-order", "image-alt", "region", "target-size"}
    assert expected <= {rule["id"] for rule in results["violations"]}
