"""Reads and checks the gettext catalogues of `translations/`.

A message is found by its context alone: `defi-07.titre` for data, `interface.skip`
for the words of the templates. Its source text says whether the translation is
still about the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages import Message
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, denormalize, read_po

from macros.source.faults import Fault, Faults, raise_if_any
from macros.source.text import read_text

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Catalogue:
    """The translations into one language: context → (source text, translation)."""

    language: str
    translations: Mapping[str, tuple[str, str]]

    def get(self, context: str, source: str) -> str | None:
        """The translation of `source` at `context`, or None where none is up to date."""
        translated_from, translation = self.translations.get(context, ("", ""))
        return translation if translation and translated_from == source else None


def read(path: Path, name: str, language: str) -> Catalog:
    """The catalogue in a PO file as Babel's value; `Faults` if it is malformed."""
    text = read_text(path, name)
    try:
        catalog = read_po(BytesIO(text.encode()), locale=language, abort_invalid=True)
    except PoFileError as error:
        raise Faults([Fault(name, error.lineno + 1, "", "po-broken", {"text": error.line.strip()[:60]})]) from None
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        # Babel lets some malformed lines through to its own internals.
        raise Faults([Fault(name, _suspect_line(text), "", "po-broken", {"text": str(error)[:60]})]) from None
    if catalog.charset.lower().replace("-", "") != "utf8":
        # Another charset would read other characters than those that were checked.
        line = text.count("\n", 0, max(text.find("charset="), 0)) + 1
        raise Faults([Fault(name, line, "", "file-not-utf8")])
    raise_if_any([*_repeated(text, name), *_unreadable(text, name)])
    previous = _previous(text)
    for message in catalog:
        if message.context in previous:
            message.previous_id = [previous[message.context]]
    return catalog


def _previous(text: str) -> dict[str, str]:
    """The previous source (`#| msgid`) of each message by its context: Babel writes it but does not read it."""
    found: dict[str, str] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if match := re.match(r'#\|\s(?:msgid\s)?\s*(".*")$', line):
            lines.append(match[1])
        elif match := re.match(r'msgctxt\s+"(.*)"$', line):
            if lines:
                found[match[1]] = denormalize("\n".join(lines))
            lines = []
    return found


def load(root: Path, language: str) -> Catalogue:
    """The usable translations into `language`; empty where there is no catalogue.

    A fuzzy message (its source was reworded since) is not used. Raises `Faults` for a
    malformed file and for every message whose placeholders differ from the source's.
    """
    name = f"translations/{language}.po"
    path = root / name
    if not path.exists():
        return Catalogue(language, {})
    catalog = read(path, name, language)
    messages = [message for message in catalog if message.id and message.context and message.string]
    raise_if_any(fault for message in messages for fault in _placeholders(name, message))
    usable = [message for message in messages if not message.fuzzy]
    return Catalogue(language, {str(m.context): (str(m.id), str(m.string)) for m in usable})


def _placeholders(name: str, message: Message) -> Iterator[Fault]:
    expected, found = (sorted(set(_BRACES.findall(str(text)))) for text in (message.id, message.string))
    if expected != found:
        values = {"expected": _in_braces(expected), "found": _in_braces(found)}
        yield Fault(name, message.lineno or 1, str(message.context), "po-placeholders", values)


def _in_braces(words: list[str]) -> str:
    return ", ".join(f"{{{word}}}" for word in words) or "∅"


def _repeated(text: str, name: str) -> Iterator[Fault]:
    """Contexts that stand twice: gettext tools would silently drop one."""
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.match(r'msgctxt\s+"(.*)"\s*$', line):
            if match[1] in seen:
                yield Fault(name, number, match[1], "po-repeated", {"first": seen[match[1]]})
            seen.setdefault(match[1], number)


def _unreadable(text: str, name: str) -> Iterator[Fault]:
    """Lines that no PO file has, and that Babel reads past without a word."""
    known = re.compile(r'\s*$|#|msg(ctxt|id|str|id_plural)\b|msgstr\[\d\]|\s*"(?:[^"\\]|\\.)*"\s*$')
    keyword = re.compile(r'msg(?:ctxt|id|str|id_plural|str\[\d\])\s*"(?:[^"\\]|\\.)*"\s*$')
    for number, line in enumerate(text.splitlines(), 1):
        if not known.match(line) or (line.startswith("msg") and not keyword.match(line)):
            yield Fault(name, number, "", "po-broken", {"text": line.strip()[:60]})


def _suspect_line(text: str) -> int:
    return next((fault.line for fault in _unreadable(text, "")), 1)
