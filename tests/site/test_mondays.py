"""A défi each Monday: the calendars, read by a parser of others."""

from __future__ import annotations

from pathlib import Path

import icalendar

from macros.source import data as strategy_data
from tests.support.pages import LANGUAGES
from tests.support.projects import ROOT, SITE_URL

DATA = strategy_data.load(ROOT)


def test_each_defi_has_its_monday_with_a_question_and_its_page(site: Path) -> None:
    for code in LANGUAGES:
        folder = "" if code == "fr" else f"{code}/"
        content = (site / folder / "lundi.ics").read_bytes()
        assert len(content) <= 15_000
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))
        events = icalendar.Calendar.from_ical(content).walk("VEVENT")
        assert len({event["UID"] for event in events}) == len(events) == len(DATA.strategy.defis)
        days = [event["DTSTART"].dt for event in events]
        assert days == sorted(set(days)), "one a week"
        for event, defi in zip(events, DATA.strategy.defis, strict=True):
            assert event["DTSTART"].dt.weekday() == 0
            assert event["RRULE"]["FREQ"] == ["YEARLY"]
            # The rule gives the day that it begins on.
            assert event["RRULE"]["BYMONTH"] == [event["DTSTART"].dt.month]
            assert event["RRULE"]["BYDAY"] == [f"{(event['DTSTART'].dt.day - 1) // 7 + 1}MO"]
            number = defi.id.partition("-")[2]
            assert event["URL"] == f"{SITE_URL}{folder}defis/{number}/"
            assert event["URL"] in event["DESCRIPTION"]
            if code == "fr":
                assert defi.questions[0] in event["DESCRIPTION"]
                assert defi.titre in event["SUMMARY"]
