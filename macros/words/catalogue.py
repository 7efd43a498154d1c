"""Reads and checks the gettext catalogues: the interface's in `overrides/words/`, the content's in `translations/`.

The first belong to the generator, and go where it goes; the others to the site. A message is found by its context
alone: `defi-07.titre` for data, `interface.skip` for the words of the templates. The words that it was made from say
whether the translation is older than those of today.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

import polib

from macros.source.faults import Fault, Faults, gather, raise_if_any
from macros.source.limits import bounded
from macros.source.schema import Leaf
from macros.source.text import read_text
from macros.words.po_syntax import unsound

INTERFACE, CONTENT = "overrides/words", "translations"
TEMPLATE = "messages.pot"

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BRACES = re.compile(r"\{([^{}]*)\}")
_OTHER_CHARSET = re.compile(r"charset=(?!utf-?8(?:[\s;]|$))", re.IGNORECASE)

# Five times the lines of a catalogue of 24 défis; what polib reads in a second.
MAX_LINES = 40_000
# Room for what another language says in more words, and none for what is no translation.
MOST_TIMES, MOST_MORE = 4, 100


def folder_of(context: str) -> str:
    """Where the catalogues are that hold the message of a context."""
    return INTERFACE if context.startswith("interface.") else CONTENT


def file_of(folder: str, language: str) -> str:
    """The catalogue of a language in one of the two folders, as messages call it."""
    return f"{folder}/{language}.po"


class Translation(NamedTuple):
    """A translation: its text, the words that it was made from, and whether these have changed since."""

    text: str
    made_from: str
    is_older: bool


class Message(NamedTuple):
    """A message of a catalogue: where it stands, its words, its translation.

    `is_fuzzy`: the words changed since, or someone doubts; `previous` are the words before, where they are known.
    `remark` is what a translator wrote above it, `line` where it begins.
    """

    context: str
    words: str
    text: str
    is_fuzzy: bool = False
    previous: str = ""
    remark: str = ""
    line: int = 1

    @property
    def made_from(self) -> str:
        """The words that its translation was made from."""
        return (self.is_fuzzy and self.previous) or self.words


class Messages:
    """The translated messages of a catalogue, to be found by the texts of today.

    `wanted` are all texts that are to be translated: what was removed from a list leaves its place to another.
    """

    def __init__(self, found: Iterable[Message], wanted: Collection[Leaf]):
        translated = [message for message in found if message.text]
        self._by_context = {message.context: message for message in translated}
        self._by_words = {(list_of(message.context), message.words): message for message in translated}
        self._texts = wanted

    @cached_property
    def _wanted(self) -> set[tuple[str, str]]:
        """The items of lists: asked for only where one was changed."""
        return {(folder, leaf) for leaf in self._texts if (folder := list_of(leaf.context)) != leaf.context}

    def of(self, leaf: Leaf) -> Message | None:
        """The message that translates a text, or translated it before it was changed; None for a new text.

        Where an item moved within a list, its translation moves along.
        """
        place, there = list_of(leaf.context), self._by_context.get(leaf.context)
        if there and there.words == leaf:
            return there
        if moved := self._by_words.get((place, leaf)):
            return moved
        return None if there and (place, there.words) in self._wanted else there


def list_of(context: str) -> str:
    """`defi-07.questions.3` → `defi-07.questions`; other contexts as they are."""
    head, _, tail = context.rpartition(".")
    return head if tail.isdigit() else context


@dataclass(frozen=True)
class Catalogue:
    """The translations into one language, of its two files; `lines`: where each message begins, translated or not."""

    language: str
    messages: Messages
    lines: Mapping[str, int] = field(default_factory=dict)

    def get(self, leaf: Leaf) -> Translation | None:
        """The translation of a text, or of what it was before; None where there is none that can stand for it."""
        message = self.messages.of(leaf)
        if message is None:
            return None
        is_older = message.is_fuzzy or message.words != leaf
        if is_older and placeholders(message.text) != placeholders(leaf):
            return None
        return Translation(message.text, message.made_from, is_older)

    def place(self, context: str) -> tuple[str, int]:
        """The file and the line of a message; the first line where the file does not have it."""
        return file_of(folder_of(context), self.language), self.lines.get(context, 1)


def read(path: Path, name: str) -> polib.POFile:
    """The messages of a PO file, obsolete ones too; none of one that is not there; `Faults` if it is malformed.

    `name` is how messages call it.
    """
    if not path.exists():
        return polib.POFile(wrapwidth=0)
    text = read_text(path, name)
    if text.count("\n") > MAX_LINES:
        raise Faults([Fault(name, MAX_LINES, "", "po-too-long", {"most": MAX_LINES})])
    try:
        with bounded(name):
            # Not from `text`: polib would open a file that has this text for its name.
            found = polib.pofile(str(path), encoding="utf-8-sig", wrapwidth=0)
            rest = unsound(text + "\n")
    except (OSError, ValueError) as error:
        line = int((re.findall(r"\(line (\d+)\)", str(error)) or ["1"])[-1])
        raise Faults([_not_a_message(name, text, line)]) from None
    if rest:
        raise Faults([_not_a_message(name, text, text.count("\n") - rest.count("\n") + 2)])
    if _OTHER_CHARSET.search(" ".join(found.metadata.values())):
        # Other tools would read other characters than those that were checked.
        said = _OTHER_CHARSET.search(text)
        line = text.count("\n", 0, said.start() if said else 0) + 1
        raise Faults([Fault(name, line, "", "file-not-utf8")])
    raise_if_any(_repeated(name, found))
    return found


def _not_a_message(name: str, text: str, line: int) -> Fault:
    return Fault(name, line, "", "po-broken", {"text": text.split("\n")[line - 1].strip()[:60]})


def _repeated(name: str, entries: polib.POFile) -> Iterator[Fault]:
    """Contexts that stand twice: polib looks for the same context *and* words, each time in the whole file."""
    first: dict[str, int] = {}
    for entry in entries:
        if entry.msgctxt and not entry.obsolete:
            line = entry.linenum or 1
            if first.setdefault(entry.msgctxt, line) != line:
                yield Fault(name, line, entry.msgctxt, "po-repeated", {"first": first[entry.msgctxt]})


def load(root: Path, language: str, wanted: Collection[Leaf]) -> Catalogue:
    """The translations of the texts `wanted` into `language`; empty where there is no catalogue.

    A message that stands in the other file is not used. Raises `Faults` for a malformed file, and for every message
    whose placeholders differ from those of the words that it was made from.
    """
    found: list[Message] = []
    lines: dict[str, int] = {}
    faults: list[Fault] = []
    for folder in (INTERFACE, CONTENT):
        name = file_of(folder, language)
        for entry in gather(faults, partial(read, root / name, name)) or ():
            if entry.obsolete or not (entry.msgctxt and entry.msgid) or folder_of(entry.msgctxt) != folder:
                continue
            message = message_of(entry)
            lines[message.context] = message.line
            found.append(message)
            if message.text:
                faults += [*_placeholders(name, message), *_unlike(name, message)]
    raise_if_any(faults)
    return Catalogue(language, Messages(found, wanted), lines)


def message_of(entry: polib.POEntry) -> Message:
    """A message as polib read it."""
    previous = entry.previous_msgid or ""
    return Message(entry.msgctxt, entry.msgid, entry.msgstr, entry.fuzzy, previous, entry.tcomment, entry.linenum or 1)


def placeholders(text: str) -> list[str]:
    """What stands within braces in a text, each once, in order."""
    return sorted(set(_BRACES.findall(text)))


def _placeholders(name: str, message: Message) -> Iterator[Fault]:
    """Those of a translation that differ; of words that have changed since, those of before may stand too."""
    expected, found = placeholders(message.words), placeholders(message.text)
    if found not in (expected, placeholders(message.made_from)):
        values = {"expected": in_braces(expected), "found": in_braces(found)}
        yield Fault(name, message.line, message.context, "po-placeholders", values)


def _unlike(name: str, message: Message) -> Iterator[Fault]:
    """A translation of several lines where its words have one, or so long that it says something else."""
    line, longest = message.line, max(len(message.words), len(message.made_from))
    most = MOST_TIMES * longest + MOST_MORE
    if re.search(r"[\n\t]", message.text) and not re.search(r"[\n\t]", message.words):
        yield Fault(name, line, message.context, "not_one_line", {"value": re.split(r"[\n\t]", message.text)[0][:60]})
    if len(message.text) > most:
        yield Fault(name, line, message.context, "string_too_long", {"max": most, "found": len(message.text)})


def in_braces(words: list[str]) -> str:
    """Placeholders as a message lists them."""
    return ", ".join(f"{{{word}}}" for word in words) or "∅"
