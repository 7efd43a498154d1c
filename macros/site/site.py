"""The pages of a project: which there are, in which languages, and what each knows of the others."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from jinja2 import BytecodeCache, Environment

from macros.site import pages
from macros.site.editing import Repository
from macros.site.glossary import GlossaryLinks
from macros.site.templates import environment
from macros.site.texts import Texts
from macros.site.view import View
from macros.source import guard, history
from macros.source.address import Address
from macros.source.faults import Fault, gather, raise_if_any
from macros.source.history import Change
from macros.source.ids import id_of, page_of
from macros.source.page import Page
from macros.source.schema import Defi
from macros.words.language import Words
from macros.words.page_texts import FIELDS
from macros.words.progress import Progress, is_presentable, progress
from macros.words.project import Project


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
                if page := gather(faults, partial(guard.read, file, self.file(address), sources, address.names)):
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
        """Whether a page shows the default language's prose in another one."""
        return address not in self.pages and self.original(address).has_prose

    def _is_version(self, address: Address) -> bool:
        """Whether a page is one of its language, for search engines and in lists of versions.

        It is where it has been translated; and in a language offered to readers, where it has no prose, or where its
        title, its summary and its questions are translated: those of an entry, or of a page that shows the data.
        """
        if address in self.pages:
            return True
        said = self._says_first(address)
        untold = not said and self.original(address).has_prose
        return address.language in self.presentable and not untold and all(words.is_translated for words in said)

    def _says_first(self, address: Address) -> list[Words]:
        """What readers of a page need in their language: nothing for one that is prose from end to end."""
        path, data, about = address.path, self.project.data, id_of(address.path) or ""
        if subject := data.entries.get(about) or data.topics.get(about):
            questions = subject.questions if isinstance(subject, Defi) else ()
            texts = (subject.title, subject.en_bref, *questions)
            return [self.project.languages[address.language].t(text) for text in texts if text]
        keys = FIELDS if pages.shows_data(path) else ()
        return [self.given(path, key, address.language) for key in keys]

    @cached_property
    def texts(self) -> Texts:
        """The short texts to be translated, and the page of each."""
        return Texts(self.project.data, self.originals, self.project.default)

    @cached_property
    def titles(self) -> dict[str, dict[str, Words]]:
        """For each language, the titles of its pages by path, in the default language where it has none.

        A theme's or a public's page has its title from the data; entries' pages are not here.
        """
        topics = self.project.data.topics
        named = {path: topics[id].titre for path in self.originals if (id := id_of(path)) in topics}
        # In the order of the pages: a set would be in another one each time.
        given = [path for path, key in self.texts.given.front if key == "title"]
        return {
            code: {path: self.given(path, "title", code) for path in given}
            | {path: language.t(title) for path, title in named.items()}
            for code, language in self.project.languages.items()
        }

    def given(self, path: str, key: str, code: str) -> Words:
        """The `title` or the `description` that a page gives itself, in a language if it is translated.

        A translated page may say it itself, until `make translations` takes it to the catalogue.
        """
        own = self.pages.get(self.project.address(path, code))
        if own and own.front.get(key):
            return Words(str(own.front[key]), code, code)
        leaf = self.texts.given.front.get((path, key))
        return self.project.languages[code].t(leaf) if leaf else Words("", code, code)

    @cached_property
    def versions(self) -> dict[str, list[str]]:
        """The languages that each page is one of, by the page's path."""
        return {
            path: [code for code in self.project.languages if self._is_version(self.project.address(path, code))]
            for path in self.originals
        }

    @cached_property
    def whole_languages(self) -> frozenset[str]:
        """The languages that every défi has a page of."""
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
            templates=self.templates,
            project=self.project,
            language=self.project.languages[language],
            address=address,
            prose=self.prose(address),
            titles=self.titles[language],
            is_fallback=self.falls_back(address),
            is_version=language in self.versions[path],
        )

    @cached_property
    def kept(self) -> dict[Hashable, Any]:
        """What functions of this floor keep of this site, each under keys of its own."""
        return {}

    def version_views(self) -> Iterator[View]:
        """Every page that is one of its language."""
        return (self.view(path, code) for path, codes in self.versions.items() for code in codes)

    @cached_property
    def progress(self) -> list[Progress]:
        """The state of every translation."""
        return progress(self.project, self.pages, self.texts.leaves)

    @cached_property
    def presentable(self) -> set[str]:
        """The languages offered to readers."""
        found = (p.language.code for p in self.progress if is_presentable(p, self.project, self.pages))
        return {*found, self.project.default}

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
    def glossaries(self) -> dict[str, GlossaryLinks]:
        """The glossary as prose in each language writes it."""
        terms = self.project.data.terms
        return {code: GlossaryLinks(terms, language) for code, language in self.project.languages.items()}

    @cached_property
    def data_files(self) -> Mapping[str, bytes]:
        """The open data, by path from its folder."""
        return self.publishes(self)

    def forget_data(self) -> None:
        """Keep the open data no more, once it is written: whoever asks again is given the same, made again."""
        vars(self).pop("data_files", None)

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
