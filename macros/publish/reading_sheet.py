"""A sheet to read with a pencil: the texts of a page beside their originals, and a margin. It needs no account."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from macros.site.site import Site
from macros.source.address import Address
from macros.source.page import Page


class Row(NamedTuple):
    """A text and its translation; `name` is how a review or a correction calls it, and stands once a part."""

    name: str
    original: str
    translation: str


def html(site: Site, address: Address) -> str:
    """The sheet of a page in a language, whole: to be printed from a browser."""
    view = site.view(address.path, address.language)
    names = {"site": site, "rows": list(_rows(site, address)), "title": site.titles[address.language].get(address.path)}
    return site.templates.get_template("reading.html").render(view.context | names)


def _rows(site: Site, address: Address) -> Iterator[Row]:
    language = site.project.languages[address.language]
    for leaf in site.texts.of(address.path):
        words = language.t(leaf)
        yield Row(leaf.context, leaf, words.text if words.is_translated else "")
    original, own = site.original(address), site.pages.get(address)
    theirs = _blocks(original)
    ours = _blocks(own) if own else {}
    for id, blocks in theirs.items():
        for place, (text, translation) in enumerate(zip_longest(blocks, ours.get(id, []), fillvalue="")):
            yield Row("" if place else f"{address.path}#{id}", text, translation)


def _blocks(page: Page) -> dict[str, list[str]]:
    """The words of each section of a page, block by block."""
    found: dict[str, list[str]] = {id: [] for id in page.sections}
    for text in page.texts:
        section = next(id for id, part in page.sections.items() if part.line <= text.line < part.end)
        if words := " ".join(text.words.split()):
            found[section].append(words)
    return found
