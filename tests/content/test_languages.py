"""Whatever site stands here: each sentence is in its language, and words kept in another one say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from tests.content.texts import APART, VALUE, Passage, names, passages, whole_site

# Fewer words do not tell a language from its neighbours.
ENOUGH = 8
# How sure the identifier has to be. So sure, it takes 98 in 100 of this site's 26,000 sentences in ten languages for
# what they are, the Occitan ones least often (90 in 100), and none for another language's but for names of
# organisations. Of French sentences left in a translation, it finds 96 in 100.
SURE = 0.8
# The words of the longest name.
LONGEST = 9
_ENDS = re.compile(r"(?<=[.!?؟;؛:…])\s+|\n+")
_QUOTED = re.compile(r"[«“„(‘]\s?([^«»“”„()‘’]+?)\s?[»“”)’]")
_UNREAD = re.compile(rf"{APART}|{re.escape(VALUE)}")
_WORD = re.compile(r"[^\W\d_]{3,}")


@cache
def identifier(languages: frozenset[str]) -> LanguageIdentifier:
    """What tells some languages from each other."""
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(sorted(languages & set(found.labels)))
    return found


@cache
def named() -> tuple[str, ...]:
    """The names of the data that are of several words, the longest first."""
    return tuple(sorted((name for name in names() if " " in name), key=lambda name: (-len(name), name)))


def without_names(text: str, about: str) -> str:
    """A text without the names of the data, nor those that its original has too: from a capital letter on, as there."""
    for name in named():
        text = text.replace(name, " ")
    # In Arabic, “and” stands against the word that it adds.
    first, *words = re.sub(r"(?<=[\u0621-\u064a])(?=[A-ZÀ-Ý])", " ", text).split() or [""]
    kept = [first]
    while words:
        ends = range(min(len(words), LONGEST), 1, -1) if words[0][0].isupper() else ()
        same = next((end for end in ends if " ".join(words[:end]).strip(".,;: ") in about), 0)
        kept += [] if same else words[:1]
        words = words[same or 1 :]
    return " ".join(kept)


def taken_for(text: str, language: str, about: str = "") -> str:
    """The language that a text is surely in, names left out; its own where that is not sure."""
    known = identifier(frozenset(whole_site().project.languages))
    found, sure = known.classify(text)
    if language not in known.labels or sure < SURE or found == language:
        return language
    text = without_names(text, about)
    found, sure = known.classify(text)
    return found if sure >= SURE and len(_WORD.findall(text)) > 1 else language


def faults(passage: Passage) -> Iterator[str]:
    """The sentences of a text that are in another language; words between quotation marks or brackets that are.

    Of the latter those that begin with a small letter: others are names.
    """
    words, own, about = passage.words, passage.language, passage.about
    for sentence in _ENDS.split(_UNREAD.sub(" ", _QUOTED.sub(" ", words))):
        if len(sentence.split()) >= ENOUGH and (found := taken_for(sentence, own, about)) != own:
            yield f"{passage}: in {found}? {sentence}"
    for match in _QUOTED.finditer(words):
        inside = match[1]
        is_prose = inside[0].islower() and len(_WORD.findall(inside)) > 1 and not _UNREAD.search(inside)
        if is_prose and (found := taken_for(inside, own)) != own:
            yield f"{passage}: mark as {found}: {inside}"


def test_texts_are_in_their_language() -> None:
    found = [fault for passage in passages() for fault in faults(passage)]
    assert not found, "\n".join(found)


@pytest.mark.skipif("fr" not in whole_site().project.languages, reason="the site is not in French")
def test_text_in_another_language_is_found_out() -> None:
    codes = set(whole_site().project.languages) & set(identifier(frozenset(whole_site().project.languages)).labels)
    french = "Choisissez ensemble un outil que tout le monde sait ouvrir, puis notez où il est."
    wrong = {code: list(faults(Passage("x.md", 1, code, f"{VALUE}. {french}"))) for code in codes}
    assert {code for code, found in wrong.items() if found} == codes - {"fr"}
    quoted = {code: list(faults(Passage("x.md", 1, code, "X (conseillers numériques) x"))) for code in codes}
    assert {code for code, found in quoted.items() if found} == codes - {"fr"}
    assert list(faults(Passage("x.md", 1, "fr", french))) == []
