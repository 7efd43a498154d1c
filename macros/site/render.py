"""A page, whole: its prose, its shell, its weight. It depends on its arguments alone."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from macros.site import pictures, weight
from macros.site.article import article
from macros.site.assets import Assets
from macros.site.cells import cells
from macros.site.contents import addresses, contents
from macros.site.shell import shell
from macros.site.site import Site
from macros.site.view import View
from macros.source.address import Address


@dataclass(frozen=True)
class Rendered:
    """A finished page: its HTML and its weight, and what others are made of.

    That is its view, what it says in its language, the official wording that it shows, and what its macros put in.
    """

    view: View
    said: Markup
    official: Markup
    fragments: list[Markup]
    html: str
    weight: weight.Weight


def render(site: Site, assets: Assets, address: Address) -> Rendered:
    """The page at an address, as it is published."""
    view = site.view(address.path, address.language)
    prose = article(site, view)
    loaded = assets.of(view.path)
    official = Markup(site.templates.get_template("official.html").render(view.context) if view.entry else "")
    names = shell(site, view) | {
        "official": official,
        "prose": prose.html,
        "contents": contents(view, prose),
        "notes": addresses(view, prose),
        "map": cells(site, view),
        "stylesheets": [asset for asset in loaded if asset.suffix == "css"],
        "script": next((asset for asset in loaded if asset.suffix == "js"), None),
    }
    html = site.templates.get_template("shell.html").render(names)
    around = sum(asset.gzipped for asset in loaded)
    shown = pictures.weights(site, view.prose)
    return Rendered(view, prose.own, official, prose.fragments, *weight.weigh(html, around, view.language, shown))
