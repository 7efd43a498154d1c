"""Commands that write what can be taken away into `dist/`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from macros.commands.build import build
from macros.placing import Place
from macros.publish import downloads, takeaway
from macros.source import settings
from macros.source.faults import Faults

# The kinds of files: a module of `publish/takeaway/` each.
KINDS = ("offline", "pdf", "epub", "archive")


def write(root: Path, kind: str) -> None:
    """Write one kind of file to take away, and say which; an archive keeps addresses that readers can reach."""
    read = settings.read(root)
    if kind == "archive":
        settings.refuse_this_machine(read)
    module = importlib.import_module(f"macros.publish.takeaway.{kind}")
    with Place.of(read.folder).holding():
        written = module.make(takeaway.begin(root))
    for path in written:
        print(f"{path.relative_to(root)}: {path.stat().st_size} bytes")


def write_all(root: Path) -> None:
    """Build the site, make everything to take away, and build the site again: it offers what `dist/` holds.

    Without WeasyPrint there are no PDFs: it is said, and the rest is made.
    """
    settings.refuse_this_machine(settings.read(root))
    downloads.clear(root)
    build(root)
    for kind in KINDS:
        try:
            write(root, kind)
        except Faults as faults:
            if kind != "pdf":
                raise
            print(faults.report(), file=sys.stderr)
    build(root)
