"""What a visitor meets in a real browser: the keyboard, a narrow window, no script, paper, forced colours."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SITE_URL, pages_of
from playwright.sync_api import Browser, Page
from test_site import TOOLS, apart

from macros.source.settings import languages_of

# One page per template. The addresses are those of the real strategy.
HOME, DEFI, GLOSSARY, ERROR = "", "defis/07/", "glossaire/", "404.html"
TEMPLATES = (
    HOME,
    DEFI,
    GLOSSARY,
    "defis/",
    "actions/04/",
    "axes/2/",
    "batir-sa-strategie/",
    "texte-integral/",
    "demarche/",
    "themes/ia/",
    "index-alphabetique/",
)
WIDE, NARROW = 1280, 320
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""
FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])"

HELPERS = """
const name = element => {
    const text = element.textContent.trim().replace(/\\s+/g, " ").slice(0, 40);
    return `${element.tagName.toLowerCase()}${element.className && "." + element.className} “${text}”`;
};
const meet = (one, other, least = 1) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > least &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > least;
const luminance = ([red, green, blue]) => [red, green, blue]
    .map(value => value / 255)
    .map(value => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [.2126, .7152, .0722][index], 0);
const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + .05) / (dark + .05);
};
"""
TOO_WIDE = """() => {
    const wide = new Set([...document.body.querySelectorAll("*")].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && (box.left < -1 || box.right > innerWidth + 1);
    }));
    const found = [...wide].filter(element => !wide.has(element.parentElement)).map(name);
    const reach = document.scrollingElement.scrollWidth;
    return reach > innerWidth ? [...found, `scrolls to ${reach} px`] : found;
}"""
# Two texts overlap when their middles do: the boxes of the lines of a same paragraph may well touch.
CLIPPED = """() => {
    const found = [];
    for (const element of document.body.querySelectorAll("*")) {
        const style = getComputedStyle(element);
        const kept = !/visible|auto/.test(style.overflow) || style.position === "absolute";
        if (kept && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1))
            found.push("spills: " + name(element));
    }
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, element = node.parentElement;
        if (!node.data.trim() || getComputedStyle(element).clipPath !== "none") continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const { left, right, top, bottom, height } of range.getClientRects())
            texts.push({ node, left, right, top: top + height / 4, bottom: bottom - height / 4 });
    }
    texts.forEach((one, index) => {
        for (const other of texts.slice(index + 1))
            if (one.node !== other.node && meet(one, other))
                found.push(`overlap: ${name(one.node.parentElement)} / ${name(other.node.parentElement)}`);
    });
    return found;
}"""
# A link is inline in a text that its block says besides links, or that touches it if it is a block inside a line.
TOO_SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
    .filter(link => link.checkVisibility())
    .filter(link => {
        const display = getComputedStyle(link).display;
        let block = link.parentElement;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        const rest = block.cloneNode(true);
        rest.querySelectorAll("a").forEach(other => other.remove());
        const touching = [link.previousSibling, link.nextSibling].map(node => node?.nodeType === 3 ? node.data : "");
        const text = { "inline": rest.textContent, "inline-block": touching.join("") }[display] ?? "";
        if (/\\p{L}/u.test(text)) return false;
        const { width, height } = link.getBoundingClientRect();
        return Math.min(width, height) < (link.closest("header, .map") ? 44 : 24) - .1;
    })
    .map(link => {
        const { width, height } = link.getBoundingClientRect();
        return `${name(link)} ${width.toFixed(1)} × ${height.toFixed(1)}`;
    })
"""
# How many pixels change with a contrast of 3:1 or more from one screenshot to the other.
CHANGED = """async ([focused, blurred]) => {
    const pixels = async encoded => {
        const bytes = Uint8Array.from(atob(encoded), letter => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes]));
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height).data;
    };
    const [before, after] = [await pixels(blurred), await pixels(focused)];
    let changed = 0;
    for (let i = 0; i < before.length; i += 4)
        if (contrast(before.slice(i, i + 3), after.slice(i, i + 3)) >= 3) changed++;
    return changed;
}"""
FOCUSED = f"""() => {{
    const element = document.activeElement;
    if (!document.hasFocus() || element === document.body) return null;
    const box = element.getBoundingClientRect();
    const around = boxes => boxes.reduce((sum, {{ width, height }}) => sum + 2 * (width + height), 0);
    return {{
        index: [...document.querySelectorAll("{FOCUSABLE}")].indexOf(element),
        name: name(element),
        perimeter: Math.min(around([box]), around([...element.getClientRects()])),
        clip: {{ x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 }},
    }};
}}"""
# What is wrong with the title that the focused cell of the map shows.
BAD_TITLE = """() => {
    const cell = document.activeElement, title = cell.querySelector("span"), map = cell.closest(".map");
    const box = title.getBoundingClientRect(), range = document.createRange(), faults = [];
    range.selectNodeContents(title);
    const text = range.getBoundingClientRect();
    if (getComputedStyle(title).clipPath !== "none" || !text.width) faults.push("hidden");
    if (text.top < 0 || text.bottom > innerHeight) faults.push("off screen");
    if (text.bottom > map.getBoundingClientRect().bottom + 1) faults.push("out of the map");
    const cells = [...map.querySelectorAll("a")].map(other => other.getBoundingClientRect());
    if (cells.some(other => meet(text, other))) faults.push("over a cell");
    return faults.map(fault => `${name(cell)}: ${fault}`);
}"""


def ask(page: Page, function: str, argument: object = None) -> object:
    """What a function of this file answers in the page."""
    return page.evaluate(f"argument => {{ {HELPERS} return ({function})(argument); }}", argument)


def open_page(chromium: Browser, address: str, **options: object) -> Page:
    """A page whose addresses start from the root of a served site. The error page, whose links are absolute, works."""
    context = chromium.new_context(base_url=address, reduced_motion="reduce", **options)
    context.route(
        f"{SITE_URL}**",
        lambda route: route.fulfill(response=route.fetch(url=route.request.url.replace(SITE_URL, address))),
    )
    return context.new_page()


def folders_of(site: Path) -> list[str]:
    """The folder of each language of a site, the default one first."""
    default, languages = languages_of(site.parent)
    return ["", *(f"{code}/" for code in languages if code != default)]


def templates_of(site: Path) -> list[str]:
    """The address of one page per template and language, and of the error page."""
    return [folder + page for folder in folders_of(site) for page in TEMPLATES] + [ERROR]


@pytest.fixture
def browse(chromium: Browser, serve: Callable[[Path], str], site: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page on the site, or on another one, in a window of its own."""
    pages = []

    def start(folder: Path = site, width: int = WIDE, **options: object) -> Page:
        options = {"viewport": {"width": width, "height": 800}} | options
        pages.append(open_page(chromium, serve(folder), **options))
        return pages[-1]

    yield start
    for page in pages:
        page.context.close()


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
    count = page.locator(FOCUSABLE).count()
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


@pytest.mark.parametrize("share", range(4))
@pytest.mark.parametrize("strategy", ["site", "mini_site"])
def test_nothing_is_wider_than_a_narrow_window(
    strategy: str, share: int, request: pytest.FixtureRequest, browse: Callable[..., Page], record_property
) -> None:
    folder = request.getfixturevalue(strategy)
    addresses = [*pages_of(folder), ERROR][share::4]
    if strategy == "site":
        record_property("check", ("reflow", len(addresses)))
    page = browse(folder, width=NARROW)
    found = []
    for address in addresses:
        page.goto(address)
        found += [f"{address} {fault}" for fault in ask(page, TOO_WIDE)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("strategy", ["site", "mini_site"])
def test_spaced_out_text_is_neither_clipped_nor_covered(
    strategy: str, width: int, request: pytest.FixtureRequest, browse: Callable[..., Page]
) -> None:
    folder = request.getfixturevalue(strategy)
    page = browse(folder, width=width, bypass_csp=True)
    found = []
    for address in templates_of(folder) if strategy == "site" else pages_of(folder):
        page.goto(address)
        page.add_style_tag(content=SPACING)
        found += [f"{address} {fault}" for fault in ask(page, CLIPPED) + ask(page, TOO_WIDE)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_targets_are_large_enough(width: int, site: Path, browse: Callable[..., Page]) -> None:
    page = browse(width=width)
    found = []
    for address in templates_of(site):
        page.goto(address)
        found += [f"{address} {fault}" for fault in ask(page, TOO_SMALL)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_one_can_go_around_without_scripts(width: int, site: Path, browse: Callable[..., Page]) -> None:
    page = browse(width=width, java_script_enabled=False)
    page.goto(HOME)
    home = page.url
    page.locator(".wide-map li a").nth(6).click()
    assert page.url == home + DEFI
    assert page.locator("h1 .number").inner_text() == "7"
    for folder in folders_of(site)[1:]:
        code = folder.strip("/")
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
        page.goto(address)
        root = SITE_URL if address == ERROR else page.url.removesuffix(address)
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
        prose = page.locator(".prose").inner_text()
        page.emulate_media(media="print")
        for hidden in ("nav", ".skip", "aside"):
            assert page.locator(f"{hidden}:visible").count() == 0, (folder, hidden)
        for kept in ("h1", ".questions li", "blockquote"):
            assert page.locator(kept).first.is_visible(), (folder, kept)
        canonical = page.locator("link[rel=canonical]").get_attribute("href")
        assert canonical in page.locator("footer").inner_text()
        assert page.locator(".prose").inner_text() == prose, f"{folder}: words are lost"
        printed = page.locator("main a[href^=http]").evaluate_all(
            "links => links.map(link => [link.href, getComputedStyle(link, '::after').content])"
        )
        assert printed
        assert all(href in content or "attr(href)" in content for href, content in printed), printed
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


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("address", [HOME, DEFI])
def test_the_map_shows_the_title_of_the_focused_cell(address: str, width: int, browse: Callable[..., Page]) -> None:
    page = browse(width=width)
    page.goto(address)
    cells = page.locator(".map a")
    assert cells.locator("span").evaluate_all(
        "spans => spans.every(span => getComputedStyle(span).clipPath !== 'none')"
    )
    found = []
    while not page.evaluate("!!document.activeElement.closest('.map')"):
        page.keyboard.press("Tab")
    for _ in range(cells.count()):
        found += ask(page, BAD_TITLE)
        page.keyboard.press("Tab")
    assert not found, "\n".join(found)
