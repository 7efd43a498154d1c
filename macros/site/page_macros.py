"""The macros that a page's Markdown may call, and nothing else.

Each renders one template of `overrides/fragments/`. `ENTRY_MACROS` take the id of
an entry, of a theme or of a public; `SITE_MACROS` take nothing.
"""

from __future__ import annotations

from markupsafe import Markup

from macros.site import casebook, documents, drawings, finding, law, lookup, reviews, states
from macros.site.site import Site
from macros.site.steps import steps
from macros.site.templates import fragment
from macros.site.view import View
from macros.source.address import Address
from macros.source.calls import ENTRY_MACROS


def call(site: Site, view: View, name: str, *arguments: str) -> Markup:
    """What a macro puts into the page of a view. Its name and its arguments have been checked."""
    if name in ENTRY_MACROS:
        (about,) = arguments
        entry = (view.data.entries | view.data.topics)[about]
        of_entry: dict[str, object] = {
            "around": lambda: finding.around(view, about),
            "steps": lambda: steps(site, view, about),
            **casebook.names(site, view),
        }
        return fragment(site.templates, name, view, entry=entry, **of_entry)
    made: dict[str, object] = {
        "letters": lambda: finding.letters(view),
        "first_terms": lambda: finding.first_terms(view),
        "found": lambda: lookup.entries(site, view),
        "states": lambda: states.of_languages(site),
        "kinds": states.KINDS,
        "steps": lambda about: steps(site, view, about),
        "reviews": lambda: reviews.in_effect(site),
        "days": lambda: law.days(view.data),
        "by_public": lambda: law.by_public(view.data),
        "as_document": documents.place,
        "calendar": lambda: law.calendar(site, view.language.code),
        **drawings.names(site),
    }
    return fragment(site.templates, name, view, site=site, **made, **casebook.names(site, view), **site.lent)


def looked_at(site: Site, address: Address) -> list[Markup]:
    """What each macro of a page puts into it, before the page is made: it is kept until then."""
    key = ("fragments", address)
    if key not in site.kept:
        site.kept[key] = fragments(site, site.view(address.path, address.language))
    found: list[Markup] = site.kept[key]
    return found


def fragments(site: Site, view: View) -> list[Markup]:
    """What each macro of a page puts into it, in order; of those that a check asked for, what it was given."""
    known: list[Markup] | None = site.kept.pop(("fragments", view.address), None)
    return known or [call(site, view, each.name, *each.arguments) for each in site.pages[view.prose].calls]
