"""Templates in the states that readers put them in, both ways of writing: axe and the Nu checker find nothing there.

Menu open, languages listed, contents unfolded; the worksheet filled from a file, with a file refused, with the part of
a colleague to put in; several strategies together; results of a search, and none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.axe import AXE_SCRIPT, DARK_NARROW, LIGHT_WIDE, OPTIONS
from tests.support.nu import errors, needs_java
from tests.support.pages import DEFAULT, DEFI
from tests.support.visits import TOO_WIDE, ask
from tests.support.worksheets import example, plan

SHEET, TOGETHER, SEARCH = "batir-sa-strategie/", "strategies-ensemble/", "recherche/"
QUERIES = {DEFAULT: "données", "ar": "اللغة"}
State = Callable[[Page, str], None]


def _menu(page: Page, code: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.locator("header details.menu > summary").click()
    expect(page.locator("header details.menu nav")).to_be_visible()


def _languages(page: Page, code: str) -> None:
    page.locator("header summary", has=page.locator("xpath=..//nav[@class='switch']")).click()
    expect(page.locator("nav.switch")).to_be_visible()


def _contents(page: Page, code: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.locator("main details summary").first.click()
    assert page.locator("main details[open]").count()


def _open(page: Page, selector: str, files: dict[str, str]) -> None:
    kind = "application/json"
    given = [{"name": name, "mimeType": kind, "buffer": text.encode()} for name, text in files.items()]
    page.set_input_files(selector, given)


def _filled(page: Page, code: str) -> None:
    answers = {"defi-07": plan(), "defi-02": {"choix": "non", "raison": "pas nous"}, "defi-01": {"choix": "plus-tard"}}
    _open(page, "#file", {"a.json": json.dumps(example(reponses=answers))})
    expect(page.locator('[id="defi-07.objectif"]')).to_have_value("écrit")


def _refused(page: Page, code: str) -> None:
    _filled(page, code)
    page.evaluate("document.querySelectorAll('.said').forEach(region => region.textContent = '')")
    _open(page, "#file", {"b.json": "{"})
    expect(page.locator(".said[role=status]:not(:empty)")).to_be_visible()


def _offered(page: Page, code: str) -> None:
    _filled(page, code)
    _open(page, "#file", {"part.json": json.dumps(example(reponses={"defi-07": plan(qui="Zoé")}))})
    expect(page.locator("#opening")).to_contain_text("part.json")


def _together(page: Page, code: str) -> None:
    files = {
        "a.json": json.dumps(example(reponses={"defi-07": plan(niveau="2", cible="3", cout="mille")})),
        "b.json": json.dumps(example(organisation="B", reponses={"defi-07": plan(), "defi-02": {"choix": "non"}})),
        "c.json": "{",
    }
    _open(page, "#files", files)
    expect(page.locator("#result")).to_be_visible()
    expect(page.locator("#problems li")).to_have_count(1)


def _search(page: Page, query: str) -> None:
    page.locator("#q").fill(query)
    page.locator("#q").press("Enter")
    expect(page.locator("#search-status")).not_to_be_empty()


def _found(page: Page, code: str) -> None:
    _search(page, QUERIES[code])
    assert page.locator("#search-results > li").count()


def _nothing(page: Page, code: str) -> None:
    _search(page, "xqzzq")
    assert not page.locator("#search-results > li").count()


# The page, and what a reader does there.
STATES: dict[str, tuple[str, State]] = {
    "menu": (DEFI, _menu),
    "languages": (DEFI, _languages),
    "contents": (DEFI, _contents),
    "filled": (SHEET, _filled),
    "refused": (SHEET, _refused),
    "offered": (SHEET, _offered),
    "together": (TOGETHER, _together),
    "found": (SEARCH, _found),
    "nothing": (SEARCH, _nothing),
}


def faults(page: Page) -> Iterator[str]:
    """What axe finds in the page as it is, doubtful contrasts included, wide and narrow; and what is too wide."""
    for scheme, width in (LIGHT_WIDE, DARK_NARROW):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        results = page.evaluate("options => axe.run(options)", OPTIONS)
        for rule in results["violations"] + results["incomplete"]:
            for node in rule["nodes"]:
                # axe can't tell what is behind what stays in sight at the head of a small window: its own ground is.
                if node["target"] != ["#step"]:
                    yield f"{scheme}, {width} px: {rule['id']}: {node['target']}: {rule['help']}"
        yield from ask(page, TOO_WIDE)


@needs_java
@pytest.mark.parametrize("code", QUERIES)
def test_no_state_has_a_fault(code: str, browse: Callable[..., Page], tmp_path: Path) -> None:
    found = []
    for name, (address, reach) in STATES.items():
        page = browse()
        page.goto(("" if code == DEFAULT else f"{code}/") + address)
        reach(page, code)
        written = page.evaluate("document.documentElement.outerHTML")
        (tmp_path / f"{name}.html").write_text(f"<!doctype html>{written}", "utf-8")
        page.evaluate(AXE_SCRIPT)
        found += [f"{name}: {fault}" for fault in faults(page)]
        page.context.close()
    found += errors(tmp_path.iterdir())
    assert not found, "\n".join(found)
