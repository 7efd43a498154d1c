"""The files that can be taken away: which there are in `dist/`, and where the site offers them."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.site import pages
from macros.source import atomic
from macros.source.address import web_path
from macros.source.languages import CODE

DIST = "dist"
# Where the files are in the site: beside the page that offers them.
FOLDER = web_path(pages.DOWNLOADS).rstrip("/")

_NAMES = re.compile(
    rf"(?:.+-(?P<cards>cartes-a[46])|.+)-(?:(?P<language>{CODE})\.(?P<book>pdf|epub)|(?P<whole>site|archive)\.zip|(?P<small>disquette)\.tar\.xz)"
)
# The order they are offered in.
KINDS = ("pdf", "cartes-a4", "cartes-a6", "epub", "site", "disquette", "archive")


@dataclass(frozen=True)
class Download:
    """A file to take away: its kind (one of `KINDS`), its language if it is in one, its size in bytes."""

    path: Path
    kind: str
    language: str
    size: int

    @property
    def address(self) -> str:
        """Where it is, from the site's root."""
        return f"{FOLDER}/{self.path.name}"


def offered(root: Path) -> list[Download]:
    """The files of a project's `dist/`, by kind, then by language."""
    found = []
    for path in (root / DIST).glob("*"):
        if match := _NAMES.fullmatch(path.name):
            kind = match["cards"] or match["book"] or match["whole"] or match["small"]
            found.append(Download(path, kind, match["language"] or "", path.stat().st_size))
    return sorted(found, key=lambda file: (KINDS.index(file.kind), file.language, file.path.name))


def for_readers(root: Path, code: str) -> list[Download]:
    """The files to offer readers of a language: those in it and those in every language first."""
    return sorted(offered(root), key=lambda file: file.language not in ("", code))


def publish(root: Path, site: Path) -> None:
    """Copy the files into a built site that has a page to offer them."""
    if (site / FOLDER / "index.html").is_file():
        for file in offered(root):
            shutil.copyfile(file.path, site / file.address)


def clear(root: Path) -> None:
    """Remove what was made before."""
    for file in offered(root):
        file.path.unlink()


def write_zip(path: Path, entries: Mapping[str, bytes]) -> Path:
    """Write a zip whose bytes depend on its entries alone; their order is kept. The path written."""
    atomic.write(path, zipped(entries))
    return path


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes depend on its entries alone; their order is kept."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, held in entries.items():
            # Without a date, an entry has that of the zip format's first day.
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            # An EPUB's type is to be read without unpacking.
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, held, compresslevel=9)
    return content.getvalue()
