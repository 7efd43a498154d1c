"""A build shared out between processes: the same bytes, every fault told at once, nothing left of what failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.doors import checked, faults_in
from tests.support.projects import build, edit, run
from tests.support.repeating import differences, files_of


@pytest.mark.parametrize("jobs", ["1", "2", "3"])
def test_any_number_of_processes_builds_the_same_bytes(jobs: str, mini: Path, mini_site: Path) -> None:
    site = build(mini, JOBS=jobs)
    assert differences(site, mini_site) == []


def test_faults_of_every_share_are_told_at_once(mini: Path) -> None:
    """A heading without an id in each page: whatever page a process has, its faults are told."""
    for page in sorted((mini / "docs").rglob("*.md")):
        page.write_text(page.read_text("utf-8") + "\n## Nameless\n", "utf-8")
    result = run(mini, "macros", "build", JOBS="3")
    assert result.returncode == 1
    told = faults_in(result.stdout + result.stderr)
    assert len(told) >= len(list((mini / "docs").rglob("*.md")))
    assert told == checked(mini)
    assert not list(mini.glob(".site.new*"))
    assert not (mini / "site").exists()


def test_fault_met_while_another_process_renders_is_told_as_any_other(mini: Path) -> None:
    """A word whose key is put together is missed by rendering alone: on the pages of actions."""
    build(mini)
    before = files_of(mini / "site")
    words = mini / "overrides/words.yaml"
    line = next(line for line in words.read_text("utf-8").splitlines(keepends=True) if line.startswith("kind-action:"))
    edit(words, line, "")
    for jobs in ("1", "3"):
        result = run(mini, "macros", "build", JOBS=jobs)
        output = result.stdout + result.stderr
        assert result.returncode == 1, jobs
        assert "kind-action" in output, jobs
        assert "Traceback" not in output, output
        assert files_of(mini / "site") == before
