"""The way out: the finished pages are judged before they take the place of the last good site.

What was written is read again, as a browser will read it: whatever went wrong on the way, in a text, a template
or the code, stops here. Each process judges the pages it made; where they lead is looked at when all are there.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from macros.source.faults import Fault
from macros.source.settings import THIS_MACHINE

Key = TypeVar("Key")
Value = TypeVar("Value", Fault, tuple[str, str])

# What pages may hold: these elements; those that may have attributes of their own; the attributes of all.
PLAIN = re.compile(
    "abbr|article|aside|b|bdi|blockquote|body|br|caption|cite|code|dd|div|dl|dt|em|fieldset|figcaption|figure|footer"
    "|h[1-6]|head|header|hr|html|i|kbd|legend|li|main|mark|nav|p|pre|q|samp|section|small|span|strong|sub|sup|table|tbody"
    "|template|tfoot|thead|title|tr|ul|var"
)
ELEMENTS: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href", "hreflang", "rel", "type"}),
    "base": frozenset({"href"}),
    "button": frozenset({"type", "value"}),
    "form": frozenset({"autocomplete"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "input": frozenset({"type", "multiple", "accept", "name", "value", "autocomplete", "maxlength"}),
    "label": frozenset({"for"}),
    "link": frozenset({"rel", "href", "hreflang", "type"}),
    "meta": frozenset({"name", "content", "charset", "property", "http-equiv"}),
    "ol": frozenset({"start"}),
    "script": frozenset({"src", "defer", "type"}),
    "td": frozenset({"colspan", "rowspan"}),
    "textarea": frozenset({"name", "rows"}),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "time": frozenset({"datetime"}),
}
ANYWHERE = re.compile(r"class|dir|hidden|id|lang|role|tabindex|title|translate|(?:aria|data)-[a-z-]+")
ELSEWHERE = re.compile(r"(?:https?|mailto|tel|data):")

_QUOTED = r"""(?:"[^"]*"|'[^']*')"""
_TAG = re.compile(rf"""(<[^<>"']*(?:{_QUOTED}[^<>"']*)*>)""")
_OPENING = re.compile(rf"<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:={_QUOTED})?)*)>")
_NO_ELEMENT = re.compile(r"</[a-z][a-z0-9]*>|<!doctype html>")
_ATTRIBUTE = re.compile(rf"([a-z-]+)(?:=({_QUOTED}))?")
_BARE = re.compile("[<>].{0,80}")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True)
class Tag:
    """What a tag says: its id, where it leads; whether it is the page's policy; what is wrong with it anywhere."""

    id: str = ""
    leads_to: str | None = None
    is_policy: bool = False
    wrong: tuple[Fault, ...] = ()


@lru_cache(maxsize=20_000)
def _tag(text: str) -> Tag:
    """What a tag says. Pages share most of theirs."""
    if _NO_ELEMENT.fullmatch(text):
        return Tag()
    match = _OPENING.fullmatch(text)
    if not match:
        return Tag(wrong=(Fault("", 0, "", "gate-broken", {"found": text[:80]}),))
    element = match[1]
    if element not in ELEMENTS and not PLAIN.fullmatch(element):
        return Tag(wrong=(Fault("", 0, "", "gate-element", {"element": element}),))
    values = {name: html.unescape(value[1:-1]) for name, value in _ATTRIBUTE.findall(match[2])}
    own = ELEMENTS.get(element, frozenset())
    strange = [name for name in values if name not in own and not ANYWHERE.fullmatch(name)]
    return Tag(
        values.get("id", ""),
        values.get("href", values.get("src")),
        values.get("http-equiv") == "Content-Security-Policy",
        tuple(Fault("", 0, "", "gate-attribute", {"element": element, "attribute": name}) for name in strange),
    )


@dataclass
class Judged:
    """What was found in some finished pages, each called by its file (`defis/07/index.html`).

    `wrong`: each thing that is wrong, in the first page that has it; `ids`: those of each page; `references`:
    each place of the site that they lead to, with the first page that does, and the address as it says it.
    """

    wrong: dict[str, Fault] = field(default_factory=dict)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    references: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def add(self, other: Judged) -> None:
        """Add what was found in other pages."""
        self.ids |= other.ids
        _keep_first(self.wrong, other.wrong)
        _keep_first(self.references, other.references)


def _keep_first(known: dict[Key, Value], more: Mapping[Key, Value]) -> None:
    """Add to what is known by key; of two by one key, the first in order stays."""
    for key, value in more.items():
        known[key] = min(value, known.get(key, value))


def judge(folder: Path, names: Iterable[str], url: str, repository: str) -> Judged:
    """What there is in the finished pages of a folder, the site of which is at `url`.

    `repository` is the address of the project's home, or nothing: it may stand beneath the site's own.
    """
    judged = Judged()
    for name in sorted(names):
        judged.add(_judge(name, (folder / name).read_text("utf-8"), url, repository))
    return judged


def _judge(name: str, text: str, url: str, repository: str) -> Judged:
    """What there is in one page."""
    pieces = _TAG.split(text)
    tags = [_tag(piece) for piece in pieces[1::2]]
    ids = [tag.id for tag in tags if tag.id]
    leading = {tag.leads_to for tag in tags if tag.leads_to is not None}
    if repository:
        leading = {address for address in leading if not address.startswith(repository)}
    wrong: dict[str, Fault] = {}
    for fault, sign in _wrong(pieces, tags, ids, url):
        line = text.count("\n", 0, max(text.find(sign), 0)) + 1
        wrong.setdefault(str(fault), replace(fault, file=f"site/{name}", line=line))
    references = {place: (name, address) for address in leading if (place := _place(name, address, url))}
    return Judged(wrong, {name: frozenset(ids)}, references)


def _wrong(pieces: list[str], tags: list[Tag], ids: list[str], url: str) -> Iterator[tuple[Fault, str]]:
    """What is wrong in a page cut into texts and tags, each with a text that shows where."""
    for tag, piece in zip(tags, pieces[1::2], strict=True):
        for wrong in tag.wrong:
            yield wrong, piece
    for piece in pieces[::2]:
        if found := _BARE.search(piece):
            yield Fault("", 0, "", "gate-broken", {"found": found[0]}), piece
    if len(ids) != len(set(ids)):
        for id in {id for id in ids if ids.count(id) > 1}:
            yield Fault("", 0, "", "gate-id", {"id": id}), f' id="{id}"'
    if not any(tag.is_policy for tag in tags):
        yield Fault("", 0, "", "gate-policy"), "<head>"
    for piece in pieces:
        if match := _PRIVATE.search(piece):
            yield Fault("", 0, "", "gate-mark", {"character": f"U+{ord(match[0]):04X}"}), match[0]
    yield from _of_this_machine(pieces, url)


def _of_this_machine(pieces: list[str], url: str) -> Iterator[tuple[Fault, str]]:
    """The addresses of this machine in tags and in data for machines, where the site's is another."""
    if THIS_MACHINE.match(url):
        return
    for index, piece in enumerate(pieces):
        is_read_by_machines = index % 2 or (index and pieces[index - 1].startswith("<script"))
        if is_read_by_machines and (match := THIS_MACHINE.search(piece)):
            yield Fault("", 0, "", "gate-machine", {"address": match[0]}), match[0]


def _place(page: str, address: str, url: str) -> tuple[str, str] | None:
    """The file of the site that an address in a page leads to, and the id in it; None where it leads elsewhere."""
    folder = posixpath.dirname(page)
    if url and address.startswith(url):
        folder, address = "", address.removeprefix(url)
        page = "index.html"
    elif ELSEWHERE.match(address):
        return None
    elif address.startswith("/"):
        folder, address = "", address.removeprefix(urlsplit(url).path or "/")
    path, _, id = address.partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        return page, unquote(id)
    file = posixpath.normpath(posixpath.join(folder, path))
    if path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        file = posixpath.normpath(f"{file}/index.html")
    return file, unquote(id)


def files(folder: Path) -> set[str]:
    """Every file of a finished site, by its path from the folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def faults(judged: Judged, there: set[str], expected: Iterable[str]) -> Iterator[Fault]:
    """What stops a finished site: of what is wrong in many pages, the first one is told.

    `there`: every file of the site; `expected`: the pages that it must have.
    """
    yield from judged.wrong.values()
    for page in expected:
        if page not in judged.ids:
            yield Fault(f"site/{page}", 1, "", "gate-page")
    told: set[str] = set()
    for (file, id), (page, address) in sorted(judged.references.items(), key=itemgetter(1)):
        is_there = file in there and (not id or id in judged.ids.get(file, {id}))
        if not is_there and address not in told:
            told.add(address)
            yield Fault(f"site/{page}", 1, "", "gate-link", {"address": address})
