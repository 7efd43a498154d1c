"""What is due to be checked again: on a day that is told, a few notes however much there is, and nothing changed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from macros.commands.sources import check
from macros.source import renewal
from macros.source.yamlfile import SourceFile, read_yaml
from tests.support.projects import MINI, ROOT, copy_project
from tests.support.strategy import DATA

LATER = datetime.date(2027, 11, 28)
# Any file whose values say when they are to be looked at again.
CASES = """cas:
  - {id: a, verifie: "2026-11-28", reverifier: "2027-11-27"}
  - {id: b, verifie: "2026-11-28", reverifier: "2027-11-29"}
  - id: c
    parts: [{id: inside, reverifier: "2027-01-01"}]
  - {id: d, verifie: , reverifier: }
"""


@pytest.fixture
def cases(tmp_path: Path) -> dict[str, SourceFile]:
    path = tmp_path / "cas.yaml"
    path.write_text(CASES, "utf-8")
    return {"cas": read_yaml(path, "data/cas.yaml")}


def test_any_value_with_a_date_is_told_once_it_is_due(cases: dict[str, SourceFile]) -> None:
    found = [(fault.line, fault.values["before"], fault.values["which"]) for fault in renewal.due(cases, LATER)]
    assert found == [(5, "2027-01-01", "inside"), (2, "2027-11-27", "a")]
    assert list(renewal.due(cases, datetime.date(2026, 12, 31))) == []


def test_many_dates_are_told_in_few_notes(tmp_path: Path) -> None:
    lines = "".join(f'  - {{id: x{n}, reverifier: "2027-{1 + n % 9:02}-{1 + n % 28:02}"}}\n' for n in range(500))
    path = tmp_path / "cas.yaml"
    path.write_text(f"cas:\n{lines}", "utf-8")
    notes = list(renewal.due({"cas": read_yaml(path, "data/cas.yaml")}, LATER))
    assert len(notes) == renewal.DATES + 1
    told = [note.values["count"] for note in notes]
    assert sum(told) == 500
    assert all(len(line) < 700 for note in notes for line in str(note).split("\n"))


def test_a_year_from_now_the_work_is_told_and_the_project_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    check(ROOT, LATER)
    lines = capsys.readouterr().out.splitlines()
    due = [line for line in lines if "reverifier" in line or "verifie" in line]
    assert len(due) >= 4
    assert len(lines) <= 40
    assert any(line.startswith("data/obligations.yaml:") and "2027-05-28" in line for line in due)
    assert any(line.startswith("data/sources.yaml:") for line in due)
    assert lines[-1].endswith("no fault found / aucune erreur trouvée")


def test_on_the_day_it_was_written_nothing_is_due() -> None:
    written = max(str(value["verifie"]) for _, _, value in renewal.dated(DATA.files) if "verifie" in value)
    assert list(renewal.due(DATA.files, datetime.date.fromisoformat(written))) == []


def test_what_is_due_changes_no_file(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", MINI, code=False)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    check(project, LATER)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
