"""What has to be looked at again: whatever the data says when it was checked, and before when it is to be again.

Pages print both dates and read no clock. A check alone is told what day it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from macros.source.faults import Fault
from macros.source.schema import first_day
from macros.source.yamlfile import Location, SourceFile

Files = Mapping[str, SourceFile]
# The keys of any value of the data: when it was last checked, and before when it is to be checked again.
CHECKED, AGAIN = "verifie", "reverifier"
# How many dates are told one by one, and how many names with each.
DATES, NAMES = 12, 6
# What has no date of its own, a source, is looked at once a year.
_YEAR = datetime.timedelta(days=365)


def dated(files: Files) -> Iterator[tuple[SourceFile, Location, Mapping[str, Any]]]:
    """Every value of the data that says when it was checked, or is to be: its file, its place there, itself."""
    for file in files.values():
        for location, value in _values(file.value, ()):
            if value.get(CHECKED) or value.get(AGAIN):
                yield file, location, value


def _values(value: object, location: Location) -> Iterator[tuple[Location, Mapping[str, Any]]]:
    if isinstance(value, dict):
        yield location, value
        for key, item in value.items():
            yield from _values(item, (*location, str(key)))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _values(item, (*location, place))


def disordered(files: Files) -> Iterator[Fault]:
    """Values to be checked again on a day that is not after their last check."""
    for file, location, value in dated(files):
        checked, again = value.get(CHECKED), value.get(AGAIN)
        if checked and again and first_day(again) <= first_day(checked):
            where = (*location, AGAIN)
            yield Fault(
                file.name, file.line(where), file.label(where), "recheck-order", {"again": again, "checked": checked}
            )


def due(files: Files, day: datetime.date) -> Iterator[Fault]:
    """The work due on a day, oldest first: notes, a few however much there is."""
    late = [each for each in dated(files) if each[2].get(AGAIN) and first_day(each[2][AGAIN]) <= day]
    late.sort(key=lambda each: (each[2][AGAIN], each[0].name))
    groups = [list(group) for _, group in groupby(late, lambda each: (each[2][AGAIN], each[0].name))]
    for group in groups[:DATES]:
        file, location, value = group[0]
        values = {"before": value[AGAIN], "count": len(group), "which": _named(value for _, _, value in group)}
        yield Fault(file.name, file.line((*location, AGAIN)), "", "recheck-due", values)
    if groups[DATES:]:
        file, location, _ = groups[DATES][0]
        values = {"count": sum(map(len, groups[DATES:]))}
        yield Fault(file.name, file.line((*location, AGAIN)), "", "recheck-later", values)
    yield from _old(files, day)


def _old(files: Files, day: datetime.date) -> Iterator[Fault]:
    """The sources that nobody has looked at for a year, in one note: they are too many for one each."""
    if "sources" not in files:
        return
    file = files["sources"]
    checked = [(place, source) for place, source in enumerate(file.value.get("sources") or []) if source.get(CHECKED)]
    old = [(place, source) for place, source in checked if day - first_day(source[CHECKED]) >= _YEAR]
    if old:
        values = {"count": len(old), "which": _named(source for _, source in old)}
        yield Fault(file.name, file.line(("sources", old[0][0])), "", "recheck-old", values)


def _named(values: Iterable[Mapping[str, Any]]) -> str:
    """The ids of the first of these values."""
    ids = [str(value.get("id", "?")) for value in values]
    return ", ".join(ids[:NAMES]) + ("…" if ids[NAMES:] else "")
