"""The calendar of each language (RFC 5545): every day that counts in a rule of law, as an event of a whole day.

Nothing in it depends on the day it is made: an event was stamped when its rule was checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup

from macros.publish import ical
from macros.site import law, pages
from macros.site.site import Site


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Where the calendar of each language goes, from the site's root, and its text."""
    dated = law.days(site.project.data)
    for code in site.project.languages:
        if path := law.calendar(site, code):
            view = site.view(pages.LAW, code)
            values = {
                "dated": dated,
                "host": urlsplit(site.url).hostname,
                "site_name": site.name,
                "absolute": lambda target, view=view: urljoin(site.url, view.place(target)),
                "text": _text,
            }
            lines = site.templates.get_template("calendar.ics").render(view.context | values).split("\n")
            yield path, ical.written(filter(None, lines))


def _text(words: object) -> Markup:
    """Words as the value of a text, which is no HTML."""
    return Markup(ical.text(str(words)))
