"""The places of a page, each of which has one id: links of the prose to a place lead somewhere, and to one alone.

A page's places are its headings, what its macros put in and those of the shell: macros are rendered for
this, but no page is built.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache, partial

from macros.site import page_macros
from macros.site.site import Site
from macros.source.address import Address
from macros.source.document import Place
from macros.source.faults import Fault
from macros.source.page import Page
from macros.source.prose import unknown
from macros.source.validation import hint

_ID = re.compile(r'\sid="([^"]+)"')


def faults(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Ids that a page of some paths has twice, and links in it to a place that there is not.

    A link to no page, and a macro for nothing, are told by others.
    """
    places = cache(partial(_places, site))
    for address, page in site.pages_at(paths):
        made = _made(site, address) if _may_repeat(site, page) else ()
        yield from _repeated(page, [*made, *page.document.ids], _of_template(site, "shell.html"))
        for link in page.document.links:
            path, _, place = link.target.address.partition("#")
            there = site.prose(site.project.address(page.beside(path), address.language))
            if place and there in site.pages and place not in places(there):
                values = {"place": place, "page": site.file(there), "hint": hint(place, sorted(places(there)))}
                yield Fault(page.name, link.line, "", "page-place", values)


def _repeated(page: Page, places: Iterable[Place], others: Iterable[str]) -> Iterator[Fault]:
    """Ids that a page gives although one of its places, or of `others`, has them already."""
    known = set(others)
    for place in places:
        if place.id in known:
            yield Fault(page.name, place.line, "", "page-id", {"id": place.id})
        known.add(place.id)


def _places(site: Site, address: Address) -> set[str]:
    """The ids of a page, of its prose and of what its macros put in."""
    return {place.id for place in (*site.pages[address].document.ids, *_made(site, address))}


def _made(site: Site, address: Address) -> Iterator[Place]:
    """The ids of what the macros of a page put in, each on the line of its macro."""
    page = site.pages[address]
    if not any(unknown(call, site.project.data) for call in page.calls):
        for call, made in zip(page.calls, page_macros.looked_at(site, address), strict=True):
            yield from (Place(id, call.line) for id in _ID.findall(made))


def _may_repeat(site: Site, page: Page) -> bool:
    """Whether an id of a page's prose can be one of its macros': rendering them all would take a while."""
    own = {place.id for place in page.document.ids}
    given = [id for call in page.calls for id in _of_template(site, f"fragments/{call.name}.html")]
    return len(given) > len(set(given)) or any(id in own or "{" in id for id in given)


def _of_template(site: Site, name: str) -> list[str]:
    """The ids that a template writes, as it says them: some are made of what it is given."""
    key = ("ids", name)
    if key not in site.kept:
        loader = site.templates.loader
        site.kept[key] = _ID.findall(loader.get_source(site.templates, name)[0]) if loader else []
    found: list[str] = site.kept[key]
    return found
