"""Addresses that pages had: a page leads on from each, a rule does so on hosts; what cannot be is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.building import site_of
from macros.commands.sources import hosts
from macros.publish import moved
from macros.site import assets, checks
from macros.source import settings
from macros.source.faults import Faults
from tests.support.projects import ROOT

FILE = "data/redirections.yaml"


def write(project: Path, *lines: str) -> None:
    (project / FILE).write_text("redirections:\n" + "".join(f"  - {line}\n" for line in lines), "utf-8")


def told(project: Path) -> str:
    site = site_of(settings.read(project))
    return "\n".join(str(fault) for fault in checks.check(site, site.paths))


def test_page_leads_on_from_each_old_address_in_every_language(mini: Path) -> None:
    write(mini, "{de: wishes/first/, vers: defis/01.md}", "{de: map/, vers: 'plan.md#all'}")
    site = site_of(settings.read(mini))
    made = dict(moved.pages(site, assets.load(site).style))
    assert set(made) == {
        f"{folder}{old}/index.html" for folder in ("", "fr/", "ar/") for old in ("wishes/first", "map")
    }
    english, arabic = made["wishes/first/index.html"], made["ar/map/index.html"]
    assert '<meta http-equiv="refresh" content="0; url=../../defis/01/">' in english
    assert f'<link rel="canonical" href="{site.url}defis/01/">' in english
    assert '<meta name="robots" content="noindex">' in english
    assert re.search(r'<p>This page has a new address: <a href="../../defis/01/">Challenge 1: .+</a></p>', english)
    assert '<meta http-equiv="refresh" content="0; url=../plan/#all">' in arabic
    assert '<html lang="ar" dir="rtl">' in arabic
    assert moved.policies(site).keys() == made.keys()


def test_hosts_lead_on_and_are_written_once(mini: Path) -> None:
    write(mini, "{de: wishes/, vers: defis/index.md}")
    (mini / "deploy").mkdir()
    for name in moved.RULES:
        (mini / "deploy" / name).write_text((ROOT / "deploy" / name).read_text("utf-8"), "utf-8")
    hosts(mini)
    once = {name: (mini / "deploy" / name).read_text("utf-8") for name in moved.RULES}
    last = "    location = /ar/wishes/ { return 301 /ar/defis/; }\n    # End of them."
    assert "    location = /fr/wishes/ { return 301 /fr/defis/; }\n" + last in once["nginx.conf"]
    assert "\tredir /ar/wishes/ /ar/defis/ 301\n\t# End of them." in once["Caddyfile"]
    assert "\n/wishes/  /defis/  301\n" in once["_redirects"]
    hosts(mini)
    assert once == {name: (mini / "deploy" / name).read_text("utf-8") for name in moved.RULES}
    write(mini)
    (mini / FILE).write_text("redirections: []\n", "utf-8")
    hosts(mini)
    for name in moved.RULES:
        assert (mini / "deploy" / name).read_text("utf-8") == (ROOT / "deploy" / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("{de: plan/, vers: plan.md}",), rf"{FILE}:2: de: the address plan/ is that of docs/en/plan\.md"),
        (("{de: fr/old/, vers: plan.md}",), "the address fr/old/ is that of /fr/"),
        (("{de: data/, vers: plan.md}",), "the address data/ is that of /data/"),
        (("{de: old/, vers: plan.md}",) * 2, rf"{FILE}:3: de: the address old/ is that of {FILE}:2"),
        (("{de: old/, vers: plam.md}",), r"vers: the page plam\.md is not there \(plan\.md \?\)"),
    ],
)
def test_old_address_that_cannot_be_is_told(mini: Path, lines: tuple[str, ...], fault: str) -> None:
    write(mini, *lines)
    assert re.search(fault, told(mini)), told(mini)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{de: /old/, vers: plan.md}", "`/old/` is not an address that a page had"),
        ("{de: ../old/, vers: plan.md}", "`../old/` is not an address that a page had"),
        ("{de: old, vers: plan.md}", "`old` is not an address that a page had"),
        ("{de: old/, vers: https://example.org/}", "`https://example.org/` is not a page"),
        ("{de: old/}", "the key `vers` is missing"),
    ],
)
def test_what_is_no_address_is_told(mini: Path, line: str, fault: str) -> None:
    write(mini, line)
    with pytest.raises(Faults) as raised:
        told(mini)
    assert fault in raised.value.report()
