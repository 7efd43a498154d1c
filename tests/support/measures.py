"""What the tests find on whole sites, written into `data/controles.yaml`: pages looked at, tests failed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

RecordProperty = Callable[[str, object], None]


def measured(record_property: RecordProperty, check: str, pages: int) -> None:
    """Say that a test looks at so many pages for a check (an id of `data/controles.yaml`)."""
    record_property("check", (check, pages))


class Recorder:
    """Adds up what the tests say they looked at, and how many failed; writes it at the end."""

    def __init__(self, path: Path, today: str = "", made_of: str = ""):
        self.path = path
        self.made_of = made_of
        self.today = today or datetime.date.today().isoformat()
        self.found: dict[str, tuple[int, int]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            for name, value in report.user_properties:
                if name == "check" and isinstance(value, (tuple, list)):
                    check, pages = value
                    before = self.found.get(check, (0, 0))
                    self.found[check] = (before[0] + pages, before[1] + report.failed)

    def pytest_unconfigure(self) -> None:
        self.write()

    def write(self) -> None:
        """Write the measures, leaving the rest of each line as it is, and the checks that were not made."""
        lines = self.path.read_text("utf-8").splitlines()
        for index, line in enumerate(lines):
            match = re.search(r"\{id: (\w+),", line)
            if match and match[1] in self.found:
                pages, faults = self.found[match[1]]
                line = re.sub(r"pages: \d+, defauts: \d+", f"pages: {pages}, defauts: {faults}", line)
                line = re.sub(r', empreinte: "\w+"', "", line)
                made = f'date: "{self.today}", empreinte: "{self.made_of}"'
                lines[index] = re.sub(r'date: "[\d-]+"', made, line)
        self.path.write_text("\n".join(lines) + "\n", "utf-8")
