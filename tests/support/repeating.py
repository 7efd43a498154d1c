"""A build made again elsewhere, at another date, under another clock."""

from __future__ import annotations

import filecmp
import os
from pathlib import Path

import pytest

from tests.support import servers
from tests.support.projects import build, run


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def differences(first: Path, second: Path) -> list[str]:
    """The files of two folders that only one has, or whose bytes differ."""
    names = set(files_of(first)) | set(files_of(second))
    _, different, missing = filecmp.cmpfiles(first, second, sorted(names), shallow=False)
    return sorted([*different, *missing])


def assert_repeated(site: Path, project: Path) -> None:
    """Assert that a project gives the same bytes as a built site: with files of another age, in another language."""
    for path in project.rglob("*"):
        os.utime(path, (1, 1))
    elsewhere = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LANG": "C"}
    if faketime := servers.find().faketime:
        elsewhere |= {"LD_PRELOAD": str(faketime), "FAKETIME": "@2031-03-04 05:06:07", "DONT_FAKE_MONOTONIC": "1"}
        told = run(project, "timeit", "-n1", "-r1", "-s", "import datetime; print(datetime.date.today())", **elsewhere)
        assert "2031-03-04" in told.stdout
    other = build(project, **elsewhere)
    assert differences(site, other) == []
    if not faketime:
        pytest.skip("the same but for the date, which cannot be changed here: python -m tests.support.servers")
