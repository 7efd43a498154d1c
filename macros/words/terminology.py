"""What each term is in each language, and in which forms a text says it.

`data/terminologie.yaml` says what a source writes, or what we suggest; for a term of the glossary that it does not
have, the catalogues suggest the word that they have.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property

from macros.source.data import Data
from macros.source.schema import Equivalent, Leaf, Source
from macros.words.collation import without_article
from macros.words.language import Language

_MARK = re.compile(r"\[\[[\w-]+:([^\[\]]+)\]\]")
# Accents, cedillas, tildes; the vowels of Arabic.
_COMBINING = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]+")
# Too short to tell two words apart, unless nothing else is there.
_SHORT = 3


@dataclass(frozen=True)
class Rendering:
    """What a term is in a language: nothing where the original word is kept. `source`: where the word was seen."""

    term: str
    original: str
    equivalent: Equivalent
    source: Source | None

    @property
    def word(self) -> str:
        return self.equivalent.mot or ""

    @cached_property
    def accepted(self) -> tuple[tuple[str, ...], ...]:
        """The stems of each way to say it."""
        language = self.equivalent.langue
        return tuple(stems(form, language) for form in (self.word, *self.equivalent.formes) if form)

    @cached_property
    def avoided(self) -> re.Pattern[str] | None:
        """The words that say something else."""
        words = "|".join(re.escape(fold(word)) for word in self.equivalent.eviter)
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None


def renderings(data: Data, language: Language) -> dict[str, Rendering]:
    """What each term is in a language, by id, in the order of the glossary; then the words that it does not have."""
    found: dict[str, Rendering] = {}
    own = {concept.id: concept for concept in data.concepts}
    words: dict[str, Leaf | str] = {term.id: term.terme for term in data.terms}
    words |= {concept.id: concept.terme for concept in data.concepts if concept.terme}
    for id, word in words.items():
        known = own[id].equivalents if id in own else ()
        equivalent = next((each for each in known if each.langue == language.code), None)
        if equivalent is None and isinstance(word, Leaf):
            equivalent = _suggested(word, language)
        if equivalent:
            found[id] = Rendering(id, word, equivalent, data.sources.get(equivalent.source or ""))
    return found


def _suggested(word: Leaf, language: Language) -> Equivalent:
    """What the catalogue of a language has for a term of the glossary."""
    words = language.t(word)
    kept = not words.is_translated or fold(words.plain) == fold(word)
    return (
        Equivalent(langue=language.code, statut="absent")
        if kept
        else Equivalent(langue=language.code, mot=words.plain, statut="propose")
    )


@cache
def fold(text: str) -> str:
    """A text as it is compared: without case, accents, marks of languages, and one kind of apostrophe and of space."""
    # No-break spaces are spaces too.
    text = " ".join((_MARK.sub(r"\1", text) if "[[" in text else text).split()).casefold().replace("’", "'")
    return text if text.isascii() else _COMBINING.sub("", unicodedata.normalize("NFD", text))


@cache
def stems(form: str, language: str) -> tuple[str, ...]:
    """What is left of the words of a form in whatever case, number or mutation the language puts them."""
    words = [without_article(word, language) for word in re.findall(r"\w+", fold(form))]
    long = [word for word in words if len(word) > _SHORT] or words
    # In Breton the first letter of a word changes with what comes before.
    return tuple(_stem(word)[language == "br" and len(word) > _SHORT + 1 :] for word in long)


def _stem(word: str) -> str:
    # The ending of an Arabic noun, which its plural does not keep.
    word = word.removesuffix("ة")
    return word[: len(word) - min(3, max(0, len(word) // 2 - 1))] if len(word) > _SHORT + 1 else word
