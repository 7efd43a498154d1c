"""What stands in braces in a page that is no plain call: read by Jinja, for what is wrong with it, and not run.

A call that is written otherwise than most (`{{ questions( 'defi-07' ) }}`) is one all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.source.calls import ENTRY_MACROS, SITE_MACROS, Call, Marked
from macros.source.faults import Fault
from macros.source.limits import bounded
from macros.source.marks import CLOSE, COMMENT_CLOSE, COMMENT_OPEN, OPEN
from macros.source.validation import hint

_sandbox = ImmutableSandboxedEnvironment(comment_start_string=COMMENT_OPEN, comment_end_string=COMMENT_CLOSE)
_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def read(name: str, body: str, first_line: int) -> Marked:
    """The calls of a page's body, called `name` in messages, which starts on a line of its file.

    Raises `Faults` where reading it takes too much.
    """
    try:
        with bounded(name):
            statements = _parsed(body)
    except TemplateSyntaxError as error:
        fault = Fault(name, error.lineno + first_line - 1, "", "page-jinja", {"problem": error.message or ""})
        return Marked(_aside(body), (), (fault,))
    found = tuple(_faults(name, statements, first_line - 1))
    return Marked(_aside(body), (), found) if found else _marked(statements, first_line)


def _parsed(body: str) -> Sequence[nodes.Node]:
    """The body as Jinja reads it: texts and calls. Raises `TemplateSyntaxError`."""
    try:
        return _sandbox.parse(body).body
    except (RecursionError, ValueError) as error:
        # Thousands of brackets, or of digits: on the longest line with braces, most likely.
        lines = body.split("\n")
        line = max(range(len(lines)), key=lambda index: ("{" in lines[index], len(lines[index])))
        raise TemplateSyntaxError(type(error).__name__, line + 1) from None


def _aside(body: str) -> str:
    """The body without what stands in braces."""
    return _BRACES.sub(lambda match: f"{OPEN}0{CLOSE}" if match[0].startswith("{{") else "", body)


def _faults(page: str, statements: Sequence[nodes.Node], above: int) -> Iterator[Fault]:
    """Jinja that is not a plain call of one of our macros. `above`: the lines of the file above its body."""
    for statement in statements:
        if not isinstance(statement, nodes.Output):
            # Jinja gives a few of its own nodes no line.
            line = next((node.lineno for node in (statement, *statement.find_all(nodes.Node)) if node.lineno), 1)
            yield Fault(page, line + above, "", "page-jinja-forbidden")
            continue
        for part in statement.nodes:
            if not isinstance(part, nodes.TemplateData):
                yield from _fault(page, part, part.lineno + above)


def _fault(page: str, part: nodes.Expr, line: int) -> Iterator[Fault]:
    if not isinstance(part, nodes.Call) or not isinstance(part.node, nodes.Name):
        yield Fault(page, line, "", "page-jinja-forbidden")
        return
    name = part.node.name
    plain = all(isinstance(argument, nodes.Const) and isinstance(argument.value, str) for argument in part.args)
    other = part.kwargs or part.dyn_args or part.dyn_kwargs
    if name not in ENTRY_MACROS.keys() | SITE_MACROS:
        values = {"name": name, "hint": hint(name, [*ENTRY_MACROS, *SITE_MACROS])}
        yield Fault(page, line, "", "macro-unknown", values)
    elif not plain or other or len(part.args) != (name in ENTRY_MACROS):
        usage = f'{name}("…")' if name in ENTRY_MACROS else f"{name}()"
        yield Fault(page, line, "", "macro-arguments", {"usage": usage})


def _marked(statements: Sequence[nodes.Node], first_line: int) -> Marked:
    """The text and the calls of statements without faults."""
    text: list[str] = []
    calls: list[Call] = []
    for statement in statements:
        for part in statement.iter_child_nodes():
            if isinstance(part, nodes.TemplateData):
                text.append(part.data)
            elif isinstance(part, nodes.Call) and isinstance(part.node, nodes.Name):
                arguments = tuple(argument.value for argument in part.args if isinstance(argument, nodes.Const))
                text.append(f"{OPEN}{len(calls)}{CLOSE}")
                calls.append(Call(part.node.name, arguments, part.lineno + first_line - 1))
    return Marked("".join(text), tuple(calls), ())
