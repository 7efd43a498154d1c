"""A headless browser on a built site, and what is asked of a page in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.chromium import find
from tests.support.projects import SITE_URL

WIDE, NARROW = 1280, 320
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""
# What the Tab key may reach; what is folded away it does not.
FOCUSABLE = ":is(a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1']))"

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
        // What moves sideways on its own, with a name, can be read.
        if (element.parentElement.closest("[role=region][tabindex]")) return false;
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
        if (!node.data.trim() || !element.checkVisibility() || getComputedStyle(element).clipPath !== "none") continue;
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
        index: [...document.querySelectorAll("{FOCUSABLE}")].filter(shown => shown.checkVisibility()).indexOf(element),
        name: name(element),
        perimeter: Math.min(around([box]), around([...element.getClientRects()])),
        clip: {{ x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 }},
    }};
}}"""


def ask(page: Page, function: str, argument: object = None) -> Any:
    """What a function of this file answers in the page."""
    return page.evaluate(f"argument => {{ {HELPERS} return ({function})(argument); }}", argument)


def open_page(chromium: Browser, address: str, **options: Any) -> Page:
    """A page whose addresses start from the root of a served site. The error page, whose links are absolute, works."""
    context = chromium.new_context(base_url=address, reduced_motion="reduce", **options)
    context.route(
        f"{SITE_URL}**",
        lambda route: route.fulfill(response=route.fetch(url=route.request.url.replace(SITE_URL, address))),
    )
    return context.new_page()


def misfits(page: Page, addresses: Sequence[str]) -> list[str]:
    """What does not fit in these pages, one line for each element: wider than the window, too small to be pointed at,
    clipped or covered once the text is spaced out as readers may space it. The page must let styles in.
    """
    found = []
    for address in addresses:
        page.goto(address)
        # What is folded has no place of its own.
        page.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)")
        faults = ask(page, TOO_WIDE) + ask(page, TOO_SMALL)
        page.add_style_tag(content=SPACING)
        faults += ask(page, CLIPPED) + ask(page, TOO_WIDE)
        found += [f"{address} {fault}" for fault in faults]
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser, serve: Callable[[Path], str], site: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page on the site, or on another one, in a window of its own."""
    pages = []

    def start(folder: Path = site, width: int = WIDE, **options: Any) -> Page:
        options = {"viewport": {"width": width, "height": 800}} | options
        pages.append(open_page(chromium, serve(folder), **options))
        return pages[-1]

    yield start
    for page in pages:
        page.context.close()
