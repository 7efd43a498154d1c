"""The deadlines of strategies as a calendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from macros.publish import ical
from macros.publish.worksheet.gathering import Named
from macros.publish.worksheet.model import Answer
from macros.source.schema import Defi
from macros.words.language import Language

# What an entry says of a plan, besides whose it is.
DETAILS = ("objectif", "premier_pas", "qui", "indicateur", "ecologie")


def calendar(
    named: Iterable[Named], defis: Iterable[Defi], language: Language, site: str, address: Callable[[str], str]
) -> str:
    """An entry for each plan that has a date: nothing where none has. `site` is the site's name.

    `address` gives that of a défi's page. An entry is the same whenever it is exported again, so that calendars
    replace it, and its number grows with the moment when its strategy was saved.
    """
    titles = {defi.id: str(language.kind_title(defi)) for defi in defis}
    entries = [
        line
        for each in named
        for defi_id, answer in sorted(each.strategy.of("maintenant").items())
        if answer.quand
        for line in _entry(each, defi_id, answer, titles.get(defi_id, defi_id), language, address(defi_id))
    ]
    return ical.calendar(site, language.code, entries)


def _entry(named: Named, defi_id: str, answer: Answer, title: str, language: Language, address: str) -> Iterator[str]:
    saved = _moment(named.strategy.enregistre)
    summary = answer.objectif.strip() or title
    labelled = {field: getattr(answer, field).strip() for field in DETAILS}
    details = [
        str(language.w("sheet-labelled", label=language.w(f"sheet-{field}"), text=text))
        for field, text in labelled.items()
        if text
    ]
    yield from (
        "BEGIN:VEVENT",
        f"UID:{named.strategy.identity}.{defi_id}@{urlsplit(address).hostname or 'strategie'}",
        f"DTSTAMP:{saved:%Y%m%dT%H%M%SZ}",
        f"LAST-MODIFIED:{saved:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{int(saved.timestamp()) // 60}",
        f"DTSTART;VALUE=DATE:{answer.quand.replace('-', '')}",
        f"DTEND;VALUE=DATE:{date.fromisoformat(answer.quand) + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{ical.text(f'{named.name} – {summary}')}",
        f"DESCRIPTION:{ical.text(chr(10).join([title, *details]))}",
        f"URL:{address}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{ical.text(f'{named.name} – {summary}')}",
        "TRIGGER:-P7D",
        "END:VALARM",
        "END:VEVENT",
    )


def _moment(text: str) -> datetime:
    """When a strategy was saved, to the second; long ago where it does not say so."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = datetime(1970, 1, 1, tzinfo=UTC)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
