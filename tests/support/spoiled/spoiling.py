"""How a project is spoiled, and what must be said of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# Spoils a copy of a project; gives patterns, each of which must begin a line of what is told.
Spoil = Callable[[Path], list[str]]
Change = Callable[[str], str]

DATA, SOURCES = "data/defis.yaml", "data/sources.yaml"
FRENCH, ARABIC, ARABIC_WORDS = "translations/fr.po", "translations/ar.po", "overrides/words/ar.po"
PAGE, TRANSLATED = "docs/en/defis/01.md", "docs/fr/defis/01.md"
FRONT = "---\ntitle: Attack\ndescription: An attack\n---\n\n"
HIDDEN = "hidden character"


@dataclass(frozen=True)
class Spoiled:
    """A spoiled copy of the tiny project, or of the real one.

    `unsaid`: what must not be said of it.
    """

    spoil: Spoil
    real: bool = False
    unsaid: tuple[str, ...] = ()


def after(pattern: str, added: str) -> Change:
    """Adds text after the first match of a pattern."""
    return replaced(pattern, lambda match: match[0] + added)


def replaced(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Change:
    """Replaces the first match of a pattern."""

    def change(text: str) -> str:
        changed, count = re.subn(pattern, by, text, count=1, flags=re.MULTILINE)
        assert count, pattern
        return changed

    return change


def added(words: str) -> Change:
    """Adds words at the end."""
    return lambda text: f"{text}\n{words}\n"


def changed(file: str, change: Change, said: str, marked: str = "") -> Spoiled:
    """A file changed, and what must be said of its first line that has `marked` then (of any, where that is empty)."""

    def spoil(project: Path) -> list[str]:
        path = project / file
        text = change(path.read_text("utf-8"))
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        line = text.count("\n", 0, text.index(marked)) + 1 if marked else r"\d+"
        return [f"{re.escape(file)}:{line}: .*{said}"]

    return Spoiled(spoil)


def written(file: str, content: str | bytes, *said: str) -> Spoiled:
    """A file written, and what must be said of its lines: each begins with the line's number."""

    def spoil(project: Path) -> list[str]:
        path = project / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return [f"{re.escape(file)}:{one}" for one in said]

    return Spoiled(spoil)
