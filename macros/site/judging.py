"""The way out: the finished files are judged before they take the place of the last good site.

What was written is read again, as a browser will read it: whatever went wrong on the way stops here. Each process
judges the pages it made; where they lead is looked at when all are there.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from macros.site import internal_links
from macros.site.gate import DOCTYPE, TAG, Tag, Tags, of_this_machine
from macros.site.internal_links import References
from macros.site.pages import ERROR
from macros.source.faults import Fault
from macros.source.settings import is_of_this_machine
from macros.source.text import code_point

Key = TypeVar("Key")
Value = TypeVar("Value", Fault, tuple[str, str])

# The files that hold text, besides pages.
TEXTS = (".bib", ".css", ".csv", ".js", ".json", ".jsonld", ".md", ".ttl", ".txt", ".xml")

_BARE = re.compile("[<>].{0,80}")
# Marks that nothing was put in the place of, and controls; as they are, or by their numbers.
# The others are ranges, the commonest first: each character of a site is looked up in them.
_NEVER = re.compile("[^\x20-\x7e\n\t\r\x80-\udfff\uf900-\U000effff]")
# What UTF-8 has no need of but for these: most files are of other bytes alone, which takes less to find.
_NEEDLESS = {*range(0x20), 0x7F, 0xEE, 0xEF, 0xF3, 0xF4} - {*b"\n\t\r"}
_PLAIN = bytes({*range(256)} - _NEEDLESS)
_BY_NUMBER = re.compile("&#[xX]?[0-9a-fA-F]+;?")


@dataclass
class Judged:
    """What was found in some finished files, each called by its path from the root (`defis/07/index.html`).

    `wrong`: each thing that is wrong, in the first file that has it; `ids` and `policies`: those of each page, of its
    policies none that stands behind what it loads; `references`: where they lead within the site.
    """

    wrong: dict[str, Fault] = field(default_factory=dict)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    policies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    references: References = field(default_factory=dict)

    def add(self, other: Judged) -> None:
        """Add what was found in other files."""
        self.ids |= other.ids
        self.policies |= other.policies
        _keep_first(self.wrong, other.wrong)
        _keep_first(self.references, other.references)


def _keep_first(known: dict[Key, Value], more: Mapping[Key, Value]) -> None:
    """Add to what is known by key; of two by one key, the first in order stays."""
    for key, value in more.items():
        known[key] = min(value, known.get(key, value))


def judge(folder: Path, names: Iterable[str], url: str, repository: str) -> Judged:
    """What there is in some files of a finished site in `folder`, published at `url`.

    `repository` is the address of the project's home, or nothing: it may stand beneath the site's own.
    """
    judged, known = Judged(), Tags()
    for name in sorted(names):
        if name.endswith(".html"):
            judged.add(_page(name, (folder / name).read_bytes(), known, url, repository))
        elif name.endswith(TEXTS):
            judged.add(_text(name, (folder / name).read_bytes(), url, repository))
    return judged


def _page(name: str, content: bytes, known: Tags, url: str, repository: str) -> Judged:
    """What there is in a page; `known`: the tags of those before."""
    pieces = TAG.split(content.decode())
    written = pieces[1::2]
    tags = [*map(known.__getitem__, written)]
    found = [*_wrong_tags(name, pieces, tags, url), *_wrong_texts(content, pieces)]
    leading = {address for each in {*written} for address in known[each].leads_to}
    for tag, data in zip(tags, pieces[2::2], strict=True):
        if tag.has_data:
            leading |= internal_links.named(data, url)
    first = next((tag for tag in tags if tag.loads or tag.policy is not None), Tag())
    policies = () if first.loads else tuple(tag.policy for tag in tags if tag.policy is not None)
    return Judged(
        _told(name, ((fault, "".join(pieces[:place]).count("\n") + 1) for place, fault in found), url),
        {name: frozenset(tag.id for tag in tags if tag.id)},
        {name: policies},
        _references(name, leading, url, repository),
    )


def _text(name: str, content: bytes, url: str, repository: str) -> Judged:
    """What there is in a file that is no page."""
    text = content.decode()
    loaded = internal_links.loaded_by_style(text) if name.endswith(".css") else set()
    wrong = [*of_this_machine(text), *_foreign(name, loaded, url)]
    if match := _never(content):
        wrong.append(Fault("", 0, "", "gate-mark", {"character": code_point(match[0])}))
    references = _references(name, internal_links.named(text, url) | loaded, url, repository)
    return Judged(_told(name, ((fault, 1) for fault in wrong), url), references=references)


def _told(name: str, wrong: Iterable[tuple[Fault, int]], url: str) -> dict[str, Fault]:
    """What is wrong with a file, with the line, each thing once; a site of this machine may name it."""
    told: dict[str, Fault] = {}
    for fault, line in wrong:
        if fault.code != "gate-machine" or not is_of_this_machine(url):
            told.setdefault(str(fault), replace(fault, file=f"site/{name}", line=line))
    return told


def _references(name: str, leading: Collection[str], url: str, repository: str) -> References:
    """Where the addresses in a file lead within the site."""
    own = (address for address in leading if not (repository and address.startswith(repository)))
    # Of two addresses of one place, always the same is told.
    found = ((internal_links.place(name, address, url), address) for address in sorted(own, reverse=True))
    return {place: (name, address) for place, address in found if place}


def _foreign(name: str, loaded: Iterable[str], url: str) -> Iterator[Fault]:
    """What a file loads from elsewhere."""
    for address in loaded:
        if internal_links.place(name, address, url) is None:
            yield Fault("", 0, "", "gate-loaded", {"found": address})


def _wrong_tags(name: str, pieces: list[str], tags: list[Tag], url: str) -> Iterator[tuple[int, Fault]]:
    """What is wrong with the tags of a page and in their order, each with the place of its piece."""
    if pieces[0].strip() or pieces[1:2] != [DOCTYPE]:
        yield 0, Fault("", 0, "", "gate-broken", {"found": "".join(pieces)[:80]})
    open: list[str] = []
    ids: set[str] = set()
    for place, tag in zip(range(1, len(pieces), 2), tags, strict=True):
        if tag.closes:
            if open and open[-1] == tag.closes:
                open.pop()
                continue
            yield place, Fault("", 0, "", "gate-broken", {"found": f"<{open[-1] if open else ''}>…</{tag.closes}>"})
            if tag.closes in open:
                while open.pop() != tag.closes:
                    pass
            continue
        if tag.wrong or tag.loads:
            yield from ((place, fault) for fault in (*tag.wrong, *_foreign(name, tag.loads, url)))
            if pieces[place].startswith("<base ") and name != ERROR:
                yield place, Fault("", 0, "", "gate-element", {"element": "base"})
        if tag.has_data:
            yield from ((place + 1, fault) for fault in _wrong_data(pieces[place + 1]))
        if tag.id:
            if tag.id in ids:
                yield place, Fault("", 0, "", "gate-id", {"id": tag.id})
            ids.add(tag.id)
        if tag.ends and tag.ends in open:
            yield place, Fault("", 0, "", "gate-broken", {"found": f"<{tag.ends}>…{pieces[place]}"})
        if tag.opens:
            open.append(tag.opens)
    if open:
        yield len(pieces) - 1, Fault("", 0, "", "gate-broken", {"found": f"<{open[-1]}>…"})


def _wrong_data(data: str) -> Iterator[Fault]:
    """What is wrong with the data for machines in a page."""
    yield from of_this_machine(data)
    try:
        json.loads(data)
    except ValueError:
        yield Fault("", 0, "", "gate-broken", {"found": data[:80]})


def _never(content: bytes) -> re.Match[str] | None:
    """The first mark or control in a file."""
    return _NEVER.search(content.decode()) if content.translate(None, _PLAIN) else None


def _wrong_texts(content: bytes, pieces: list[str]) -> Iterator[tuple[int, Fault]]:
    """What is wrong in the texts between the tags of a page, and marks in either."""
    texts = "".join(pieces[::2])
    if "<" in texts or ">" in texts:
        for place, piece in enumerate(pieces):
            if place % 2 == 0 and (found := _BARE.search(piece)):
                yield place, Fault("", 0, "", "gate-broken", {"found": found[0]})
    by_number = {*_BY_NUMBER.findall("".join(pieces))} if b"&#" in content else ()
    if _never(content) or _NEVER.search(html.unescape("".join(by_number))):
        for place, piece in enumerate(pieces):
            if match := _NEVER.search(html.unescape(piece)):
                yield place, Fault("", 0, "", "gate-mark", {"character": code_point(match[0])})


def faults(judged: Judged, there: Collection[str], expected: Mapping[str, str]) -> Iterator[Fault]:
    """What stops a finished site: of what is wrong in many files, the first one is told.

    `there`: every file of the site; `expected`: the pages that it must have, and the policy of each.
    """
    yield from judged.wrong.values()
    for page in expected.keys() - judged.policies.keys():
        yield Fault(f"site/{page}", 1, "", "gate-page")
    others = [page for page, policies in judged.policies.items() if policies != (expected.get(page),)]
    # The first page of each kind.
    for page in {expected.get(page): page for page in sorted(others, reverse=True)}.values():
        yield Fault(f"site/{page}", 1, "", "gate-policy")
    for file, address in internal_links.broken(judged.references, there, judged.ids):
        yield Fault(f"site/{file}", 1, "", "gate-link", {"address": address})
