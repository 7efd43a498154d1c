"""The templates of `overrides/`: everything escaped, nothing undefined."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

from macros.site.view import View


class _AsPython(CodeGenerator):
    """Templates that call functions and read attributes as Python does: Jinja takes longer, for what none needs.

    A value of a dictionary is `x["y"]`. What is HTML already is written as it is, all else is escaped, whatever a
    template says of it.
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:
        self.write("(shown if type(shown := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:
        self.write(") is Markup else escape(shown))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")


class _Templates(Environment):
    """Templates that all have the same names besides those they are given: Jinja has layers of them, looked through."""

    code_generator_class = _AsPython

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return self.globals


def environment(folder: Path, compiled: BytecodeCache | None = None) -> Environment:
    """The Jinja environment of every template in `folder`. An unknown name in one stops the build.

    `compiled` keeps templates as Jinja compiled them.
    """
    made = _Templates(
        # All of them, without a look at which was used last.
        cache_size=-1,
        bytecode_cache=compiled,
        loader=FileSystemLoader(folder),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # JSON in the language's own letters; Jinja escapes what could close the element around it.
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made


def fragment(templates: Environment, name: str, view: View, **values: object) -> Markup:
    """A fragment's HTML (`overrides/fragments/<name>.html`) for a page."""
    return Markup(templates.get_template(f"fragments/{name}.html").render(**view.context | values))
