"""One build of the site, as a plain library: what is checked before, made during, kept after.

MkDocs is told about it by `hooks.py` and `__init__.py` alone.
"""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import Environment
from markupsafe import Markup

from macros.publish import feed, opendata
from macros.publish.opendata.publication import Publication
from macros.site.editing import Repository
from macros.site.finding import GLOSSARY
from macros.site.glossary import GlossaryLinks
from macros.site.page_macros import macros
from macros.site.serving import Conversions
from macros.site.view import View, render, template_environment, web_path
from macros.source import files, guard, history, prose, writing
from macros.source.faults import Fault, Faults, raise_if_any
from macros.source.history import Change
from macros.source.ids import TOPICS, id_of, kind_of, page_of
from macros.source.schema import Review
from macros.source.settings import CONFIGURATION
from macros.words import translation
from macros.words.language import Words
from macros.words.progress import Progress, goal_faults, is_presentable, progress
from macros.words.project import Project
from macros.words.translation import Section
from macros.words.typography import french_html


@dataclass
class Build:
    """The state of one build: the project, its pages, and the faults met on the way.

    `site_name` and `site_url`: the site's; `serving`: whether it is only for a look while writing.
    """

    project: Project
    docs: str = "docs"
    site_name: str = ""
    site_url: str = ""
    serving: bool = False
    repository: Repository = field(default_factory=Repository)
    faults: list[Fault] = field(default_factory=list)
    maps: dict[tuple[str, str, bool], Markup] = field(default_factory=dict)
    fragments: dict[tuple[str, str], list[Markup]] = field(default_factory=dict)
    # While serving: what earlier builds have converted, and what each page's HTML depends on.
    conversions: Conversions | None = None
    converted_from: dict[tuple[str, str], Hashable] = field(default_factory=dict)

    @cached_property
    def environment(self) -> Environment:
        """The templates of the macros."""
        return template_environment(str(self.project.root / "overrides"))

    @cached_property
    def glossaries(self) -> dict[str, GlossaryLinks]:
        """The glossary as prose in each language writes it."""
        terms = self.project.data.terms
        return {code: GlossaryLinks(terms, language) for code, language in self.project.languages.items()}

    @cached_property
    def pages(self) -> dict[str, prose.Page]:
        """Every Markdown page by its path from the root of the languages (`fr/defis/07.md`)."""
        folder = self.project.root / self.docs
        found: dict[str, prose.Page] = {}
        faults: list[Fault] = []
        for path in sorted(folder.rglob("*.md")):
            relative = path.relative_to(folder).as_posix()
            if relative.partition("/")[0] in self.project.languages:
                try:
                    found[relative] = guard.read(path, f"{self.docs}/{relative}")
                except Faults as unreadable:
                    faults += unreadable.faults
        raise_if_any(faults)
        return found

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles that pages give themselves, by path (`fr/plan.md`)."""
        return {path: str(page.front["title"]) for path, page in self.pages.items() if "title" in page.front}

    @cached_property
    def titles_in(self) -> dict[str, dict[str, Words]]:
        """For each language, the titles of its pages by path, in the default language where it has none.

        A theme's or a public's page has its title from the data; entries' pages are not here.
        """
        found: dict[str, dict[str, Words]] = {}
        for language, words in self.project.languages.items():
            found[language] = {}
            for code in (self.project.default, language):
                for page, title in self.titles.items():
                    if page.startswith(f"{code}/"):
                        found[language][page.partition("/")[2]] = Words(title, code, language)
            for page in self.originals:
                if topic := self.project.data.topics.get(id_of(page) or ""):
                    found[language][page] = words.t(topic.titre)
        return found

    @cached_property
    def originals(self) -> dict[str, prose.Page]:
        """The pages of the default language, by path from its root (`defis/07.md`)."""
        return {
            path.partition("/")[2]: page
            for path, page in self.pages.items()
            if path.startswith(f"{self.project.default}/")
        }

    def falls_back(self, path: str, language: str) -> bool:
        """Whether the page `path` shows the default language's prose in this one.

        A page without prose has nothing to translate: it is a page of every language
        offered to readers.
        """
        if f"{language}/{path}" in self.pages:
            return False
        return self.originals[path].has_prose or language not in self.presentable

    @cached_property
    def versions(self) -> dict[str, list[str]]:
        """The languages that each page does not fall back in, by the page's path."""
        return {
            path: [code for code in self.project.languages if not self.falls_back(path, code)]
            for path in self.originals
        }

    def view(self, path: str, language: str, prose_language: str) -> View:
        """What the templates see from the page `path` (`defis/07.md`) in a language."""
        words, titles = self.project.languages[language], self.titles_in[language]
        return View(self.project, words, path, prose_language, titles, self.falls_back(path, language))

    @cached_property
    def progress(self) -> list[Progress]:
        """The state of every translation."""
        return progress(self.project, self.pages)

    @cached_property
    def presentable(self) -> set[str]:
        """The languages offered to readers."""
        found = {p.language.code for p in self.progress if is_presentable(p, self.pages, self.project.data)}
        return found | {self.project.default}

    @cached_property
    def data_files(self) -> dict[str, bytes]:
        """The open data, by path from its folder; none while serving, where every change would wait for it."""
        if self.serving:
            return {}
        default, languages = self.project.default, self.project.languages
        return opendata.files(
            Publication(
                project=self.project,
                languages={code: languages[code] for code in languages if code in self.presentable},
                name=self.site_name,
                address=self.site_url,
                pages=frozenset(path.partition("/")[2] for path in self.pages if path.startswith(f"{default}/")),
            )
        )

    @cached_property
    def changes(self) -> list[Change]:
        """What git remembers of the entries, newest first."""
        return history.of_entries(history.changes(self.project.root), self.project.data.entries)

    @cached_property
    def last_changes(self) -> dict[str, str]:
        """The day each entry last changed, by its id; nothing for an entry that git does not know."""
        return {change.entry: change.day for change in reversed(self.changes)}

    @cached_property
    def news(self) -> list[feed.Item]:
        """What the feeds tell."""
        return feed.items(self.project.data, self.changes)

    def feed(self, language: str) -> str:
        """Where the feed of a language is, from the site's root; nothing for a language that has none."""
        has_feed = self.news and language in self.presentable
        return feed.path(self.view("index.md", language, language)) if has_feed else ""

    def own_views(self) -> Iterator[View]:
        """Every page that has prose of its own, seen in the language of that prose."""
        for source in self.pages:
            language, _, path = source.partition("/")
            yield self.view(path, language, language)

    def original(self, source: str) -> prose.Page:
        """The page that the page `source` (`en/defis/07.md`) is a translation of."""
        return self.originals[source.partition("/")[2]]

    def older(self, source: str) -> list[Section]:
        """The sections of the original that have changed since the page `source` was translated."""
        if source.startswith(f"{self.project.default}/"):
            return []
        return translation.older(self.pages[source], self.original(source))

    def review(self, source: str) -> Review | None:
        """Who last reviewed the page `source`, if anybody did."""
        language, _, path = source.partition("/")
        reviews = [r for r in self.project.data.languages.relectures if (r.langue, r.page) == (language, path)]
        return max(reviews, key=lambda review: review.date, default=None)

    def check_pages(self) -> None:
        """Raise `Faults` for everything wrong with the Markdown pages, all at once."""
        raise_if_any(files.unpublishable(self.project.root, self.docs))
        raise_if_any(self._page_faults())

    def goal_faults(self) -> Iterator[Fault]:
        """What a language declared complete lacks.

        Asked for by `make check`, not by a build: correcting the original must not stop the site.
        """
        return goal_faults(self.progress, self.project.data, self.docs)

    def _page_faults(self) -> Iterator[Fault]:
        default, data = self.project.default, self.project.data
        yield from writing.easy_faults(data)
        with_page = {page_of(entry_id): entry_id for entry_id in data.entries if not entry_id.startswith("section-")}
        known = self.originals
        # A project without a page for any of its themes needs none; with one, it needs them all.
        kinds = {kind_of(page_id) for page in known if (page_id := id_of(page))}
        with_page |= {page_of(topic): topic for topic in data.topics if kind_of(topic) in kinds}
        if "index.md" not in known:
            yield Fault(f"{self.docs}/{default}/index.md", 1, "", "home-missing")
        for page, entry_id in with_page.items():
            if page not in known:
                yield Fault(f"{self.docs}/{default}/{page}", 1, "", "page-missing", {"entry": entry_id})
        for path, page in self.pages.items():
            rest = path.partition("/")[2]
            folder, entry_id = rest.partition("/")[0], id_of(rest)
            if entry_id and rest not in with_page:
                file = "data/vocabulaire.yaml" if kind_of(entry_id) in TOPICS else "data/defis.yaml"
                yield Fault(page.name, 1, "", "page-stray", {"entry": entry_id, "data": file})
            elif rest not in known:
                yield Fault(page.name, 1, "", "page-untranslatable", {"default": f"{self.docs}/{default}/"})
            elif not path.startswith(f"{default}/"):
                yield from translation.faults(page, self.original(path))
            if path.startswith(f"{default}/"):
                yield from writing.faults(page, folder, data)
            yield from prose.faults(page, data, titled=rest not in with_page, others=known)

    def markdown(self, source: str, language: str) -> str:
        """The Markdown of the page `source` (`fr/defis/07.md`) for a language, macros replaced by marks.

        Faults are kept for the end, so that all are told at once.
        """
        prose_language, _, path = source.partition("/")
        view = self.view(path, language, prose_language)
        text, fragments, faults = prose.put_marks(
            self.pages[source], macros(self.environment, view, self._values(language))
        )
        self.faults += faults
        self.fragments[source, language] = fragments
        if not self.conversions:
            return text
        self.converted_from[source, language] = key = (source, language, text, self.surroundings)
        return self.conversions.abridged(key, text)

    @cached_property
    def surroundings(self) -> Hashable:
        """What the conversion of Markdown depends on besides its text: where links lead, and the configuration."""
        sources = tuple((source.id, source.url) for source in self.project.data.sources.values())
        return hash((frozenset(self.pages), sources, (self.project.root / CONFIGURATION).read_text("utf-8")))

    def _values(self, language: str) -> dict[str, Callable[[], object]]:
        """What the templates of macros may ask for besides the data, made only where it is asked for."""
        own = language if language in self.presentable else self.project.default
        return {
            "progress": lambda: self.progress,
            "repository": lambda: self.repository,
            "changes": lambda: self.changes,
            "feed": lambda: self.feed(language),
            "data_folder": lambda: opendata.FOLDER,
            "data_address": lambda: urljoin(self.site_url, opendata.FOLDER),
            "data_files": lambda: list(opendata.offered(self.data_files, own)),
        }

    def map(self, view: View) -> Markup:
        """The map of the site for a page: made once a folder, then the page's own cell is marked."""
        folder = posixpath.dirname(web_path(view.path).rstrip("/"))
        key = (view.language.code, folder, bool(web_path(view.path)))
        if key not in self.maps:
            self.maps[key] = render(self.environment, "cells", view.outside())
        if not view.entry:
            return self.maps[key]
        cell = f'href="{view.outside().url(view.entry.id)}"'
        return Markup(str(self.maps[key]).replace(cell, f'{cell} aria-current="page"'))

    def content(self, html: str, source: str, language: str) -> str:
        """The HTML of a page's prose, made safe and typeset, with its macros put in."""
        if self.conversions:
            html = self.conversions.completed(self.converted_from[source, language], html)
        prose_language, _, path = source.partition("/")
        self.faults += guard.unsafe(self.pages[source], html, self.project.data)
        view = self.view(path, language, prose_language)
        if path != GLOSSARY and GLOSSARY in self.originals:
            html = self.glossaries[prose_language].link(html, lambda term: view.url(f"{GLOSSARY}#{term}"))
        if prose_language == "fr":
            html = french_html(html)
        fragments = self.fragments.pop((source, language))
        if view.is_fallback:
            # The prose is in another language than the page: macros mark themselves back.
            own = self.project.languages[language]
            mark = Markup('<div lang="{}" dir="{}">{}</div>')
            # An address is in no language, and may stand within a line of code.
            fragments = [f if f.startswith("http") else mark.format(own.code, own.dir, f) for f in fragments]
        return prose.replace_marks(html, fragments)

    def raise_faults(self) -> None:
        """Raise `Faults` if any was met since the build began."""
        raise_if_any(self.faults)


_current: list[Build] = []


def begin(build: Build) -> Build:
    """Make `build` the one under way: MkDocs gives its hooks and its plugins nothing in common."""
    _current[:] = [build]
    return build


def current() -> Build:
    """The build under way."""
    return _current[0]


def replace_site(staged: Path, site: Path) -> None:
    """Put a finished build in the place of the last one, in two renames."""
    old = site.with_name(f".{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    staged.rename(site)
    shutil.rmtree(old, ignore_errors=True)
