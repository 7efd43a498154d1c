"""What a change does to the built site, as Markdown for whoever reviews it.

`python -m macros compare BEFORE AFTER` writes it: pages added, removed and changed, what
each weighs before and after, those over budget, broken links, the checks last recorded
and the state of the translations.
"""

from __future__ import annotations

import gzip
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.site.build import Build
from macros.site.weight import limits_of
from macros.source.faults import Fault, Faults

_ADDRESS = re.compile(r'\s(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')
_ASSET = re.compile(r'<(?:link rel="?stylesheet"?|script)[^>]*?(?:href|src)="([^":]+)"')
# What differs from build to build of an unchanged page: its stylesheet's name, and its own weight.
_NOT_ITS_OWN = re.compile(r'\.[0-9a-f]{8}(?=\.(?:css|js)")|<p class="weight">.*?</p>')


@dataclass(frozen=True)
class Site:
    """The HTML of a built site, by path from its root (`en/defis/07/index.html`)."""

    folder: Path
    pages: Mapping[str, str]

    def weight(self, page: str) -> int:
        """The bytes that a first visit receives, gzipped: the page, its style, its scripts."""
        return _gzipped(self.pages[page].encode()) + sum(
            self._asset(page, name) for name in _ASSET.findall(self.pages[page])
        )

    def _asset(self, page: str, name: str) -> int:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), name))
        if path not in self._assets:
            file = self.folder / path
            self._assets[path] = _gzipped(file.read_bytes()) if file.is_file() else 0
        return self._assets[path]

    @cached_property
    def _assets(self) -> dict[str, int]:
        return {}

    def broken_links(self) -> Iterator[tuple[str, str]]:
        """Each page and link of its own site that leads nowhere. (404.html is shown at any address.)"""
        places = {page: set(_ID.findall(text)) for page, text in self.pages.items()}
        for page, text in self.pages.items():
            for link in sorted(set(_ADDRESS.findall(text))):
                if page == "404.html" or re.match(r"[a-z][a-z0-9+.-]*:|//", link):
                    continue
                address, _, place = link.replace("&amp;", "&").partition("#")
                target = self._target(page, unquote(address.partition("?")[0]))
                if target is None or (place and target in places and unquote(place) not in places[target]):
                    yield page, link

    def _target(self, page: str, address: str) -> str | None:
        if not address:
            return page
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), address))
        if address.endswith("/"):
            path = posixpath.normpath(posixpath.join(path, "index.html"))
        return path if path in self.pages or (self.folder / path).is_file() else None


def _gzipped(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def read(folder: Path, name: str) -> Site:
    """The built site in a folder; `Faults` if there is none. `name` is how messages call it."""
    pages = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}
    if not pages:
        raise Faults([Fault(name, 1, "", "site-unbuilt")])
    return Site(folder, pages)


@dataclass(frozen=True)
class Change:
    """A page that is not the same: what it weighed before and weighs after; None where it was not, or is no more."""

    page: str
    before: int | None
    after: int | None

    @property
    def difference(self) -> int:
        return (self.after or 0) - (self.before or 0)


def changes(before: Site, after: Site) -> Iterator[Change]:
    """Every page added, removed or changed, the greatest change of weight first."""
    found = []
    for page in before.pages.keys() | after.pages.keys():
        old, new = before.pages.get(page), after.pages.get(page)
        if old is None or new is None or _NOT_ITS_OWN.sub("", old) != _NOT_ITS_OWN.sub("", new):
            found.append(Change(page, old and before.weight(page), new and after.weight(page)))
    yield from sorted(found, key=lambda change: (-abs(change.difference), change.page))


def report(before: Site, after: Site, build: Build) -> str:
    """The Markdown: see the module. `build` is the project that `after` was built from."""
    weights = {page: after.weight(page) for page in after.pages}
    limits = {page: limits_of(page, build.project.data.budget).octets for page in after.pages}
    found = list(changes(before, after))
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 (Markdown)
    )
    return environment.get_template("comparison.md").render(
        changes=found,
        added=sum(change.before is None for change in found),
        removed=sum(change.after is None for change in found),
        pages=len(after.pages),
        medians=[round(median(site.weight(page) for page in site.pages)) for site in (before, after)],
        over=[(page, weights[page], limits[page]) for page in sorted(weights) if weights[page] > limits[page]],
        broken=list(after.broken_links()),
        checks=build.project.data.checks,
        progress=build.progress,
    )
