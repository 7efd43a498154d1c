"""What is published as data: the project, in which languages, under which addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from macros.publish.opendata.records import VERSION
from macros.site import pages
from macros.source.address import web_path
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
    """A project and the site it makes.

    `languages` are those offered to readers, in the order of the configuration;
    `name` and `address` the site's; `pages` every page of a language, from the root
    of that language (`defis/07.md`).
    """

    project: Project
    languages: Mapping[str, Language]
    name: str
    address: str
    pages: frozenset[str]

    @property
    def data(self) -> Data:
        return self.project.data

    @property
    def licence(self) -> Licence:
        """The licence of what the site itself says."""
        return self.data.settings.licence

    def page(self, path: str, code: str) -> str:
        """The address of a page (`defis/07.md`, `themes.md#themes-ia`) in a language."""
        page, _, fragment = path.partition("#")
        address = urljoin(self.address, self.project.folder(code) + web_path(page))
        return f"{address}#{fragment}" if fragment else address

    def file(self, path: str) -> str:
        """The address of a file of the data (`fr/strategie.json`)."""
        return urljoin(self.address, FOLDER + path)

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
