"""The words of the interface (`overrides/words.yaml`): read, and found to be all that templates ask for.

Comments of the file are for translators: `## ` begins one about all the words that follow, to the next; one right
above a word is about it alone. `# {number} : …` says what a placeholder stands for, in every word where it is said
before the first `## `.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.source.faults import Fault, Faults, raise_if_any
from macros.source.schema import Leaf
from macros.source.text import read_text
from macros.source.validation import type_named, type_of
from macros.source.yamlfile import SourceFile, read_yaml
from macros.words.catalogue import PLACEHOLDER

WORDS_FILE = "overrides/words.yaml"
# The language that they are written in.
WORDS_LANGUAGE = "fr"
_MEANING = re.compile(r"\{(\w+)\} : ")
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
    comments = _Comments(read_text(path, WORDS_FILE))
    found = {}
    for key, text in words.value.items():
        line = words.line((key,))
        found[key] = Leaf(text).placed(f"interface.{key}", WORDS_LANGUAGE, words.name, line, comments.about(line, text))
    return found


class _Comments:
    """What the file of words says of each, by its line."""

    def __init__(self, text: str):
        self._above: dict[int, tuple[str, ...]] = {}
        self._meanings: dict[str, str] = {}
        part = ""
        above: list[str] = []
        for number, line in enumerate(text.splitlines(), 1):
            mark, _, said = line.partition(" ")
            if mark == "##":
                part, above = said, []
            elif mark == "#":
                above.append(said)
                if not part and (match := _MEANING.match(said)):
                    self._meanings[match[1]] = said
            else:
                self._above[number] = tuple(filter(None, (part, *above)))
                above = []

    def about(self, line: int, text: str) -> tuple[str, ...]:
        """What is said of the word of a line: where it shows, what it is, what its placeholders stand for."""
        above = self._above.get(line, ())
        said = {match[1] for each in above if (match := _MEANING.match(each))}
        names = dict.fromkeys(PLACEHOLDER.findall(text))
        return (*above, *(self._meanings[name] for name in names if name in self._meanings and name not in said))


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
