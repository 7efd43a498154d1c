"""A project that was just begun passes its own tests."""

from __future__ import annotations

from pathlib import Path

import yaml

from macros.commands.starting import project
from tests.support.projects import ROOT, run
from tests.unit.test_starting import ANSWERS


def test_new_project_passes_its_tests(tmp_path: Path) -> None:
    given = tmp_path / "answers.yaml"
    given.write_text(yaml.safe_dump(ANSWERS, allow_unicode=True), "utf-8")
    project(ROOT, tmp_path / "own", given)
    done = run(tmp_path / "own", "pytest", "-n0", "tests/content")
    assert done.returncode == 0, done.stdout
    assert run(tmp_path / "own", "ruff", "check", "macros", "tests").returncode == 0
