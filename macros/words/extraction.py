"""Gathers what is to be translated, and brings the catalogues up to date with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polib
from babel.messages import Message
from babel.messages.pofile import normalize

from macros.source import whole
from macros.source.schema import Leaf
from macros.words import catalogue

WIDTH = 100


def _empty(language: str = "") -> polib.POFile:
    found = polib.POFile()
    # No dates: two extractions of the same sources are the same bytes.
    found.metadata = {
        **({"Language": language} if language else {}),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return found


def _untranslated(source: Leaf) -> polib.POEntry:
    # Babel's marks of texts with placeholders: translators' editors then check that none is lost.
    flags = sorted(Message(str(source)).flags)
    place = (source.file, str(source.line))
    return polib.POEntry(msgctxt=source.context, msgid=str(source), occurrences=[place], flags=flags)


def template(sources: list[Leaf]) -> polib.POFile:
    """The catalogue of untranslated messages (`messages.pot`)."""
    found = _empty()
    found.extend(map(_untranslated, sources))
    return found


def updated(old: polib.POFile, sources: list[Leaf], language: str) -> polib.POFile:
    """`old` brought up to date with `sources`, without losing a translation.

    A message keeps its translation where its context and words are the same. Where
    the words were changed, the translation stays as fuzzy, with the previous words.
    Where an item moved within a list, its translation moves along. What nobody needs
    any more is kept at the end, as obsolete.
    """
    new = _empty(language)
    new.header = old.header
    # What is in use comes last: an item that was removed from a list may have left its context to another.
    known = [e for e in sorted(old, key=lambda e: not e.obsolete) if e.msgctxt and e.msgid and e.msgstr]
    by_context = {entry.msgctxt: entry for entry in known}
    by_list_and_words = {(_list_of(entry.msgctxt), entry.msgid): entry for entry in known}
    used: set[tuple[str, str]] = set()
    for source in sources:
        entry = _untranslated(source)
        before = by_context.get(source.context)
        if before is None or before.msgid != source:
            before = by_list_and_words.get((_list_of(source.context), str(source)), before)
        if before is not None:
            used.add((before.msgctxt, before.msgid))
            _translate(entry, before)
        new.append(entry)
    new.extend(_obsolete(entry) for entry in known if (entry.msgctxt, entry.msgid) not in used)
    return new


def _translate(entry: polib.POEntry, before: polib.POEntry) -> None:
    """Give a message the translation that it had, to be reviewed where it is of other words."""
    entry.msgstr, entry.tcomment = before.msgstr, before.tcomment
    if before.fuzzy or before.msgid != entry.msgid:
        entry.flags.append("fuzzy")
        entry.previous_msgid = before.previous_msgid if before.fuzzy else None
        if not entry.previous_msgid and before.msgid != entry.msgid:
            entry.previous_msgid = before.msgid


def _obsolete(entry: polib.POEntry) -> polib.POEntry:
    """A message that nobody needs, as its translator left it: still to be reviewed where it was."""
    flags = ["fuzzy"] if entry.fuzzy else []
    words = {"msgctxt": entry.msgctxt, "msgid": entry.msgid, "msgstr": entry.msgstr}
    return polib.POEntry(obsolete=True, tcomment=entry.tcomment, flags=flags, **words)


def _list_of(context: str) -> str:
    """`defi-07.questions.3` → `defi-07.questions`; other contexts as they are."""
    head, _, tail = context.rpartition(".")
    return head if tail.isdigit() else context


def po_bytes(catalog: polib.POFile) -> bytes:
    """A catalogue as the bytes of a PO file, the same for the same messages.

    Not polib's own writing, which breaks lines elsewhere: every catalogue would change in hundreds of places.
    """
    used = [entry for entry in catalog if not entry.obsolete]
    entries = [catalog.metadata_as_entry(), *used, *catalog.obsolete_entries()]
    return "\n".join([*_comments(catalog.header), *map(_block, entries), ""]).encode()


def _block(entry: polib.POEntry) -> str:
    """A message as lines of a PO file."""
    mark = "#~ " if entry.obsolete else ""
    fields = [
        ("#| ", "msgid", entry.previous_msgid),
        *((mark, key, getattr(entry, key)) for key in ("msgctxt", "msgid", "msgstr")),
    ]
    lines = [
        *_comments(entry.tcomment),
        *(f"#: {file}:{line}" for file, line in entry.occurrences),
        *([f"#, {', '.join(sorted(entry.flags))}"] if entry.flags else []),
        *(f"{mark}{key} {normalize(text, mark, WIDTH)}" for mark, key, text in fields if text is not None),
    ]
    return "\n".join(lines) + "\n"


def _comments(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]


def update_files(root: Path, sources: Mapping[str, list[Leaf]]) -> list[str]:
    """Write `messages.pot` and bring each language's catalogue up to date.

    `sources` holds, by language, what is to be translated into it. Returns one line of
    summary a file; raises `Faults` where a catalogue is malformed, before anything is
    written.
    """
    folder = root / "translations"
    longest = max(sources.values(), key=len, default=[])
    outputs = {folder / "messages.pot": (template(longest), f"{len(longest)} messages")}
    for language, wanted in sources.items():
        if wanted:
            path = folder / f"{language}.po"
            old = catalogue.read(path, f"translations/{language}.po") if path.exists() else _empty()
            new = updated(old, wanted, language)
            outputs[path] = (new, _summary(new, len(wanted)))
    folder.mkdir(exist_ok=True)
    for path, (catalog, _) in outputs.items():
        whole.write(path, po_bytes(catalog))
    return [f"translations/{path.name}: {summary}" for path, (_, summary) in outputs.items()]


def _summary(catalog: polib.POFile, wanted: int) -> str:
    done, fuzzy, obsolete = (
        len(entries) for entries in (catalog.translated_entries(), catalog.fuzzy_entries(), catalog.obsolete_entries())
    )
    return f"{done}/{wanted} translated, {fuzzy} to review, {obsolete} obsolete"
