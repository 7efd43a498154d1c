"""The code is laid out as ARCHITECTURE.md says: floors that import one way, small modules, names that exist."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from macros.site.pages import PAGES
from tests.support.projects import ROOT

MACROS = ROOT / "macros"
FLOORS = ("source", "words", "site", "publish")


def name_of(path: Path) -> str:
    """The name that a module is imported by: `macros.site.render`, `macros.site` for that of the package."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in sorted(MACROS.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def imported(tree: ast.AST) -> set[str]:
    """Every module that a module imports, in its functions and for its types too."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "modules are named whole"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else str(node.module) for name in names}
    return found


IMPORTS = {name: imported(tree) for name, tree in TREES.items()}


def floor_of(module: str) -> int:
    """How far up a module stands: above every floor, or outside, where it is in none."""
    name = module.removeprefix("macros.").partition(".")[0]
    return FLOORS.index(name) if module.startswith("macros.") and name in FLOORS else len(FLOORS)


def test_floors_import_one_way_only() -> None:
    upward = [
        f"{name} imports {other}"
        for name, others in IMPORTS.items()
        for other in others & MODULES.keys()
        if floor_of(other) > floor_of(name)
    ]
    assert upward == []
    assert {floor_of(name) for name in MODULES} == set(range(len(FLOORS) + 1))


def test_no_module_imports_itself_in_the_end() -> None:
    list(TopologicalSorter({name: others & MODULES.keys() - {name} for name, others in IMPORTS.items()}).static_order())


def test_mkdocs_is_known_in_one_module() -> None:
    known = re.compile(r"mkdocs|material|properdocs")
    assert [name for name, others in IMPORTS.items() if any(map(known.match, others))] == ["macros.hooks"]


def test_modules_are_few_small_and_say_what_they_hold() -> None:
    assert len(list(MACROS.glob("*.py"))) <= 8
    assert [name for name, path in MODULES.items() if len(path.read_text("utf-8").splitlines()) > 250] == []
    assert [name for name, tree in TREES.items() if not ast.get_docstring(tree)] == []
    folders = {path.parent for path in MODULES.values()}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_what_mypy_is_not_told_is_explained() -> None:
    for name, path in MODULES.items():
        lines = ["", *path.read_text("utf-8").splitlines()]
        for before, line in pairwise(lines):
            if "type: ignore" in line:
                assert before.strip().startswith("#") or re.search(r"ignore\[[\w-]+\] \(.+\)$", line), f"{name}: {line}"


def names_in(body: list[ast.stmt]) -> dict[str, list[ast.stmt]]:
    """What a module or a class defines, with the body of each class and function."""
    found: dict[str, list[ast.stmt]] = {}
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found[node.name] = node.body
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {name.id: [] for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return found


def exists(name: str) -> bool:
    """Whether `site.site.Site.prose` names something of the code."""
    module, _, rest = f"macros.{name}", "", ""
    inside: list[str] = []
    while module and module not in MODULES:
        module, _, rest = module.rpartition(".")
        inside.insert(0, rest)
    body = TREES[module].body
    for part in inside:
        names = names_in(body)
        if part not in names:
            return False
        body = names[part]
    return True


def names_told() -> list[str]:
    """The names of code in ARCHITECTURE.md and in the part of CONTRIBUTING.md that is about code."""
    _, _, code = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("\n## Code\n")
    assert code
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8") + code
    found = sorted(set(re.findall(r"`([a-z_]+(?:\.\w+)+)`", text)))
    return [name for name in found if not (ROOT / name).exists()]


@pytest.mark.parametrize("name", names_told())
def test_name_told_exists(name: str) -> None:
    assert exists(name)


def test_name_of_nothing_is_found_out() -> None:
    assert not exists("site.render.rendered")
    assert not exists("site.site.Site.poem")
    assert not exists("sight.site")
    assert len(names_told()) > 40


def test_every_page_of_a_menu_has_a_name_there() -> None:
    words = yaml.safe_load((ROOT / "overrides" / "words.yaml").read_text("utf-8"))
    named = {page.path.removesuffix(".md").removesuffix("/index") for page in PAGES if page.menu}
    assert {name for name in named if f"menu-{name}" not in words} == set()
