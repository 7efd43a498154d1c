"""A page's Markdown, converted: once for every language that shows it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from jinja2 import nodes
from markdown.treeprocessors import Treeprocessor

from macros.source.address import web_path
from macros.source.data import Data
from macros.source.prose import CLOSE, OPEN, Extension, Page

EXTENSIONS = ["attr_list", "fenced_code", "tables", "toc"]


@dataclass(frozen=True)
class Call:
    """A macro that a page calls, and with what."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Parsed:
    """A page's prose as HTML, a mark in place of each macro, and the macros in order."""

    html: str
    calls: tuple[Call, ...]


class _Links(Treeprocessor):
    """Makes a link to a page's file lead to where the page is on the web."""

    def __init__(self, md: markdown.Markdown, path: str):
        super().__init__(md)
        self.path = path

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target, _, fragment = link.get("href", "").partition("#")
            if target.endswith(".md") and "://" not in target:
                page = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), target))
                link.set("href", _relative(web_path(self.path), web_path(page)) + (f"#{fragment}" if fragment else ""))


def _relative(here: str, there: str) -> str:
    return "./" if here == there else posixpath.relpath("/" + there, "/" + here) + "/"


def parse(page: Page, path: str, data: Data) -> Parsed:
    """The prose of the page `path` (`defis/07.md`), whose macros and links have been checked."""
    calls: list[Call] = []
    text: list[str] = []
    parts: list[Any] = [part for statement in page.statements for part in statement.nodes]  # type: ignore[attr-defined]
    for part in parts:
        if isinstance(part, nodes.TemplateData):
            text.append(part.data)
        else:
            text.append(f"{OPEN}{len(calls)}{CLOSE}")
            calls.append(Call(part.node.name, tuple(argument.value for argument in part.args)))
    converter = markdown.Markdown(
        extensions=[*EXTENSIONS, Extension(data)], extension_configs={"toc": {"permalink": False}}
    )
    converter.treeprocessors.register(_Links(converter, path), "links", 0)
    return Parsed(converter.convert("".join(text)), tuple(calls))
