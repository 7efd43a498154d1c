"""Text of two directions in one page: what is written from left to right keeps its order in Arabic."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from tests.support.pages import documents, file_of

# A figure, a space, a Latin letter: between them the space has the direction of the text around, and they part.
BARE = re.compile(r"(?<!\w)\d[\d.,]*[ \u00a0\u202f]+[A-Za-zÀ-ɏ]")
ISOLATED = re.compile("\u2068[^\u2069]*\u2069")
SHOWN = ("title", "aria-label", "alt", "placeholder")


def torn(text: str) -> bool:
    """Whether an Arabic text has a Latin run that begins with a figure, set apart by nothing."""
    text = ISOLATED.sub("", text)
    before = ([letter for letter in text[: match.start()] if letter.isalpha()] for match in BARE.finditer(text))
    # After a Latin letter, a figure goes with it (UAX 9, W7).
    return any(not letters or letters[-1] > "\u0590" for letters in before)


def arabic(element: ET.Element, direction: str = "") -> Iterator[str]:
    """The texts of a page that are set from right to left, and those of its attributes that are shown."""
    around = direction
    direction = element.get("dir") or ("auto" if element.tag == "bdi" else direction)
    if direction == "rtl" and element.tag not in ("script", "style"):
        yield from (text for name in SHOWN if (text := element.get(name)))
        yield element.text or ""
    for child in element:
        yield from arabic(child, direction)
    if around == "rtl":
        yield element.tail or ""


def test_torn_runs_are_told() -> None:
    assert torn("استراتيجية 24 défis")
    assert torn("24 défis")
    assert not torn("استراتيجية \u206824 défis\u2069 تحديًا")
    assert not torn("برنامج France 2030 Culture")
    assert not torn("24 سؤالًا")


def test_no_latin_run_that_begins_with_a_figure_stands_bare_in_arabic(any_site: Path) -> None:
    pages = {name: page for name, page in documents(any_site).items() if name.startswith("ar/")}
    assert pages
    found = {name: [text for text in arabic(page) if torn(text)] for name, page in pages.items()}
    assert not {name: texts for name, texts in found.items() if texts}


def test_name_of_the_site_is_read_in_its_order_on_the_arabic_home_page(site: Path) -> None:
    html = file_of(site, "ar/").read_text("utf-8")
    assert '<h1><bdi lang="fr" dir="ltr">24 défis</bdi></h1>' in html
    assert "<title>\u206824 défis\u2069</title>" in html
