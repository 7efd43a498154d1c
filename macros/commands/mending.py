"""The command that mends what editors write, where no judgement is needed."""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePosixPath

from macros.building import site_of
from macros.commands.sources import check
from macros.site.translators import shelves
from macros.source import atomic, data, mending, settings
from macros.source.faults import Fault, gather
from macros.source.settings import Settings
from macros.words import extraction
from macros.words.typography import untyped


def fix(root: Path) -> None:
    """Mend the data, the pages and the catalogues, say what was done, then check them.

    Raises `Faults` for what is left: it needs a person.
    """
    project = settings.read(root)
    for note in (*_texts(project), *_quotes(root), *_catalogues(project)):
        print(note)
    check(root)


def _texts(project: Settings) -> list[Fault]:
    """Mend each file by itself."""
    notes: list[Fault] = []
    for path, name in mending.files(project.root, project.docs):
        before = path.read_bytes()
        found = mending.mend(before, name, untyped if _language(project, name) == "fr" else str)
        notes += _written(path, before, found)
    return notes


def _language(project: Settings, name: str) -> str:
    """The language that a file is written in; none for a catalogue, which has two."""
    folder, *parts = PurePosixPath(name).parts
    if folder == project.docs:
        return parts[0]
    return project.default if folder == "data" else ""


def _quotes(root: Path) -> list[Fault]:
    """Put between quotation marks the texts that YAML takes for a key, which the data says they cannot be."""
    faults: list[Fault] = []
    gather(faults, partial(data.load, root))
    found: dict[str, list[int]] = {}
    for fault in faults:
        if fault.code == "text-colon":
            found.setdefault(fault.file, []).append(fault.line)
    notes: list[Fault] = []
    for name, lines in found.items():
        before = (root / name).read_bytes()
        notes += _written(root / name, before, mending.quote(before, name, lines))
    return notes


def _catalogues(project: Settings) -> list[Fault]:
    """Put the catalogues in form, if what they translate can be read."""
    site = gather([], partial(site_of, project))
    notes: list[Fault] = []
    for name, found in (file for shelf in (shelves(site) if site else ()) for file in shelf.files(project.root)):
        content, path = extraction.po_bytes(found), project.root / name
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(exist_ok=True)
            atomic.write(path, content)
            notes.append(Fault(name, 1, "", "mended-catalogue"))
    return notes


def _written(path: Path, before: bytes, found: mending.Mended) -> tuple[Fault, ...]:
    """Write a file that was mended; what was done."""
    if found.content != before:
        atomic.write(path, found.content)
    return found.notes
