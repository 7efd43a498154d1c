"""`python -m macros add`: what it writes is sound once its texts are written, and nothing else of a file changes."""

from __future__ import annotations

import difflib
import re
import shutil
from pathlib import Path
from textwrap import indent

import pytest
import yaml

from macros.commands.adding import add
from macros.commands.sources import check
from macros.source.faults import Faults
from macros.source.insertion import inserted
from macros.source.skeletons import MARK, kinds, prose, scalar
from tests.support.projects import copy_project

ADDED = {
    "theme": ("places", "Places"),
    "public": ("lenders", "Lenders: all of them"),
    "defi": ("4", "Play in the street"),
    "action": ("action-02", "A street party"),
    "term": ("part", "part"),
    "source": ("exampleton-map", "Map of Exampleton"),
}


def told(root: Path) -> list[str]:
    """What `check` has to say of a project, fault by fault."""
    try:
        check(root)
    except Faults as faults:
        return [str(fault) for fault in faults.faults]
    return []


def written(root: Path) -> None:
    """Write what is marked, as an editor would."""
    for path in (*root.glob("data/*.yaml"), *root.glob("docs/en/**/*.md")):
        text = re.sub(rf"  # {MARK}.*", "", path.read_text("utf-8"))
        text = re.sub(rf"- {MARK}.*\?$", "- Who comes along?", text, flags=re.MULTILINE)
        path.write_text(re.sub(f"{MARK}.*", "Some plain words.", text), "utf-8")


@pytest.mark.parametrize("kind", kinds())
def test_entry_is_sound_once_it_is_written(kind: str, draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_text("utf-8") for path in draft.rglob("*.yaml")}
    add(draft, kind, *ADDED[kind])
    said = capsys.readouterr().out.splitlines()
    for path, text in before.items():
        changes = difflib.ndiff(text.splitlines(), path.read_text("utf-8").splitlines())
        assert not [line for line in changes if line.startswith(("-", "?"))], "nothing that was there is touched"
    name, _, line = said[0].partition(":")
    assert ADDED[kind][0].removeprefix("action-") in (draft / name).read_text("utf-8").splitlines()[int(line) - 1]
    for place in said[:-2]:
        assert (draft / place.partition(":")[0]).is_file()

    faults = told(draft)
    assert len(faults) == sum(path.read_text("utf-8").count(MARK) for path in draft.rglob("*.*") if path.is_file())
    assert faults
    assert all("this is still to be written: " in fault and "il reste à écrire ceci : " in fault for fault in faults)
    written(draft)
    assert told(draft) == []


def test_each_text_is_named_in_words(draft: Path) -> None:
    add(draft, "defi", "4", "Play in the street")
    faults = told(draft)
    assert any("defi-04.officiel: this is still to be written: the official wording" in fault for fault in faults)
    assert any("docs/en/defis/04.md:" in fault and "the text of this part" in fault for fault in faults)
    # What was begun can be seen: each text is one that the schema takes.
    page = (draft / "docs/en/defis/04.md").read_text("utf-8")
    assert page.startswith('{{ opening("defi-04") }}\n\n## Why this challenge {#why}\n\nÀ REMPLIR')
    assert "defi-03" not in page
    assert "Cupboards" not in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("poem", "a", "A"), "`poem` is no kind of entry"),
        (("theme", "people", "People"), "`people` is there already"),
        (("theme", "Cyber Sécurité", "Cyber"), "`Cyber Sécurité` is not a well-formed id"),
        (("theme", "../../etc", "Etc"), "is not a well-formed id"),
        (("defi", "2", "Again"), "`defi-02` is there already"),
        (("defi", "9", "Too far"), "Write defi-04: numbers follow each other"),
        (("action", "defi-02", "Other kind"), "Write action-02"),
        (("theme", "long", "long " * 20), "expected at most 60 characters"),
        (("term", "empty", ""), "the text is empty"),
    ],
)
def test_what_cannot_be_added_is_refused_and_nothing_is_written(
    arguments: tuple[str, str, str], said: str, draft: Path
) -> None:
    before = {path: path.read_bytes() for path in draft.rglob("*") if path.is_file()}
    with pytest.raises(Faults, match=re.escape(said)):
        add(draft, *arguments)
    assert {path: path.read_bytes() for path in draft.rglob("*") if path.is_file()} == before


def test_theme_of_the_real_strategy_has_its_page(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", code=False)
    add(project, "theme", "cybersecurite", "Cybersécurité")
    page = project / "docs/fr/themes/cybersecurite.md"
    assert page.read_text("utf-8") == '{{ topic("theme-cybersecurite") }}\n'
    assert "\n  - id: cybersecurite\n    titre: Cybersécurité\n" in (project / "data/vocabulaire.yaml").read_text(
        "utf-8"
    )
    [fault] = told(project)
    assert "cybersecurite.en_bref" in fault


def test_lines_end_as_they_did(draft: Path) -> None:
    path = draft / "data/vocabulaire.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    add(draft, "theme", "places", "Places")
    content = path.read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n")


def test_file_that_is_not_there_is_begun(draft: Path) -> None:
    (draft / "data/glossaire.yaml").unlink()
    shutil.rmtree(draft / "translations")
    add(draft, "term", "part", "part")
    assert (draft / "data/glossaire.yaml").read_text("utf-8").startswith("termes:\n  - id: part\n    terme: part\n")


ENTRY = "- id: new\n  titre: New\n"


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("a:\n  - id: x\n\n  - id: y\n\nb: 1\n", None, "a:\n  - id: x\n\n  - id: y\n\n{deep}\nb: 1\n"),
        ("a:\n- id: x\n# of b\nb: 1\n", None, "a:\n- id: x\n{flat}# of b\nb: 1\n"),
        ("a:\n- id: x\n# of y\n- id: y\n", 1, "a:\n- id: x\n{flat}# of y\n- id: y\n"),
        ("a:\n- t: >-\n    # a text\n    more\n", None, "a:\n- t: >-\n    # a text\n    more\n{flat}"),
        ("# c\na: []\nb: 1\n", None, "# c\na:\n{deep}b: 1\n"),
        ("# c\na:\nb: 1\n", None, "# c\na:\n{deep}b: 1\n"),
        ("b: 1\n", None, "b: 1\n\na:\n{deep}"),
        ("", None, "a:\n{deep}"),
        ("a:\n  - [x]\n  - [y]\n", 0, "a:\n{deep}  - [x]\n  - [y]\n"),
        ("a:\n  - [x]\n\n  - [y]\n", 0, "a:\n{deep}\n  - [x]\n\n  - [y]\n"),
    ],
)
def test_entry_takes_its_place_in_a_list(text: str, before: int | None, expected: str) -> None:
    found, line = inserted(text, "data/a.yaml", "a", ENTRY, before=before)
    assert found == expected.format(flat=ENTRY, deep=indent(ENTRY, "  "))
    assert found.splitlines()[line - 1].strip() == "- id: new"


def test_list_on_one_line_is_left_to_the_editor() -> None:
    with pytest.raises(Faults, match="the list `a` is on one line"):
        inserted("b: 1\na: [x, y]\n", "data/a.yaml", "a", ENTRY)


@pytest.mark.parametrize(
    "text", ["Musées : tous", "- a", "12", "oui #1", "[a", "l’« œuvre »", "true", "2024-01-01", ""]
)
def test_title_is_read_as_it_was_said(text: str) -> None:
    assert yaml.safe_load(f"titre: {scalar(text)}\n") == {"titre": text}


def test_page_without_a_model_opens_alone() -> None:
    assert prose('{{ opening("a-1") }}\n\nA\n\nB\n', "a-1", "a-2").count(MARK) == 1
