"""What may stand in the folders that editors write in: real files, plainly named, of known kinds.

MkDocs follows symbolic links and publishes whatever it finds in `docs/`: a link would
publish a file of the machine that builds, a page of raw HTML would run its own scripts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from macros.source.faults import Fault
from macros.source.text import MAX_BYTES, size

FOLDERS = ("data", "docs", "overrides", "translations")
# Pictures that hold points alone. SVG holds whatever a page does.
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
_NAME = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)+[a-z0-9]+(?:-[a-z0-9]+)*")


def links(root: Path) -> Iterator[Fault]:
    """Symbolic links in the folders of the project, or in place of one."""
    for folder in FOLDERS:
        for path in _walk(root / folder):
            if path.is_symlink():
                yield Fault(path.relative_to(root).as_posix(), 1, "", "file-symlink")


def unpublishable(root: Path, docs: str) -> Iterator[Fault]:
    """Files of `docs/` that are neither a page in its language's folder nor a picture, or are badly named."""
    for path in _walk(root / docs):
        name = path.relative_to(root / docs)
        # MkDocs leaves out hidden files, as git's or the system's; a hidden page would be in the sitemap alone.
        if path.is_dir() or (path.suffix != ".md" and any(part.startswith(".") for part in name.parts)):
            continue
        shown = f"{docs}/{name.as_posix()}"
        if path.suffix != ".md" and path.suffix not in PICTURES:
            yield Fault(shown, 1, "", "docs-kind", {"pictures": ", ".join(PICTURES)})
        elif not _NAME.fullmatch(name.with_suffix("").as_posix()):
            yield Fault(shown, 1, "", "docs-name")
        elif path.suffix != ".md" and path.stat().st_size > MAX_BYTES:
            yield Fault(shown, 1, "", "file-too-large", {"size": size(MAX_BYTES)})


def _walk(folder: Path) -> Iterator[Path]:
    """A folder and everything in it, links not followed, in a fixed order."""
    yield folder
    for parent, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(folders + files))
