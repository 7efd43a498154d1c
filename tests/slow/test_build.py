"""The whole site: built again, the same bytes; interrupted, the last one."""

from __future__ import annotations

from pathlib import Path

from tests.support.projects import copy_project
from tests.support.repeating import assert_repeated


def test_two_builds_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    assert_repeated(site, copy_project(tmp_path / "elsewhere"))
