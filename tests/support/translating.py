"""Translations: messages of the real catalogues; a page of the tiny project that outdates its translation."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from tests.support.projects import ROOT, edit

ORIGINAL, PAGE = "docs/en/defis/01.md", "docs/fr/defis/01.md"
# A section that both have, and its first words.
SECTION, WORDS = "why", "An orchestra that nobody can find plays for itself"
OLDER = "older than the original: "
_MARK = re.compile(r"\[\[[\w-]+:(.*?)\]\]")


def add_a_sentence(project: Path) -> str:
    """Add a sentence to the section; the words it is put before."""
    edit(project / ORIGINAL, WORDS, f"Something new. {WORDS}")
    return WORDS


def unmarked(text: str) -> str:
    """A text without the marks of words in another language: `[[en:ODT]]`."""
    return _MARK.sub(r"\1", text)


@cache
def messages(code: str) -> dict[str, str]:
    """The real catalogues of a language, by context, unmarked."""
    found = {}
    for folder in ("overrides/words", "translations"):
        with (ROOT / folder / f"{code}.po").open("rb") as file:
            found |= {m.context: unmarked(str(m.string)) for m in read_po(file, locale=code) if m.context}
    return found


def translated(code: str, context: str) -> str:
    """A message of the real catalogues of a language."""
    return messages(code)[context]
