"""Whatever site stands here: the addresses that its last release promised still answer, on every host."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.building import site_of
from macros.publish import moved
from macros.source import settings
from macros.source.address import HOME

ROOT = Path(__file__).parent.parent.parent
# What a release writes into `dist/`, kept from the last one. A site that has made none has promised none.
PROMISED = ROOT / "tests" / "reference" / "addresses.txt"
SITE = site_of(settings.read(ROOT))


def lost(promised: list[str]) -> set[str]:
    """Those of the addresses at which there is neither a page nor one that leads on."""
    there = {f"{address.url}index.html" for address in SITE.addresses(SITE.paths)} | moved.policies(SITE).keys()
    return {address for address in promised if f"{address.removeprefix('./')}index.html" not in there}


@pytest.mark.skipif(not PROMISED.exists(), reason="no release has promised an address yet")
def test_addresses_of_the_last_release_still_answer() -> None:
    promised = [line for line in PROMISED.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert promised
    assert lost(promised) == set(), "say in data/redirections.yaml where these pages are now"


def test_address_that_no_page_has_is_found_out() -> None:
    assert lost(["./", "no-such-page/"]) == {"no-such-page/"}
    assert HOME in SITE.originals


@pytest.mark.parametrize("name", moved.RULES)
def test_hosts_know_the_addresses_that_moved(name: str) -> None:
    text = (ROOT / "deploy" / name).read_text("utf-8")
    told = text.partition("Addresses that moved")[2].partition("\n")[2].partition("# End of them.")[0].rstrip(" \t")
    assert told == moved.rules(SITE, name), "run: python -m macros hosts"
