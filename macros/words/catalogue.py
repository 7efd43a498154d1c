"""Reads and checks the gettext catalogues: the interface's in `overrides/words/`, the content's in `translations/`.

The first belong to the generator, and go where it goes; the others to the site. A message is found by its context
alone: `defi-07.titre` for data, `interface.skip` for the words of the templates. Its source text says whether the
translation is still about the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import polib

from macros.source.faults import Fault, Faults, gather, raise_if_any
from macros.source.limits import bounded
from macros.source.text import read_text

INTERFACE, CONTENT = "overrides/words", "translations"
TEMPLATE = "messages.pot"

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BRACES = re.compile(r"\{([^{}]*)\}")
_OTHER_CHARSET = re.compile(r"charset=(?!utf-?8(?:[\s;]|$))", re.IGNORECASE)

# Five times the lines of a catalogue of 24 défis; what polib reads in a second.
MAX_LINES = 40_000
# Room for what another language says in more words, and none for what is no translation.
MOST_TIMES, MOST_MORE = 4, 100

# A sound catalogue: blank lines, comments, previous words and whole messages. polib reads past the rest in silence: it
# drops the last character of a text that no quotation mark closes, makes a control character of `\b`, adds previous
# words to a translation, forgets a message that a comment cuts. All is possessive (`*+`): no text takes long to match.
_BLANK = r"[^\S\n]*+\n"
_COMMENT = r"#(?:[ \t#].*|[.:,][ \t]++\S.*)?\n"
_TEXT = rf'"(?:[^"\\\n]|\\[\\ntr"])*+"{_BLANK}'


def _statement(mark: str, keyword: str) -> str:
    mark = re.escape(mark)
    return rf"(?:{mark}msg{keyword}[ \t]++{_TEXT}(?:{mark}{_TEXT}|{_BLANK})*+)"


_MARKS = ("", "#~ ")
_MESSAGES = "|".join(f"{_statement(m, 'ctxt')}?+{_statement(m, 'id')}{_statement(m, 'str')}" for m in _MARKS)
_BEGINNING = "".join(f"{_statement(m, 'ctxt')}?+{_statement(m, 'id')}?+" for m in _MARKS)
_PREVIOUS = _statement("#| ", "(?:ctxt|id)") + r"|#~\|.*\n(?=#~)"
# The beginning of a message that goes wrong, so that what follows is the line at fault.
_SOUND = re.compile(rf"(?:{_BLANK}|{_COMMENT}|{_PREVIOUS}|{_MESSAGES})*+(?:{_BEGINNING}(?!\Z))?+")


def folder_of(context: str) -> str:
    """Where the catalogues are that hold the message of a context."""
    return INTERFACE if context.startswith("interface.") else CONTENT


def file_of(folder: str, language: str) -> str:
    """The catalogue of a language in one of the two folders, as messages call it."""
    return f"{folder}/{language}.po"


@dataclass(frozen=True)
class Catalogue:
    """The translations into one language, of its two files: context → (source text, translation).

    `lines`: where each message begins, translated or not.
    """

    language: str
    translations: Mapping[str, tuple[str, str]]
    lines: Mapping[str, int] = field(default_factory=dict)

    def get(self, context: str, source: str) -> str | None:
        """The translation of `source` at `context`, or None where none is up to date."""
        translated_from, translation = self.translations.get(context, ("", ""))
        return translation if translation and translated_from == source else None

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
            rest = _SOUND.sub("", text + "\n", count=1)
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


def load(root: Path, language: str) -> Catalogue:
    """The usable translations into `language`; empty where there is no catalogue.

    A fuzzy message (its source was reworded since) is not used, nor one that stands in the other file. Raises
    `Faults` for a malformed file and for every message whose placeholders differ from the source's.
    """
    translations: dict[str, tuple[str, str]] = {}
    lines: dict[str, int] = {}
    faults: list[Fault] = []
    for folder in (INTERFACE, CONTENT):
        name = file_of(folder, language)
        for entry in gather(faults, partial(read, root / name, name)) or ():
            if entry.obsolete or not (entry.msgctxt and entry.msgid) or folder_of(entry.msgctxt) != folder:
                continue
            lines[entry.msgctxt] = entry.linenum or 1
            if entry.msgstr:
                faults += [*_placeholders(name, entry), *_unlike(name, entry)]
            if entry.translated():
                translations[entry.msgctxt] = entry.msgid, entry.msgstr
    raise_if_any(faults)
    return Catalogue(language, translations, lines)


def _placeholders(name: str, entry: polib.POEntry) -> Iterator[Fault]:
    expected, found = (sorted(set(_BRACES.findall(text))) for text in (entry.msgid, entry.msgstr))
    if expected != found:
        values = {"expected": _in_braces(expected), "found": _in_braces(found)}
        yield Fault(name, entry.linenum or 1, entry.msgctxt, "po-placeholders", values)


def _unlike(name: str, entry: polib.POEntry) -> Iterator[Fault]:
    """A translation of several lines where the source has one, or so long that it says something else."""
    line, most = entry.linenum or 1, MOST_TIMES * len(entry.msgid) + MOST_MORE
    if re.search(r"[\n\t]", entry.msgstr) and not re.search(r"[\n\t]", entry.msgid):
        yield Fault(name, line, entry.msgctxt, "not_one_line", {"value": re.split(r"[\n\t]", entry.msgstr)[0][:60]})
    if len(entry.msgstr) > most:
        yield Fault(name, line, entry.msgctxt, "string_too_long", {"max": most, "found": len(entry.msgstr)})


def _in_braces(words: list[str]) -> str:
    return ", ".join(f"{{{word}}}" for word in words) or "∅"
