"""What each language has of its own: how it sorts, under which letter it files; no words in templates."""

from __future__ import annotations

import re

import pytest

from macros.words.collation import initial, sort_key
from tests.support.projects import ROOT


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("fr", ["dépôt", "Économie", "égalité", "ère"]),
        ("es", ["nube", "ñandú", "obra"]),
        ("br", ["ctenn", "chal", "c’hoari", "daou"]),
    ],
)
def test_words_are_sorted_as_the_language_sorts_them(language: str, ordered: list[str]) -> None:
    assert sorted(set(ordered), key=lambda word: sort_key(word, language)) == ordered


@pytest.mark.parametrize(
    ("text", "language", "letter"),
    [
        ("Écologie", "fr", "E"),
        ("« Œuvre »", "fr", "Œ"),
        ("ñandú", "es", "Ñ"),
        ("nido", "es", "N"),
        ("c’hoari", "br", "C’H"),
        ("chomlec’h", "br", "CH"),
        ("kevredigezh", "br", "K"),
        ("أرشيف", "ar", "ا"),
        ("3D", "fr", "#"),
    ],
)
def test_index_files_under_the_letters_of_each_language(text: str, language: str, letter: str) -> None:
    assert initial(text, language) == letter


def test_templates_hold_no_words() -> None:
    """Text outside tags and Jinja in the templates has no letters but names of formats."""
    for path in (ROOT / "overrides").rglob("*.html"):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", " ", text)
        assert re.findall(r"[A-Za-zÀ-ÿ]{2,}", text) == [], path
        for name in ("aria-label", "title", "alt"):
            assert not re.search(rf'{name}="[^"{{]*[A-Za-z]', path.read_text("utf-8")), path
