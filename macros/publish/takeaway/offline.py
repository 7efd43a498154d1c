"""The site as a folder that a browser opens without a server.

A server gives `defis/07/index.html` for `defis/07/`; a folder doesn't, so links name
the file. Addresses are relative already, but for those that name the page on the web.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from macros.publish.downloads import write_zip
from macros.publish.takeaway import Takeaway

_ADDRESS = re.compile(r'(<[a-z]+\b[^>]*?\s(?:href|src)=")([^"]*)')


def make(takeaway: Takeaway) -> list[Path]:
    """Zip the built site into `dist/`, in one folder. The paths written."""
    entries = {}
    for name, content in takeaway.pages.items():
        # The error page is a server's, and names its addresses from the web.
        if name == "404.html":
            continue
        if name.endswith(".html"):
            content = local(content.decode(), name, takeaway.pages, takeaway.site.url).encode()
        entries[f"{takeaway.slug}/{name}"] = content
    return [write_zip(takeaway.target("-site.zip"), entries)]


def local(html: str, page: str, files: Container[str], site_url: str) -> str:
    """A page (`en/defis/07/index.html`) with its links as they work from a folder that has `files`."""
    return _ADDRESS.sub(lambda match: match[1] + _local(match[2], page, files, site_url), html)


def _local(address: str, page: str, files: Container[str], site_url: str) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return address
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    if posixpath.normpath(f"{target}/index.html") in files:
        return parts._replace(path=parts.path.rstrip("/") + "/index.html").geturl()
    # What the folder leaves out is on the web.
    return address if target in files else urljoin(urljoin(site_url, page), address)
