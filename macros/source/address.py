"""Where a page is: in the folder of pages, on the web, among the built files."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import urljoin

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


def reached(here: str, way: str) -> str:
    """Where an address leads that the page at `here` has (`https://example.org/defis/07/`), as `urljoin` says.

    Those that our pages have are followed in a tenth of its time: `https://…` as it is, `../../axes/1/`, `#x`.
    """
    if way.startswith(("https://", "http://")):
        return way
    if not way.startswith(("../", "#")):
        return urljoin(here, way)
    rest = way.lstrip("./")
    return f"{here.rsplit('/', (len(way) - len(rest)) // 3 + 1)[0]}/{rest}"


def way(here: str, there: str) -> str:
    """The relative address of one place on the web as seen from another: `defis/07/`, `axes/1/` → `../../axes/1/`."""
    return _way(here, there) or "./"


def _way(here: str, there: str) -> str:
    if there.startswith(here):
        return there.removeprefix(here)
    return f"../{_way_from_folder(here[: here.rfind('/', 0, -1) + 1], there)}"


# The pages of a folder lead to the same places by the same ways.
_way_from_folder = lru_cache(maxsize=20_000)(_way)
