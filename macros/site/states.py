"""How far each page is in each language: what its notice says, and which pages are offered as pages of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.site import reviews
from macros.site.site import Site
from macros.source.page import Section
from macros.source.schema import Leaf, Review
from macros.words import state, translation
from macros.words.progress import Progress
from macros.words.state import State


@dataclass(frozen=True)
class PageState:
    """A page in a language.

    `prose` is the state of its own Markdown: None for a page that has nothing to translate. `sections` are those of
    the original, `texts` the short texts whose page it is, each with its state. `review`: who last read what is there;
    `by_machine`: whether a machine wrote or translated it.
    """

    path: str
    prose: State | None
    sections: tuple[tuple[Section, State], ...]
    texts: tuple[tuple[Leaf, State], ...]
    review: Review | None
    by_machine: bool

    def parts(self, wanted: str) -> list[Section]:
        """The sections of the original that are in a state."""
        return [section for section, found in self.sections if found == wanted]

    def leaves(self, wanted: str) -> list[Leaf]:
        """The short texts that are in a state."""
        return [leaf for leaf, found in self.texts if found == wanted]

    @property
    def has_translations(self) -> bool:
        """Whether any of it is in the language."""
        return self.prose in (State.OLDER, State.CURRENT) or len(self.leaves(State.MISSING)) < len(self.texts)

    @cached_property
    def kind(self) -> str:
        """In a word: `reviewed`, `current`, `older`, `part` (some is missing), `missing` (all is)."""
        if not self.has_translations:
            return "missing"
        if self.prose is State.MISSING or self.parts(State.MISSING) or self.leaves(State.MISSING):
            return "part"
        if self.parts(State.OLDER) or self.leaves(State.OLDER):
            return "older"
        return "reviewed" if self.review else "current"


# From what is best to what is not there.
KINDS = ("reviewed", "current", "older", "part", "missing")


def of(site: Site, path: str, code: str) -> PageState:
    """The state of a page in a language; of the original, everything is up to date."""
    key = ("state", path, code)
    if key not in site.kept:
        site.kept[key] = _made(site, path, code)
    found: PageState = site.kept[key]
    return found


def _made(site: Site, path: str, code: str) -> PageState:
    language, original = site.project.languages[code], site.originals[path]
    own = site.pages.get(site.project.address(path, code))
    leaves = tuple((leaf, state.of(leaf, language)) for leaf in site.texts.of(path))
    sections: Mapping[str, State] = {}
    if own and own is not original:
        sections = translation.states(own, original)
    prose = None
    if original.has_prose:
        older = State.OLDER in sections.values()
        prose = State.MISSING if own is None else State.OLDER if older else State.CURRENT
    return PageState(
        path=path,
        prose=prose,
        sections=tuple((original.sections[id], found) for id, found in sections.items()),
        texts=leaves,
        review=reviews.in_effect(site).get((code, path)),
        by_machine=state.by_machine(site.project.data.languages, code, path),
    )


@dataclass(frozen=True)
class LanguageState:
    """A language: how far its texts are, and each of its pages."""

    progress: Progress
    pages: tuple[PageState, ...]

    def of_kind(self, kind: str) -> list[PageState]:
        """Its pages of a kind (`older`)."""
        return [page for page in self.pages if page.kind == kind]


def of_languages(site: Site) -> list[LanguageState]:
    """Every language but the original's."""
    return [
        LanguageState(progress, tuple(of(site, path, progress.language.code) for path in site.originals))
        for progress in site.progress
    ]
