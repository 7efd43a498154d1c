"""Writes a file whole or not at all: an interruption or a full disk leaves the one that was there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Where to write what is to be the file at `path`, whose place it takes once all is done."""
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a file of this content; whoever may read and write the one that was there may go on."""
    with replacing(path) as part:
        part.write_bytes(content)
        if path.exists():
            shutil.copymode(path, part)
