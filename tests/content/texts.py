"""What the pages and the catalogues of the site say in each language, text by text, for the checks of languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from macros.building import site_of
from macros.site.site import Site
from macros.source import reading, settings
from macros.source.languages import CODE
from macros.source.page import Page
from macros.words import translation
from macros.words.catalogue import PLACEHOLDER
from macros.words.state import State

ROOT = Path(__file__).parent.parent.parent
# What stands for words that are not in the language of their text, for code and addresses; and for a value.
APART, VALUE = "\ufffc", "{}"
# What reading goes past, so that it knows its lines, and which is then taken out.
_FROM, _TO, _CODE = "\ufdd0", "\ufdd1", "\ufdd2"
_MARKED = re.compile(r'(<(\w+)\b[^<>]* lang="[^"]*"[^<>]*>)((?:(?!</?\2\b).)*)(</\2>)', re.DOTALL)
_GONE_PAST = re.compile(rf"{_FROM}[^{_TO}]*{_TO}| {_CODE}")
# Words in another language, code, the address of a page or of an account, the name of a file or of a folder.
_UNREAD = re.compile(
    rf"\[\[{CODE}:[^\[\]]+\]\]|`[^`]*`|\bhttps?://\S+|[\w.+-]+@[\w.-]+\w|\b[a-zA-Z][\w/-]*(?:\.[a-z\d]{{2,}})+\b/?|\b(?:[a-z]+/)+(?=[\s:)])"
)


class Passage(NamedTuple):
    """A heading, paragraph, item or cell of a page, or a short text: its file, its line, its language, its words.

    `APART` stands in it for what is not of its language, `VALUE` for `{name}`. `about`: what the same place says in the
    language that it was translated from, as it is written; nothing for an original. `context`: the place of a short
    text in catalogues.
    """

    file: str
    line: int
    language: str
    words: str
    about: str = ""
    context: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@cache
def whole_site() -> Site:
    """The site that stands here, read once."""
    return site_of(settings.read(ROOT))


def said(text: str) -> str:
    """A text with marks in place of what is not of its language."""
    return PLACEHOLDER.sub(VALUE, _UNREAD.sub(APART, text))


def of_page(page: Page, language: str, original: Page | None = None) -> Iterator[Passage]:
    """The texts of a page; `original`: the page that it translates."""
    html = _MARKED.sub(rf"\1{_FROM}\3{_TO}\4", page.document.html)
    # Reading leaves a space in place of code.
    html = re.sub(r"</code>(?!</pre>)", f"</code>{_CODE}", html)
    for text in reading.texts(html, page.body, page.first_line):
        words = said(_GONE_PAST.sub(APART, text.words))
        yield Passage(page.name, text.line, language, words, original.body if original else "")


def of_catalogues(site: Site) -> Iterator[Passage]:
    """The short texts of the data and of the interface, each in every language that has it."""
    leaves = {leaf.context: leaf for leaf in (*site.texts.leaves, *site.project.words.values())}
    for context, leaf in leaves.items():
        yield Passage(leaf.file, leaf.line, leaf.language, said(leaf), "", context)
        for code, language in site.project.languages.items():
            found = language.catalogue.get(leaf) if code != leaf.language else None
            if found:
                yield Passage(*language.catalogue.place(context), code, said(found.text), leaf, context)


@cache
def passages() -> tuple[Passage, ...]:
    """Every text of the site in every language."""
    site = whole_site()
    found = list(of_catalogues(site))
    for address, page in site.pages.items():
        is_first = address.language == site.project.default
        found += of_page(page, address.language, None if is_first else site.originals.get(address.path))
    return tuple(found)


@cache
def names() -> frozenset[str]:
    """What the data says and nobody translates: names of people and organisations, titles of sources, terms.

    And the part before what brackets add: `Ministère de la Culture (DEPS)` is known as `Ministère de la Culture` too.
    """
    data = whole_site().project.data
    texts = {value for file in data.files.values() for value in _strings(file.value)} - set(data.leaves)
    return frozenset(texts | {text.partition(" (")[0] for text in texts})


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def current_sections(site: Site) -> Iterator[tuple[Page, Page, str]]:
    """Each translated page, its original, and the id of each section that follows it as it is now."""
    for address, page in site.pages.items():
        original = site.originals.get(address.path)
        if original is not None and address.language != site.project.default:
            for name, state in translation.states(page, original).items():
                if state is State.CURRENT:
                    yield page, original, name
