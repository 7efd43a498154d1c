"""What it may cost to read a file: what takes too much is told like any fault, and no limit outlives the reading."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from macros import sharing
from macros.source import limits
from macros.source.faults import Faults
from tests.support.doors import told
from tests.support.projects import ROOT
from tests.support.spoiled.spoiling import FRONT

COSTLY = "takes too much time, memory or depth to be read"


def state() -> tuple[object, ...]:
    """The limits of this process."""
    return resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGVTALRM), *signal.getitimer(1)


def test_a_page_that_takes_too_long_is_told_once(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state()
    # Half a second's work, within every other limit.
    page = draft / "docs/en/slow.md"
    page.write_text(FRONT + ("[" * 300 + " word" * 1000 + "\n\n") * 3, "utf-8")
    assert told(draft) == ""
    page.write_text(page.read_text("utf-8") + "\n", "utf-8")
    monkeypatch.setattr(limits, "SECONDS", 0.1)
    report = told(draft)
    assert f"docs/en/slow.md:1: {COSTLY}" in report
    assert "1 fault / 1 erreur" in report
    assert state() == before


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no limit of memory but on Linux")
def test_a_file_that_takes_too_much_memory_is_told(draft: Path) -> None:
    (draft / "data/glossaire.yaml").write_text("termes: [" + "x, " * 150_000 + "]\n", "utf-8")
    # In a process of its own: this one may have enough to spare.
    program = "from macros.source import limits; limits.BYTES = 2_000_000; from macros.__main__ import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", program, "check"],
        cwd=draft,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"data/glossaire.yaml:1: {COSTLY}" in result.stderr
    assert "1 fault / 1 erreur" in result.stderr


def test_a_file_within_another_leaves_the_other_its_time() -> None:
    with limits.bounded("page.md"):
        with limits.bounded("data.yaml"):
            pass
        assert 0 < signal.getitimer(signal.ITIMER_VIRTUAL)[0] < limits.SECONDS + 1


def kill(tell: Callable[[object], None]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fill(tell: Callable[[object], None]) -> None:
    raise MemoryError


def sink(tell: Callable[[object], None]) -> None:
    sink(tell)


@pytest.mark.parametrize("work", [kill, fill, sink])
def test_a_process_that_ends_for_want_of_memory_is_told(
    work: Callable[[Callable[[object], None]], None], capfd: pytest.CaptureFixture[str]
) -> None:
    helper = sharing.start(work)
    with pytest.raises(Faults, match=r"mkdocs.yml:1: memory ran out before this was done"):
        helper.receive()
    assert "Traceback" not in capfd.readouterr().err


def test_memory_that_runs_out_elsewhere_is_told() -> None:
    with pytest.raises(Faults, match="memory ran out"), limits.enough_memory():
        fill(print)
