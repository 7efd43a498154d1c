"""The site as a folder that a browser opens without a server.

A server gives `defis/07/index.html` for `defis/07/`; a folder doesn't, so links name
the file. Addresses are relative already, but for those that name the page on the web.
"""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from macros.publish.addresses import is_outside, readdressed, target
from macros.publish.downloads import write_zip
from macros.publish.search import FOLDER
from macros.publish.takeaway import Takeaway
from macros.site import pages


def make(takeaway: Takeaway) -> list[Path]:
    """Zip the built site into `dist/`, in one folder. The paths written."""
    entries = {}
    for name, content in takeaway.pages.items():
        # The error page is a server's, and names its addresses from the web; no folder can be asked for an index.
        if name == pages.ERROR or name.startswith(f"{FOLDER}/"):
            continue
        if name.endswith(".html"):
            content = local(content.decode(), name, takeaway.pages, takeaway.site.url).encode()
        entries[f"{takeaway.slug}/{name}"] = content
    return [write_zip(takeaway.target("-site.zip"), entries)]


def local(html: str, page: str, files: Container[str], site_url: str) -> str:
    """A page (`en/defis/07/index.html`) with its links as they work from a folder that has `files`."""
    return readdressed(html, lambda address: _local(address, page, files, site_url))


def _local(address: str, page: str, files: Container[str], site_url: str) -> str:
    if is_outside(address) or not (parts := urlsplit(address)).path:
        return address
    if target(page, f"{parts.path}/index.html") in files:
        return parts._replace(path=parts.path.rstrip("/") + "/index.html").geturl()
    # What the folder leaves out is on the web.
    return address if target(page, parts.path) in files else urljoin(urljoin(site_url, page), address)
