"""What a page holds: its headings, each with the way to it, and the addresses elsewhere that it gives."""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup

from macros.site import pages
from macros.site.article import Article
from macros.site.view import View
from macros.words.setting import lang_attributes

# A page with fewer headings is seen at a glance.
FEWEST = 4
_HEADING = re.compile(r'<h2 id="([^"]+)"([^>]*)>(.*?)</h2>', re.DOTALL)
_LINK = re.compile(r"</?(?:a|small)\b[^>]*>")


_ELSEWHERE = re.compile(r'<a\b[^>]*? href="(https?:[^"]+)"')


class Heading(NamedTuple):
    """A heading of a page: where it is, and its words, which say themselves that they are in another language."""

    id: str
    words: Markup


def contents(view: View, prose: Article) -> list[Heading]:
    """The headings of a page's prose; none of a tool, of an index, which has its letters, and of a short page."""
    if pages.tool(view.path) or view.path in (pages.HOME, pages.INDEX):
        return []
    own = {match[0] for match in _HEADING.findall(prose.own)} if view.is_fallback else set()
    found = []
    for id_, attributes, inner in _HEADING.findall(prose.html):
        words = Markup(_LINK.sub("", inner).strip())
        # Of a page that falls back, what is not marked as the page's own is in the other language.
        if view.is_fallback and id_ not in own and not attributes:
            words = Markup("<span{}>{}</span>").format(lang_attributes(view.prose_language, view.language.code), words)
        found.append(Heading(id_, words))
    return found if len(found) >= FEWEST or view.entry else []


def addresses(view: View, prose: Article) -> list[Markup]:
    """The addresses elsewhere that the page of an entry gives, one for each link, in order: its notes on paper."""
    return [Markup(address) for address in _ELSEWHERE.findall(prose.html)] if view.entry else []
