"""What git remembers of the data: fields that changed, days, and nothing of another repository."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from macros.source import history, schema
from macros.source.history import Change, changes
from macros.words.interface import read_words
from tests.support.git import git
from tests.support.projects import ROOT

FIRST = """\
axes:
  - id: axe-1
    officiel: One
    sections:
      - id: section-1-1
        officiel: Part
        en_bref: >-
          A summary on
          two lines.
defis:
  - id: defi-01
    titre: First
    lies:
      - id: defi-02
        pourquoi: Because
    page: 3
  - id: defi-02
    titre: Second
errata:
  - entree: defi-02
"""


@pytest.fixture
def commit(tmp_path: Path) -> Callable[..., Path]:
    """Writes a version of the data and commits it at a moment; gives the repository."""
    root = tmp_path / "repository"

    def write(text: str, date: str = "2026-01-01T12:00:00+00:00", folder: Path = root) -> Path:
        if not (folder / ".git").exists():
            folder.mkdir(parents=True, exist_ok=True)
            git(folder, "init", "--quiet", "--initial-branch=main")
        (folder / "data").mkdir(exist_ok=True)
        (folder / "data" / "defis.yaml").write_text(text, "utf-8")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message=change", date=date)
        return folder

    return write


def told(root: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.day, change.entry, change.fields) for change in changes(root)]


def test_three_commits_tell_creations_and_fields(commit: Callable[..., Path]) -> None:
    commit(FIRST)
    second = FIRST.replace("titre: First", "titre: Other").replace("page: 3", "page: 4").replace("Part", "Whole")
    commit(second, "2026-02-01T23:30:00-05:00")
    root = commit(second.replace("Because", "For") + "  - id: defi-03\n    titre: Third\n", "2026-03-01T12:00:00+00:00")
    found = told(root)
    assert found[:2] == [("2026-03-01", "defi-01", ("lies",)), ("2026-03-01", "defi-03", ())]
    # Half past eleven in the evening in New York is the next day in UTC.
    assert found[2:4] == [("2026-02-02", "section-1-1", ("officiel",)), ("2026-02-02", "defi-01", ("titre", "page"))]
    created = [(entry, fields) for day, entry, fields in found[4:]]
    assert created == [(entry, ()) for entry in ("axe-1", "section-1-1", "defi-01", "defi-02")]


def test_changes_of_one_day_are_one(commit: Callable[..., Path]) -> None:
    commit(FIRST)
    commit(FIRST.replace("First", "Other"), "2026-02-01T01:00:00+00:00")
    root = commit(FIRST.replace("First", "Another").replace("page: 3", "page: 5"), "2026-02-01T02:00:00+00:00")
    assert changes(root)[0] == Change("defi-01", "2026-02-01T02:00:00Z", ("titre", "page"))
    # An entry made and corrected the same day was made that day.
    root = commit(FIRST.replace("Second", "2nd"), folder=root.with_name("other"))
    root = commit(FIRST, "2026-01-01T13:00:00+00:00", folder=root)
    assert Change("defi-02", "2026-01-01T13:00:00Z", ()) in changes(root)


@pytest.mark.parametrize(
    "text",
    [
        FIRST.replace("A summary on\n          two lines.", "A\n          summary on two lines."),
        FIRST.replace("titre: First", 'titre: "First"   # a remark'),
        FIRST.replace("    page: 3\n", "    page: 3\n\n# A remark\n\n"),
        FIRST.replace("    titre: First\n", "").replace("    page: 3\n", "    page: 3\n    titre: First\n"),
        FIRST + "  - entree: defi-01\n",
    ],
    ids=["wrapped otherwise", "quoted", "spaced", "moved", "elsewhere"],
)
def test_same_values_are_no_change(commit: Callable[..., Path], text: str) -> None:
    commit(FIRST)
    root = commit(text, "2026-02-01T12:00:00+00:00")
    assert {day for day, _, _ in told(root)} == {"2026-01-01"}


def test_removed_field_is_a_change_and_removed_entry_none(commit: Callable[..., Path]) -> None:
    commit(FIRST)
    root = commit(
        FIRST.replace("    page: 3\n", "").replace("  - id: defi-02\n    titre: Second\n", ""),
        "2026-02-01T12:00:00+00:00",
    )
    assert [row for row in told(root) if row[0] == "2026-02-01"] == [("2026-02-01", "defi-01", ("page",))]


def test_merge_counts_once_and_undoes_nothing(commit: Callable[..., Path]) -> None:
    root = commit(FIRST)
    git(root, "checkout", "--quiet", "-b", "side")
    commit(FIRST.replace("First", "Aside"), "2026-02-01T12:00:00+00:00")
    git(root, "checkout", "--quiet", "main")
    commit(FIRST.replace("Second", "Ahead"), "2026-02-02T12:00:00+00:00")
    git(root, "merge", "--quiet", "--no-edit", "--strategy-option=theirs", "side", date="2026-02-03T12:00:00+00:00")
    assert told(root)[:2] == [("2026-02-03", "defi-01", ("titre",)), ("2026-02-02", "defi-02", ("titre",))]


def test_shallow_clone_knows_less_and_invents_nothing(commit: Callable[..., Path], tmp_path: Path) -> None:
    commit(FIRST)
    commit(FIRST.replace("First", "Other"), "2026-02-01T12:00:00+00:00")
    root = commit(FIRST.replace("First", "Another"), "2026-03-01T12:00:00+00:00")
    for depth, known in ((1, []), (2, [("2026-03-01", "defi-01", ("titre",))])):
        shallow = tmp_path / f"shallow-{depth}"
        git(tmp_path, "clone", "--quiet", f"--depth={depth}", root.as_uri(), str(shallow))
        assert told(shallow) == known


def test_only_the_project_s_own_repository_is_asked(commit: Callable[..., Path], monkeypatch) -> None:
    root = commit(FIRST)
    inside = root / "copy"
    (inside / "data").mkdir(parents=True)
    (inside / "data" / "defis.yaml").write_text(FIRST, "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=copy")
    assert changes(inside) == []
    # A hook of git's tells its children where its repository is.
    other = commit(FIRST + "  - id: defi-03\n", folder=root.with_name("other"))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert changes(inside) == []
    assert len(changes(root)) == 4


def test_without_git_nothing_is_known(commit: Callable[..., Path], monkeypatch) -> None:
    root = commit(FIRST)
    monkeypatch.setenv("PATH", os.devnull)
    assert changes(root) == []


def test_hundreds_of_commits_take_less_than_a_second(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    parts = (ROOT / "data" / "defis.yaml").read_text("utf-8").split("\n    titre: ")
    stream = []
    for number in range(300):
        # Each commit rewords another title.
        place = 1 + number % (len(parts) - 1)
        parts[place] = f"{number} {parts[place]}"
        data = "\n    titre: ".join(parts).encode()
        head = f"commit refs/heads/main\ncommitter a <a@b> {1_700_000_000 + number * 90_000} +0000\ndata 1\nc\n"
        stream.append(f"{head}M 100644 inline data/defis.yaml\ndata {len(data)}\n".encode() + data + b"\n")
    subprocess.run(["git", "fast-import", "--quiet"], cwd=tmp_path, input=b"".join(stream), check=True)
    # Time on the processor, git's included: other work on the machine is not ours.
    before = os.times()
    found = changes(tmp_path)
    after = os.times()
    assert len({change.day for change in found}) == 300
    assert sum(after[:4]) - sum(before[:4]) < 1


def test_every_field_of_an_entry_has_a_name_for_readers() -> None:
    words = read_words(ROOT)
    kinds = (schema.Axe, schema.Section, schema.Defi, schema.Action)
    assert [f for kind in kinds for f in kind.model_fields if f != "id" and f"field-{f}" not in words] == []


def test_a_version_that_is_not_sound_is_not_known(commit: Callable[..., Path], tmp_path: Path) -> None:
    commit(FIRST, "2026-01-01T12:00:00+00:00")
    title = "titre: First"
    poisoned = (
        "titre: x\n" + "".join(f"    f{number}: 1\n" for number in range(100_000)),
        "titre: x\n" + "".join(f"    f{number}: 2\n" for number in range(100_000)),
        "titre: " + "[" * 900 + "]" * 900,
        "titre: " + "[" * 200_000,
        "titre: [&a [x, x], "
        + ", ".join(f"&{b} [*{a}, *{a}]" for a, b in pairwise("abcdefghijklmnopqrstuvwxyz"))
        + "]",
        "titre: \udcff",
        "titre: " + "x" * 5_000_000,
    )
    # Nor is one without an entry.
    texts = [*(FIRST.replace(title, text) for text in poisoned), "", "defis: []\n", "- a\n"]
    for day, text in enumerate(texts, 2):
        path = tmp_path / "repository/data/defis.yaml"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        git(path.parents[1], "commit", "--quiet", "--all", "--message=x", date=f"2026-01-{day:02}T12:00:00+00:00")
    started = time.process_time()
    root = commit(FIRST.replace(title, "titre: Last"), "2026-02-01T12:00:00+00:00")
    found = [change for change in told(root) if change[0] == "2026-02-01"]
    assert found == [("2026-02-01", "defi-01", ("titre",))]
    assert not {day for day, _, _ in told(root)} & {"2026-01-07", "2026-01-08"}
    assert time.process_time() - started < 10


# Of a later day than the last commit, of none, of one before there was anything: as git writes and reads them.
FORGED = ("4070908800 +0000", f"{10**14} +0000", f"{'9' * 5000} +0000", "1 +0000", "-5 +0000", "yesterday", "")


@pytest.mark.parametrize("forged", FORGED)
def test_a_commit_has_no_date_outside_the_life_of_the_project(commit: Callable[..., Path], forged: str) -> None:
    root = commit(FIRST)
    path = root / "data/defis.yaml"
    path.write_text(FIRST.replace("First", "Forged"), "utf-8")
    git(root, "add", "--all")
    person = "<test@example.test>"
    text = f"tree {git(root, 'write-tree')}parent {git(root, 'rev-parse', 'HEAD')}"
    text += f"author T {person} 1 +0000\ncommitter T {person} {forged}\n\nForged\n"
    command = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    made = subprocess.run(command, cwd=root, input=text, text=True, check=True, capture_output=True)
    git(root, "reset", "--quiet", "--hard", made.stdout.strip())
    root = commit(FIRST.replace("First", "Forged").replace("Second", "2nd"), "2026-02-01T12:00:00+00:00")
    # What the forged commit changed was there when the next one was made.
    expected = [("2026-02-01", "defi-01", ("titre",)), ("2026-02-01", "defi-02", ("titre",))]
    assert [row for row in told(root) if row[0] != "2026-01-01"] == expected
    assert len(told(root)) == 6


def test_clocks_that_differ_by_hours_hide_nothing(commit: Callable[..., Path]) -> None:
    commit(FIRST)
    commit(FIRST.replace("First", "Other"), "2026-02-01T20:00:00+00:00")
    root = commit(FIRST.replace("First", "Other").replace("Second", "2nd"), "2026-02-01T12:00:00+00:00")
    assert [(change.when, change.entry) for change in changes(root)[:2]] == [
        ("2026-02-01T12:00:00Z", "defi-01"), ("2026-02-01T12:00:00Z", "defi-02")
    ]  # fmt: skip


def test_the_last_commit_may_date_all_before_it_and_nothing_after(commit: Callable[..., Path]) -> None:
    """One that is far too old leaves nothing known but what is older: a wrong day is worse than none."""
    commit(FIRST)
    commit(FIRST.replace("First", "Other"), "2026-02-01T12:00:00+00:00")
    root = commit(FIRST.replace("First", "Another"), "2020-01-01T12:00:00+00:00")
    assert {day for day, _, _ in told(root)} == {"2020-01-01"}
    root = commit(FIRST.replace("First", "Last"), "2026-03-01T12:00:00+00:00")
    assert [row[0] for row in told(root)][:2] == ["2026-03-01", "2026-02-01"]


def test_a_last_commit_of_a_later_day_is_told_to_whoever_checks(commit: Callable[..., Path]) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    root = commit(FIRST, "2026-03-01T20:00:00+00:00")
    assert list(history.dated_after(now, root)) == []
    for date, said in (("2026-03-02T20:00:00+00:00", "2026-03-02"), (f"@{10**14} +0000", f"@{10**14}")):
        root = commit(FIRST.replace("First", said), date)
        (note,) = history.dated_after(now, root)
        assert f".git:1: the last commit is dated {said}, and today is 2026-03-01" in str(note)
    assert list(history.dated_after(now, root / "data")) == []
