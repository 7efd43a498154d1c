"""Finding without search: the alphabetical index, and what surrounds a theme or a public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from macros.site import pages
from macros.site.view import View
from macros.source.data import Data
from macros.source.ids import kind_of, page_of
from macros.source.schema import Action, Defi, Term
from macros.words.collation import bare, initial, script, sort_key
from macros.words.language import Language, Words

# How many neighbours and how many words of the glossary a theme's page shows: those that share most with it.
NEIGHBOURS, TERMS = 6, 12


@dataclass(frozen=True)
class Around:
    """What surrounds a theme or a public.

    `themes` and `publics` are its neighbours: the id of each one's page, and how many
    défis the two share.
    """

    defis: list[Defi]
    actions: list[Action]
    terms: list[Term]
    themes: list[tuple[str, int]]
    publics: list[tuple[str, int]]


def around(view: View, topic_id: str) -> Around:
    """What surrounds `theme-donnees` or `public-musees`: its défis, and what is related to most of them."""
    data = view.data
    defis = defis_of(data, topic_id)
    ids = {defi.id for defi in defis}
    shared = {term.id: len(ids & set(term.defis)) for term in data.terms}
    terms = sorted((term for term in data.terms if shared[term.id]), key=lambda term: -shared[term.id])[:TERMS]
    neighbours = Counter(other for defi in defis for other in data.topics_of(defi))
    del neighbours[topic_id]

    def nearest(kind: str) -> list[tuple[str, int]]:
        # Those that have a page; in the order of the data where they share as many.
        known = [other for other in data.topics if kind_of(other) == kind and page_of(other) in view.titles]
        found = [(other, neighbours[other]) for other in known if neighbours[other]]
        return sorted(found, key=lambda pair: -pair[1])[:NEIGHBOURS]

    return Around(
        defis=defis,
        actions=[action for action in data.strategy.actions if ids & set(action.defis)],
        terms=terms,
        themes=nearest("theme"),
        publics=nearest("public"),
    )


def defis_of(data: Data, topic_id: str) -> list[Defi]:
    """The défis of a theme or of a public, in order."""
    return [defi for defi in data.strategy.defis if topic_id in data.topics_of(defi)]


@dataclass(frozen=True)
class Line:
    """A line of the alphabetical index: what it says, where it leads.

    `see` is the term that a word of the glossary is another form of.
    """

    words: Words
    target: str
    see: Words | None = None

    @property
    def kind(self) -> str:
        """What the line leads to: `defi`, `theme`…; nothing for a page and for a word of the glossary."""
        return "" if ".md" in self.target else kind_of(self.target)


@dataclass(frozen=True)
class Letter:
    """A letter of the alphabetical index: itself, the id of its heading, its lines in order."""

    name: str
    id: str
    lines: list[Line]


def letters(view: View) -> list[Letter]:
    """The alphabetical index of everything that has a title, as the language of a page sorts it."""
    language = view.language

    def letter(line: Line) -> str:
        return initial(str(line.words), language.code)

    def order(line: Line) -> tuple[bool, str, str]:
        # What is written in another script, or begins with no letter, comes last.
        away = script(letter(line)) != script(language.name)
        return away, sort_key(bare(str(line.words)), language.code), line.target

    lines = sorted(_lines(view), key=order)
    return [
        Letter(name, f"lettre-{'autres' if name == '#' else name.lower()}", list(group))
        for name, group in groupby(lines, key=letter)
    ]


def first_terms(view: View) -> list[tuple[str, str]]:
    """Each letter that terms of the glossary begin with, as a page's language sorts them, and the id of the first."""
    language = view.language
    found: dict[str, str] = {}
    for term in language.sorted(view.data.terms, "terme"):
        found.setdefault(initial(str(language.t(term.terme)), language.code), term.id)
    return list(found.items())


def _lines(view: View) -> Iterator[Line]:
    data, language = view.data, view.language
    for entry in (*data.strategy.axes, *data.strategy.defis, *data.strategy.actions):
        yield Line(language.t(entry.title), entry.id)
    topics = {page_of(topic_id): topic_id for topic_id in data.topics}
    for page, title in view.titles.items():
        if page not in (pages.HOME, view.path):
            yield Line(title, topics.get(page, page))
    if pages.GLOSSARY in view.titles:
        for term in data.terms:
            yield from _term_lines(term, language)


def _term_lines(term: Term, language: Language) -> Iterator[Line]:
    word, target = language.t(term.terme), f"{pages.GLOSSARY}#{term.id}"
    yield Line(word, target)
    # The other forms are known in the language of the data alone.
    if language.code == language.data_language:
        seen = {_singular(term.terme)}
        for form in term.formes:
            if _singular(form) not in seen:
                seen.add(_singular(form))
                yield Line(Words(form, language.code, language.code), target, see=word)


def _singular(text: str) -> tuple[str, ...]:
    """The words of a form without the ends that make plurals: two forms that differ by these alone are one line."""
    return tuple(word.rstrip("esx") for word in text.lower().split())
