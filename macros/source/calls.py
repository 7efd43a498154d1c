"""The macros that a page calls: read as Jinja would, but nothing is run.

A page may call our macros with plain texts, and nothing else of Jinja. The HTML of a macro never passes through
Markdown: a mark stands for it until the prose has been converted, so that neither can spoil the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from macros.source.faults import Fault
from macros.source.marks import CLOSE, OPEN

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

# The call that nearly every page makes: `{{ questions("defi-07") }}`.
_CALL = re.compile(r'\{\{ ?(\w+)\((?:"([\w-]*)")?\) ?\}\}')
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


def plain(body: str, first_line: int) -> Marked | None:
    """The calls of a page's body, which starts on a line of its file; None where its braces hold more than these.

    `expressions.read` then tells what is wrong, or what the calls are that are written otherwise.
    """
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


def put_in(converted: str, fragments: Sequence[str]) -> str:
    """Converted prose with each mark replaced by the HTML of its call."""
    return _MARK.sub(lambda match: fragments[int(match[1] or match[2])], converted)
