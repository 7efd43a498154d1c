"""What a page's Markdown says: its headings, links, words, and what may not be there, each with its line."""

from __future__ import annotations

from dataclasses import dataclass

from macros.source.markdown import Target


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1 to 6, its id (empty where the page gives it none), its words, its line."""

    level: int
    id: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link: where it leads, the line it begins on, and its words (a picture's, for whoever does not see it)."""

    target: Target
    line: int
    words: str

    def __str__(self) -> str:
        """Where it leads, as pages write it: `[source]` or `(address)`."""
        return f"[{self.target.source}]" if self.target.source else f"({self.target.address})"


@dataclass(frozen=True, slots=True)
class Place:
    """An id that a page gives, and the line it does on."""

    id: str
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a heading, paragraph, item or cell, without code, with the source's line ends; where it begins."""

    words: str
    line: int
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """Something no page may hold: the code of its fault, what it is, its line."""

    code: str
    what: str
    line: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute that no page may set."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """The HTML of a page, marks in place of its macros, and what it says, in order.

    Every page's is kept to the end: its HTML in UTF-8, half of what it takes as a text.
    """

    content: bytes
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    pictures: tuple[Link, ...]
    ids: tuple[Place, ...]
    attributes: tuple[Attribute, ...]
    refused: tuple[Refused, ...]

    @property
    def html(self) -> str:
        """The HTML."""
        return self.content.decode()
