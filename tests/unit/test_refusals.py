"""Every fault an editor can make, and every attack: told with its file, its line, what is wrong, what to write.

The inputs are in `tests/support/spoiled/`. That a build refuses them as a check does, and loses nothing, is proved
in `tests/site/test_refusals.py` for one of each family and in `tests/slow/test_refusals.py` for all.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.support.doors import assert_readable, told
from tests.support.projects import MINI, ROOT, copy_project, edit
from tests.support.spoiled import SPOILED


@pytest.mark.parametrize("name", SPOILED)
def test_fault_is_told(name: str, tmp_path: Path) -> None:
    case = SPOILED[name]
    project = copy_project(tmp_path / "project", ROOT if case.real else MINI, code=False)
    patterns = case.spoil(project)
    started = time.monotonic()
    report = told(project)
    assert time.monotonic() - started < 60
    assert_readable(report)
    for pattern in patterns:
        assert re.search(f"^{pattern}", report, re.MULTILINE), f"{pattern}\n{report}"
    for pattern in case.unsaid:
        assert not re.search(pattern, report), report


def test_sound_project_is_told_nothing(draft: Path) -> None:
    assert told(draft) == ""
    # A given name alone is a name.
    edit(draft / "CITATION.cff", "    family-names: Example\n", "")
    assert told(draft) == ""


def test_all_faults_are_told_at_once(draft: Path) -> None:
    names = ("data: text too long", "data: too few questions", "data: unknown key")
    patterns = [pattern for name in names for pattern in SPOILED[name].spoil(draft)]
    report = told(draft)
    for pattern in patterns:
        # Lines move when others are added above them.
        assert re.search(re.sub(r":\d+:", r":\\d+:", pattern), report), report
    assert "3 faults / 3 erreurs" in report


def test_faults_are_told_in_french_too(draft: Path) -> None:
    SPOILED["data: too few questions"].spoil(draft)
    assert "    fr : 5 à 7 éléments attendus, 2 trouvé(s). Ajoutez-en 3." in told(draft)
