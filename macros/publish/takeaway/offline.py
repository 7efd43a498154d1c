"""The site as a folder that a browser opens without a server.

A server gives `defis/07/index.html` for `defis/07/`; a folder doesn't, so links name
the file. Addresses are relative already, but for those that name the page on the web.
"""

from __future__ import annotations

import io
import lzma
import tarfile
from collections.abc import Container
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from macros.publish.addresses import is_outside, readdressed, target
from macros.publish.desk import FOLDER as DESK
from macros.publish.downloads import write_zip
from macros.publish.search import FOLDER
from macros.publish.takeaway import Takeaway
from macros.site import pages
from macros.source import atomic


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
    return [write_zip(takeaway.target("-site.zip"), entries), _floppy(takeaway)]


def _floppy(takeaway: Takeaway) -> Path:
    """Write the pages for readers and their style, in every language, small enough for a floppy disk of 1.44 MB.

    What else the site has, links lead to on the web.
    """
    kept = {name: content for name, content in takeaway.pages.items() if _is_text(name)}
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in kept.items():
            if name.endswith(".html"):
                content = local(content.decode(), name, kept, takeaway.site.url).encode()
            # Without a date or an owner: the same bytes each time.
            entry = tarfile.TarInfo(f"{takeaway.slug}/{name}")
            entry.size, entry.mode = len(content), 0o644
            tar.addfile(entry, io.BytesIO(content))
    path = takeaway.target("-disquette.tar.xz")
    # Text: what a byte is depends on those before it, not on where it stands.
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]
    atomic.write(path, lzma.compress(archive.getvalue(), filters=filters))
    return path


def _is_text(name: str) -> bool:
    """Whether a file of the site is a page for readers, or the style of one."""
    beside = (f"{DESK}/", "data/")
    is_page = name.endswith("/index.html") or name == "index.html"
    return name.endswith(".css") or (is_page and not any(f"/{name}".find(f"/{each}") >= 0 for each in beside))


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
