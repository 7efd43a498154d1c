"""Whatever site stands here: each language has its own quotation marks, and the spaces around its signs."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from macros.words.typography import french
from tests.content.texts import APART, Passage, passages


class Habits(NamedTuple):
    """How a language writes its signs: one way each, although grammars allow others.

    `quotes`: the outer marks, then those within them, an opening one before its closing one. `spaced`: whether a space
    stands within the outer marks, and before `;:!?`. `percent`: what a percentage looks like.
    """

    quotes: str
    spaced: bool = False
    percent: str = r"\d\s%"


GUILLEMETS = "«»“”"
HABITS = {
    "ar": Habits(GUILLEMETS, percent=r"\d%"),
    "br": Habits(GUILLEMETS, spaced=True),
    "ca": Habits(GUILLEMETS),
    "de": Habits("„“‚‘"),
    "en": Habits("“”‘’", percent=r"\d%"),
    "es": Habits(GUILLEMETS),
    "eu": Habits(GUILLEMETS, percent=r"%\s\d"),
    "fr": Habits(GUILLEMETS, spaced=True),
    "it": Habits(GUILLEMETS),
    "oc": Habits(GUILLEMETS, spaced=True),
}
EVERY_QUOTE = "«»‹›“”„‟‚‘’"
# A letter, or what stands for words.
LETTER = rf"[^\W\d_{APART}]"
# Faults of every language: what they are called, and what they look like.
ANYWHERE = {
    "straight quotation mark": r'"',
    "straight apostrophe": rf"(?<={LETTER})'|'(?={LETTER})",
    "three dots for an ellipsis": r"(?<!\.)\.\.\.(?!\.)",
    "space before a comma or a full stop": r"(?<=\w)\s[,.،](?=\s|$)",
    "two spaces": r"(?<=\S)  +(?=\S)",
    "two commas": r",\s*,|،\s*،",
    "space within brackets": r"\(\s|(?<=\w)\s\)",
}
WITH_SPACES = {
    "no space before ; : ! or ?": r"[^\s;:!?.…][;:!?]+(?=\s|$)",
    "no space within « »": r"«(?=\S)|(?<=\S)»",
}
WITHOUT_SPACES = {
    "space before ; : ! or ?": r"(?<=\w)\s[;:!?؛؟](?=\s|$)",
    "space within « »": r"«\s(?=\w)|(?<=\w)\s»",
}
# Signs that have a form of their own in Arabic, after its letters.
ARABIC = {"Latin sign": r"(?<=[\u0621-\u064a])\s?[,;?]"}
PERCENT = r"%\s?\d|\d\s?%"


def faults(text: str, language: str) -> list[str]:
    """What is wrong with the signs of a text: each fault, and where."""
    text = french(text) if language == "fr" else text
    habits = HABITS.get(language)
    patterns = dict(ANYWHERE)
    if habits:
        patterns |= WITH_SPACES if habits.spaced else WITHOUT_SPACES
        patterns |= {"quotation mark of another language": f"[{set_apart(habits.quotes)}]"}
    if language == "ar":
        patterns |= ARABIC
    found = [
        f"{name}: {text[max(0, match.start() - 15) : match.end() + 15]!r}"
        for name, pattern in patterns.items()
        for match in re.finditer(pattern, text)
    ]
    return found + (_unlike(text, habits, language) if habits else [])


def set_apart(quotes: str) -> str:
    """The quotation marks that a language does not have; an apostrophe may be in any."""
    return "".join(sign for sign in EVERY_QUOTE if sign not in quotes and sign != "’")


def _unlike(text: str, habits: Habits, language: str) -> list[str]:
    """What is not in pairs, not in its place, or not as the language writes it."""
    outer, inner = habits.quotes[:2], habits.quotes[2:]
    # An apostrophe may look like a closing mark.
    pairs = [outer, *([inner] if "’" not in inner else []), *(["¿?", "¡!"] if language == "es" else [])]
    # A question mark between quotation marks is named, not used.
    used = re.sub(rf"{outer[0]}[?!]{outer[1]}", "", text)
    found = [f"not in pairs: {' '.join(pair)}" for pair in pairs if used.count(pair[0]) != used.count(pair[1])]
    if inner[0] in re.sub(rf"{outer[0]}[^{outer[1]}]*{outer[1]}", "", text):
        found.append(f"inner quotation marks without outer ones: {text!r}")
    written = (match[0] for match in re.finditer(PERCENT, text))
    return found + [f"percentage: {each!r}" for each in written if not re.fullmatch(habits.percent, each)]


@pytest.mark.parametrize(
    ("language", "text", "fault"),
    [
        ("fr", "Voici l’offre « ouverte » : 15 %, oui ! L'heure, 20:30.", ""),
        ("fr", "Voici « l’offre “ouverte” »", ""),
        ("fr", "Voici l’offre “ouverte”", "inner quotation marks"),
        ("fr", "Quoi?", "no space before"),
        ("oc", "Un sit « dobèrt » : de qué ?", ""),
        ("oc", "Un sit «dobèrt»: de qué?", "no space"),
        ("en", "An “open” offer: 15%. “What’s ‘that’?”, our users’ question", ""),
        ("en", "An ‘open’ offer", "inner quotation marks"),
        ("en", "An « open » offer", "another language"),
        ("en", "An open offer : 15%", "space before"),
        ("en", "The offer's", "straight apostrophe"),
        ("en", "15 %", "percentage"),
        ("de", "Ein „offenes“ Angebot: 15 %", ""),
        ("de", "Ein “offenes” Angebot", "another language"),
        ("es", "¿Qué oferta «abierta»?", ""),
        ("es", "«?» quiere decir ilegible", ""),
        ("es", "Qué oferta?", "not in pairs"),
        ("es", "« abierta »", "space within"),
        ("it", 'L’offerta "aperta"', "straight quotation mark"),
        ("it", "L’offerta «aperta", "not in pairs"),
        ("eu", "% 15 dira", ""),
        ("eu", "%15 edo 15 %", "percentage"),
        ("ar", "ما هو العرض «المفتوح»؟ هذا، وذاك؛ 15%", ""),
        ("ar", "هذا, وذاك", "Latin sign"),
        ("ca", "L’oferta ,oberta", ""),
        ("ca", "L’oferta , oberta...", "three dots"),
        ("he", 'הצעה "פתוחה"', "straight quotation mark"),
    ],
)
def test_faults_are_found_out(language: str, text: str, fault: str) -> None:
    found = faults(text, language)
    assert any(fault in each for each in found) if fault else found == []


def test_texts_are_written_with_the_signs_of_their_language() -> None:
    def wrong(text: Passage) -> list[str]:
        return [f"{text}: {fault}" for fault in faults(text.words, text.language)]

    found = [fault for text in passages() for fault in wrong(text)]
    assert not found, "\n".join(found)
