"""The links of the prose to a place in a page: each place has to be there.

A page's places are its headings and what its macros put in: macros are rendered for
this, but no page is built.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from macros.site.build import Build
from macros.source.faults import Fault
from macros.source.prose import without_code
from macros.source.validation import hint

_HEADING = re.compile(r"^#+ .*\{#([a-z][a-z0-9-]*)\}", re.MULTILINE)
_ID = re.compile(r'\sid="([^"]+)"')
_LINK = re.compile(r"\]\(\s*<?([^)\s>#:]*)#([^)\s>]+)")


def faults(build: Build) -> Iterator[Fault]:
    """Links to a place that the page has not. Only for pages without faults: see `Build.check_pages`.

    Faults met in the macros are kept in `build.faults`.
    """
    places = {source: _places(build, source) for source in build.pages}
    for source, page in build.pages.items():
        language, _, path = source.partition("/")
        for number, line in enumerate(without_code(page.body).splitlines(), page.first_line):
            for link, place in _LINK.findall(line):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) if link else path
                there = (
                    f"{language}/{target}" if f"{language}/{target}" in places else f"{build.project.default}/{target}"
                )
                known = places[there]
                if place not in known:
                    values = {"place": place, "page": f"{build.docs}/{there}", "hint": hint(place, sorted(known))}
                    yield Fault(page.name, number, "", "page-place", values)


def _places(build: Build, source: str) -> set[str]:
    """The ids of a page, from its headings and its macros."""
    language = source.partition("/")[0]
    markdown = build.markdown(source, language)
    fragments = build.fragments.pop((source, language))
    return {*_HEADING.findall(markdown), *_ID.findall("".join(fragments))}
