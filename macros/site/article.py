"""The prose of a page as it is shown: converted, linked to the glossary, typeset, its pictures and macros put in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from macros.site import page_macros, pages, pictures
from macros.site.site import Site
from macros.site.view import View
from macros.source.calls import put_in
from macros.words.language import Words
from macros.words.setting import lang_attributes
from macros.words.typography import french_html


class Article(NamedTuple):
    """The prose of a page: all of it, what of it is in the page's own language, and what its macros put in."""

    html: Markup
    own: Markup
    fragments: list[Markup]


def article(site: Site, view: View) -> Article:
    """The HTML of a page's prose, its macros called for the page's language."""
    fragments = page_macros.fragments(site, view)
    html = _prose(site, view)
    if site.pages[view.prose].document.pictures:
        html = pictures.put_in(site, view, html)
    if not view.is_fallback:
        whole = Markup(put_in(html, fragments))
        return Article(whole, whole, fragments)
    # The prose is in another language than the page: macros mark themselves back, and so do headings known in both.
    mark = Markup('<div lang="{}" dir="{}">{}</div>')
    marked = [
        # An address is in no language, and may stand within a line of code.
        found if found.startswith("http") else mark.format(view.language.code, view.language.dir, found)
        for found in fragments
    ]
    return Article(Markup(put_in(_headings(site, view, html), marked)), Markup("").join(fragments), fragments)


def _headings(site: Site, view: View, html: str) -> str:
    """The prose of a page that falls back, with the headings that are translated on their own."""
    mark = lang_attributes(view.language.code, view.prose_language)
    for id, words in translated_headings(site, view):
        start = html.find(f'<h2 id="{id}">')
        end = html.find("</h2>", start)
        if start >= 0:
            html = f'{html[:start]}<h2 id="{id}"{mark}>{words.bare}{html[end:]}'
    return html


def translated_headings(site: Site, view: View) -> Iterator[tuple[str, Words]]:
    """The headings of the prose that a page falls back to which are translated on their own, by their ids."""
    for heading in site.pages[view.prose].document.headings:
        _, leaf = site.texts.given.headings.get(heading.id, ("", None))
        if leaf and heading.level == 2 and leaf == heading.text:
            words = view.language.t(leaf)
            if words.is_translated:
                yield heading.id, words


def _prose(site: Site, view: View) -> str:
    """The prose as it is written, linked and typeset.

    It is the same in every language that shows it, as pages stand at the same places in each: made for one, kept for
    the others.
    """
    key = ("prose", view.prose)
    if key in site.kept:
        return str(site.kept[key])
    # Markdown closes its void elements as XML does; text has no bare `>`, nor has an attribute.
    html = site.pages[view.prose].document.html.replace(" />", ">")
    if view.path != pages.GLOSSARY and pages.GLOSSARY in site.originals:
        html = site.glossaries[view.prose_language].link(html, lambda term: view.url(f"{pages.GLOSSARY}#{term}"))
    if view.prose_language == "fr":
        html = french_html(html)
    if any(site.falls_back(site.project.address(view.path, code)) for code in site.project.languages):
        site.kept[key] = html
    return html
