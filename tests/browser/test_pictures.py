"""A picture as a browser shows it: let by the page's policy, never wider than the screen, in the shape it has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from tests.support.pictures import png
from tests.support.projects import build
from tests.support.visits import NARROW

SIZE = "image => [image.naturalWidth, image.naturalHeight, image.clientWidth, image.clientHeight]"


def test_wide_picture_fits_a_narrow_screen(mini: Path, serve: Callable[[Path], str], chromium: Browser) -> None:
    (mini / "docs/en/plan.png").write_bytes(png(900, 300))
    page = mini / "docs/en/a-propos.md"
    page.write_text(f"{page.read_text('utf-8')}\n![A plan of the hall](plan.png)\n", "utf-8")
    site = build(mini, LANGS="en")
    tab = chromium.new_page(viewport={"width": NARROW, "height": 600})
    wrong: list[str] = []
    tab.on("console", lambda message: wrong.append(message.text))
    tab.goto(f"{serve(site)}a-propos/")
    picture = tab.get_by_alt_text("A plan of the hall")
    picture.scroll_into_view_if_needed()
    tab.wait_for_function("document.querySelector('img').complete && document.querySelector('img').naturalWidth")
    assert picture.evaluate(SIZE)[:2] == [900, 300]
    width, height = picture.evaluate(SIZE)[2:]
    assert 200 < width <= NARROW
    assert abs(width / 3 - height) <= 1
    assert wrong == []
    tab.close()
