"""The macros that a page calls: read as Jinja does, but nothing is run.

A page may call our macros with plain texts, and nothing else of Jinja. The HTML of a macro never passes through
Markdown: a mark stands for it until the prose has been converted, so that neither can spoil the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.source.faults import Fault
from macros.source.limits import bounded
from macros.source.marks import CLOSE, COMMENT_CLOSE, COMMENT_OPEN, OPEN
from macros.source.validation import hint

# The name of each macro that takes the id of an entry, of a theme or of a public, and the kinds it can be given.
ENTRY_MACROS: dict[str, set[str]] = {
    "opening": {"defi", "action", "axe"},
    "duties": {"defi"},
    "questions": {"defi"},
    "cases": {"defi"},
    "ecology": {"defi"},
    "resources": {"defi"},
    "related": {"defi", "action"},
    "follow_up": {"action"},
    "sections": {"axe"},
    "topic": {"theme", "public"},
    "situation": {"situation"},
}
# Those that take nothing.
SITE_MACROS: set[str] = {
    "map", "all_defis", "all_actions", "all_axes", "worksheet", "together", "by_theme", "by_public", "consultation",
    "groups", "errata", "glossary", "easy_to_read", "whole_text", "site_plan", "source_document",
    "budget", "checks", "translations", "data_address", "data_files", "changes", "repository", "downloads",
    "alphabetical_index", "search", "all_duties", "duties_by_public", "deadlines", "law_texts", "all_cases",
    "situations", "contacts", "funding", "document", "cards", "legal", "timeline",
}  # fmt: skip
# Those that give words, which stand among others; what the rest give are paragraphs, lists, tables.
WORDS: set[str] = {"data_address"}

_sandbox = ImmutableSandboxedEnvironment(comment_start_string=COMMENT_OPEN, comment_end_string=COMMENT_CLOSE)
# The call that nearly every page makes: `{{ questions("defi-07") }}`.
_CALL = re.compile(r'\{\{ ?(\w+)\((?:"([\w-]*)")?\) ?\}\}')
_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_MARK = re.compile(rf"<p>{OPEN}(\d+){CLOSE}</p>|{OPEN}(\d+){CLOSE}")


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the macro's name, its arguments, the line of the file."""

    name: str
    arguments: tuple[str, ...]
    line: int

    def __str__(self) -> str:
        """The call as pages write it: `{{ questions("defi-07") }}`."""
        arguments = ", ".join(f'"{argument}"' for argument in self.arguments)
        return f"{{{{ {self.name}({arguments}) }}}}"


@dataclass(frozen=True)
class Marked:
    """A text with a mark in place of each call; the calls in order; what is wrong with them.

    Where anything is, there are no calls: whatever stands in braces is put aside.
    """

    text: str
    calls: tuple[Call, ...]
    faults: tuple[Fault, ...]


def read(name: str, body: str, first_line: int) -> Marked:
    """The calls of a page's body, called `name` in messages, which starts on a line of its file.

    Raises `Faults` where reading it takes too much.
    """
    if plain := _plain(body, first_line):
        return plain
    try:
        with bounded(name):
            statements = _parsed(body)
    except TemplateSyntaxError as error:
        fault = Fault(name, error.lineno + first_line - 1, "", "page-jinja", {"problem": error.message or ""})
        return Marked(_aside(body), (), (fault,))
    found = tuple(_faults(name, statements, first_line - 1))
    return Marked(_aside(body), (), found) if found else _marked(statements, first_line)


def _plain(body: str, first_line: int) -> Marked | None:
    """A body whose braces are all plain calls that Jinja would take as they are; None for any other."""
    calls: list[Call] = []

    def mark(match: re.Match[str]) -> str:
        name, about = match.groups()
        known = name in SITE_MACROS if about is None else name in ENTRY_MACROS
        if not known:
            return match[0]
        line = first_line + body.count("\n", 0, match.start())
        calls.append(Call(name, () if about is None else (about,), line))
        return f"{OPEN}{len(calls) - 1}{CLOSE}"

    text = _CALL.sub(mark, body)
    return None if "{{" in text or "{%" in text else Marked(text, tuple(calls), ())


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


def put_in(converted: str, fragments: Sequence[str]) -> str:
    """Converted prose with each mark replaced by the HTML of its call."""
    return _MARK.sub(lambda match: fragments[int(match[1] or match[2])], converted)
