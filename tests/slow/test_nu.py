"""The Nu HTML checker, on every file of the site."""

from __future__ import annotations

from pathlib import Path

from tests.support.measures import RecordProperty, measured
from tests.support.nu import errors, needs_java
from tests.support.pages import pages_of


@needs_java
def test_no_error(site: Path, record_property: RecordProperty) -> None:
    measured(record_property, "nu", len(pages_of(site)))
    assert errors([site]) == []
