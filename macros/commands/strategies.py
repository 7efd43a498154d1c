"""Commands about strategies that visitors exported from the worksheet."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from macros.publish import worksheet
from macros.publish.cells import as_csv
from macros.source import settings
from macros.source.faults import inert
from macros.source.settings import refuse_unknown
from macros.words import project


def strategie(root: Path, step: str, files: list[Path], language: str = "") -> None:
    """Check strategies exported from the worksheet, or print which défis they share, as CSV on standard output."""
    read = settings.read(root)
    named = worksheet.read_all(files, read.name)
    if step == "check":
        for line in worksheet.summary(dict(zip(files, named, strict=True))):
            print(inert(line))
        return
    code = language or read.default
    refuse_unknown([code], list(read.names), "--language")
    loaded = project.load(root, read.names, read.default)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Half a character, which a browser may have exported, is no reason to lose the table.
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")
    sys.stdout.write(as_csv(worksheet.table(named, loaded.data.strategy.defis, loaded.languages[code])))
