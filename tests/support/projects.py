"""Copies of the project to spoil, and the command line to run in them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
MINI = ROOT / "tests" / "mini"
REFERENCE = ROOT / "tests" / "reference"
SITE_URL = "https://example.test/"
# What another organisation keeps, and what it replaces by its own.
CODE, TEMPLATES = "macros", "overrides"
SWAPPED = ("data", "docs", "translations", "mkdocs.yml", "CITATION.cff")


def copy_project(target: Path, swapped_from: Path = ROOT, *, code: bool = True) -> Path:
    """A copy of the project at `target`, with the data, pages and words of `swapped_from`.

    Without its code, it can be checked in this process, not built.
    """
    target.mkdir(parents=True, exist_ok=True)
    for source, names in ((ROOT, [CODE, TEMPLATES] if code else [TEMPLATES]), (swapped_from, SWAPPED)):
        copy_parts(source, target, *names)
    return target


def copy_parts(source: Path, target: Path, *names: str) -> None:
    """Copy files and folders of a project by their names, without what Python compiled."""
    for name in names:
        path = source / name
        if path.is_dir():
            shutil.copytree(path, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, target / name)


def run(project: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m command…` in a project; its output and exit code."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=os.environ | {"SITE_URL": SITE_URL, "NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def build(project: Path, **environment: str) -> Path:
    """Build a project that must build; the folder of its site."""
    result = run(project, "macros", "build", **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return project / "site"


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first `old` in a file, which must have it."""
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")
