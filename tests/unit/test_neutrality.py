"""What another organisation would change is in data: the code and the templates name nothing of this strategy."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from macros.source import settings
from tests.support.projects import ROOT

# This strategy, its publisher, and licences.
OURS = re.compile(
    r"défi|ministère|\bfrance\b|culture\.gouv|\bCC[ -](?:BY|0)|creativecommons|\bMIT\b|etalab", re.IGNORECASE
)
LANGUAGES = frozenset(settings.read(ROOT).names)
# Comments of templates, styles and scripts are for programmers.
COMMENTS = re.compile(r"\{#.*?#\}|/\*.*?\*/|<!--.*?-->|^\s*//.*?$|(?<=\s)// .*?$", re.DOTALL | re.MULTILINE)
TEMPLATES = (".html", ".xhtml", ".xml", ".opf", ".svg", ".css", ".js", ".txt")


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The strings of a module, with their lines, but those that stand alone: they document it."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


def lists_of_languages(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Collections written out that hold three codes of the site's languages or more."""
    for node in ast.walk(tree):
        parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
        values = [part.value for part in parts if isinstance(part, ast.Constant)]
        if len(LANGUAGES.intersection(value for value in values if isinstance(value, str))) >= 3:
            yield node.lineno, str(values)


def test_no_string_of_the_code_names_this_strategy() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[:80]}"
        for path in sorted((ROOT / "macros").rglob("*.py"))
        for tree in [ast.parse(path.read_text("utf-8"))]
        for line, text in (*((n, t) for n, t in strings(tree) if OURS.search(t)), *lists_of_languages(tree))
    ]
    assert found == []


def words_of(template: str, suffix: str) -> str:
    """What a template, a style or a script says: neither its comments, nor the code between braces of Jinja."""
    text = COMMENTS.sub("", template)
    if suffix in (".css", ".js"):
        return "\n".join(re.findall(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`", text)) if suffix == ".js" else text
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", text, flags=re.DOTALL)


def test_no_template_names_this_strategy() -> None:
    paths = [path for path in sorted((ROOT / "overrides").rglob("*")) if path.suffix in TEMPLATES]
    assert len(paths) > 60
    found = {
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in paths
        for line in words_of(path.read_text("utf-8"), path.suffix).splitlines()
        if OURS.search(line)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ('X = "Les 24 défis"', 1),
        ('def f():\n    """Our défis."""\n    return f"Le Ministère, {1}"', 3),
        ('LICENCE = "CC-BY-4.0"', 1),
        ('\nX = ["fr", "en", "de"]', 2),
        ('X = {"fr": 1, "en": 2, "ar": 3}', 1),
    ],
)
def test_what_names_it_is_found_out(code: str, line: int) -> None:
    tree = ast.parse(code)
    told = [number for number, text in strings(tree) if OURS.search(text)] + [n for n, _ in lists_of_languages(tree)]
    assert told == [line]


def test_template_that_names_it_is_found_out() -> None:
    assert OURS.search(words_of("{# Our défis #}<p>Les défis de France</p>", ".html"))
    assert OURS.search(words_of('// Our défis\nconst word = "Défi 7";', ".js"))
    assert not OURS.search(words_of('{# Our défis #}<p class="defi">{{ w("kind-defi") }}</p>', ".html"))
