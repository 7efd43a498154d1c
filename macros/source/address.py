"""Where a page is: in the folder of pages, on the web, among the built files."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

# The first page of a language.
HOME = "index.md"


# What addresses call a folder or a page of their own: its name among the files, and on the web.
Names = tuple[tuple[str, str], ...]


class Address(NamedTuple):
    """A page in a language.

    `path` is the page from the root of its language (`defis/07.md`); `folder` is where that
    language stands from the site's root: nothing for the default one, `en/` for another;
    `names` are those that the site's addresses have of their own.
    """

    language: str
    path: str
    folder: str
    names: Names = ()

    @property
    def source(self) -> str:
        """Its Markdown file, from the folder of pages: `en/defis/07.md`."""
        return f"{self.language}/{self.path}"

    @property
    def url(self) -> str:
        """Where it is on the web, from the site's root: `en/defis/07/`."""
        return self.folder + web_path(self.path, self.names)

    @property
    def output(self) -> str:
        """Its file in the built site: `en/defis/07/index.html`."""
        return f"{self.url}index.html"


@cache
def web_path(page: str, names: Names = ()) -> str:
    """Where a page is on the web, from the root of its language: `defis/07.md` → `defis/07/`.

    Or `goals/07/` for a site where `names` say that addresses call `defis` so.
    """
    own = dict(names)
    *folders, name = page.removesuffix(".md").split("/")
    parts = (*folders, "" if name == "index" else name)
    return "".join(f"{own.get(part, part)}/" for part in parts if part)


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
