"""The tests themselves: the cheapest tier is cheap, and a run ends with its count."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.measures import Recorder
from tests.support.projects import ROOT

# What a test of the first tier may not ask for.
DEAR = {"site", "mini_site", "any_site", "chromium", "browse", "page_of"}
COLLECT = f"""
import sys, pytest

class Finished:
    def pytest_collection_finish(self, session):
        asked = {{name for item in session.items for name in item.fixturenames}}
        print("asked for:", sorted(asked & {DEAR}), len(session.items) > 400)

pytest.main(["--collect-only", "-n0", "tests/unit"], plugins=[Finished()])
print("loaded:", sorted({{"playwright"}} & sys.modules.keys()))
"""


def python(*arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120).stdout


def test_first_tier_asks_for_no_site_and_loads_no_browser() -> None:
    told = python("-c", COLLECT)
    assert "asked for: [] True" in told
    assert "loaded: []" in told


def test_run_ends_with_its_count() -> None:
    *_, last = python("-m", "pytest", "tests/unit/test_footprint.py::test_grades").splitlines()
    assert re.fullmatch(r"6 passed in [\d.]+s", last)


def test_measures_are_written_and_the_rest_is_left(tmp_path: Path) -> None:
    path = tmp_path / "controles.yaml"
    lines = [
        '  - {id: axe, outil: axe-core, pages: 0, defauts: 0, date: "2026-11-22", empreinte: "0badcafe"}',
        "  - {id: nu, pages: 5}",
    ]
    path.write_text("# Kept\n" + "\n".join(lines) + "\n", "utf-8")
    recorder = Recorder(path, today="2026-12-01", made_of="00c0ffee")
    for outcome in ("passed", "failed"):
        report = pytest.TestReport(
            "x", ("x", 1, "x"), {}, outcome, None, "call", user_properties=[("check", ("axe", 40))]
        )
        recorder.pytest_runtest_logreport(report)
    recorder.write()
    written = '  - {id: axe, outil: axe-core, pages: 80, defauts: 1, date: "2026-12-01", empreinte: "00c0ffee"}'
    assert path.read_text("utf-8").splitlines() == ["# Kept", written, lines[1]]
