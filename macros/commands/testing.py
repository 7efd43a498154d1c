"""The command that passes the tests, with what is installed of their tools."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from macros.source.faults import Fault, Faults

# What looks at the code before it is run: the tool, and what it is asked.
TOOLS = (
    ("ruff", ("check", "macros", "tests")),
    ("ruff", ("format", "--check", "macros", "tests")),
    ("mypy", ("macros",)),
)
# What pytest is, here: it runs tests in several processes.
PYTEST = ("pytest", "xdist")
# The tiers of the tests, the quickest first.
TIERS = ("tests/unit", "tests/content", "tests/site", "tests/browser", "tests/slow")
# Finds a browser for the tests, or ends.
BROWSER = "from tests.support.chromium import find; find()"


def run(root: Path, only: str = "", unit: bool = False, every: bool = False, record: bool = False) -> None:
    """Check the code and pass the tests of the first three tiers; exit with 1 at the first tool that is not content.

    `only`: the family of tests to pass, as pytest's `-k`; `unit`: the first tier alone, and no other tool;
    `every`: the slow ones too; `record`: write what they find into the data. Raises `Faults` where there is no pytest.
    """
    if not all(map(find_spec, PYTEST)):
        command = f'"{sys.executable}" -m pip install --require-hashes -r requirements-test.txt'
        raise Faults([Fault("requirements-test.txt", 1, "", "tests-uninstalled", {"command": command})])
    for tool, arguments in () if unit else TOOLS:
        if find_spec(tool):
            _must(root, tool, *arguments)
        else:
            print(f"{tool}: not installed, left out / pas installé, laissé de côté", flush=True)
    asked = TIERS if every else TIERS[:1] if unit else TIERS[:4]
    # A project of another strategy has the tests of its content alone.
    tiers = [tier for tier in asked if (root / tier).is_dir()] or ["tests/content"]
    if "tests/browser" in tiers and not _has_browser(root):
        print("No Chromium: tests/browser is left out / Pas de Chromium : tests/browser est laissé de côté", flush=True)
        tiers.remove("tests/browser")
    chosen = ["-k", only] if only else []
    _must(root, "pytest", *chosen, *tiers, *(["--record"] if record else []))


def _has_browser(root: Path) -> bool:
    return subprocess.run([sys.executable, "-c", BROWSER], cwd=root, capture_output=True, check=False).returncode == 0


def _must(root: Path, tool: str, *arguments: str) -> None:
    """Run a tool, and end where it does not end well."""
    environment = os.environ | {"PYTHONIOENCODING": "utf-8:backslashreplace"}
    if subprocess.run([sys.executable, "-m", tool, *arguments], cwd=root, env=environment, check=False).returncode:
        sys.exit(1)
