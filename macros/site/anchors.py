"""The links of the prose to a place in a page: each place has to be there.

A page's places are its headings and what its macros put in: macros are rendered for
this, but no page is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.site.build import Build
from macros.source.data import hint
from macros.source.faults import Fault

_ID = re.compile(r'\sid="([^"]+)"')


def faults(build: Build) -> Iterator[Fault]:
    """Links to a place that the page has not, and macros that cannot be rendered.

    Only for pages without faults: see `Build.check_pages`.
    """
    places: dict[str, set[str]] = {}
    for source, page in build.pages.items():
        fragments, wrong = build.fragments(source, source.partition("/")[0])
        places[source] = {*page.document.ids, *_ID.findall("".join(fragments))}
        yield from wrong
    for source, page in build.pages.items():
        language = source.partition("/")[0]
        for link in page.document.links:
            address, _, place = link.target.address.partition("#")
            if not place:
                continue
            target = page.beside(address)
            own = f"{language}/{target}"
            there = own if own in places else f"{build.project.default}/{target}"
            if place not in places[there]:
                values = {"place": place, "page": f"{build.docs}/{there}", "hint": hint(place, sorted(places[there]))}
                yield Fault(page.name, link.line, "", "page-place", values)
