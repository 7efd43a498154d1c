"""What an editor is told of a value of the wrong type: whole sentences, in English and in French."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.publish.worksheet.reading import read_all
from macros.source import data as strategy_data
from macros.source.faults import Faults
from macros.source.prose import Page
from macros.source.prose import faults as prose_faults
from macros.words.interface import read_words

MINI = Path(__file__).parents[1] / "mini"
DATA = strategy_data.load(MINI)
# What a field wants, and a line of tests/mini/data/defis.yaml to spoil it by.
WANTED = {
    ("text", "texte"): r"^    titre:.*",
    ("number", "nombre"): r"^    page:.*",
    ("true or false", "true ou false"): r"^    fiche_trouvee:.*",
    ("list", "liste"): r"^    themes:.*",
    ("keys", "clés"): r"^strategie:\n(?:  .*\n)+",
}
GIVEN = {
    ("text", "texte"): "words",
    ("number", "nombre"): "2.5",
    ("true or false", "true ou false"): "true",
    ("list", "liste"): "[words]",
    ("keys", "clés"): "{words: words}",
    ("nothing", "rien"): "null",
}
CASES = [(wanted, given) for wanted in WANTED for given in GIVEN if wanted != given]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The data of the tiny strategy, to spoil."""
    shutil.copytree(MINI / "data", tmp_path / "data")
    return tmp_path


@pytest.mark.parametrize(("wanted", "given"), CASES, ids=[f"{w[0]} from {g[0]}" for w, g in CASES])
def test_types_are_named_in_both_languages(root: Path, wanted: tuple[str, str], given: tuple[str, str]) -> None:
    path = root / "data" / "defis.yaml"
    beginning, key = re.search(r"\^( *(\w+))", WANTED[wanted]).groups()
    line = f"{beginning}: {GIVEN[given]}\n"
    text, count = re.subn(WANTED[wanted], line, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, "utf-8")
    with pytest.raises(Faults) as raised:
        strategy_data.load(root)
    said = str(raised.value)
    assert f"{key}: expected {wanted[0]}, got {given[0]}. Follow the shape" in said
    assert f"    fr : attendu : {wanted[1]} ; trouvé : {given[1]}. Suivez la forme" in said


def test_types_at_the_top_of_a_page_are_named_in_both_languages() -> None:
    page = Page("docs/en/plan.md", b"---\nsections: {one: [a]}\nmineurs: {two: null}\n---\n")
    said = "\n".join(map(str, prose_faults(page, DATA, titled=False, others=())))
    assert "plan.md:2: sections.one: expected text, got list." in said
    assert "fr : attendu : texte ; trouvé : liste." in said
    assert "plan.md:3: mineurs.two: expected list, got nothing." in said
    assert "fr : attendu : liste ; trouvé : rien." in said


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("skip: 5\n", "skip: expected text, got number.", "attendu : texte ; trouvé : nombre."),
        ("- skip\n", "expected keys, got list.", "attendu : clés ; trouvé : liste."),
    ],
)
def test_types_of_words_are_named_in_both_languages(tmp_path: Path, text: str, english: str, french: str) -> None:
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / "words.yaml").write_text(text, "utf-8")
    with pytest.raises(Faults) as raised:
        read_words(tmp_path)
    assert f"overrides/words.yaml:1: {english}" in str(raised.value)
    assert f"    fr : {french}" in str(raised.value)


def test_a_strategy_over_16_megabytes_is_told_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "strategy.json"
    path.write_bytes(b" " * 16_000_001)
    with pytest.raises(Faults) as raised:
        read_all([path], "24 défis")
    assert f"{path}:1: is larger than 16 MB. Split it" in str(raised.value)
    assert "    fr : dépasse 16 Mo. Divisez-le" in str(raised.value)
