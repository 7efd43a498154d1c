"""A translation follows its original section by section: what is older is named, with what changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.source.faults import Faults
from tests.support.doors import translated
from tests.support.git import git
from tests.support.projects import edit
from tests.support.translating import OLDER, ORIGINAL, PAGE, SECTION, add_a_sentence


@pytest.fixture
def history(draft: Path) -> Path:
    """A copy of the tiny project, under git."""
    git(draft, "init", "-q")
    git(draft, "add", "-A")
    git(draft, "commit", "-qm", "x")
    return draft


def test_change_of_the_original_outdates_its_section_alone(history: Path) -> None:
    words = add_a_sentence(history)
    report = translated(history)
    assert report.count(f"{OLDER}{PAGE}#") == 1
    assert f"{OLDER}{PAGE}#{SECTION}" in report
    assert re.search(r"^ +\+.*Something new\.", report, re.MULTILINE), "the change is shown"
    assert re.search(r"^ +-" + re.escape(words[:20]), report, re.MULTILINE)


def test_what_changed_commands_no_terminal_and_no_log(history: Path) -> None:
    edit(history / ORIGINAL, f"{{#{SECTION}}}\n", f"{{#{SECTION}}}\n\nShown as it is: `##[error]x`.\n")
    assert r"+Shown as it is: `##\u005berror]x`." in translated(history)


def test_accepting_a_section_records_it(history: Path) -> None:
    add_a_sentence(history)
    assert OLDER not in translated(history, accept=f"fr/defis/01.md#{SECTION}")


def test_minor_change_outdates_nothing(history: Path) -> None:
    edit(history / ORIGINAL, "for itself", "for itself alone")
    assert OLDER in translated(history)
    assert OLDER not in translated(history, minor=f"defis/01.md#{SECTION}")
    # A second change, not minor, outdates it again.
    edit(history / ORIGINAL, f"{{#{SECTION}}}\n", f"{{#{SECTION}}}\n\nSomething else.\n")
    assert f"{OLDER}{PAGE}#{SECTION}" in translated(history)


def test_spaces_outdate_nothing(history: Path) -> None:
    path = history / ORIGINAL
    path.write_text(path.read_text("utf-8").replace("\n\n", "\n\n\n"), "utf-8")
    assert OLDER not in translated(history)


@pytest.mark.parametrize("option", ["accept", "minor"])
def test_unknown_target_is_refused(option: str, history: Path) -> None:
    with pytest.raises(Faults, match="names no page, section or short text"):
        translated(history, **{option: "fr/defis/99.md#nowhere"})
