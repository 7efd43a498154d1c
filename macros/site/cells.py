"""The map of the site: a cell for each défi, or for each axis where there are too many."""

from __future__ import annotations

import posixpath

from markupsafe import Markup

from macros.site.site import Site
from macros.site.templates import fragment
from macros.site.view import View
from macros.source.address import web_path

# As many cells as a map can show and a page carry.
MOST = 48


def cells(site: Site, view: View) -> Markup:
    """The map for a page: made once a folder, then the page's own cell is marked.

    Of more défis than `MOST`, it shows the axes, whose pages show their défis.
    """
    data, grouped = site.project.data, len(site.project.data.strategy.defis) > MOST
    folder = posixpath.dirname(web_path(view.path).rstrip("/"))
    key = ("cells", view.language.code, folder, bool(web_path(view.path)))
    if key not in site.kept:
        site.kept[key] = fragment(site.templates, "cells", view.outside(), grouped=grouped)
    own = data.axe_of.get(view.entry.id) if view.entry and grouped else view.entry
    if not own:
        return Markup(site.kept[key])
    cell = f'href="{view.outside().url(own.id)}"'
    return Markup(str(site.kept[key]).replace(cell, f'{cell} aria-current="page"'))
