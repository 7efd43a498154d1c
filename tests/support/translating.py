"""The tiny project's first page and its French translation: what changes in one outdates the other."""

from __future__ import annotations

from pathlib import Path

from tests.support.projects import edit

ORIGINAL, PAGE = "docs/en/defis/01.md", "docs/fr/defis/01.md"
# A section that both have, and its first words.
SECTION, WORDS = "why", "An orchestra that nobody can find plays for itself"
OLDER = "older than the original: "


def add_a_sentence(project: Path) -> str:
    """Add a sentence to the section; the words it is put before."""
    edit(project / ORIGINAL, WORDS, f"Something new. {WORDS}")
    return WORDS
