"""What pages list is in one order, whatever process lists it."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.support.projects import ROOT

PROGRAM = (
    "from pathlib import Path; from macros.building import site_of; from macros.source import settings;"
    "print(list(site_of(settings.read(Path())).titles['fr']))"
)


def titles(seed: str) -> str:
    """The titles of the site in the order of a process whose sets are in an order of their own."""
    environment = os.environ | {"PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", PROGRAM]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def test_pages_have_one_order_in_every_process() -> None:
    assert titles("1") == titles("2")
