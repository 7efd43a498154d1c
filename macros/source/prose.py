"""The editors' Markdown: what it may hold, and how its macros are put in.

A page may call the macros of `page_macros` with plain texts, link to sources by
their id, and hold Markdown. Nothing else: no other Jinja, no raw HTML. The HTML of
a macro never passes through Markdown: a mark stands for it until the prose has
been converted, so that neither can spoil the other.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import markdown
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markdown.preprocessors import Preprocessor
from markupsafe import Markup

from macros.site.page_macros import ENTRY_MACROS, SITE_MACROS, UnknownEntry
from macros.source.data import Data
from macros.source.faults import Fault, Faults
from macros.source.text import HIDDEN, code_point
from macros.source.validation import hint, type_named, type_of
from macros.source.yamlfile import SourceFile, parse_yaml

FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---(?:\n|\Z)", re.DOTALL)
# Private-use characters: no file may hold them.
OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(rf"<p>{OPEN}(\d+){CLOSE}</p>|{OPEN}(\d+){CLOSE}")

# `{#` opens a heading's id here, not a Jinja comment.
_sandbox = ImmutableSandboxedEnvironment(comment_start_string="\ue002", comment_end_string="\ue003")


@dataclass(frozen=True)
class Page:
    """A page's Markdown file: its name in messages, its text, and where the body starts."""

    name: str
    text: str

    @cached_property
    def body(self) -> str:
        """The Markdown without the front matter."""
        return FRONT_MATTER.sub("", self.text, count=1)

    @cached_property
    def source(self) -> SourceFile:
        """The front matter and its lines. Raises `Faults`."""
        match = FRONT_MATTER.match(self.text)
        # The empty line stands for `---`, so that the lines are those of the file.
        return parse_yaml("\n" + match[1] if match else "", self.name)

    @cached_property
    def front(self) -> dict[str, Any]:
        """The front matter; nothing where it cannot be read."""
        try:
            return self.source.value if isinstance(self.source.value, dict) else {}
        except Faults:
            return {}

    @cached_property
    def has_prose(self) -> bool:
        """Whether the file has words to translate: a title of its own, or anything besides macros."""
        return bool(self.front.get("title") or re.sub(r"\{\{.*?\}\}", "", self.body, flags=re.DOTALL).strip())

    @cached_property
    def statements(self) -> list[nodes.Node]:
        """The body as Jinja reads it: texts and calls. Raises `TemplateSyntaxError`."""
        try:
            return _sandbox.parse(self.body).body
        except (RecursionError, ValueError) as error:
            # Thousands of brackets, or of digits: on the longest line with braces, most likely.
            lines = self.body.split("\n")
            line = max(range(len(lines)), key=lambda index: ("{" in lines[index], len(lines[index])))
            raise TemplateSyntaxError(type(error).__name__, line + 1) from None

    @property
    def first_line(self) -> int:
        """The line of the file on which the body starts."""
        match = FRONT_MATTER.match(self.text)
        return self.text.count("\n", 0, match.end()) + 1 if match else 1


@lru_cache(maxsize=2000)
def page(name: str, text: str) -> Page:
    """A page, the same one for the same text: what was read of it need not be read again."""
    return Page(name, text)


def faults(page: Page, data: Data, titled: bool, others: Container[str]) -> Iterator[Fault]:
    """Everything in a page that an editor has to mend, without rendering it.

    `titled` says whether the page has to give itself a title and a description
    (an entry's page takes them from the data); `others` holds every page that links
    may lead to, from the root of its language (`defis/07.md`).
    """
    yield from _front_matter(page, titled)
    yield from _calls(page)
    yield from _markdown(page, data)
    yield from _links(page, others)


def _front_matter(page: Page, titled: bool) -> Iterator[Fault]:
    expected = {"title", "description"} if titled else set()
    # What translations are made from, and which changes outdate none: see `translation.py`.
    allowed = expected | {"sections", "mineurs"}
    try:
        front = page.source
    except Faults as found:
        yield from found.faults
        return
    value = page.front
    for key in value.keys() - allowed:
        yield Fault(
            page.name,
            front.line((key,)),
            "",
            "page-front-matter",
            {"key": key, "allowed": ", ".join(sorted(allowed))},
        )
    for key in expected:
        if not isinstance(value.get(key), str) or not value[key].strip():
            yield Fault(page.name, 1, "", "missing", {"key": key})
        elif "{" in value[key]:
            yield Fault(page.name, front.line((key,)), "", "page-braces", {})
    for key, kind in (("sections", str), ("mineurs", list)):
        found = value.get(key, {})
        for section, item in found.items() if isinstance(found, dict) else [("", found)]:
            if not isinstance(item, kind):
                values = {"expected": type_named(kind.__name__), "found": type_of(item)}
                yield Fault(page.name, front.line((key, section)), f"{key}.{section}", "wrong_type", values)


def _calls(page: Page) -> Iterator[Fault]:
    """Jinja that is not a plain call of one of our macros."""
    offset = page.first_line - 1
    try:
        statements = page.statements
    except TemplateSyntaxError as error:
        yield Fault(page.name, error.lineno + offset, "", "page-jinja", {"problem": error.message or ""})
        return
    for statement in statements:
        if not isinstance(statement, nodes.Output):
            # Jinja gives a few of its own nodes no line.
            line = next((node.lineno for node in (statement, *statement.find_all(nodes.Node)) if node.lineno), 1)
            yield Fault(page.name, line + offset, "", "page-jinja-forbidden", {})
            continue
        for part in statement.nodes:
            if isinstance(part, nodes.TemplateData):
                continue
            if not isinstance(part, nodes.Call) or not isinstance(part.node, nodes.Name):
                yield Fault(page.name, part.lineno + offset, "", "page-jinja-forbidden", {})
                continue
            name, line = part.node.name, part.lineno + offset
            plain = all(isinstance(argument, nodes.Const) and isinstance(argument.value, str) for argument in part.args)
            if name not in ENTRY_MACROS.keys() | SITE_MACROS:
                values = {"name": name, "hint": hint(name, [*ENTRY_MACROS, *SITE_MACROS])}
                yield Fault(page.name, line, "", "macro-unknown", values)
            elif (
                not plain or part.kwargs or part.dyn_args or part.dyn_kwargs or len(part.args) != (name in ENTRY_MACROS)
            ):
                usage = f'{name}("…")' if name in ENTRY_MACROS else f"{name}()"
                yield Fault(page.name, line, "", "macro-arguments", {"usage": usage})


def without_code(text: str) -> str:
    """`text` with what stands in code blanked out, lines kept."""
    blank = lambda match: re.sub(r"[^\n]", " ", match[0])  # noqa: E731
    text = re.sub(r"^(```|~~~).*?^\1", blank, text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", blank, text)


def _markdown(page: Page, data: Data) -> Iterator[Fault]:
    for number, line in enumerate(without_code(page.body).splitlines(), page.first_line):
        if hidden := HIDDEN.search(html.unescape(line)):
            yield Fault(page.name, number, "", "file-character", {"character": code_point(hidden[0])})
        if match := re.match(r"[\s>*+-]*\[[^\]]+\]:", line):
            yield Fault(page.name, number, "", "page-definition", {"text": match[0].strip()})
        if match := re.search(r"<(?!https?://)[a-zA-Z/!?][^>\s]{0,30}", line):
            yield Fault(page.name, number, "", "page-html", {"html": match[0]})
        if re.match(r"#\s", line):
            yield Fault(page.name, number, "", "page-h1", {})
        elif re.match(r"#{2,6}\s", line) and not re.search(r"\{#[a-z][a-z0-9-]*\}\s*$", line):
            yield Fault(page.name, number, "", "page-heading-id", {"heading": line.strip("# ")[:40]})
        for source in re.findall(r"\]\[([^\]\s]+)\]", line):
            if source not in data.sources:
                values = {"source": source, "hint": hint(source, data.sources)}
                yield Fault(page.name, number, "", "page-source", values)


def _links(page: Page, others: Container[str]) -> Iterator[Fault]:
    """Links to pages that do not exist, and addresses that no source declares."""
    # `docs/fr/defis/07.md` → `defis`
    folder = posixpath.dirname(page.name.split("/", 2)[2])
    for number, line in enumerate(without_code(page.body).splitlines(), page.first_line):
        for link in re.findall(r"\]\(\s*<?([^)\s>]*)", line) + re.findall(r"<(https?://[^>\s]+)>", line):
            target = link.partition("#")[0]
            if link.startswith(("http://", "https://", "//")):
                yield Fault(page.name, number, "", "page-external", {"address": link})
            elif target and posixpath.normpath(posixpath.join(folder, target)) not in others:
                yield Fault(page.name, number, "", "page-link", {"link": link})


def put_marks(page: Page, macros: Mapping[str, Callable[..., Markup]]) -> tuple[str, list[Markup], list[Fault]]:
    """The body with a mark in place of each macro, the HTML of each, and the faults met.

    Only for a page without faults: see `faults`.
    """
    fragments: list[Markup] = []
    found: list[Fault] = []
    output: list[str] = []
    for statement in page.statements:
        for part in statement.nodes:  # type: ignore[attr-defined]
            if isinstance(part, nodes.TemplateData):
                output.append(part.data)
                continue
            try:
                fragments.append(macros[part.node.name](*(argument.value for argument in part.args)))
                output.append(f"{OPEN}{len(fragments) - 1}{CLOSE}")
            except UnknownEntry as error:
                kinds = ", ".join(sorted(error.kinds))
                found.append(
                    Fault(
                        page.name,
                        part.lineno + page.first_line - 1,
                        "",
                        "macro-entry",
                        {"value": error.value, "kinds": kinds},
                    )
                )
    return "".join(output), fragments, found


def replace_marks(converted: str, fragments: list[Markup]) -> str:
    """The converted prose with each mark replaced by its macro's HTML."""
    return MARK.sub(lambda match: fragments[int(match[1] or match[2])], converted)


class Extension(markdown.Extension):
    """Markdown for prose: no raw HTML, and `[words][source-id]` for links to sources."""

    def __init__(self, data: Data):
        super().__init__()
        self.references = {source.id: (source.url, None) for source in data.sources.values()}

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # A page could give a source's id an address of its own.
        md.parser.blockprocessors.deregister("reference")
        md.preprocessors.register(_References(md, self.references), "sources", 10)


class _References(Preprocessor):
    """Lets prose name every source by its id. (Markdown forgets references before each page.)"""

    def __init__(self, md: markdown.Markdown, references: Mapping[str, tuple[str, None]]):
        super().__init__(md)
        self.references = references

    def run(self, lines: list[str]) -> list[str]:
        self.md.references.update(self.references)
        return lines
