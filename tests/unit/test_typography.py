"""French typography: what the tool mends, and what it leaves alone."""

from __future__ import annotations

import pytest

from macros.words.typography import french, french_html

THIN, HARD = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Pourquoi ? Parce que : oui ; non !", f"Pourquoi{THIN}? Parce que{HARD}: oui{THIN}; non{THIN}!"),
        ("il dit « oui » puis «non»", f"il dit «{THIN}oui{THIN}» puis «{THIN}non{THIN}»"),
        ("l'œuvre d'art", "l’œuvre d’art"),
        ("1 422 977 fiches, 5000 personnes", f"1{THIN}422{THIN}977 fiches, 5000 personnes"),
        ("15 % et 866 M€", f"15{HARD}% et 866{HARD}M€"),
        ("p. 12, défi 7", f"p.{HARD}12, défi{HARD}7"),
        ("en 2024 100 lieux", "en 2024 100 lieux"),
        ("https://exemple.org/a?b", "https://exemple.org/a?b"),
        ("compar:IA", "compar:IA"),
    ],
)
def test_french(typed: str, expected: str) -> None:
    assert french(typed) == expected
    assert french(expected) == expected, "already right text is left alone"


def test_tags_and_code_are_left_alone() -> None:
    html = '<a href="x?y : z">Où ?</a> <code>a ? b : c</code>'
    assert french_html(html) == f'<a href="x?y : z">Où{THIN}?</a> <code>a ? b : c</code>'
