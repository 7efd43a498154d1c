"""The links of the prose to a place in a page: each place has to be there.

A page's places are its headings and what its macros put in: macros are rendered for
this, but no page is built.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from macros.site.article import article
from macros.site.site import Site
from macros.source.address import Address
from macros.source.data import hint
from macros.source.faults import Fault
from macros.source.prose import without_code

_HEADING = re.compile(r"^#+ .*\{#([a-z][a-z0-9-]*)\}", re.MULTILINE)
_ID = re.compile(r'\sid="([^"]+)"')
_LINK = re.compile(r"\]\(\s*<?([^)\s>#:]*)#([^)\s>]+)")


def faults(site: Site) -> Iterator[Fault]:
    """Links to a place that the page has not. Only for pages whose macros and links are sound."""
    places = {address: _places(site, address) for address in site.pages}
    for address, page in site.pages.items():
        for number, line in enumerate(without_code(page.body).splitlines(), page.first_line):
            for link, place in _LINK.findall(line):
                path = (
                    posixpath.normpath(posixpath.join(posixpath.dirname(address.path), link)) if link else address.path
                )
                there = site.prose(site.project.address(path, address.language))
                known = places[there]
                if place not in known:
                    values = {"place": place, "page": site.file(there), "hint": hint(place, sorted(known))}
                    yield Fault(page.name, number, "", "page-place", values)


def _places(site: Site, address: Address) -> set[str]:
    """The ids of a page, from its headings and its macros."""
    return set(_ID.findall(article(site, site.view(address.path, address.language))))
