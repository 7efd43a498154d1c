"""Where the addresses in a finished site lead within it: one rule for pages, style, feeds, lists and data.

Nothing here asks who built the site: it may be another build's.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from urllib.parse import unquote, urlsplit

# A file of the site, from its root, and an id in it, or nothing.
Place = tuple[str, str]
# The first file that leads to each place, and the address as it says it.
References = dict[Place, tuple[str, str]]

_OUTSIDE = re.compile("(?:https?|mailto|tel):")
# As far as an address goes that is written in a text. The ids of a feed's entries are names, and lead nowhere.
_WHOLE = "[A-Za-z0-9/._~%#?=+-]*"
_IN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?([^"')]*)""")


def files(folder: Path) -> set[str]:
    """Every file of a finished site, by its path from the folder."""
    top = len(str(folder)) + 1
    found = (f"{here}/{name}"[top:] for here, _, names in os.walk(folder) for name in names)
    return {name.replace(os.sep, "/") for name in found}


def place(file: str, address: str, url: str) -> Place | None:
    """Where in the site an address leads that a file of it has; None where it leads elsewhere.

    `file` is its path from the root (`en/defis/07/index.html`); `url`, where the site is, ending with `/`.
    """
    folder = file.rpartition("/")[0]
    if url and address.startswith(url):
        folder, address, file = "", address.removeprefix(url), "index.html"
    elif _OUTSIDE.match(address):
        return None
    elif address.startswith("/"):
        folder, address = "", address.removeprefix(urlsplit(url).path or "/")
    path, _, id = address.partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        return file, unquote(id)
    found = posixpath.normpath(f"{folder}/{path}" if folder else path)
    if path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        found = "index.html" if found == "." else f"{found}/index.html"
    return found, unquote(id)


def named(text: str, url: str) -> set[str]:
    """The addresses of the site that a text names from its `url` on, wherever it does."""
    if not url or url not in text:
        return set()
    # Looked for by how it begins: whether it is a name is asked where there is one.
    return {found.rstrip(".") for found in re.findall(f"{re.escape(url)}(?<!<id>{re.escape(url)}){_WHOLE}", text)}


def loaded_by_style(text: str) -> set[str]:
    """The addresses that a stylesheet loads, but for what it holds itself (`data:`)."""
    return {address for address in _IN_STYLE.findall(text) if not address.startswith("data:")}


def broken(
    references: References, there: Collection[str], ids: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str]]:
    """Each address that leads to no file, or to no id in it, with the first file that has it.

    `there`: every file of the site; `ids`: those of each page.
    """
    told: set[str] = set()
    for (file, id), (page, address) in sorted(references.items(), key=itemgetter(1)):
        is_there = file in there and (not id or id in ids.get(file, {id}))
        if not is_there and address not in told:
            told.add(address)
            yield page, address
