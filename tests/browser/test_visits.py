"""What a visitor meets in a real browser: the keyboard, a narrow window, no script, paper, forced colours."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.pages import DEFI, ERROR, GLOSSARY, HOME, TEMPLATES, TOOLS, apart, folders_of, templates_of
from tests.support.projects import SITE_URL
from tests.support.visits import (
    CHANGED,
    FOCUSABLE,
    FOCUSED,
    NARROW,
    TOO_WIDE,
    WIDE,
    ask,
)


def test_the_first_tab_shows_a_skip_link_that_works(site: Path, browse: Callable[..., Page]) -> None:
    page = browse()
    for address in [*TEMPLATES, *folders_of(site)]:
        page.goto(address)
        page.keyboard.press("Tab")
        box = page.locator(":focus").bounding_box()
        assert page.locator(":focus").get_attribute("href") == "#main", address
        assert min(box["x"], box["y"]) >= 0, address
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.localName") == "main", address
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('main')"), address


@pytest.mark.parametrize("address", [HOME, DEFI, GLOSSARY])
def test_tab_goes_through_every_control_in_order_and_leaves(address: str, browse: Callable[..., Page]) -> None:
    page = browse()
    page.goto(address)
    count = page.locator(f"{FOCUSABLE}:visible").count()
    reached = []
    for _ in range(count + 1):
        page.keyboard.press("Tab")
        focused = ask(page, FOCUSED)
        reached.append(focused and focused["index"])
    assert reached == [*range(count), None]


@pytest.mark.parametrize(
    ("address", "scheme"),
    [(HOME, "light"), (HOME, "dark"), (DEFI, "light"), (DEFI, "dark"), (GLOSSARY, "light"), (ERROR, "dark")],
)
def test_focus_changes_as_much_as_a_frame_of_one_pixel(address: str, scheme: str, browse: Callable[..., Page]) -> None:
    page = browse(color_scheme=scheme)
    page.goto(address)
    faint = []
    page.keyboard.press("Tab")
    while focused := ask(page, FOCUSED):
        shots = [page.screenshot(clip=focused["clip"])]
        page.evaluate("document.activeElement.blur()")
        shots.append(page.screenshot(clip=focused["clip"]))
        changed = ask(page, CHANGED, [base64.b64encode(shot).decode() for shot in shots])
        if changed < focused["perimeter"]:
            faint.append(f"{focused['name']}: {changed} px of {focused['perimeter']:.0f}")
        page.keyboard.press("Tab")
    assert not faint, "\n".join(faint)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_one_can_go_around_without_scripts(width: int, site: Path, browse: Callable[..., Page]) -> None:
    page = browse(width=width, java_script_enabled=False)
    page.goto(HOME)
    home = page.url
    page.locator(".wide-map li a").nth(6).click()
    assert page.url == home + DEFI
    assert page.locator("h1 small").inner_text().startswith("Défi 7 sur 24 · Axe 2")
    for folder in folders_of(site)[1:]:
        code = folder.strip("/")
        page.locator("summary", has=page.locator("xpath=..//nav[@class='switch']")).click()
        page.locator(f".switch a[hreflang={code}]").click()
        assert page.url == home + folder + DEFI
        assert page.locator("html").get_attribute("lang") == code
        page.go_back()
        assert page.url == home + DEFI
    page.locator("header .brand a").click()
    assert page.url == home


def test_a_page_is_a_document_a_stylesheet_and_for_a_tool_a_script(site: Path, browse: Callable[..., Page]) -> None:
    page = browse()
    requests, complaints = [], []
    page.on("request", lambda request: requests.append((request.resource_type, request.url)))
    page.on("response", lambda response: response.ok or complaints.append(f"{response.status} {response.url}"))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for address in templates_of(site):
        requests.clear()
        # The error page is the site's own only where the site says it is.
        page.goto(SITE_URL + address if address == ERROR else address)
        root = page.url.removesuffix(address)
        is_tool = apart(address)[1] in TOOLS
        expected = {"document", "stylesheet"} | ({"script"} if is_tool else set())
        assert {kind for kind, _ in requests} == expected, (address, requests)
        assert len(requests) <= 3, (address, requests)
        assert all(url.startswith((root, page.url)) for _, url in requests), (address, requests)
        assert page.locator("script[src], iframe, object, embed").count() == is_tool, address
        assert page.evaluate("document.cookie.length + localStorage.length + sessionStorage.length") == 0, address
    assert not complaints, "\n".join(complaints)


def test_a_printed_page_has_its_address_and_those_of_its_links(site: Path, browse: Callable[..., Page]) -> None:
    page = browse(width=700)
    for folder in folders_of(site):
        page.goto(folder + DEFI)
        # Files to download are of no use on paper.
        page.evaluate("document.querySelectorAll('.files').forEach(files => files.remove())")
        # What leads to other pages is of no use on paper either.
        page.evaluate("document.querySelectorAll('.rail, .act').forEach(part => part.remove())")
        notes = [line.partition(". ")[2] for line in page.locator(".notes").text_content().split("\n") if line]
        prose = page.locator(".prose").inner_text()
        page.emulate_media(media="print")
        for hidden in ("nav", ".skip", "aside"):
            assert page.locator(f"{hidden}:visible").count() == 0, (folder, hidden)
        for kept in ("h1", ".questions li", "blockquote"):
            assert page.locator(kept).first.is_visible(), (folder, kept)
        canonical = page.locator("link[rel=canonical]").get_attribute("href")
        assert canonical in page.locator("footer").inner_text()
        assert page.locator(".notes").is_visible()
        assert "".join(page.locator(".prose").inner_text().split()) == "".join(
            (prose + page.locator(".notes").text_content()).split()
        )
        links = page.locator(".prose a[href^=http]").evaluate_all(
            "links => links.map(link => [link.getAttribute('href'), getComputedStyle(link, '::after').content])"
        )
        assert [href for href, _ in links] == notes
        assert notes
        assert all("counter(note)" in content for _, content in links), links
        assert not ask(page, TOO_WIDE)
        page.emulate_media(media="screen")


def test_forced_colours_still_show_the_current_cell(site: Path, browse: Callable[..., Page]) -> None:
    page = browse(forced_colors="active")
    for folder in folders_of(site):
        page.goto(folder + DEFI)
        looks = page.locator(".map a").evaluate_all(
            """cells => cells.map(cell => {
                const { outline, outlineStyle, border } = getComputedStyle(cell);
                return [cell.getAttribute("aria-current"), outlineStyle === "none" ? "" : outline, border];
            })"""
        )
        current = [look for mark, *look in looks if mark == "page"]
        others = [look for mark, *look in looks if mark != "page"]
        assert len(current) == 1, folder
        assert current[0] not in others, (folder, looks)


@pytest.mark.parametrize(("scheme", "is_dark"), [("light", False), ("dark", True)])
def test_pages_are_dark_for_who_prefers_dark(scheme: str, is_dark: bool, browse: Callable[..., Page]) -> None:
    page = browse(color_scheme=scheme)
    for address in [*TEMPLATES, ERROR]:
        page.goto(address)
        ground, ink = ask(
            page,
            """() => ["backgroundColor", "color"]
                .map(property => luminance(getComputedStyle(document.body)[property].match(/[\\d.]+/g).map(Number)))""",
        )
        assert (ground < 0.02, ink > 0.8) == (is_dark, is_dark), address


def test_the_bar_is_slim_and_the_title_is_on_the_first_screen(site: Path, browse: Callable[..., Page]) -> None:
    """A phone, and a wide window at 400 %: the header is one bar, the title begins where the eye falls."""
    places = "() => [document.querySelector('header').offsetHeight, document.querySelector('h1').offsetTop]"
    for width, height, highest in ((375, 740, 240), (320, 256, 216), (WIDE, 800, 240)):
        page = browse(width=width, viewport={"width": width, "height": height})
        for address in templates_of(site)[:-1]:
            page.goto(address)
            header, title = page.evaluate(places)
            assert header <= 112, (width, address, header)
            assert title <= highest, (width, address, title)


def test_what_is_folded_on_a_phone_is_in_sight_on_a_wide_screen_and_never_twice(browse: Callable[..., Page]) -> None:
    for width, sight in ((NARROW, False), (WIDE, True)):
        page = browse(width=width)
        page.goto(DEFI)
        for folded in ("header .menu nav", "header .find", ".rail .map"):
            assert page.locator(folded).count() == 1
            assert page.locator(folded).is_visible() is sight, (width, folded)
        assert page.locator(".rail .act").is_visible()
        page.locator("header summary:visible").first.click()
        box = page.locator("header details[open] nav").bounding_box()
        assert box["y"] + box["height"] <= page.locator("main").bounding_box()["y"] + 1, "it pushes the page down"


def test_the_ways_in_are_on_the_first_screen(browse: Callable[..., Page]) -> None:
    for width, height in ((375, 740), (WIDE, 800)):
        page = browse(width=width, viewport={"width": width, "height": height})
        page.goto(HOME)
        for way in (".lead", ".ways ul", "main .find"):
            box = page.locator(way).first.bounding_box()
            assert box["y"] + box["height"] <= height, (width, way, box)


def test_the_search_of_the_bar_is_asked_without_scripts(browse: Callable[..., Page]) -> None:
    page = browse(java_script_enabled=False)
    page.goto(DEFI)
    page.locator("header [name=q]").fill("musée")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=mus%C3%A9e")


def test_reference_is_printed(browse: Callable[..., Page]) -> None:
    page = browse()
    page.goto(DEFI)
    page.emulate_media(media="print")
    assert page.locator("p.reference").is_visible()
    assert page.locator("#citer").is_visible()
    assert not page.locator("#citer ~ .files").is_visible()
