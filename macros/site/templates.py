"""The templates of `overrides/`: everything escaped, nothing undefined."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup

from macros.site.view import View


class _PlainCalls(Context):
    """A context that calls what templates name, and no more: no function or macro of ours asks Jinja for anything."""

    def call(
        self, called: Callable[..., object], *args: object, _loop_vars: object = None, _block_vars: object = None,
        **named: object,
    ) -> object:  # fmt: skip
        return called(*args, **named)


class _Templates(Environment):
    """Templates that all have the same names besides those they are given: Jinja has layers of them, looked through."""

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
    made.context_class = _PlainCalls
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made


def fragment(templates: Environment, name: str, view: View, **values: object) -> Markup:
    """A fragment's HTML (`overrides/fragments/<name>.html`) for a page."""
    return Markup(templates.get_template(f"fragments/{name}.html").render(**view.context() | values))
