"""Brings the catalogues up to date with what is to be translated.

They are laid out so that the tools of translators leave alone what they do not change: a line a text, however long
(each tool breaks lines elsewhere), references without line numbers, fields and flags in gettext's own order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

import polib

from macros.source import atomic
from macros.source.faults import Fault
from macros.source.schema import Leaf
from macros.words import catalogue
from macros.words.catalogue import Message, Messages, message_of

# Above the messages of a catalogue that nobody has written anything above.
_NOTICE = "Translators may name themselves here. How to translate: CONTRIBUTING.md"
# What gettext's tools fill in when they make a catalogue of the template (`msginit`).
_TO_FILL = {
    "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
    "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
    "Language-Team": "LANGUAGE <LL@li.org>",
}


@dataclass(frozen=True)
class Shelf:
    """The catalogues of one folder: what they translate, and into which languages.

    `project` and `date` (`2026-11-22`) are what the header of a new one says: whose texts they are, and since when.
    `comments` gives the lines that translators are told of a text; `given`, by language and context, translations
    that stand elsewhere; `settles`, whether the translation of a text into a language is to be taken as up to date.
    """

    folder: str
    project: str
    date: str
    sources: Sequence[Leaf]
    languages: Sequence[str]
    comments: Callable[[Leaf], Sequence[str]]
    given: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    settles: Callable[[Leaf, str], bool] = lambda leaf, language: False

    @cached_property
    def _notes(self) -> dict[str, str]:
        """What is told of each text, by its context: the same in every language."""
        return {source.context: "\n".join(self.comments(source)) for source in self.sources}

    def files(self, root: Path) -> Iterator[tuple[str, polib.POFile]]:
        """Each file of the folder as it has to be, by its name from the project's root.

        Raises `Faults` where a catalogue is malformed.
        """
        yield f"{self.folder}/{catalogue.TEMPLATE}", self.template()
        for language in self._translated:
            name = catalogue.file_of(self.folder, language)
            yield name, self.updated(catalogue.read(root / name, name), language)

    @property
    def _translated(self) -> Iterator[str]:
        """The languages that have anything to translate."""
        return (language for language in self.languages if any(source.language != language for source in self.sources))

    def otherwise(self, root: Path) -> Iterator[tuple[str, polib.POFile]]:
        """Of these files, those that may not be as they have to be. Most are, and a look at their text tells it."""
        name = f"{self.folder}/{catalogue.TEMPLATE}"
        yield name, self.template()
        for language in self._translated:
            path = root / (name := catalogue.file_of(self.folder, language))
            if not path.exists() or not self._is_in_form(path.read_bytes().decode(), language):
                yield name, self.updated(catalogue.read(path, name), language)

    def _is_in_form(self, text: str, language: str) -> bool:
        """Whether a catalogue has its messages in order, each field of theirs on a line, and no other message."""
        sources = [source for source in self.sources if source.language != language]
        place = text.find("\n\n")
        if "\r" in text or '\n"' in text[place:] or text.count("\nmsgctxt ") != len(sources):
            return False
        for source in sources:
            for lines in self._lines[source.context]:
                place = text.find(lines, place)
                if place < 0:
                    return False
        return True

    @cached_property
    def _lines(self) -> dict[str, tuple[str, str]]:
        """What stands above each message's translation, by its context: what is told of it, and its words."""
        found = {}
        for source in self.sources:
            above, mark, words = self._untranslated(source).__unicode__(0).partition("msgctxt ")
            told = "".join(line for line in above.splitlines(keepends=True) if not line.startswith("#,"))
            found[source.context] = told, mark + words.rpartition('""')[0]
        return found

    def template(self) -> polib.POFile:
        """The catalogue of untranslated messages."""
        found = self._empty(_TO_FILL | {"Language": ""}, "")
        # As `xgettext` leaves it: a header that is still to be filled in.
        found.metadata_is_fuzzy = True
        found.extend(map(self._untranslated, self.sources))
        return found

    def updated(self, old: polib.POFile, language: str) -> polib.POFile:
        """`old` brought up to date with the sources, without losing a translation.

        A message keeps its translation where its context and words are the same. Where
        the words were changed, the translation stays as fuzzy, with the previous words.
        Where an item moved within a list, its translation moves along. What nobody needs
        any more is kept at the end, as obsolete.
        """
        # As `msginit --no-translator` writes them, and never today's date: the same sources are the same bytes.
        known_fields = {
            "PO-Revision-Date": f"{self.date} 00:00+0000",
            "Last-Translator": "Automatically generated",
            "Language-Team": "none",
            **old.metadata,
            # gettext writes `pt_BR` where the web writes `pt-BR`.
            "Language": language.replace("-", "_"),
        }
        new = self._empty(known_fields, old.header or _NOTICE)
        # What is in use comes last: an item that was removed from a list may have left its context to another.
        known = [
            message_of(entry)
            for entry in sorted(old, key=lambda entry: not entry.obsolete)
            if entry.msgctxt and entry.msgid and entry.msgstr
        ]
        messages = Messages(known, self.sources)
        used: set[tuple[str, str]] = set()
        for source in self.sources:
            if source.language == language:
                continue
            entry = self._untranslated(source)
            if before := messages.of(source):
                used.add((before.context, before.words))
                _translate(entry, before)
            given = self.given.get(language, {}).get(source.context)
            if given or self.settles(source, language):
                entry.msgstr = given or entry.msgstr
                entry.previous_msgid = None
                entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            new.append(entry)
        # In an order of their own: translators' tools put them in any.
        left = sorted(message for message in known if (message.context, message.words) not in used)
        new.extend(map(_obsolete, left))
        return new

    def _empty(self, fields: dict[str, str], header: str) -> polib.POFile:
        found = polib.POFile(wrapwidth=0)
        found.header = header
        # polib puts them in gettext's order, and after them those that a translator's tool added.
        found.metadata = {
            "Report-Msgid-Bugs-To": "",
            **fields,
            "Project-Id-Version": self.project,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
        }
        return found

    def _untranslated(self, source: Leaf) -> polib.POEntry:
        return polib.POEntry(
            msgctxt=source.context,
            msgid=str(source),
            # No line: one more in the data would change every message.
            occurrences=[(source.file, "")],
            comment=self._notes[source.context],
            # Translators' tools then check that no placeholder is lost. No other mark: a `%` is a mere percentage here.
            flags=["python-brace-format"] if catalogue.PLACEHOLDER.search(source) else [],
        )


def _translate(entry: polib.POEntry, before: Message) -> None:
    """Give a message the translation that it had, marked as older where it is of other words."""
    entry.msgstr, entry.tcomment = before.text, before.remark
    if before.is_fuzzy or before.words != entry.msgid:
        entry.flags.insert(0, "fuzzy")
        if before.made_from != entry.msgid:
            entry.previous_msgid = before.made_from


def _obsolete(message: Message) -> polib.POEntry:
    """A message that nobody needs, as its translator left it: still older than its words where it was."""
    flags = ["fuzzy"] if message.is_fuzzy else []
    words = {"msgctxt": message.context, "msgid": message.words, "msgstr": message.text}
    return polib.POEntry(obsolete=True, tcomment=message.remark, flags=flags, **words)


def po_bytes(catalog: polib.POFile) -> bytes:
    """A catalogue as the bytes of a PO file, the same for the same messages."""
    return str(catalog).encode()


def update_files(root: Path, shelves: Sequence[Shelf]) -> list[str]:
    """Write the templates, and bring each language's catalogues up to date.

    Returns one line of summary a file; raises `Faults` where a catalogue is malformed, before anything is written.
    """
    outputs = {name: found for shelf in shelves for name, found in shelf.files(root)}
    for name, found in outputs.items():
        (root / name).parent.mkdir(exist_ok=True)
        atomic.write(root / name, po_bytes(found))
    return [f"{name}: {_summary(found)}" for name, found in outputs.items()]


def _summary(catalog: polib.POFile) -> str:
    done, fuzzy, obsolete = (
        len(entries) for entries in (catalog.translated_entries(), catalog.fuzzy_entries(), catalog.obsolete_entries())
    )
    return f"{done}/{len(catalog) - obsolete} translated, {fuzzy} to review, {obsolete} obsolete"


def otherwise(root: Path, shelves: Sequence[Shelf]) -> Iterator[Fault]:
    """The files that `make translations` would write otherwise, each with the first line that differs: notes."""
    for name, found in (file for shelf in shelves for file in shelf.otherwise(root)):
        path = root / name
        expected, there = (text.split(b"\n") for text in (po_bytes(found), path.read_bytes() if path.exists() else b""))
        lines = enumerate(zip_longest(expected, there), 1)
        line = next((number for number, (ours, theirs) in lines if ours != theirs), None)
        if line:
            yield Fault(name, min(line, len(there)), "", "po-otherwise")
