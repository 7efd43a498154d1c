"""Translations that say a term in another word than the terminology has, which translators are told of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from macros.source.address import Address
from macros.source.data import Data
from macros.source.faults import Fault
from macros.source.page import Page
from macros.source.schema import Leaf
from macros.words import translation
from macros.words.language import Language
from macros.words.project import Project
from macros.words.state import State
from macros.words.terminology import Rendering, fold

# How many are told of a language: those of its catalogues, then those of its pages.
MOST = 8


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


def remarks(project: Project, pages: Mapping[Address, Page]) -> Iterator[Fault]:
    """The translations that say a term in another word, or in one to avoid: some of each language, and how many more.

    Only where the translation follows the original as it is now.
    """
    data = project.data
    source = data.strategy.strategie.langue
    known = {code: words for code, words in project.renderings.items() if code != source}
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
        found = language.catalogue.get(leaf)
        if found and not found.is_older:
            file, line = language.catalogue.place(leaf.context)
            yield from _unlike((file, line, leaf.context), fold(found.text), there, known)


def _of_pages(
    project: Project, code: str, known: Mapping[str, Rendering], pages: Mapping[Address, Page], sections: Sections
) -> Iterator[Fault]:
    for path, terms in sections.items():
        page, original = (pages.get(project.address(path, language)) for language in (code, project.default))
        if page and original:
            states = translation.states(page, original)
            for id, there in terms.items():
                if states.get(id) is State.CURRENT:
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
