"""The links of the prose to a place in a page: each place has to be there.

A page's places are its headings and what its macros put in: macros are rendered for
this, but no page is built.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache, partial

from macros.site import page_macros
from macros.site.site import Site
from macros.source.address import Address
from macros.source.faults import Fault
from macros.source.prose import unknown
from macros.source.validation import hint

_ID = re.compile(r'\sid="([^"]+)"')


def faults(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Links, in the pages of some paths, to a place that the page has not.

    A link to no page, and a macro for nothing, are told by others.
    """
    places = cache(partial(_places, site))
    for address, page in site.pages_at(paths):
        for link in page.document.links:
            path, _, place = link.target.address.partition("#")
            there = site.prose(site.project.address(page.beside(path), address.language))
            if place and there in site.pages and place not in places(there):
                values = {"place": place, "page": site.file(there), "hint": hint(place, sorted(places(there)))}
                yield Fault(page.name, link.line, "", "page-place", values)


def _places(site: Site, address: Address) -> set[str]:
    """The ids of a page, of its prose and of what its macros put in."""
    page = site.pages[address]
    view = site.view(address.path, address.language)
    sound = (call for call in page.calls if not unknown(call, site.project.data))
    fragments = (page_macros.call(site, view, call.name, *call.arguments) for call in sound)
    return {*page.document.ids, *_ID.findall("".join(fragments))}
