"""Tells whether what pages are made of is still what it was: sources and generator, as one short hash.

What a site is published with besides (its address, its repository, the history of git) changes no page otherwise than
in its addresses and dates.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from macros.source.settings import CONFIGURATION

# What was found to hold of the pages is written here afterwards.
RECORDED = "data/controles.yaml"
_FOLDERS = ("data", "translations", "overrides", "macros")
_FILES = (CONFIGURATION, "CITATION.cff", "requirements.txt")


def of(root: Path, docs: str = "docs") -> str:
    """The hash of what the pages of the project at `root` are made of, whose own are in the folder `docs`."""
    whole = hashlib.sha256()
    for path in sorted(_files(root, docs), key=lambda path: path.relative_to(root).as_posix()):
        name = path.relative_to(root).as_posix()
        # Windows may write the ends of lines otherwise.
        content = hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
        whole.update(f"{name} {content}\n".encode())
    return whole.hexdigest()[:8]


def _files(root: Path, docs: str) -> Iterator[Path]:
    """Every file that pages are made of; not what Python compiles, nor what editing leaves beside them."""
    yield from (path for name in _FILES if (path := root / name).is_file())
    for folder in (docs, *_FOLDERS):
        for path in (root / folder).rglob("*"):
            parts = path.relative_to(root).parts
            hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
            if not hidden and path.is_file() and path != root / RECORDED:
                yield path
