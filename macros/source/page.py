"""A page's Markdown file: its front matter, its body, and what is read of them, each once."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from macros.source import calls, reading
from macros.source.address import Names
from macros.source.calls import Call, Marked
from macros.source.document import Document, Text
from macros.source.faults import Fault, Faults
from macros.source.limits import bounded
from macros.source.marks import CALL
from macros.source.yamlfile import SourceFile, parse_yaml

FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---(?:\n|\Z)", re.DOTALL)
# The part of a page before its first `##`.
INTRO = "intro"
# The heading of a section as nearly all are written; and what, besides other signs of headings, could be another one or
# keep Markdown from taking it for one.
_PLAIN_HEADING = re.compile(r"## ([^\n#{}|\\`*_\[\]<&]+) \{#([a-z][a-z0-9-]*)\}(?=\n|\Z)")
_DOUBTS = (re.compile(r"\n-+[ \t]*(?:\n|\Z)"), re.compile("```"), re.compile("~~~"), re.compile(r"\{[{%][^}\n]*\n"))
# The id and the address of each source and contact that pages may name.
Sources = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: its id, its heading, the lines of the file it stands on, from the first to before the last.

    `hash`: eight characters that change with its words, not with the spaces; none for a part without words.
    """

    id: str
    title: str
    line: int
    end: int
    hash: str


@dataclass(frozen=True)
class Page:
    """A page's name in messages (`docs/fr/defis/07.md`), its text in UTF-8, and the sources that it may name.

    `names`: what addresses call pages.
    """

    name: str
    # Half of what it takes as a text: every page's is kept to the end.
    content: bytes
    sources: Sources = ()
    names: Names = ()

    @property
    def text(self) -> str:
        """All that its file holds."""
        return self.content.decode()

    @property
    def path(self) -> str:
        """Where the page is, from the root of its language: `defis/07.md`."""
        return self.name.split("/", 2)[-1]

    def beside(self, link: str) -> str:
        """The path of the page that a link from this one names: `../axes/1.md` → `axes/1.md`."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), link)) if link else self.path

    @property
    def body(self) -> str:
        """The Markdown without the front matter."""
        return FRONT_MATTER.sub("", self.text, count=1)

    @cached_property
    def source(self) -> SourceFile:
        """The front matter and its lines. Raises `Faults`."""
        match = FRONT_MATTER.match(self.text)
        if not match:
            return SourceFile(self.name, {}, {})
        # The empty line stands for `---`, so that the lines are those of the file.
        return parse_yaml("\n" + match[1], self.name)

    @cached_property
    def front(self) -> dict[str, Any]:
        """The front matter, its texts without spaces or ends of lines around them; nothing where it cannot be read."""
        try:
            value = self.source.value if isinstance(self.source.value, dict) else {}
        except Faults:
            return {}
        return {key: item.strip() if isinstance(item, str) else item for key, item in value.items()}

    @property
    def marked(self) -> Marked:
        """The body with marks in place of its macros, its calls, and what is wrong with them. Its text is not kept.

        Raises `Faults` where that takes too much.
        """
        body, first_line = self.body, self.first_line
        if plain := calls.plain(body, first_line):
            return plain
        # Jinja takes a while to load, and nearly no page needs it.
        from macros.source import expressions

        return expressions.read(self.name, body, first_line)

    @cached_property
    def _called(self) -> tuple[tuple[Call, ...], tuple[Fault, ...]]:
        marked = self.marked
        return marked.calls, marked.faults

    @property
    def calls(self) -> tuple[Call, ...]:
        """The macros that the body calls, in order. Raises as `marked`."""
        return self._called[0]

    @property
    def wrong_calls(self) -> tuple[Fault, ...]:
        """What is wrong with them. Raises as `marked`."""
        return self._called[1]

    @cached_property
    def document(self) -> Document:
        """What the body says, and its HTML. Raises `Faults` where that takes too much."""
        marked, body = self.marked.text, self.body
        with bounded(self.name):
            return reading.read(marked, body, self.first_line, self.path, dict(self.sources), self.names)

    def forget(self) -> None:
        """Keep no more what the body says: whoever asks again is told the same, once it has been read again."""
        vars(self).pop("document", None)

    @cached_property
    def sections(self) -> dict[str, Section]:
        """Its sections by id, in order: the part before the first `##`, then one each."""
        text = self.text
        lines = text.split("\n")
        headings = [("", INTRO, self.first_line), *self._headings()]
        ends = [*(line for _, _, line in headings[1:]), len(lines) + 1]
        parts = (
            (*heading, end, _hash(lines[heading[2] - 1 : end - 1])) for heading, end in zip(headings, ends, strict=True)
        )
        return {id: Section(id, title, line, end, found) for title, id, line, end, found in parts}

    def _headings(self) -> list[tuple[str, str, int]]:
        """The words, the id and the line of each heading that begins a section.

        It takes no conversion to find them where each stands as headings do: other pages' are asked for all the time.
        """
        body = self.body
        plain = [m for m in _PLAIN_HEADING.finditer(body) if body[max(m.start() - 2, 0) : m.start()] in ("", "\n\n")]
        others = body.count("##") - body.count("###") - len(plain)
        if not (others or any(doubt.search(body) for doubt in _DOUBTS)):
            first = self.first_line
            return [(" ".join(m[1].split()), m[2], first + body.count("\n", 0, m.start())) for m in plain]
        found = (heading for heading in self.document.headings if heading.level == 2 and heading.id)
        return [(heading.text, heading.id, heading.line) for heading in found]

    def lines(self, section: Section) -> list[str]:
        """The lines of one of its sections."""
        return self.text.split("\n")[section.line - 1 : section.end - 1]

    @property
    def texts(self) -> tuple[Text, ...]:
        """The words of the body, block by block. They are read for the linter alone, and not kept."""
        return reading.texts(self.document.html, self.body, self.first_line)

    @property
    def prose(self) -> str:
        """The words of the body without its headings: a line each for paragraphs, items and cells."""
        blocks = (" ".join(text.words.split()) for text in self.texts if not text.is_heading)
        return "\n\n".join(block for block in blocks if block)

    @cached_property
    def has_prose(self) -> bool:
        """Whether the file has words to translate: a title of its own, or anything besides macros."""
        return bool(self.front.get("title") or CALL.sub("", self.marked.text).strip())

    @property
    def first_line(self) -> int:
        """The line of the file on which the body starts."""
        match = FRONT_MATTER.match(self.text)
        return self.text.count("\n", 0, match.end()) + 1 if match else 1


def _hash(lines: Iterable[str]) -> str:
    words = " ".join(" ".join(lines).split())
    return hashlib.sha256(words.encode()).hexdigest()[:8] if words else ""


@lru_cache(maxsize=2000)
def page(name: str, content: bytes, sources: Sources = (), names: Names = ()) -> Page:
    """A page, the same one for the same text and sources: what was read of it need not be read again."""
    return Page(name, content, sources, names)
