"""Addresses that pages had: each still answers, by a page that leads on, and by a rule where a host reads rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from macros.site import shell
from macros.site.assets import Asset
from macros.site.site import Site
from macros.site.view import View
from macros.source.schema import Moved

# How each file of `deploy/` says that an address has moved for good.
RULES = {
    "nginx.conf": "    location = /{old} {{ return 301 /{new}; }}\n",
    "Caddyfile": "\tredir /{old} /{new} 301\n",
    "_redirects": "/{old}  /{new}  301\n",
}
# What a rule stands between there.
_PLACE = re.compile(r"(^[ \t]*# Addresses that moved\b.*\n)(?:.*\n)*?(?=[ \t]*# End of them\.$)", re.MULTILINE)


def _old_and_new(site: Site) -> Iterator[tuple[Moved, View]]:
    """Each address that moved with how the page there is seen from it, in every language."""
    for code in site.project.languages:
        for moved in site.project.data.moved:
            view = site.view(moved.vers.partition("#")[0], code)
            yield moved, replace(view, address=view.address._replace(path=f"{moved.de.removesuffix('/')}.md", names=()))


def pages(site: Site, stylesheet: Asset) -> Iterator[tuple[str, str]]:
    """A page at each old address, by its place from the site's root: browsers go on alone, readers by a link."""
    names = {"site": site, "policy": shell.POLICY, "icon": shell.ICON, "stylesheet": stylesheet}
    for moved, view in _old_and_new(site):
        there = site.view(moved.vers.partition("#")[0], view.language.code)
        title = there.kind_title(there.entry) if there.entry else shell.title(site, there)
        target = {"target": view.url(moved.vers), "canonical": site.url + view.place(moved.vers), "title": title}
        yield view.address.output, site.templates.get_template("moved.html").render(view.context | names | target)


def policies(site: Site) -> dict[str, str]:
    """The files of those pages, and what each may do."""
    return {view.address.output: shell.POLICY for _, view in _old_and_new(site)}


def rules(site: Site, name: str) -> str:
    """What a file of `deploy/` says of them."""
    found = ((view.address.url, view.place(moved.vers)) for moved, view in _old_and_new(site))
    return "".join(RULES[name].format(old=old, new=new) for old, new in found)


def write_rules(site: Site, folder: Path) -> None:
    """Bring the hosts' files of `folder` up to date; one that has no place for rules is left alone."""
    for name in RULES:
        path = folder / name
        if path.exists():
            told = rules(site, name)
            path.write_text(_PLACE.sub(lambda match: match[1] + told, path.read_text("utf-8")), "utf-8")  # noqa: B023
