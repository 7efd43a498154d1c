"""Where in the repository a page is corrected, its data too, and where it is translated or talked about.

The addresses are GitHub's. Each is empty where the repository is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.site import pages
from macros.site.view import View
from macros.source.data import Data
from macros.source.ids import FOLDERS, id_of, kind_of
from macros.source.schema import Case, Leaf
from macros.source.yamlfile import Location


@dataclass(frozen=True)
class Repository:
    """The project's repository. `address` is its home page, or empty."""

    address: str = ""

    def _at(self, path: str) -> str:
        return f"{self.address.rstrip('/')}/{path}" if self.address else ""

    @property
    def report(self) -> str:
        """Where anybody tells of an error, with a form to fill in."""
        return self._at("issues/new/choose")

    def release(self, tag: str) -> str:
        """Where an edition is, by its tag."""
        return self._at(f"releases/tag/{tag}")

    def line(self, file: str, line: int) -> str:
        """Where a line of a file is seen, and mended."""
        return self._at(f"blob/main/{file}#L{line}")

    def page(self, path: str, language: str, *, there: bool) -> str:
        """Where a page's Markdown is edited in a language; where it is begun, already named, if it is not there."""
        if there:
            return self._at(f"edit/main/docs/{language}/{path}")
        return self._at(f"new/main/docs/{language}?filename={path}")

    def prose(self, view: View) -> str:
        """Where the Markdown that a page shows is edited."""
        return self.page(view.path, view.prose_language, there=True)

    def data(self, view: View) -> str:
        """The line of the data that an entry's page, or a page made of data, begins with."""
        made_of = _made_of(view)
        file = view.data.files.get(made_of[0]) if made_of else None
        return self.line(file.name, file.line(made_of[1])) if made_of and file else ""

    def case(self, data: Data, case: Case) -> str:
        """The line of the data that a case begins with."""
        file, place = data.files["cas"], [each.id for each in data.cases].index(case.id)
        return self.line(file.name, file.line(("cas", place)))

    def catalogue(self, view: View, texts: Iterable[Leaf]) -> str:
        """The line of the language's catalogue where the short texts of a page begin, if it is not their own language.

        Nothing where the catalogue does not have them.
        """
        catalogue = view.language.catalogue
        known = (leaf for leaf in texts if leaf.language != view.language.code and leaf.context in catalogue.lines)
        first = next(known, None)
        return self.line(*catalogue.place(first.context)) if first else ""

    def translation(self, view: View) -> str:
        """Where the missing translation of a page is begun: a new file, already named."""
        return self.page(view.path, view.language.code, there=False) if view.is_fallback else ""


def _made_of(view: View) -> tuple[str, Location] | None:
    """The data file that a page shows, and where in it; None for a page of prose."""
    if view.entry:
        return "defis", (FOLDERS[kind_of(view.entry.id)], view.data.place_of[view.entry.id])
    if view.topic:
        folder = view.path.partition("/")[0]
        file = folder if view.kind == "situation" else "vocabulaire"
        ids = [topic for topic in view.data.topics if kind_of(topic) == kind_of(str(id_of(view.path)))]
        return file, (folder, ids.index(str(id_of(view.path))))
    return pages.BY_PATH[view.path].made_of if view.path in pages.BY_PATH else None
