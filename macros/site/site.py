"""The pages of a project: which there are, in which languages, and what each knows of the others."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from jinja2 import BytecodeCache, Environment

from macros.site.editing import Repository
from macros.site.glossary import GlossaryLinks
from macros.site.templates import environment
from macros.site.view import View
from macros.source import guard, history
from macros.source.address import Address
from macros.source.faults import Fault, gather, raise_if_any
from macros.source.history import Change
from macros.source.ids import id_of, page_of
from macros.source.page import Page, Section
from macros.source.schema import Review
from macros.words.language import Words
from macros.words.progress import Progress, is_presentable, progress
from macros.words.project import Project
from macros.words.terminology import Rendering, renderings


@dataclass(frozen=True, eq=False)
class Site:
    """A project as pages. Nothing here changes once made: what is asked for twice is kept.

    `name` and `url` are the site's; `names`, each language's own name; `docs`, the folder of the pages;
    `publishes` makes the open data, which a page lists; `lent` are the names that other floors lend to the
    templates of macros; `compiled` keeps templates from an earlier build.
    """

    project: Project
    name: str = ""
    url: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    repository: Repository = field(default_factory=Repository)
    docs: str = "docs"
    publishes: Callable[[Site], Mapping[str, bytes]] = lambda site: {}
    lent: Mapping[str, object] = field(default_factory=dict)
    compiled: BytecodeCache | None = None

    @cached_property
    def templates(self) -> Environment:
        """Every template of the project."""
        return environment(self.project.root / "overrides", self.compiled)

    @cached_property
    def pages(self) -> dict[Address, Page]:
        """Every Markdown page, in the order of their files. Raises `Faults` for those that cannot be read."""
        folder = self.project.root / self.docs
        sources = tuple(self.project.data.addresses.items())
        found: dict[Address, Page] = {}
        faults: list[Fault] = []
        for file in sorted(folder.rglob("*.md")):
            language, _, path = file.relative_to(folder).as_posix().partition("/")
            if language in self.project.languages:
                address = self.project.address(path, language)
                page = gather(faults, partial(guard.read, file, self.file(address), sources))
                if page:
                    found[address] = page
        raise_if_any(faults)
        return found

    def file(self, address: Address) -> str:
        """The file of a page as messages call it: `docs/en/defis/07.md`."""
        return f"{self.docs}/{address.source}"

    def original_file(self, path: str) -> str:
        """The file of a page in the default language, there or not: `docs/fr/defis/07.md`."""
        return self.file(self.project.address(path, self.project.default))

    @cached_property
    def originals(self) -> dict[str, Page]:
        """The pages of the default language, by path from its root (`defis/07.md`)."""
        return {address.path: page for address, page in self.pages.items() if address.language == self.project.default}

    def original(self, address: Address) -> Page:
        """The page that the page at an address is a translation of."""
        return self.originals[address.path]

    def prose(self, address: Address) -> Address:
        """Where the prose shown at an address is written: there, or in the default language."""
        return address if address in self.pages else self.project.address(address.path, self.project.default)

    def falls_back(self, address: Address) -> bool:
        """Whether a page shows the default language's prose in another one.

        A page without prose has nothing to translate: it is a page of every language
        offered to readers.
        """
        if address in self.pages:
            return False
        return self.original(address).has_prose or address.language not in self.presentable

    @cached_property
    def titles(self) -> dict[str, dict[str, Words]]:
        """For each language, the titles of its pages by path, in the default language where it has none.

        A theme's or a public's page has its title from the data; entries' pages are not here.
        """
        given: dict[str, dict[str, str]] = {code: {} for code in self.project.languages}
        for address, page in self.pages.items():
            if "title" in page.front:
                given[address.language][address.path] = str(page.front["title"])
        found: dict[str, dict[str, Words]] = {}
        for code, language in self.project.languages.items():
            found[code] = {
                path: Words(title, written, code)
                for written in (self.project.default, code)
                for path, title in given[written].items()
            }
            for path in self.originals:
                if topic := self.project.data.topics.get(id_of(path) or ""):
                    found[code][path] = language.t(topic.titre)
        return found

    @cached_property
    def versions(self) -> dict[str, list[str]]:
        """The languages that each page does not fall back in, by the page's path."""
        return {
            path: [code for code in self.project.languages if not self.falls_back(self.project.address(path, code))]
            for path in self.originals
        }

    @cached_property
    def whole_languages(self) -> frozenset[str]:
        """The languages in which no défi's page falls back."""
        pages = [set(self.versions[page_of(defi.id)]) for defi in self.project.data.strategy.defis]
        return frozenset(set(self.project.languages).intersection(*pages))

    @cached_property
    def paths(self) -> frozenset[str]:
        """The path of every page, in whatever language it is written."""
        return frozenset(address.path for address in self.pages)

    def pages_at(self, paths: Container[str]) -> Iterator[tuple[Address, Page]]:
        """The pages of some paths, in every language that they are written in."""
        return ((address, page) for address, page in self.pages.items() if address.path in paths)

    def addresses(self, paths: Container[str]) -> Iterator[Address]:
        """The pages of some paths that are built: each of the default language, in every language."""
        shown = [path for path in self.originals if path in paths]
        return (self.project.address(path, code) for code in self.project.languages for path in shown)

    def view(self, path: str, language: str) -> View:
        """What the templates see from the page `path` (`defis/07.md`) in a language."""
        address = self.project.address(path, language)
        return View(
            project=self.project,
            language=self.project.languages[language],
            address=address,
            prose=self.prose(address),
            titles=self.titles[language],
            is_fallback=self.falls_back(address),
        )

    @cached_property
    def kept(self) -> dict[Hashable, Any]:
        """What functions of this floor keep of this site, each under keys of its own."""
        return {}

    def own_views(self) -> Iterator[View]:
        """Every page that has prose of its own, seen in the language of that prose."""
        return (self.view(address.path, address.language) for address in self.pages)

    @cached_property
    def progress(self) -> list[Progress]:
        """The state of every translation."""
        return progress(self.project, self.pages)

    @cached_property
    def presentable(self) -> set[str]:
        """The languages offered to readers."""
        found = {p.language.code for p in self.progress if is_presentable(p, self.project, self.pages)}
        return found | {self.project.default}

    @cached_property
    def synonyms(self) -> dict[str, tuple[str, ...]]:
        """Every word that finds each term of the glossary, in every language of the site, by the term's id."""
        found = {}
        for term in self.project.data.terms:
            words = [language.t(term.terme) for language in self.project.languages.values()]
            translated = [str(word) for word in words if word.is_translated]
            found[term.id] = tuple(dict.fromkeys([*translated, *term.formes, *term.recherche]))
        return found

    @cached_property
    def renderings(self) -> dict[str, dict[str, Rendering]]:
        """What each term is in each language but its own, by its id."""
        data, languages = self.project.data, self.project.languages
        source = data.strategy.strategie.langue
        return {code: renderings(data, language) if code != source else {} for code, language in languages.items()}

    @cached_property
    def glossaries(self) -> dict[str, GlossaryLinks]:
        """The glossary as prose in each language writes it."""
        terms = self.project.data.terms
        return {code: GlossaryLinks(terms, language) for code, language in self.project.languages.items()}

    @cached_property
    def data_files(self) -> Mapping[str, bytes]:
        """The open data, by path from its folder."""
        return self.publishes(self)

    @cached_property
    def changes(self) -> list[Change]:
        """What git remembers of the entries, newest first."""
        return history.of_entries(history.changes(self.project.root), self.project.data.entries)

    @cached_property
    def last_changes(self) -> dict[str, str]:
        """The day each entry last changed, by its id; nothing for an entry that git does not know."""
        return {change.entry: change.day for change in reversed(self.changes)}

    def feed(self, language: str) -> str:
        """Where the feed of a language is, from the site's root; nothing for a language that has none."""
        has_news = self.changes or any(action.suivi for action in self.project.data.strategy.actions)
        return f"{self.project.folder(language)}feed.xml" if has_news and language in self.presentable else ""

    def older(self, address: Address) -> list[Section]:
        """The sections of the original that have changed since the page at an address was translated."""
        return self._older.get(address, [])

    @cached_property
    def _older(self) -> dict[Address, list[Section]]:
        return {
            self.project.address(path, state.language.code): sections
            for state in self.progress
            for path, sections in state.older.items()
        }

    def review(self, address: Address) -> Review | None:
        """Who last reviewed the page at an address, if anybody did."""
        reviews = [
            review
            for review in self.project.data.languages.relectures
            if (review.langue, review.page) == (address.language, address.path)
        ]
        return max(reviews, key=lambda review: review.date, default=None)
