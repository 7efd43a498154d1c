"""The prose of a page as it is shown: converted, linked to the glossary, typeset, its pictures and macros put in."""

from __future__ import annotations

from markupsafe import Markup

from macros.site import page_macros, pages, pictures
from macros.site.site import Site
from macros.site.view import View
from macros.source.calls import put_in
from macros.words.typography import french_html


def article(site: Site, view: View) -> Markup:
    """The HTML of a page's prose, its macros called for the page's language."""
    fragments = page_macros.fragments(site, view)
    if view.is_fallback:
        # The prose is in another language than the page: macros mark themselves back.
        mark = Markup('<div lang="{}" dir="{}">{}</div>')
        # An address is in no language, and may stand within a line of code.
        fragments = [
            found if found.startswith("http") else mark.format(view.language.code, view.language.dir, found)
            for found in fragments
        ]
    html = _prose(site, view)
    if site.pages[view.prose].document.pictures:
        html = pictures.put_in(site, view, html)
    return Markup(put_in(html, fragments))


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
    if len(site.versions[view.path]) < len(site.project.languages):
        site.kept[key] = html
    return html
