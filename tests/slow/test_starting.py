"""A project that was just begun passes its own tests, as its author runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.commands.starting import project
from tests.support.projects import ROOT

# What the answers of the README make, and one that begins from right to left, with a strategy of somebody else's.
OTHER = """
nom: أهدافنا
organisation: Group
date: "2026"
langues: [ar, he]
publication: independante
licence: {spdx: LicenseRef-Own, nom: Own, url: "https://example.org/own"}
entree: {singulier: هدف, pluriel: أهداف}
groupe: {singulier: محور, pluriel: محاور}
groupes: [{titre: الأول, entrees: [واحد, اثنان]}]
"""


def installed(folder: Path) -> None:
    """Give a project what `make` would install: this very environment, without asking the network."""
    (folder / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (folder / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    for stamp in (".site", ".tests"):
        (folder / ".venv" / stamp).touch()


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("answers", [(ROOT / "macros" / "starting" / "example.yaml").read_text("utf-8"), OTHER])
def test_new_project_passes_its_tests(tmp_path: Path, answers: str) -> None:
    given = tmp_path / "answers.yaml"
    given.write_text(answers, "utf-8")
    project(ROOT, tmp_path / "own", given)
    installed(tmp_path / "own")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "MAKE"))}
    done = subprocess.run(
        ["make", "test"], cwd=tmp_path / "own", env=clean, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
