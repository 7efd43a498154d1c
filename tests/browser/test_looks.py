"""What engines that look for faults do not see: figures, text alone enlarged, focus under something, paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.support.pages import DEFI, GLOSSARY, HOME, TEMPLATES
from tests.support.visits import TOO_WIDE, WIDE, ask

# Written from left to right, and from right to left.
BOTH_WAYS = ("", "ar/")
FIGURES = ("demarche/", "publics/", "traductions/", "sobriete/")
# A shape is told from its ground by 3:1 or more (WCAG 1.4.11), and no text stands on it: whatever engines make of it.
SHAPES = """() => {
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const ground = numbers(getComputedStyle(document.body).backgroundColor);
    const shapes = [...document.querySelectorAll("main svg :is(path, rect)")].filter(shape => shape.checkVisibility());
    const boxes = [...document.querySelectorAll("main svg")].map(drawing => drawing.getBoundingClientRect());
    const found = [];
    for (const shape of shapes) {
        const { fill, stroke } = getComputedStyle(shape);
        if (contrast(numbers(fill === "none" ? stroke : fill), ground) < 3) found.push(`faint: ${name(shape)}`);
    }
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (!walker.currentNode.data.trim() || !walker.currentNode.parentElement.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        for (const text of range.getClientRects())
            if (boxes.some(box => meet(box, text, 2))) found.push(`covered: ${walker.currentNode.data.trim()}`);
    }
    return [shapes.length, found];
}"""
# What has focus is at the top of the pile at one of its corners or at its middle, at least (WCAG 2.4.11).
UNDER = """() => {
    const element = document.activeElement;
    if (!document.hasFocus() || element === document.body) return null;
    const { left, right, top, bottom } = element.getClientRects()[0];
    const points = [[left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2],
        [(left + right) / 2, (top + bottom) / 2]];
    const seen = points.some(([x, y]) => {
        const there = document.elementFromPoint(x, y);
        return there && (element.contains(there) || there.contains(element));
    });
    return [seen, name(element)];
}"""


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_figures_stand_out_and_cover_no_word(options: dict[str, str], browse: Callable[..., Page]) -> None:
    for width in (WIDE, 375):
        page = browse(width=width, **options)
        for folder in BOTH_WAYS:
            for address in FIGURES:
                page.goto(folder + address)
                count, found = ask(page, SHAPES)
                assert count, folder + address
                assert not found, (folder + address, width, found)


def test_a_figure_is_read_as_the_text_around_it(browse: Callable[..., Page]) -> None:
    """The first year of the timeline is where lines begin, in either direction."""
    for folder, turned in (("", 1), ("ar/", -1)):
        page = browse()
        page.goto(folder + "demarche/")
        drawing = page.locator(".drawn td svg").first
        assert drawing.evaluate("it => new DOMMatrix(getComputedStyle(it).transform).a") == turned
        years = [year.bounding_box()["x"] for year in page.locator(".years span").all()]
        assert years == sorted(years, reverse=turned < 0)


def test_text_alone_can_be_twice_as_large(browse: Callable[..., Page]) -> None:
    page = browse(width=375, bypass_csp=True)
    for address in [folder + template for folder in BOTH_WAYS for template in TEMPLATES]:
        page.goto(address)
        page.add_style_tag(content=":root { font-size: 200% }")
        assert ask(page, TOO_WIDE) == [], address


@pytest.mark.parametrize("height", [256, 800])
def test_nothing_covers_what_has_focus_on_pages_to_read(height: int, browse: Callable[..., Page]) -> None:
    for address in (HOME, DEFI, GLOSSARY):
        page = browse(viewport={"width": 320 if height < 800 else WIDE, "height": height})
        page.goto(address)
        page.keyboard.press("Tab")
        reached, under = 0, []
        while (found := ask(page, UNDER)) and reached < 120:
            reached += 1
            under += [] if found[0] else [found[1]]
            page.keyboard.press("Tab")
        assert reached > 20, address
        assert not under, (address, under)


def pages_printed(page: Page, folder: Path) -> list[str]:
    """The text of each page of paper that a page prints on."""
    page.pdf(path=folder / "printed.pdf", format="A4", prefer_css_page_size=True, print_background=True)
    return [sheet.extract_text() for sheet in PdfReader(folder / "printed.pdf").pages]


def test_an_article_is_printed_on_five_pages_at_most(tmp_path: Path, browse: Callable[..., Page]) -> None:
    page = browse()
    for number in ("07", "12", "18", "21"):
        page.goto(f"defis/{number}/")
        assert len(pages_printed(page, tmp_path)) <= 5, number


def test_a_card_is_printed_alone_on_two_sides(tmp_path: Path, browse: Callable[..., Page]) -> None:
    page = browse()
    for folder in BOTH_WAYS:
        for number in range(1, 25):
            page.goto(f"{folder}cartes/#defi-{number:02}")
            sides = pages_printed(page, tmp_path)
            assert len(sides) == 2, (folder, number)
            assert str(number) in sides[0], (folder, number)
