"""A défi each Monday: a calendar of each language, every year the same, so that nobody has to leave an address.

The first four Mondays of each month, from January on, until there is no défi left.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

from macros.publish import ical
from macros.site.site import Site
from macros.site.view import View
from macros.source.address import HOME
from macros.source.schema import Defi, first_day

NAME = "lundi.ics"
# Each month has so many Mondays; some have one more.
_A_MONTH = 4


def files(site: Site) -> Iterator[tuple[str, str]]:
    """The calendar of each language offered, by its place."""
    for code in site.project.languages:
        if code in site.presentable:
            view = site.view(HOME, code)
            defis = list(site.project.data.strategy.defis)[: 12 * _A_MONTH]
            lines = [line for place, defi in enumerate(defis) for line in _entry(site, view, place, defi)]
            yield site.project.folder(code) + NAME, ical.calendar(site.name, code, lines)


def _entry(site: Site, view: View, place: int, defi: Defi) -> Iterator[str]:
    language, publication = view.language, site.project.publication
    month, rank = place // _A_MONTH + 1, place % _A_MONTH + 1
    # The day of the build plays no part: calendars count on from the year of this version.
    since = first_day(publication.date if publication else view.data.strategy.strategie.date)
    day = _monday(since.year, month, rank)
    address = urljoin(site.url, view.place(defi.id))
    asked = "".join(f"{ical.text(language.t(question).plain)}\\n" for question in defi.questions[:1])
    yield from (
        "BEGIN:VEVENT",
        f"UID:{defi.id}.lundi@{urlsplit(site.url).hostname}",
        f"DTSTAMP:{since:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={rank}MO",
        f"SUMMARY:{ical.text(language.kind_title(defi).plain)}",
        f"DESCRIPTION:{asked}{address}",
        f"URL:{address}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _monday(year: int, month: int, rank: int) -> date:
    """The first, second… Monday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7 + 7 * (rank - 1))
