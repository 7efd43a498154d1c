"""What a change does to the built site, as Markdown for whoever reviews it.

`python -m macros compare BEFORE AFTER` writes it: pages added, removed and changed, what
each weighs before and after, those over budget, broken links, the checks last recorded
and the state of the translations. With the two projects' own folders (`--sources`), what their
diff does not show too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.publish.addresses import loaded, target
from macros.publish.source_changes import code
from macros.site import internal_links, judging, states
from macros.site.judging import Judged
from macros.site.site import Site
from macros.site.weight import gzipped, limits_of
from macros.source import picture
from macros.source.faults import Fault, Faults

# Of each list, what a summary shows at most: GitHub refuses a whole of more than a mebibyte.
MOST_BYTES = 60_000
# What differs from build to build of an unchanged page: its stylesheet's name, and its own weight.
_NOT_ITS_OWN = re.compile(r'\.[0-9a-f]{8}(?=\.(?:css|js)")|<p class="weight">.*?</p>')


@dataclass(frozen=True)
class BuiltSite:
    """The HTML of a built site, by path from its root (`en/defis/07/index.html`), and what was found in all of it."""

    folder: Path
    pages: Mapping[str, str]
    judged: Judged

    def weight(self, page: str) -> int:
        """The bytes that a first visit receives: the page, style and scripts, gzipped; pictures as they are."""
        return gzipped(self.pages[page].encode()) + sum(
            self._asset(target(page, name)) for name in set(loaded(self.pages[page]))
        )

    def _asset(self, path: str) -> int:
        if path not in self._assets:
            file = self.folder / path
            content = file.read_bytes() if file.is_file() else b""
            self._assets[path] = len(content) if file.suffix in picture.KINDS or not content else gzipped(content)
        return self._assets[path]

    @cached_property
    def _assets(self) -> dict[str, int]:
        return {}

    def broken_links(self) -> list[tuple[str, str]]:
        """Each address that leads nowhere in the site, with the first file that has it."""
        return list(internal_links.broken(self.judged.references, internal_links.files(self.folder), self.judged.ids))


def read(folder: Path, name: str, url: str, repository: str) -> BuiltSite:
    """The built site in a folder; `Faults` if there is none. `name` is how messages call it.

    `url` and `repository` are as for `judging.judge`.
    """
    pages = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}
    if not pages:
        raise Faults([Fault(name, 1, "", "site-unbuilt")])
    return BuiltSite(folder, pages, judging.judge(folder, internal_links.files(folder), url, repository))


@dataclass(frozen=True)
class Change:
    """A page that is not the same: what it weighed before and weighs after; None where it was not, or is no more."""

    page: str
    before: int | None
    after: int | None

    @property
    def difference(self) -> int:
        return (self.after or 0) - (self.before or 0)


def changes(before: BuiltSite, after: BuiltSite) -> Iterator[Change]:
    """Every page added, removed or changed, the greatest change of weight first."""
    found = []
    for page in before.pages.keys() | after.pages.keys():
        old, new = before.pages.get(page), after.pages.get(page)
        if old is None or new is None or _NOT_ITS_OWN.sub("", old) != _NOT_ITS_OWN.sub("", new):
            found.append(Change(page, *(site.weight(page) if page in site.pages else None for site in (before, after))))
    yield from sorted(found, key=lambda change: (-abs(change.difference), change.page))


def within(items: Sequence[Any], most: int = 100) -> Sequence[Any]:
    """The first items of a list, as many as a summary may show: GitHub shows nothing of one that is too long."""
    size = 0
    for count, item in enumerate(items[:most]):
        size += len(str(item).encode())
        if size > MOST_BYTES:
            return items[:count]
    return items[:most]


def left_out(items: Sequence[Any], most: int = 100) -> Markup:
    """How many items there are, in a paragraph of its own, where `within` leaves some out."""
    return Markup("" if within(items, most) == items else f"\n… {len(items)} in all / en tout\n")


def lost(before: BuiltSite, after: BuiltSite) -> list[str]:
    """The places in pages that are no more, though the page is: addresses that others may have kept."""
    known, left = before.judged.ids, after.judged.ids
    return [f"{page}#{id}" for page in sorted(known.keys() & left.keys()) for id in sorted(known[page] - left[page])]


def report(before: BuiltSite, after: BuiltSite, site: Site, sources: Mapping[str, list[str]]) -> str:
    """The Markdown: see the module. `site` is the project that `after` was built from.

    `sources` is what changed there, from title to lines of Markdown (`source_changes.sections`).
    """
    weights = {page: after.weight(page) for page in after.pages}
    # A budget names pages from the root of a language; one that the project has not is like most.
    paths = {address.output: address.path for address in site.addresses(site.paths)}
    limits = {
        page: limits_of(paths.get(page, page), site.project.data.budget, "<img" in text).octets
        for page, text in after.pages.items()
    }
    found = list(changes(before, after))
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 (Markdown)
        # Whatever a template shows is shown as code, but for numbers and what says that it is Markdown.
        finalize=lambda value: value if isinstance(value, int | Markup) else code(value),
    )
    environment.filters |= {"within": within, "left_out": left_out}
    return environment.get_template("comparison.md").render(
        changes=found,
        added=sum(change.before is None for change in found),
        removed=sum(change.after is None for change in found),
        pages=len(after.pages),
        medians=[round(median(site.weight(page) for page in site.pages)) for site in (before, after)],
        over=[(page, weights[page], limits[page]) for page in sorted(weights) if weights[page] > limits[page]],
        broken=after.broken_links(),
        lost=lost(before, after),
        checks=site.project.data.checks,
        states=states.of_languages(site),
        sources=sources,
    )
