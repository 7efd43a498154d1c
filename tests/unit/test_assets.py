"""What pages load: nothing is lost in making it smaller, and what would be is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
import tinycss2
from tinycss2.ast import Node

from macros.site.assets import apart, script, stylesheet
from macros.site.colours import axis_colour
from macros.site.pages import PAGES, Tool
from macros.source.faults import Faults

ROOT = Path(__file__).parent.parent.parent
STYLE, SCRIPTS = ROOT / "overrides" / "stylesheet", ROOT / "overrides" / "scripts"
# White space means nothing after these; before them too, but for a colon: `a :hover`.
TIGHT = {",", ":", ">", "~"}


def written(nodes: Iterable[Node]) -> str:
    """Tokens as text, without the white space that means nothing."""
    found: list[str] = []
    for node in nodes:
        if node.type == "whitespace":
            found.append(" ")
        elif node.type in ("() block", "function"):
            name = node.name if node.type == "function" else ""
            inside = written(node.arguments if node.type == "function" else node.content)
            found.append(f"{name}({inside})")
        elif node.type != "comment":
            found.append(node.serialize())
    sides = zip([" ", *found], found, [*found[1:], " "], strict=False)
    kept = [text for before, text, after in sides if text != " " or not (before in TIGHT or after in TIGHT - {":"})]
    return " ".join("".join(kept).split())


def meaning(nodes: Iterable[Node]) -> list[object]:
    """Every rule of a stylesheet: its selector or its condition, and what is declared or nested in it."""
    found: list[object] = []
    for node in nodes:
        if node.type == "declaration":
            found.append((node.lower_name, written(node.value), node.important))
        elif node.type in ("qualified-rule", "at-rule"):
            name = getattr(node, "at_keyword", "")
            inside = tinycss2.parse_blocks_contents(node.content or [], skip_comments=True, skip_whitespace=True)
            found.append((name, written(node.prelude), meaning(inside)))
        else:
            assert node.type in ("comment", "whitespace"), node
    return found


def read(text: str) -> list[object]:
    return meaning(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


@pytest.mark.parametrize("parts", sorted({page.style for page in PAGES}))
def test_every_selector_and_declaration_of_the_style_is_kept(parts: tuple[str, ...]) -> None:
    files = [path for folder in ("", *parts, "paper") for path in sorted((STYLE / folder).glob("*.css"))]
    source = "\n".join(path.read_text("utf-8") for path in files)
    made = stylesheet(STYLE, parts).text
    assert read(made) == read(source)
    assert len(made) < len(source)
    assert "/*" not in made


def test_every_file_of_the_style_is_on_some_page() -> None:
    folders = {"", "apart", "paper", *(part for page in PAGES for part in page.style)}
    assert {path.parent for path in STYLE.rglob("*.css")} == {STYLE / folder for folder in folders}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a :hover {}", "a:hover {}"),
        ("a { margin: 0 auto }", "a { margin: 0auto }"),
        ("a { color: red }", "a { color: red !important }"),
        ("@media (width > 1px) { a { top: calc(1px + 2px) } }", "@media (width > 1px) { a { top: calc(1px+ 2px) } }"),
    ],
)
def test_what_means_something_else_reads_otherwise(one: str, other: str) -> None:
    assert read(one) != read(other)


def test_hosts_are_told_of_every_name_that_changes_with_its_file() -> None:
    made = [apart(STYLE), *(stylesheet(STYLE, page.style) for page in PAGES)]
    made += [script(SCRIPTS, page.tool.folders) for page in PAGES if page.tool]
    told = re.findall(r"^/(\w+)\.\*$", (ROOT / "deploy" / "_headers").read_text("utf-8"), re.MULTILINE)
    assert sorted(told) == sorted({asset.stem for asset in made})


@pytest.mark.parametrize("tool", [page.tool for page in PAGES if page.tool], ids=lambda tool: tool.folders[-1])
def test_files_of_a_script_give_no_name_twice(tool: Tool) -> None:
    """They are one script, and the browser would take none of it."""
    text = "\n".join(path.read_text("utf-8") for part in tool.folders for path in (SCRIPTS / part).glob("*.js"))
    heads = re.findall(r"^(?:const|let|class|function) ([^=(]+?)(?: =| extends|\(|;)", text, re.MULTILINE)
    names = [word for head in heads for word in re.findall(r"(?:\w+: )?([\w$]+)", head)]
    assert len(names) > 10
    assert [name for name in names if names.count(name) > 1] == []


def test_nested_template_literal_is_a_fault_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "overrides" / "scripts"
    for part, text in (
        ("shared", "const sound = `a ${1} b`;\n"),
        ("sheet", "const a = 1;\n\nconst b = `x ${a ? `  y  ` : ''} z`;\n"),
    ):
        (folder / part).mkdir(parents=True)
        (folder / part / "1-first.js").write_text(text, "utf-8")
    assert "sound" in script(folder, ("shared",)).text
    with pytest.raises(Faults) as raised:
        script(folder, ("shared", "sheet"))
    (fault,) = raised.value.faults
    assert (fault.file, fault.line, fault.code) == ("overrides/scripts/sheet/1-first.js", 3, "script-template")
    assert "`  y  …" in str(fault)


@pytest.mark.parametrize(
    ("style", "colour"),
    [
        (".axe-2 { --axe: #8d1b3d; }\n@media (prefers-color-scheme: dark) { .axe-2 { --axe: #ffb3c4; } }", "#8d1b3d"),
        (".axe-2{--on:#fff;--axe:rgb(1, 2, 3)}", "rgb(1, 2, 3)"),
        (".axe-20 { --axe: #123f8c; } .axe-1 { --axe: #123f8c; } .axe-2 { color: red; }", ""),
    ],
)
def test_colour_of_an_axis_is_the_first_that_the_style_gives(style: str, colour: str) -> None:
    assert axis_colour(style, "axe-2") == colour
