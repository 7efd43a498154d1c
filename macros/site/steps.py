"""The first steps that a défi's page proposes, for the other places that show them."""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup

from macros.site.site import Site
from macros.site.view import View
from macros.source.ids import page_of
from macros.words.setting import lang_attributes
from macros.words.typography import french_html

# The section of the page that holds them, in every language.
SECTION = "premiers-pas"
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
# Links are written for the page they stand on, and paragraphs for lists with room between their items.
_LEFT_OUT = re.compile(r"</?(?!em\b|strong\b)[a-z][^>]*>")


class Steps(NamedTuple):
    """The steps, in order, and what marks their language where it is not the page's."""

    attributes: Markup
    items: list[Markup]


def steps(site: Site, view: View, entry_id: str) -> Steps:
    """The first steps of `defi-07` for a page in a language: as translated, else as written first."""
    page = site.view(page_of(entry_id), view.language.code)
    if page.path not in site.originals:
        return Steps(Markup(), [])
    _, _, after = site.pages[page.prose].document.html.partition(f'<h2 id="{SECTION}"')
    items = [" ".join(_LEFT_OUT.sub("", item).split()) for item in _ITEM.findall(after.partition("<h2")[0])]
    if page.prose_language == "fr":
        items = [french_html(item) for item in items]
    mark = lang_attributes(page.prose_language, view.language.code)
    return Steps(Markup(mark), [Markup(item) for item in items])
