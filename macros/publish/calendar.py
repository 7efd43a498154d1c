"""The calendar of each language (RFC 5545): every day that counts in a rule of law, as an event of a whole day.

Nothing in it depends on the day it is made: an event was stamped when its rule was checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup

from macros.site import law, pages
from macros.site.site import Site

# What a text of a calendar has to escape (section 3.3.11), and how many bytes a line of it may have (3.1).
_SPECIAL = re.compile(r"[\\;,]")
_MOST = 75


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
                "text": text,
            }
            lines = site.templates.get_template("calendar.ics").render(view.context() | values).split("\n")
            yield path, "".join(f"{folded(line)}\r\n" for line in lines if line)


def text(words: object) -> Markup:
    """Words as the value of a text: what would end it is escaped, and nothing else, for it is no HTML."""
    return Markup(_SPECIAL.sub(r"\\\g<0>", str(words)))


def folded(line: str) -> str:
    """A line of a calendar, gone on below wherever it would be too long; no character is cut."""
    parts, size = [""], 0
    for character in line:
        size += len(character.encode())
        if size > _MOST:
            # The space that goes before what is gone on counts.
            parts.append(character)
            size = 1 + len(character.encode())
        else:
            parts[-1] += character
    return "\r\n ".join(parts)
