"""The templates of `overrides/`: everything escaped, nothing undefined."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.site.view import View


def environment(folder: Path, compiled: BytecodeCache | None = None) -> Environment:
    """The Jinja environment of every template in `folder`. An unknown name in one stops the build.

    `compiled` keeps templates as Jinja compiled them.
    """
    made = Environment(
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
    return Markup(templates.get_template(f"fragments/{name}.html").render(**view.context() | values))
