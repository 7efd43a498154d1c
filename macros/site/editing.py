"""Where in the repository a page is corrected, its data too, and where it is translated or talked about.

The addresses are GitHub's. Each is empty where the repository is not known.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.site.view import View
from macros.source.ids import FOLDERS, kind_of
from macros.source.yamlfile import Location

# The pages made of data rather than of prose: the file, and where in it what they show begins.
MADE_OF: dict[str, tuple[str, Location]] = {
    "glossaire.md": ("glossaire", ("termes",)),
    "themes.md": ("vocabulaire", ("themes",)),
    "errata.md": ("defis", ("errata",)),
    "facile.md": ("defis", ("defis",)),
}


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
        if view.entry:
            location = (FOLDERS[kind_of(view.entry.id)], view.data.siblings(view.entry).index(view.entry))
            name = "defis"
        elif view.topic:
            key = view.path.partition("/")[0]
            name, location = "vocabulaire", (key, [*getattr(view.data, key).values()].index(view.topic))
        elif view.path in MADE_OF:
            name, location = MADE_OF[view.path]
        else:
            return ""
        file = view.data.files.get(name)
        return self._at(f"blob/main/{file.name}#L{file.line(location)}") if file else ""

    def translation(self, view: View) -> str:
        """Where the missing translation of a page is begun: a new file, already named."""
        return self._at(f"new/main/docs/{view.language.code}?filename={view.path}") if view.is_fallback else ""
