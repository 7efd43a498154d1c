"""Where in the repository a page is corrected, its data too, and where it is translated or talked about.

The addresses are GitHub's. Each is empty where the repository is not known.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.site import pages
from macros.site.view import View
from macros.source.ids import FOLDERS, id_of, kind_of
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

    def prose(self, view: View) -> str:
        """Where the Markdown that a page shows is edited."""
        return self._at(f"edit/main/docs/{view.prose_language}/{view.path}")

    def data(self, view: View) -> str:
        """The line of the data that an entry's page, or a page made of data, begins with."""
        made_of = _made_of(view)
        file = view.data.files.get(made_of[0]) if made_of else None
        return self._at(f"blob/main/{file.name}#L{file.line(made_of[1])}") if made_of and file else ""

    def catalogue(self, view: View) -> str:
        """The line of the language's catalogue that those texts of the data begin at, if it is not their own language.

        Nothing where the catalogue does not have them.
        """
        made_of = _made_of(view)
        file = view.data.files.get(made_of[0]) if made_of else None
        if not (self.address and made_of and file):
            return ""
        leaves = (leaf for leaf in view.data.leaves if leaf.file == file.name)
        first = next((leaf for leaf in leaves if leaf.line >= file.line(made_of[1])), None)
        if first is None or first.context not in view.language.catalogue.lines:
            return ""
        name, line = view.language.catalogue.place(first.context)
        return self._at(f"blob/main/{name}#L{line}")

    def translation(self, view: View) -> str:
        """Where the missing translation of a page is begun: a new file, already named."""
        return self._at(f"new/main/docs/{view.language.code}?filename={view.path}") if view.is_fallback else ""


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
