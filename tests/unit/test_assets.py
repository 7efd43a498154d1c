"""What pages load: nothing is lost in making it smaller, and what would be is refused."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
import tinycss2
from tinycss2.ast import Node

from macros.site.assets import script, stylesheet
from macros.site.colours import axis_colour
from macros.source.faults import Faults

ROOT = Path(__file__).parent.parent.parent
STYLE = ROOT / "overrides" / "stylesheet"
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


@pytest.mark.parametrize(("tools", "patterns"), [(False, ["*.css"]), (True, ["*.css", "tools/*.css"])])
def test_every_selector_and_declaration_of_the_style_is_kept(tools: bool, patterns: list[str]) -> None:
    files = [path for pattern in patterns for path in sorted(STYLE.glob(pattern))]
    source = "\n".join(path.read_text("utf-8") for path in files)
    made = stylesheet(STYLE, tools).text
    assert read(made) == read(source)
    assert len(made) < len(source)
    assert "/*" not in made


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
