"""Whatever site stands here: a translation has the figures, links, ids and macros of its original, no more."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from macros.source.page import Page
from macros.words import translation
from tests.content.texts import current_sections, whole_site

# Addresses of links, macros, ids and formulas hold figures that nobody reads; minutes of an hour are said in many ways.
_UNREAD = re.compile(
    r"\]\[[^\]]*\]|\]\([^)]*\)|\{\{.*?\}\}|\{#.*?\}|```.*?```|\b\d{1,2}\sh\s\d\d\b|\b\d{1,2}[.:](?:00|15|30|45)(?!\d|\s?%)",
    re.DOTALL,
)
# “De 14 à 17 heures” is “from 2 to 5 p.m.”
_OTHERWISE = {"docs/en/defis/03.md#pour-vous"}
_THOUSANDS = re.compile(r"(?<!\d)[1-9]\d{0,2}(?:[\s.,’]\d{3})+(?!\d)")
_DIGITS = {ord("٠") + value: str(value) for value in range(10)}


def figures(text: str) -> Counter[str]:
    """The figures of a text, however a language groups them; those of one digit may be words in another."""
    text = _UNREAD.sub("]", text.translate(_DIGITS))
    text = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found[0]), text)
    found = (figure.replace(",", ".") for figure in re.findall(r"\d+(?:[.,]\d+)?", text))
    return Counter(figure for figure in found if len(figure) > 1)


def test_figures_are_told_from_their_writing() -> None:
    assert figures("1 422 776 fiches, 16,5 millions, [2024][insee-2023]") == Counter(["1422776", "16.5", "2024"])
    assert figures("1,422,776 cards, 16.5 million, 2024") == figures("1.422.776 Karten, 16,5 Millionen, ٢٠٢٤")
    assert figures("à 20 h 30, 8 euros") == figures("8.30pm, eight euros")
    assert figures("de 2021 à 2023, 866 millions") != figures("from 2021 to 2023, 868 million")


def test_translations_say_the_figures_of_their_originals() -> None:
    wrong = []
    for page, original, name in current_sections(whole_site()):
        first, other = ("\n".join(each.lines(each.sections[name])) for each in (original, page))
        if figures(first) != figures(other) and f"{page.name}#{name}" not in _OTHERWISE:
            missing, more = figures(first) - figures(other), figures(other) - figures(first)
            wrong.append(f"{page.name}#{name}: missing {sorted(missing)}, more {sorted(more)}")
    assert wrong == []


def test_translations_have_the_links_ids_and_macros_of_their_originals() -> None:
    pages = {page.name: (page, original) for page, original, _ in current_sections(whole_site())}
    found = [str(fault) for pair in pages.values() for fault in translation.faults(*pair)]
    assert not found, "\n".join(found)


ORIGINAL = '[Un](a.md) et [deux][insee].\n\n{{ cases("defi-01") }}\n\n### Trois {#trois}\n'


@pytest.mark.parametrize(
    ("old", "new"), [("a.md", "b.md"), ("[insee]", "[cnil]"), ("cases", "related"), ("{#trois}", "{#drei}")]
)
def test_translation_that_differs_is_found_out(old: str, new: str) -> None:
    original = Page("docs/fr/x.md", ORIGINAL.encode())
    assert list(translation.faults(replace(original, name="docs/de/x.md"), original)) == []
    (fault,) = translation.faults(Page("docs/de/x.md", ORIGINAL.replace(old, new).encode()), original)
    assert fault.code == "translation-differs"
