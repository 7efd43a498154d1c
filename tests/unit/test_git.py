"""The one reader of git: versions of a file, and silence where git or the repository is not there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from macros import __main__
from macros.commands.sources import check
from macros.publish import source_changes
from macros.source import git
from macros.source.faults import Faults
from macros.source.page import Page

TESTS = Path(__file__).parents[1]
PAGE = "docs/en/defis/01.md"


def do(folder: Path, *arguments: str) -> None:
    """Runs git in a folder, as nobody in particular."""
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.test")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *identity, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def commit(folder: Path, text: str, name: str = "page.md") -> Path:
    """Commits a text as a file of the repository in a folder, which is made if need be."""
    if not (folder / ".git").exists():
        folder.mkdir(exist_ok=True)
        do(folder, "init", "-q", "-b", "main")
    (folder / name).write_text(text, "utf-8")
    do(folder, "add", "-A")
    do(folder, "commit", "-q", "-m", text)
    return folder


def texts(root: Path, *, merged: bool = False) -> list[str]:
    return [version.text for version in git.versions(root, "page.md", merged=merged)]


def test_versions_come_oldest_first_without_those_that_removed_the_file(tmp_path: Path) -> None:
    root = commit(tmp_path / "r", "one")
    (root / "page.md").unlink()
    commit(root, "other", "other.md")
    commit(root, "two")
    assert texts(root) == ["one", "two"]
    assert {len(version.commit) for version in git.versions(root, "page.md")} == {40}


def test_versions_of_a_merged_branch_are_told_where_asked_for(tmp_path: Path) -> None:
    root = commit(tmp_path / "r", "one")
    do(root, "checkout", "-q", "-b", "branch")
    commit(root, "two")
    commit(root, "three")
    do(root, "checkout", "-q", "main")
    commit(root, "other", "other.md")
    do(root, "merge", "-q", "--no-edit", "branch")
    assert texts(root) == ["one", "three"]
    assert texts(root, merged=True) == ["one", "two", "three"]


def test_a_repository_around_the_project_is_not_asked(tmp_path: Path) -> None:
    root = commit(tmp_path / "r", "one")
    (root / "inside").mkdir()
    (root / "inside" / "page.md").write_text("inside", "utf-8")
    do(root, "add", "-A")
    do(root, "commit", "-q", "-m", "inside")
    assert texts(root / "inside") == []
    assert git.boundary(root / "inside") == set()


def test_without_git_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = commit(tmp_path / "r", "one")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert texts(root) == []
    assert git.ask(root, "archive", "HEAD") == b""


def test_a_hook_s_own_repository_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other, root = commit(tmp_path / "other", "other"), commit(tmp_path / "r", "one")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    assert texts(root) == ["one"]


@pytest.fixture
def outdated(tmp_path: Path) -> Path:
    """The tiny project under git, a section of a page changed since it was translated."""
    root = tmp_path / "project"
    shutil.copytree(TESTS / "mini", root)
    shutil.copytree(TESTS.parent / "overrides", root / "overrides")
    path = root / PAGE
    commit(root, path.read_text("utf-8"), PAGE)
    path.write_text(path.read_text("utf-8") + "\nSomething new.\n", "utf-8")
    return root


@pytest.fixture
def report(outdated: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """Runs `make translations` in that project; gives what it says."""
    monkeypatch.chdir(outdated)
    monkeypatch.setattr(sys, "argv", ["macros", "translations"])

    def run() -> str:
        assert __main__.main() == 0
        return capsys.readouterr().out

    return run


def test_the_change_of_a_translated_section_is_shown(
    outdated: Path, report: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "    +Something new." in report()
    monkeypatch.setenv("GIT_DIR", str(outdated.parent / "elsewhere"))
    assert "    +Something new." in report()


@pytest.mark.parametrize("lacking", ["git", "repository"])
def test_a_history_that_is_not_there_is_said(
    lacking: str, outdated: Path, report: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if lacking == "git":
        monkeypatch.setenv("PATH", str(outdated))
    else:
        shutil.rmtree(outdated / ".git")
    said = report()
    assert "older than the original: docs/fr/defis/01.md#" in said
    assert "(the version it was made from can't be shown: git has no history of the page here)" in said


@pytest.mark.parametrize("hostile", ["\x1b[2J\x1b]0;x\x07", "\u202e", "word " * 20_000])
def test_a_version_that_would_be_refused_today_is_not_shown(
    hostile: str, outdated: Path, report: Callable[[], str]
) -> None:
    page, translated = outdated / PAGE, outdated / "docs/fr/defis/01.md"
    text = page.read_text("utf-8")
    commit(outdated, f"{text}\nHostile {hostile}\n", PAGE)
    for section in Page(PAGE, page.read_bytes()).sections.values():
        translated.write_text(re.sub(rf"(?<={section.id}: )\S+", section.hash, translated.read_text("utf-8")), "utf-8")
    commit(outdated, text, PAGE)
    said = report()
    assert "older than the original: docs/fr/defis/01.md#" in said
    assert "Hostile" not in said
    assert "(the version it was made from is not in the history)" in said


def test_a_version_that_git_does_not_know_is_said(outdated: Path, report: Callable[[], str]) -> None:
    shutil.rmtree(outdated / ".git")
    commit(outdated, (outdated / PAGE).read_text("utf-8"), PAGE)
    assert "(the version it was made from is not in the history)" in report()


def test_a_repository_of_another_user_is_not_read_and_a_check_says_so(
    outdated: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check(outdated)
    assert ".git:1:" not in capsys.readouterr().out
    assert list(git.versions(outdated, PAGE))
    # Git's own tests have another user by this.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    check(outdated)
    english, french, *_ = capsys.readouterr().out.splitlines()
    assert english.startswith(".git:1: git does not read the history that is here (“detected dubious ownership in")
    assert english.endswith(f'git config --global --add safe.directory "{outdated}"')
    assert french.startswith("    fr : git ne lit pas l’historique qui est ici")
    assert not list(git.versions(outdated, PAGE))
    with pytest.raises(Faults, match="dubious ownership"):
        source_changes.tree(outdated)
    # What the note says to run.
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(outdated))
    assert git.refusal(outdated) == ""
    assert list(git.versions(outdated, PAGE))


def test_why_a_history_is_not_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = commit(tmp_path / "r", "one")
    assert git.refusal(root) == git.refusal(tmp_path) == ""
    do(tmp_path, "init", "-q", "new")
    assert git.refusal(tmp_path / "new") == ""
    (tmp_path / "moved").mkdir()
    (tmp_path / "moved" / ".git").write_text("gitdir: /nowhere\n", "utf-8")
    assert git.refusal(tmp_path / "moved") == "not a git repository: /nowhere"
    hash = git.ask(root, "rev-parse", "HEAD^{tree}").decode().strip()
    (root / ".git/objects" / hash[:2] / hash[2:]).unlink()
    assert hash in git.refusal(root)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git.refusal(root) == "git is not installed"
    assert git.refusal(tmp_path) == ""
