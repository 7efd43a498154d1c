"""What the templates see of the project from one page: words, addresses, the entry."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from jinja2 import Environment

from macros.site import pages
from macros.source import ids
from macros.source.address import Address, Names, way, web_path
from macros.source.data import Data
from macros.source.schema import Defi, Entry, Topic
from macros.words.language import Language, Words
from macros.words.project import Project
from macros.words.setting import lang_attributes


@cache
def _place(target: str, names: Names) -> tuple[str, str]:
    """Where an entry or a page is, from the root of any language: its page (`axes/1/`), its place there (`#x`)."""
    page, _, fragment = target.partition("#")
    if not page.endswith(".md"):
        page, fragment = ids.page_of(target), target if target.startswith("section-") else ""
    return web_path(page, names), f"#{fragment}" if fragment else ""


@dataclass(frozen=True)
class View:
    """One page, seen from its language.

    `address` is where it is shown, `prose` where its words are written: in the same language, or in
    the default one. The page falls back where they differ, unless its file has no words to translate.
    `titles` are those of the pages of its language, by path. `is_version`: whether it is a page of its language, not
    a mere way to the original.
    """

    templates: Environment = field(repr=False)
    project: Project
    language: Language
    address: Address
    prose: Address
    titles: Mapping[str, Words]
    is_fallback: bool
    is_version: bool = True

    @property
    def path(self) -> str:
        """The page from the root of its language: `defis/07.md`."""
        return self.address.path

    @property
    def prose_language(self) -> str:
        """The language of its Markdown file."""
        return self.prose.language

    @property
    def data(self) -> Data:
        return self.project.data

    @cached_property
    def entry(self) -> Entry | None:
        """The entry that this page is about, if it is about one."""
        return self.entry_at(self.path)

    def entry_at(self, path: str) -> Entry | None:
        """The entry that a page is about, if it is about one."""
        return self.data.entries.get(ids.id_of(path) or "")

    @cached_property
    def topic(self) -> Topic | None:
        """The theme or the public that this page is about, if it is about one."""
        return self.data.topics.get(ids.id_of(self.path) or "")

    @property
    def topics(self) -> list[str]:
        """The themes and publics of this page's défi, if it is about one, that have a page (`theme-donnees`)."""
        found = self.data.topics_of(self.entry) if isinstance(self.entry, Defi) else []
        return [topic for topic in found if ids.page_of(topic) in self.titles]

    @property
    def kind(self) -> str:
        """`defi`, `action`, `axe`, `theme`, `public`, or the page's own name (`index`, `demarche`)."""
        page_id = ids.id_of(self.path)
        return ids.kind_of(page_id) if page_id else self.path.removesuffix(".md").replace("/", "-")

    def url(self, target: str, language: str | None = None) -> str:
        """The relative address, from this page, of an entry (`defi-07`) or a page (`plan.md`).

        A section's address is its place in its axis's page.
        """
        page, fragment = _place(target, self.project.data.settings.names)
        return way(self._here, self.project.folder(language or self.language.code) + page) + fragment

    def place(self, target: str, language: str | None = None) -> str:
        """Where an entry or a page is, from the site's root."""
        return self.project.folder(language or self.language.code) + "".join(
            _place(target, self.project.data.settings.names)
        )

    @cached_property
    def _here(self) -> str:
        return self.address.url

    def asset(self, name: str) -> str:
        """The relative address of a file at the site's root."""
        return way(self._here, name).removesuffix("/")

    def number(self, entry_id: str) -> str:
        """The number of an entry as people say it: `defi-07` → `7`, `section-2-1` → `2.1`; a theme has none."""
        if ids.kind_of(entry_id) in ids.TOPICS:
            return ""
        return ids.said_number(entry_id)

    def kind_title(self, entry: Entry) -> Words:
        """What an entry is, its number and its title: “Défi 7 : …”."""
        return self.language.kind_title(entry)

    def canonical(self) -> View:
        """The page that machines are to know: itself, or the original where it is no page of its language."""
        if self.is_version:
            return self
        language = self.project.languages[self.prose_language]
        return replace(self, language=language, address=self.prose, is_fallback=False, is_version=True)

    def outside(self) -> View:
        """The same folder seen from no page in particular: what its pages have in common."""
        folder = posixpath.dirname(self.path)
        return replace(self, address=self.address._replace(path=f"{folder}/_.md")) if folder else self

    @cached_property
    def context(self) -> dict[str, object]:
        """The names that templates use; `parts` are the pieces of this page that several share."""
        names: dict[str, object] = {
            "view": self,
            "pages": pages,
            "data": self.data,
            "entry": self.entry,
            "language": self.language,
            "t": self.language.t,
            "w": self.language.w,
            "url": self.url,
            "lang": lambda code: lang_attributes(code, self.language.code),
        }
        return names | {"parts": self.templates.get_template("parts.html").make_module(names)}
