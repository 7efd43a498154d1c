"""Whatever site stands here: what editors wrote is sound, and makes pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.source import settings

ROOT = Path(__file__).parent.parent.parent
PARTS = ("macros", "overrides", "data", "docs", "translations", "mkdocs.yml", "CITATION.cff")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, to build."""
    folder = tmp_path_factory.mktemp("content")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / part).exists():
            shutil.copy(ROOT / part, folder / part)
    return folder


def run(project: Path, command: str) -> str:
    # As it is published: what leads to its repository weighs on every page.
    addresses = {"SITE_URL": "https://example.test/", "REPO_URL": "https://example.test/organisation/repository"}
    environment = os.environ | addresses | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "macros", command],
        cwd=project, env=environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_content_has_no_fault_and_makes_pages_in_every_language(project: Path) -> None:
    run(project, "check")
    run(project, "build")
    read = settings.read(project)
    for code in read.names:
        home = project / "site" / ("" if code == read.default else code) / "index.html"
        page = home.read_text("utf-8")
        assert re.search(r"<html lang=\"([\w-]+)\"", page)[1] == code  # type: ignore[index] (None fails too)
        assert page.count("<h1") == 1
    # What the addresses of the site lead to is there, page for page.
    sources = list((project / read.docs / read.default).rglob("*.md"))
    pages = list((project / "site").rglob("index.html"))
    assert len(pages) >= len(sources) * len(read.names)
