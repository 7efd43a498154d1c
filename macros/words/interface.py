"""The words of the interface (`overrides/words.yaml`): read, and found to be all that templates ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.source.faults import Fault, Faults, raise_if_any
from macros.source.schema import Leaf
from macros.source.validation import type_named, type_of
from macros.source.yamlfile import SourceFile, read_yaml

WORDS_FILE = "overrides/words.yaml"
# The language that they are written in.
WORDS_LANGUAGE = "fr"
# What templates write to show a word whose key they know; a key that is put together shows when it is rendered.
_ASKED = re.compile(r"""\bw\(\s*["']([a-z0-9-]+)["']\s*[,)]""")
_TEMPLATES = (".html", ".opf", ".svg", ".xhtml", ".xml")


def read_words(root: Path) -> dict[str, Leaf]:
    """The words of the interface by their keys; `Faults` if one is no text, or a template lacks one."""
    path = root / WORDS_FILE
    if not path.exists():
        raise Faults([Fault(WORDS_FILE, 1, "", "data-missing")])
    words = read_yaml(path, WORDS_FILE)
    raise_if_any(_of_another_type(words))
    raise_if_any(_lacking(root, words))
    return {
        key: Leaf(text).placed(f"interface.{key}", WORDS_LANGUAGE, words.name, words.line((key,)))
        for key, text in words.value.items()
    }


def _of_another_type(words: SourceFile) -> Iterator[Fault]:
    if not isinstance(words.value, dict):
        values = {"expected": type_named("dict"), "found": type_of(words.value)}
        yield Fault(words.name, 1, "", "wrong_type", values)
        return
    for key, text in words.value.items():
        if not isinstance(text, str):
            values = {"expected": type_named("str"), "found": type_of(text)}
            yield Fault(words.name, words.line((key,)), key, "wrong_type", values)


def _lacking(root: Path, words: SourceFile) -> Iterator[Fault]:
    """The words that templates ask for and that are not there, each with the first place that asks."""
    known = set(words.value)
    for path in sorted((root / WORDS_FILE).parent.rglob("*")):
        text = path.read_text("utf-8") if path.suffix in _TEMPLATES else ""
        for match in _ASKED.finditer(text):
            if match[1] not in known:
                known.add(match[1])
                place = f"{path.relative_to(root).as_posix()}:{text.count(chr(10), 0, match.start()) + 1}"
                yield Fault(words.name, 1, "", "word-missing", {"key": match[1], "place": place})
