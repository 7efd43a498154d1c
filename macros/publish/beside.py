"""The texts that stand beside the pages of a site, each by its place from the root."""

from __future__ import annotations

from collections.abc import Iterator

from macros.publish import calendar, feed, mondays, moved
from macros.site import citation, pages, shell
from macros.site.assets import Asset
from macros.site.site import Site

Texts = Iterator[tuple[str, str]]


def always(site: Site, style: Asset) -> Texts:
    """The page of errors, the map of the site, what robots may read, the addresses that moved: while serving too."""
    names = shell.apart(site) | {"stylesheet": style}
    for name in (pages.ERROR, "sitemap.xml", "robots.txt"):
        yield name, site.templates.get_template(name).render(names)
    yield from moved.pages(site, style)


def published(site: Site) -> Texts:
    """What a built site has besides: citations, feeds and calendars."""
    yield from citation.files(site.version_views(), site.last_changes, site.name, site.url)
    yield from feed.files(site)
    yield from calendar.files(site)
    yield from mondays.files(site)
