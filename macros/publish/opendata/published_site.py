"""What is published as data: the project, in which languages, under which addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.publish.opendata.records import VERSION
from macros.site import pages
from macros.site.site import Site
from macros.source import history
from macros.source.data import Data
from macros.source.ids import page_of
from macros.source.schema import Licence
from macros.words.language import Language
from macros.words.project import Project

# Where the files are, from the site's root.
FOLDER = f"data/v{VERSION}/"
# The concepts and the catalogue: their addresses name what has no page.
CONCEPTS, CATALOGUE = "strategie.ttl", "catalogue.ttl"
# The one table of every language: what each term is in the others.
TERMINOLOGY = "terminologie.csv"


@dataclass(frozen=True)
class PublishedSite:
    """A site, in the languages offered to readers."""

    site: Site

    @property
    def project(self) -> Project:
        return self.site.project

    @property
    def data(self) -> Data:
        return self.project.data

    @property
    def licence(self) -> Licence:
        """The licence of what the site itself says."""
        return self.data.settings.licence

    @property
    def name(self) -> str:
        return self.site.name

    @cached_property
    def languages(self) -> Mapping[str, Language]:
        """The languages offered to readers, in the order of the configuration."""
        return {code: each for code, each in self.project.languages.items() if code in self.site.presentable}

    @property
    def pages(self) -> Mapping[str, object]:
        """Every page of a language, from the root of that language (`defis/07.md`)."""
        return self.site.originals

    @property
    def edition(self) -> str | None:
        """The version of the site, if it says one."""
        return self.project.publication.version if self.project.publication else None

    @property
    def issued(self) -> str | None:
        """The day this version of the site was published, if it says so."""
        return self.project.publication.date if self.project.publication else None

    @cached_property
    def updated(self) -> str | None:
        """The day the data or a translation last changed, as far as git knows."""
        return history.last_day(self.project.root, "data", "translations") or None

    @cached_property
    def created(self) -> Mapping[str, str]:
        """The day each entry was first written, by its id; nothing for one that git does not know."""
        return {change.entry: change.day for change in self.site.changes if change.is_creation}

    def page(self, path: str, code: str) -> str:
        """The address of a page (`defis/07.md`, `themes.md#themes-ia`) in a language."""
        page, _, fragment = path.partition("#")
        address = self.site.url + self.project.address(page, code).url
        return f"{address}#{fragment}" if fragment else address

    def file(self, path: str) -> str:
        """The address of a file of the data (`fr/strategie.json`)."""
        return self.site.url + FOLDER + path

    def place(self, kind: str, name: str) -> str:
        """The page that is about something, with its place in it; nothing where no page is.

        `kind` is that of an entry, or `theme`, `public`, `terme`, `obligation`, `texte`, `cas`; `name` the id.
        """
        match kind:
            case "theme" | "public":
                path = f"{pages.THEMES}#{kind}s-{name}"
            case "terme":
                path = f"{pages.GLOSSARY}#{name}"
            case "obligation" | "texte":
                path = f"{pages.LAW}#{name}"
            case "cas":
                path = f"{pages.CASES}#{name}"
            case "section":
                path = f"{page_of(name)}#{name}"
            case _:
                path = page_of(name)
        return path if path.partition("#")[0] in self.pages else ""

    def url(self, kind: str, name: str) -> str:
        """The permanent address of something: its page in the default language, else its name among the concepts."""
        path = self.place(kind, name)
        return self.page(path, self.project.default) if path else self.file(f"{CONCEPTS}#{kind}-{name}")
