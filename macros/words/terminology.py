"""What each term is in each language; translations that use another word, which translators are told of.

`data/terminologie.yaml` says what a source writes, or what we suggest; for a term of the glossary that it does not
have, the catalogues suggest the word that they have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from macros.source.address import Address
from macros.source.data import Data
from macros.source.faults import Fault
from macros.source.page import Page
from macros.source.schema import Equivalent, Leaf, Source
from macros.words import translation
from macros.words.collation import without_article
from macros.words.language import Language
from macros.words.project import Project

# How many remarks are told of a language: those of its catalogues, then those of its pages.
MOST = 8

_MARK = re.compile(r"\[\[[\w-]+:([^\[\]]+)\]\]")
# Accents, cedillas, tildes; the vowels of Arabic.
_COMBINING = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]+")
# Too short to tell two words apart, unless nothing else is there.
_SHORT = 3


@dataclass(frozen=True)
class Sought:
    """A term in the language of the strategy: its id, the word, what writes it, as a regular expression.

    `keys`: a text that has none of them, which is quick to see, does not have the term.
    """

    id: str
    word: str
    written: str
    keys: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What writes it in a folded text."""
        return re.compile(self.written)


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


def sought(data: Data) -> tuple[Sought, ...]:
    """What writes each term in the language of the strategy: its word, and the forms that differ from it by an end."""
    own = {concept.id: concept for concept in data.concepts}
    forms: dict[str, tuple[str, ...]] = {term.id: (term.terme,) for term in data.terms}
    for id, concept in own.items():
        forms[id] = (*forms.get(id, ()), *((concept.terme,) if concept.terme else ()), *concept.formes)
    return tuple(_sought(id, each) for id, each in forms.items())


def _sought(id: str, forms: tuple[str, ...]) -> Sought:
    folded = [[word.rstrip("sx") for word in fold(form).split(" ")] for form in forms]
    alternatives = "|".join(" ".join(f"{re.escape(word)}(?:e?s|x)?" for word in words) for words in folded)
    return Sought(
        id, forms[0], rf"(?<![\w-])(?:{alternatives})(?![\w-])", tuple(max(words, key=len) for words in folded)
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


def remarks(project: Project, pages: Mapping[Address, Page]) -> Iterator[Fault]:
    """The translations that say a term in another word, or in one to avoid: some of each language, and how many more.

    Only where the translation follows the original as it is now.
    """
    data = project.data
    source = data.strategy.strategie.langue
    known = {code: renderings(data, language) for code, language in project.languages.items() if code != source}
    # Names that every language keeps as they are need not be looked for.
    wanted = {
        id for each in known.values() for id, rendering in each.items() if rendering.accepted or rendering.avoided
    }
    terms = tuple(term for term in sought(data) if term.id in wanted)
    leaves = [leaf for leaf in (*data.leaves, *project.words.values()) if leaf.language == source]
    used = [(leaf, there) for leaf in leaves if (there := _there(terms, fold(leaf)))]
    sections = _sections(project, pages, terms) if project.default == source else {}
    for code, words in known.items():
        language = project.languages[code]
        found = iter((*_of_catalogue(language, words, used), *_of_pages(project, code, words, pages, sections)))
        yield from islice(found, MOST)
        if more := sum(1 for _ in found):
            yield Fault(language.catalogue.place("")[0], 1, "", "term-more", {"count": more, "language": code})


def _there(terms: Iterable[Sought], text: str) -> list[Sought]:
    # What most of the time goes to: each text, for each term.
    likely = {term.id: term for term in terms for key in term.keys if key in text}
    return [term for term in likely.values() if term.pattern.search(text)]


Used = list[tuple[Leaf, list[Sought]]]
Sections = dict[str, dict[str, list[Sought]]]


def _sections(project: Project, pages: Mapping[Address, Page], terms: Iterable[Sought]) -> Sections:
    """The terms of each section of each page of the original, by the path of the page."""
    found: Sections = {}
    for address, page in pages.items():
        if address.language == project.default:
            folded = {id: fold("\n".join(page.lines(section))) for id, section in page.sections.items()}
            found[address.path] = {id: there for id, text in folded.items() if (there := _there(terms, text))}
    return found


def _of_catalogue(language: Language, known: Mapping[str, Rendering], used: Used) -> Iterator[Fault]:
    for leaf, there in used:
        if text := language.catalogue.get(leaf.context, leaf):
            file, line = language.catalogue.place(leaf.context)
            yield from _unlike((file, line, leaf.context), fold(text), there, known)


def _of_pages(
    project: Project, code: str, known: Mapping[str, Rendering], pages: Mapping[Address, Page], sections: Sections
) -> Iterator[Fault]:
    for path, terms in sections.items():
        page, original = (pages.get(project.address(path, language)) for language in (code, project.default))
        if page and original:
            older = {section.id for section in translation.older(page, original)}
            for id, there in terms.items():
                if id in page.sections and id not in older:
                    section = page.sections[id]
                    text = fold("\n".join(page.lines(section)))
                    yield from _unlike((page.name, section.line, f"#{id}"), text, there, known)


def _unlike(
    at: tuple[str, int, str], text: str, there: Iterable[Sought], known: Mapping[str, Rendering]
) -> Iterator[Fault]:
    """Where a translation, folded, says the terms of the original otherwise; `at`: its file, its line, its name."""
    file, line, where = at
    for term in there:
        rendering = known.get(term.id)
        if rendering is None:
            continue
        word = rendering.word or "∅"
        if rendering.avoided and (match := rendering.avoided.search(text)):
            yield Fault(file, line, where, "term-avoided", {"original": term.word, "word": word, "found": match[0]})
        elif rendering.accepted and not _says(text, rendering) and not term.pattern.search(text):
            yield Fault(file, line, where, "term-other", {"original": term.word, "word": word})


def _says(text: str, rendering: Rendering) -> bool:
    return any(all(stem in text for stem in form) for form in rendering.accepted)
