"""Firefox and WebKit open a page of every template, and fill, save and reopen the worksheet, both ways of writing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import launching
from tests.support.engines import Engine
from tests.support.visits import HELPERS, TOO_WIDE
from tests.support.watching import watched

SHEET = "batir-sa-strategie/"
TEMPLATES = (
    "",
    "defis/07/",
    "actions/04/",
    "axes/2/",
    "themes/ia/",
    "publics/musees/",
    "situations/",
    "defis/",
    "recherche/",
    SHEET,
    "strategies-ensemble/",
    "sobriete/",
    "mentions-legales/",
)
PHONE, DESK = 375, 1280
FITS = f"() => {{ {HELPERS} return ({TOO_WIDE})(); }}"
HEADED = """() => {
    const box = document.querySelector("h1").getBoundingClientRect();
    return document.querySelector("h1").checkVisibility() && box.width > 0 && box.height > 0;
}"""


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each of the two browsers, once for all the tests."""
    if launching.missing()[request.param]:
        pytest.skip(f"{request.param} is not installed")
    with getattr(launching, request.param)(tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, with what keeps the complaints of browsers."""
    with watched(site) as found:
        yield found


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("code", ["", "ar/"])
def test_every_template_opens_whole(code: str, width: int, engine: Engine, address: str) -> None:
    engine.resize(width)
    engine.visit(address)
    assert engine.ask("() => innerWidth") == width
    found = []
    for template in TEMPLATES:
        engine.visit(address + code + template)
        faults = engine.ask(FITS)
        faults += engine.ask('() => window.faults ?? ["not there"]')
        faults += [] if engine.ask(HEADED) else ["no h1 to be seen"]
        found += [f"{code}{template} {fault}" for fault in faults]
    assert not found, "\n".join(found)


VALUE = "name => document.getElementById(name)?.value"
DATED = """(name, day) => {
    const field = document.getElementById(name);
    field.value = day;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}"""
SHOWN = "name => document.getElementById(name)?.checkVisibility()"
EMPTY = "name => !document.getElementById(name)?.value"


@pytest.mark.parametrize("code", ["", "ar/"])
def test_worksheet_is_filled_saved_and_reopened(code: str, engine: Engine, address: str) -> None:
    for file in engine.folder.iterdir():
        file.unlink()
    engine.resize(DESK)
    engine.visit(address + code + SHEET)
    engine.type("#organisation", "Musée")
    engine.click('input[name="defi-07.choix"][value="maintenant"]')
    engine.until(SHOWN, "defi-07.objectif")
    engine.type('[id="defi-07.objectif"]', "Aller vers chacun")
    engine.ask(DATED, "defi-07.quand", "2027-03-01")
    engine.click('button[value="json"]')
    file = engine.saved("*.json")
    answers = json.loads(file.read_text("utf-8"))
    assert answers["organisation"] == "Musée"
    kept = answers["reponses"]["defi-07"]
    assert (kept["choix"], kept["objectif"], kept["quand"]) == ("maintenant", "Aller vers chacun", "2027-03-01")

    engine.visit(address + code + SHEET)
    engine.until(SHOWN, "defi-07.objectif")
    assert engine.ask(VALUE, "defi-07.objectif") == "Aller vers chacun", "kept in the browser"
    engine.click('button[value="erase"]')
    engine.until(EMPTY, "organisation")
    engine.choose("#file", file)
    engine.until("name => document.getElementById(name)?.value === 'Aller vers chacun'", "defi-07.objectif")
    assert engine.ask(VALUE, "defi-07.quand") == "2027-03-01"
    assert engine.ask("() => faults") == []
    engine.click('button[value="erase"]')
    engine.until(EMPTY, "organisation")


def test_faults_are_seen(engine: Engine, tmp_path: Path) -> None:
    page = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>
    <h1 hidden>x</h1><p style="width: 999px">Too wide</p><img src="gone.png" alt="">
    <script>console.error("said"); setTimeout(() => missing(), 0)</script></body></html>"""
    (tmp_path / "index.html").write_text(page, "utf-8")
    with watched(tmp_path) as address:
        engine.resize(PHONE)
        engine.visit(address)
        engine.until("() => faults.length === 3")
        found = " ".join(engine.ask("() => faults") + engine.ask(FITS))
        assert not engine.ask(HEADED)
    assert all(word in found for word in ("said", "missing", "gone.png", "p “Too wide”"))
