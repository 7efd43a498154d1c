"""Where a page is: in the folder of pages, on the web, among the built files."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

# The first page of a language.
HOME = "index.md"


class Address(NamedTuple):
    """A page in a language.

    `path` is the page from the root of its language (`defis/07.md`); `folder` is where that
    language stands from the site's root: nothing for the default one, `en/` for another.
    """

    language: str
    path: str
    folder: str

    @property
    def source(self) -> str:
        """Its Markdown file, from the folder of pages: `en/defis/07.md`."""
        return f"{self.language}/{self.path}"

    @property
    def url(self) -> str:
        """Where it is on the web, from the site's root: `en/defis/07/`."""
        return self.folder + web_path(self.path)

    @property
    def output(self) -> str:
        """Its file in the built site: `en/defis/07/index.html`."""
        return f"{self.url}index.html"


@cache
def web_path(page: str) -> str:
    """Where a page is on the web, from the root of its language: `defis/07.md` → `defis/07/`."""
    folder, _, name = page.removesuffix(".md").rpartition("/")
    parts = (folder, "" if name == "index" else name)
    return "".join(f"{part}/" for part in parts if part)


def way(here: str, there: str) -> str:
    """The relative address of one place on the web as seen from another: `defis/07/`, `axes/1/` → `../../axes/1/`."""
    if here == there:
        return "./"
    ours, theirs = here.split("/")[:-1], there.removesuffix("/").split("/")
    shared = 0
    for mine, yours in zip(ours, theirs, strict=False):
        if mine != yours:
            break
        shared += 1
    return "../" * (len(ours) - shared) + "".join(f"{part}/" for part in theirs[shared:] if part)
