"""The Nu HTML checker, on the files of the tiny site, and on one page of each structure of the real one."""

from __future__ import annotations

from pathlib import Path

from tests.support.nu import errors, needs_java
from tests.support.pages import file_of
from tests.support.structures import distinct


@needs_java
def test_no_error_in_any_structure(site: Path) -> None:
    assert errors(file_of(site, address) for address in distinct(site)) == []


@needs_java
def test_no_error_in_another_strategy(mini_site: Path) -> None:
    assert errors([mini_site]) == []
