"""A build that is told to end at any moment ends whole, and leaves the last good site or the next one."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.support.projects import SITE_URL, build
from tests.support.repeating import files_of

MOMENTS = 40


def test_signal_at_any_moment(mini: Path) -> None:
    """The whole length of a build is tried, at intervals, with each signal in turn."""
    start = time.monotonic()
    whole = files_of(build(mini))
    length = time.monotonic() - start
    signals = itertools.cycle([signal.SIGTERM, signal.SIGHUP])
    for moment in range(MOMENTS):
        (mini / "site" / "last.html").write_text("of the last good build", "utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=mini,
            env=os.environ | {"SITE_URL": SITE_URL, "JOBS": "3", "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        time.sleep(length * moment / MOMENTS)
        process.send_signal(next(signals))
        output, _ = process.communicate(timeout=120)
        assert "Traceback" not in output, output
        left = {path.name for path in mini.glob(".site.*")} - {".site.lock"}
        assert left == set(), moment
        assert {*files_of(mini / "site")} - {"last.html"} == {*whole}, moment
