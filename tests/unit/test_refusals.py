"""Every fault an editor can make, and every attack: told with its file, its line, what is wrong, what to write.

The inputs are in `tests/support/spoiled/`. That a build refuses them as a check does, and loses nothing, is proved
in `tests/site/test_refusals.py` for one of each family and in `tests/slow/test_refusals.py` for all.
"""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from macros.site import checks
from tests.support.doors import assert_readable, pages_in, told
from tests.support.git import commit, git
from tests.support.projects import MINI, ROOT, copy_project, edit
from tests.support.spoiled import SPOILED
from tests.support.spoiled.pages import REVIEW

CHECKED = 'controles:\n  - {{id: a, titre: Check, outil: Tool, pages: 3, defauts: 0, date: "{date}"}}\n'


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
    assert "    fr : 5 à 7 éléments attendus, 2 trouvés. Ajoutez-en 3." in told(draft)


def test_what_was_done_is_of_today_at_the_latest(draft: Path) -> None:
    (draft / "data/controles.yaml").write_text(CHECKED.format(date="2024-09-07"), "utf-8")
    (draft / "data/langues.yaml").write_text(REVIEW.format(page="defis/01.md", date="2024-09-07"), "utf-8")
    edit(draft / "data/sources.yaml", "    langue: en\n", '    langue: en\n    verifie: "2024-09-07"\n')
    before = "2024-09-07"
    for day, said in ((date.today() - timedelta(1), 0), (date.today() + timedelta(2), 1)):
        for name in ("controles", "langues", "sources", "defis"):
            edit(draft / f"data/{name}.yaml", f'"{before}"', f'"{day}"')
        before, report = day, told(draft)
        for place in ("controles.yaml:2: a.date", "langues.yaml:2: relectures.1.date", "sources.yaml:10: exampleton-"):
            assert report.count(f"data/{place}") == said
        assert report.count(f"action-01.suivi.1.date: this is dated {day}, and today is {date.today()}") == said
    # No page depends on the day: a build asks no clock.
    site = pages_in(draft)
    assert not list(checks.check(site, site.paths))


def test_a_hidden_file_that_git_ignores_is_the_machines_own(draft: Path) -> None:
    (draft / ".gitignore").write_text(".DS_Store\n*.swp\n", "utf-8")
    for name in ("docs/en/.DS_Store", "data/.defis.yaml.swp", "data/x.swp"):
        (draft / name).write_text("x", "utf-8")
    commit(draft)
    assert "data/x.swp:1: nothing reads this file" in (report := told(draft))
    assert "1 fault /" in report
    git(draft, "add", "--force", "docs/en/.DS_Store")
    assert "docs/en/.DS_Store:1: this kind of file is not published" in told(draft)
