"""The prose of a page as it is shown: converted, linked to the glossary, typeset, its macros put in."""

from __future__ import annotations

from markupsafe import Markup

from macros.site import page_macros, pages
from macros.site.site import Site
from macros.site.view import View
from macros.source.calls import put_in
from macros.words.typography import french_html


def article(site: Site, view: View) -> Markup:
    """The HTML of a page's prose, its macros called for the page's language."""
    page = site.pages[view.prose]
    # Markdown closes its void elements as XML does; text has no bare `>`, nor has an attribute.
    html = page.document.html.replace(" />", ">")
    if view.path != pages.GLOSSARY and pages.GLOSSARY in site.originals:
        html = site.glossaries[view.prose_language].link(html, lambda term: view.url(f"{pages.GLOSSARY}#{term}"))
    if view.prose_language == "fr":
        html = french_html(html)
    fragments = page_macros.fragments(site, view)
    if view.is_fallback:
        # The prose is in another language than the page: macros mark themselves back.
        mark = Markup('<div lang="{}" dir="{}">{}</div>')
        # An address is in no language, and may stand within a line of code.
        fragments = [
            found if found.startswith("http") else mark.format(view.language.code, view.language.dir, found)
            for found in fragments
        ]
    return Markup(put_in(html, fragments))
