"""Markdown to HTML: the one converter of the editors' prose.

It is Python-Markdown with attribute lists, fenced code and tables, less what an editor may not write. Raw HTML
and addresses defined in a page become elements named after their fault, so that whoever reads the HTML meets
them where they stand; no page that holds one is published.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor, ParagraphProcessor
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from macros.source.address import Names, way, web_path
from macros.source.marks import SOURCE

RAW_HTML, DEFINITION, WIDE_ROW, LINK_WITHIN = "page-html", "page-definition", "page-row", "page-link-within"
_ADDRESSES = {"a": "href", "img": "src"}
# The inline patterns in their order, and the signs of which each finds one in whatever it takes.
_SIGNS: Mapping[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "autolink": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, as its page says it: an address, or the id of a source."""

    address: str
    source: str = ""


@dataclass
class _Prose(Extension):
    """The Markdown of the page `path` (`defis/07.md`), where `[words][id]` leads to the source of that id.

    `names`: what addresses call pages; `targets`: where each link and picture leads, in the order of the HTML.
    """

    path: str
    sources: Mapping[str, str]
    names: Names = ()
    targets: list[Target] = field(default_factory=list)

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        # `[words]` alone is a text between brackets, and an e-mail is declared as any address is.
        for name in ("html", "short_reference", "short_image_ref", "automail"):
            md.inlinePatterns.deregister(name)
        # A `<` that could open an element, a comment or an instruction; U+0002 is Markdown's own.
        md.inlinePatterns.register(_RawHtml(r"<(?!https?://)[a-zA-Z/!?][^>\s\x02]{0,30}", md), "html", 90)
        # A page could give a source's id an address of its own.
        md.parser.blockprocessors.register(_Definition(md.parser), "reference", 15)
        md.parser.blockprocessors.register(_Table(md.parser, {"use_align_attribute": False}), "table", 75)
        md.references = _EverySource()
        # Before the inline patterns, and before every other kind of block.
        md.treeprocessors.register(_PlainTexts(md), "plain_texts", 25)
        md.parser.blockprocessors.register(_PlainParagraph(md.parser), "plain_paragraph", 200)
        # Once nothing else changes an address.
        md.treeprocessors.register(_Links(md, self), "links", -1)


class _EverySource(dict[str, tuple[str, str]]):
    """What Markdown looks references up in: each is known, and leads to its own id."""

    def __contains__(self, id: object) -> bool:
        return True

    def __getitem__(self, id: str) -> tuple[str, str]:
        return SOURCE + id, ""


class _RawHtml(InlineProcessor):
    """Raw HTML, named as what it is."""

    # The library's own two kinds of patterns differ in this.
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        element = Element(RAW_HTML)
        element.text = AtomicString(m[0])
        return element, m.start(0), m.end(0)


class _Definition(BlockProcessor):
    """`[x]: address`, named as what it is."""

    RE = re.compile(r"^[ ]{0,3}(\[[^\[\]\n]+\]:)", re.MULTILINE)

    def test(self, parent: Element, block: str) -> bool:
        return bool(self.RE.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = self.RE.search(block)
        assert match
        self.parser.parseBlocks(parent, [block[: match.start()]])
        definition = SubElement(SubElement(parent, "p"), DEFINITION)
        definition.text = AtomicString(match[1])
        blocks.insert(0, block[match.end() :])


class _Table(TableProcessor):
    """A table; the cells of a row beyond the width of its head, which the library forgets, named as what they are."""

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        # The stubs leave out what begins with an underscore.
        super()._build_row(row, parent, align)  # type: ignore[misc]
        # Likewise.
        if more := self._split_row(row)[len(align) :]:  # type: ignore[attr-defined]
            SubElement(parent[-1][-1], WIDE_ROW).text = AtomicString(f"|{'|'.join(more)}")


class _PlainParagraph(ParagraphProcessor):
    """A paragraph whose lines all begin with a letter, and are no row of a table: no other kind of block does."""

    RE = re.compile(r"[^\W\d_][^\n|]*(?:\n[^\W\d_][^\n|]*)*+")

    def test(self, parent: Element, block: str) -> bool:
        return bool(self.RE.fullmatch(block))


class _PlainTexts(Treeprocessor):
    """Spares the inline patterns, which take most of a conversion's time, what they need not look at.

    That is the texts without a sign of any of them; and the page, for those without a sign of theirs in it.
    """

    SIGN = re.compile(r"[\x02\\`*_\[<&]|  \n")

    def run(self, root: Element) -> None:
        text = "".join(root.itertext())
        # Its stubs take a registry alone; what it does with that is go through it.
        inline: Any = self.md.treeprocessors["inline"]
        inline.inlinePatterns = [
            pattern
            for signs, pattern in zip(_SIGNS.values(), self.md.inlinePatterns, strict=True)
            if any(sign in text for sign in signs)
        ]
        for element in root.iter():
            if element.text and not self.SIGN.search(element.text):
                element.text = AtomicString(element.text)


class _Links(Treeprocessor):
    """Notes where links and pictures lead, and writes it as their page's address on the web needs it."""

    def __init__(self, md: Markdown, prose: _Prose):
        super().__init__(md)
        self.prose = prose

    def run(self, root: Element) -> None:
        for element in root.iter():
            if key := _ADDRESSES.get(element.tag):
                target = _target(element.get(key, ""))
                address = self.prose.sources.get(target.source, "") if target.source else target.address
                self.prose.targets.append(target)
                element.set(key, relative(address, self.prose.path, self.prose.names))


def _target(address: str) -> Target:
    if address.startswith(SOURCE):
        return Target("", address.removeprefix(SOURCE))
    return Target(html.unescape(address))


def relative(address: str, page: str, names: Names = ()) -> str:
    """An address in a page: that of another page (`../axes/1.md#x`) as it is on the web, any other as it is."""
    target, _, place = address.partition("#")
    there = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
    if not target.endswith(".md") or ":" in target or there.startswith(("/", "..")):
        return address
    found = way(web_path(page, names), web_path(there, names))
    return f"{found}#{place}" if place else found


def convert(text: str, path: str, sources: Mapping[str, str], names: Names = ()) -> tuple[str, list[Target]]:
    """The HTML of the page `path`, and where its links and pictures lead, in order. `sources`: id → address."""
    prose, markdown = _converter()
    prose.path, prose.sources, prose.names, prose.targets = path, sources, names, []
    return markdown.reset().convert(text), prose.targets


@cache
def _converter() -> tuple[_Prose, Markdown]:
    """A converter, which takes a while to make and forgets one page before the next."""
    prose = _Prose("", {})
    # Its types are those of what it makes itself, and never changes.
    markdown: Any = Markdown(extensions=["attr_list", "fenced_code", "tables", prose])
    # A list, in which the library looks each tag up.
    markdown.block_level_elements = frozenset(markdown.block_level_elements)
    # It sorts its parts by priority each time it looks one up.
    markdown.parser.blockprocessors = tuple(markdown.parser.blockprocessors)
    return prose, markdown
