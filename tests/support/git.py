"""Git, for repositories made by tests: nothing of the machine's own settings, at a date that is told."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str, date: str = "2026-01-01T12:00:00+00:00") -> str:
    """What a git command says in a folder."""
    identity = {
        f"GIT_{who}_{what}": "test@example.test" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull}
    environment = os.environ | identity | dates
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True
    ).stdout


def commit(project: Path) -> None:
    """Make a project a git repository with one commit."""
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "All")
