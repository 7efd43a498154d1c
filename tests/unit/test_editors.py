"""An editor's mistakes through the command line: several in one file are told in one run, each at its line, exit 1.

Each of them alone is among `tests/support/spoiled/editors.py`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.source.recovery import MOST_FAULTS
from macros.source.yamlfile import read_on
from tests.support.doors import assert_readable, faults_in, told
from tests.support.projects import MINI, copy_project, edit, run
from tests.support.spoiled.spoiling import DATA, FRENCH, PAGE

# What is written instead of a line of the data, and what is said of it.
DATA_MISTAKES = {
    "    titre: Open the door to new players": ("    titre: Players : open the door", "between quotes"),
    "      - Where does a newcomer look for the time of the rehearsal?": ("      •\tWhere?", "a bullet"),
    "      - What do we ask of a beginner on the first evening?": ("      - New : what do we ask?", "between quotes"),
    "      - Who answers when somebody writes to us?": ("      -Who answers?", "missing after the hyphen"),
    "    themes: [people]": ("    themes: [people", "is not closed"),
    "    titre: Share scores that last": ('    titre: "Share scores', 'has no " at its end'),
    "      - Who can still open the files of ten years ago?": ("     - Who?", "begins after 5 spaces; 6 are expected"),
    "    titre: Borrow before buying": ("\ttitre: Borrow before", "a tab"),
    "    officiel: Open a lending shelf in the village hall": ("    officel: A shelf", r".*unknown key .*\(officiel"),
}
PAGE_MISTAKES = {
    "First steps\n-----": (0, "makes a heading of it"),
    "## One {#one}\n\n#### Two {#two}": (2, "### is expected"),
    "Look [here]() and [](../index.md).": (0, "nothing stands between the parentheses"),
    "We bring:\n\n•\tchairs\n•\tlamps": (2, "the bullet of a word processor"),
    "We also bring:\n- scores": (1, "Leave an empty line before the list"),
    "![A hall](hall.png)": (0, "there is no picture `hall.png`"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the tiny project, with its code: commands can be run in it."""
    return copy_project(tmp_path / "project", MINI)


def checked(project: Path) -> list[str]:
    """What the check tells on the command line of a project that it refuses, a fault a line, in English."""
    result = run(project, "macros", "check")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert_readable(result.stderr)
    return faults_in(result.stderr)


def told_exactly(project: Path, expected: list[str]) -> None:
    """Checks that what a check finds is as many faults as these patterns, each of which begins one."""
    found = checked(project)
    assert len(found) == len(expected)
    for pattern in expected:
        assert any(re.match(pattern, fault) for fault in found), (pattern, found)


def test_mistakes_in_data_are_told_in_one_run(project: Path) -> None:
    path = project / DATA
    expected = []
    for line, (wrong, said) in DATA_MISTAKES.items():
        edit(path, f"{line}\n", f"{wrong}\n")
        number = path.read_text("utf-8").split("\n").index(wrong) + 1
        expected.append(rf"{DATA}:{number}: .*{said}")
    # Where a key is misspelt, it is missing too.
    expected.append(rf"{DATA}:\d+: action-01\S*: the key `officiel` is missing")
    told_exactly(project, expected)


def test_mistakes_in_a_page_are_told_in_one_run(project: Path) -> None:
    path = project / PAGE
    expected = [rf"{PAGE}:\d+: the link to `../index.md` has no words"]
    for text, (after, said) in PAGE_MISTAKES.items():
        line = path.read_text("utf-8").count("\n") + 2 + after
        path.write_text(f"{path.read_text('utf-8')}\n{text}\n", "utf-8")
        expected.append(f"{PAGE}:{line}: .*{said}")
    told_exactly(project, expected)


def test_what_notepad_writes_is_no_mistake(draft: Path) -> None:
    for name in (DATA, PAGE, FRENCH, "mkdocs.yml", "CITATION.cff", "data/vocabulaire.yaml", "docs/en/index.md"):
        path = draft / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert told(draft) == ""


def test_what_is_left_out_is_not_missing(draft: Path) -> None:
    edit(draft / DATA, "  - id: defi-01\n", "  - id: defi-01\n    ]: [x\n    titr: x\n")
    report = told(draft)
    assert "unknown key `titr`" in report
    assert "is missing" not in report
    assert "this line belongs to nothing" in report


def test_faults_without_number_are_told_up_to_some() -> None:
    lines = [f"  - a{number}: x : y" for number in range(100)]
    found = read_on("list:\n" + "\n".join(lines), "x.yaml")
    assert [fault.line for fault in found.faults] == list(range(2, MOST_FAULTS + 2))
    assert (found.whole, found.file and found.file.value) == (False, {})


@pytest.mark.parametrize(("count", "said"), [(0, "0 trouvé"), (1, "1 trouvé"), (2, "2 trouvés")])
def test_numbers_agree_with_their_nouns(count: int, said: str, draft: Path) -> None:
    questions = "".join("      - What?\n" for _ in range(count)) or "      []\n"
    path = draft / DATA
    text = re.sub(r"    questions:\n(?:      .*\n)+", f"    questions:\n{questions}", path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")
    assert f"    fr : 5 à 7 éléments attendus, {said}. Ajoutez-en {5 - count}." in told(draft)
