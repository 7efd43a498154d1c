"""The addresses that built pages hold, as our templates write them: in double quotes.

Read by pattern and not as trees: what a page says is kept to the byte where an address changes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

_ADDRESS = re.compile(r'(<[a-z]+\b[^>]*?\s(?:href|src|action)=")([^"]*)')
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//")
_LOADED = re.compile(r'<(?:link rel="?stylesheet"?|script|img)[^>]*?(?:href|src)="([^":]+)"')


def readdressed(html: str, change: Callable[[str], str]) -> str:
    """A page whose every address is what `change` makes of it, both as HTML writes them."""
    return _ADDRESS.sub(lambda match: match[1] + change(match[2]), html)


def loaded(html: str) -> list[str]:
    """The addresses of the style, the scripts and the pictures of its own site that a page loads."""
    return _LOADED.findall(html)


def is_outside(address: str) -> bool:
    """Whether an address says where on the web it leads, or holds what it names (`data:`)."""
    return _OUTSIDE.match(address) is not None


def target(page: str, path: str) -> str:
    """Where a relative path leads from a page (`en/defis/07/index.html`), from the site's root; no `/` at its end."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
