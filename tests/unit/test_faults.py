"""Every fault in the code has its wording, with exactly its values, whole in both languages; no wording is idle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from macros.source.faults import LANGUAGES, wordings
from tests.support.projects import ROOT, run

MACROS = Path(__file__).parents[2] / "macros"
# What makes a message: the places of its code and of its values among the arguments.
MAKERS = {"Fault": (3, 4), "Phrase": (0, 1), "PydanticCustomError": (0, 2)}
# Passes on the errors that models raise themselves, which are read where they are raised.
PASSED_ON = "validation.py: told(code, **context)"


@dataclass(frozen=True)
class Use:
    """A message made in the code: where, its code, the names of its values."""

    place: str
    code: str
    values: frozenset[str]


class Reader:
    """Reads the messages that one module makes; what it can't read, it keeps in `unread`."""

    def __init__(self, path: Path):
        self.path = path
        self.tree = ast.parse(path.read_text("utf-8"))
        self.unread: list[str] = []
        self.functions = [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)]

    def uses(self) -> Iterator[Use]:
        """Every message: made at once, or by a function of this module that is given its code."""
        given: list[tuple[ast.FunctionDef, frozenset[str] | None]] = []
        for call in self.calls(*MAKERS):
            code_at, values_at = MAKERS[name_of(call)]
            code, values = (call.args[at] if at < len(call.args) else None for at in (code_at, values_at))
            function = self.around(call)
            if function and isinstance(code, ast.Name) and code.id in parameters(function):
                given.append((function, self.fields(values, call)))
            else:
                yield from self.read(call, code, self.fields(values, call))
        for function, fields in given:
            for call in self.calls(function.name):
                at = parameters(function).index("code") - (parameters(function)[0] == "self")
                named = {keyword.arg for keyword in call.keywords} - set(parameters(function))
                yield from self.read(call, call.args[at], frozenset(named) if fields is None else fields)

    def read(self, call: ast.Call, code: ast.expr | None, fields: frozenset[str] | None) -> Iterator[Use]:
        codes = self.codes(code, call)
        if not codes or fields is None or None in fields:
            self.unread.append(f"{self.path.name}: {ast.unparse(call)}")
        else:
            yield from (Use(f"{self.path.name}:{call.lineno}", found, fields) for found in codes)

    def codes(self, node: ast.expr | None, call: ast.Call) -> list[str]:
        """The codes that an expression may be; none where they can't be read."""
        match node:
            case ast.Constant(value=str(code)):
                return [code]
            case ast.IfExp(body=body, orelse=orelse):
                return self.codes(body, call) + self.codes(orelse, call)
            case ast.Name(id=name):
                return self.codes(self.assigned(name, call), call)
        return []

    def fields(self, node: ast.expr | None, call: ast.Call) -> frozenset[str] | None:
        """The keys of a mapping that is written out; None where it can't be read, or is the caller's."""
        match node:
            case None:
                return frozenset()
            case ast.Dict(keys=keys) if all(isinstance(key, ast.Constant) for key in keys):
                return frozenset(key.value for key in keys)
            case ast.Name(id=name) if assigned := self.assigned(name, call):
                return self.fields(assigned, call)
        return None

    def assigned(self, name: str, call: ast.Call) -> ast.expr | None:
        """What a name was last given before a call, in the function around it."""
        found = [
            node
            for node in ast.walk(self.around(call) or self.tree)
            if isinstance(node, ast.Assign) and node.lineno < call.lineno and ast.unparse(node.targets[0]) == name
        ]
        return max(found, key=lambda node: node.lineno).value if found else None

    def around(self, node: ast.AST) -> ast.FunctionDef | None:
        """The innermost function around a node."""
        inside = [function for function in self.functions if node in ast.walk(function)]
        return max(inside, key=lambda function: function.lineno, default=None)

    def calls(self, *names: str) -> list[ast.Call]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.Call) and name_of(node) in names]


def name_of(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def parameters(function: ast.FunctionDef) -> list[str]:
    return [parameter.arg for parameter in function.args.args]


def read() -> tuple[list[Use], list[str]]:
    readers = [Reader(path) for path in sorted(MACROS.rglob("*.py"))]
    return [use for reader in readers for use in reader.uses()], [text for reader in readers for text in reader.unread]


USES, UNREAD = read()


def test_every_message_of_the_code_can_be_read() -> None:
    assert UNREAD == [PASSED_ON]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_a_wording_with_exactly_its_values(language: str) -> None:
    for use in USES:
        assert use.code in wordings(), use
        fields = {field for _, field, _, _ in Formatter().parse(wordings()[use.code][language]) if field is not None}
        # What is said in a language of its own is a value of that one alone.
        assert fields == use.values - ({*LANGUAGES} - {language}), use


def test_no_wording_is_idle() -> None:
    assert set(wordings()) == {use.code for use in USES}


def test_wordings_are_in_these_languages_and_no_other() -> None:
    assert {code: set(texts) for code, texts in wordings().items() if set(texts) != set(LANGUAGES)} == {}


def test_messages_are_whole_in_french_whatever_a_terminal_says_that_it_takes(tmp_path: Path) -> None:
    for encoding in ("ascii", "latin-1"):
        told = run(
            ROOT, "macros", "strategie", "check", str(tmp_path / "absent.json"), PYTHONIOENCODING=encoding
        ).stderr
        assert "can’t be read" in told
        assert "ne peut pas être lu. Vérifiez son nom" in told
