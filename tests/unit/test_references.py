"""Ids that number on, and references that name something: each broken rule, its line, its remedy."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.source import data as strategy_data
from macros.source.faults import Faults

MINI = Path(__file__).parents[1] / "mini"
DEFIS, TERMS, WORDS = "defis", "glossaire", "terminologie"
# What the tiny strategy does without.
TERMINOLOGY = """termes:
  - id: score
    equivalents:
      - {langue: fr, mot: partition, statut: etabli, source: exampleton-strategy}
  - id: player
    terme: player
    equivalents:
      - {langue: fr, statut: absent}
"""
# A data file, what to replace in it (the first time it stands there) and by what; the line's new words, what is said.
CASES = {
    "repeated number": (
        DEFIS,
        "- id: defi-02\n    s",
        "- id: defi-01\n    s",
        "  - id: defi-01\n    s",
        "defi-01: this id is used twice (first on line {})",
    ),
    "repeated word": (
        TERMS,
        "id: score",
        "id: rehearsal",
        "id: rehearsal",
        "rehearsal: this id is used twice (first on line {})",
    ),
    "order": (
        DEFIS,
        "- id: axe-1\n(?s:(.*))- id: axe-2\n",
        r"- id: axe-2\n\1- id: axe-1\n",
        "- id: axe-2",
        "axe-2: entries are not in the order of their numbers: axe-1 is expected here. Move",
    ),
    "gap": (
        DEFIS,
        "- id: section-1-2",
        "- id: section-1-3",
        "    sections:",
        "section-1-2: this number is missing from the list, which goes up to section-1-2. Add",
    ),
    "section": (
        DEFIS,
        "section: section-1-2",
        "section: section-9-9",
        "section-9-9",
        "defi-02.section: `section-9-9` names nothing",
    ),
    "theme": (
        DEFIS,
        r"themes: \[people\]",
        "themes: [peopl]",
        "peopl]",
        "defi-01.themes.1: `peopl` names nothing that exists (people ?). Correct it",
    ),
    "source": (
        DEFIS,
        "ressources: .*",
        "ressources: [nowhere]",
        "[nowhere]",
        "defi-01.ressources.1: `nowhere` names nothing",
    ),
    "link of the document": (
        DEFIS,
        "liens: .*",
        "liens: [nowhere]",
        "liens: [nowhere]",
        "strategie.liens.1: `nowhere` names nothing",
    ),
    "relation": (
        DEFIS,
        "- id: defi-02\n        p",
        "- id: axe-1\n        p",
        "- id: axe-1\n        p",
        "axe-1.id: `axe-1` names nothing",
    ),
    "relation to itself": (
        DEFIS,
        "- id: defi-02\n        p",
        "- id: defi-01\n        p",
        "- id: defi-01\n        p",
        "defi-01.id: `defi-01` names nothing",
    ),
    "action": (
        DEFIS,
        r"^    defis: .*",
        "    defis: [defi-99]",
        "[defi-99]",
        "action-01.defis.1: `defi-99` names nothing",
    ),
    "term": (
        TERMS,
        r"defis: \[defi-01\]",
        "defis: [defi-99]",
        "[defi-99]",
        "rehearsal.defis.1: `defi-99` names nothing",
    ),
    "word without a term": (
        WORDS,
        "id: score",
        "id: scor",
        "id: scor",
        "scor: a term of the glossary has its word there, any other has it here. Correct the id (score ?), or write",
    ),
    "word that the glossary has": (
        WORDS,
        "id: player",
        "id: rehearsal",
        "id: rehearsal",
        "rehearsal: a term of the glossary has its word there",
    ),
    "equivalent seen nowhere": (
        WORDS,
        "exampleton-strategy",
        "nowhere",
        "nowhere",
        "score.equivalents.1.source: `nowhere` names nothing",
    ),
    "established without a source": (
        WORDS,
        ", source: exampleton-strategy",
        "",
        "partition",
        "score.equivalents.1: an established equivalent (etabli) has its word (mot) and its source",
    ),
    "equivalent given twice": (
        WORDS,
        "      - {langue: fr, statut: absent}",
        "      - {langue: fr, mot: joueur, statut: propose}\n      - {langue: fr, statut: absent}",
        "fr, statut: absent",
        "player: this term has an equivalent in fr already, on line 8. Keep one",
    ),
}


def refused(root: Path) -> list[str]:
    """What is said of the data, in English."""
    with pytest.raises(Faults) as raised:
        strategy_data.load(root)
    return str(raised.value).splitlines()[::2]


@pytest.mark.parametrize("name", CASES)
def test_broken_rule_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    file, old, new, marked, said = CASES[name]
    shutil.copytree(MINI / "data", tmp_path / "data")
    (tmp_path / "data/terminologie.yaml").write_text(TERMINOLOGY, "utf-8")
    path = tmp_path / "data" / f"{file}.yaml"
    text, count = re.subn(old, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count, old
    path.write_text(text, "utf-8")
    lines = [text.count("\n", 0, match.start()) + 1 for match in re.finditer(re.escape(marked), text)]
    line = lines[-1] if name.startswith("repeated") else lines[0]
    assert f"data/{file}.yaml:{line}: {said.format(lines[0])}" in "\n".join(refused(tmp_path))
