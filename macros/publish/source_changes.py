"""What a change to the sources hides from whoever reads its diff, line by line, as Markdown.

Git shows a changed text; it does not show a character of no width, that a file is new where none is
looked for, that an address moved among a hundred lines, or that a budget grew. What is read here may be
anyone's: it is shown as code, in one line (`code`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.source import git, history
from macros.source.faults import Fault, Faults, inert, raise_if_any
from macros.source.languages import CODE
from macros.source.text import code_point
from macros.source.yamlfile import read_yaml

# Where a change of content is expected. Whatever else changes is read as code.
_USUAL = re.compile(
    r"docs/(?:\w[\w-]*/)+\w[\w-]*\.(?:md|png|jpe?g|webp)|data/\w[\w-]*\.(?:yaml|schema\.json)"
    rf"|(?:translations|overrides/words)/(?:{CODE}\.po|messages\.pot)",
    re.ASCII,
)
_PLAIN_FILE = "100644"
_PICTURES = (".png", ".jpg", ".jpeg", ".webp")
_PROMISES = ("data/budget.yaml", "data/controles.yaml", "data/langues.yaml", "data/redaction.yaml")
_ADDRESS = re.compile(r"\w+://|mailto:|tel:|\S+@\S+$|\+[0-9]+$")
# Letters and marks that show nothing: fillers, joiners and selectors of variants.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
# More of a line than this tells a reviewer nothing more.
_MOST = 1000


def is_hidden(character: str) -> bool:
    """Whether a character shows nothing where it stands, or reorders what does; line ends, tabs and spaces aside."""
    is_odd = unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
    return character not in "\n\t" and (is_odd or bool(_BLANK.match(character)))


def code(value: object) -> Markup:
    """A value as Markdown shows it and nothing else: one span of code, in one line, nothing hidden in it."""
    text = inert(str(value))
    text = "".join(f"\\u{ord(sign):04x}" if sign in "`|" or is_hidden(sign) else sign for sign in text)
    # Two signs of code with nothing between them begin one that would go on.
    return Markup(f"`{text[:_MOST] or ' '}{'…' if len(text) > _MOST else ''}`")


@dataclass(frozen=True)
class Tree:
    """The files of a working tree that git holds: path → mode and hash, and what reads them."""

    root: Path
    files: Mapping[str, str]

    def text(self, path: str) -> str | None:
        """A file's text to the letter; empty where there is no such file, None where it is not UTF-8 or is no file."""
        if path not in self.files:
            return ""
        try:
            return None if (self.root / path).is_symlink() else (self.root / path).read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return None

    def values(self, path: str) -> Any:
        """What a YAML file holds, nothing where there is no such file; raises `Faults` where it is not sound."""
        return read_yaml(self.root / path, path).value if path in self.files else {}


def tree(root: Path) -> Tree:
    """The working tree at `root`, which is a git repository's own root.

    `Faults` where git lists no file there, or will not read it: nothing would be found to be hidden.
    """
    raise_if_any(history.unread(root))
    files = {}
    for line in git.ask(root, "ls-files", "--stage", "-z").decode("utf-8", "backslashreplace").split("\0"):
        state, _, path = line.partition("\t")
        if path:
            files[path] = state
    if not files:
        raise Faults([Fault(str(root), 1, "", "sources-unlisted")])
    return Tree(root, files)


def sections(before: Tree, after: Tree) -> dict[str, list[str]]:
    """What changed from one tree to the other and a diff does not show: title → lines of Markdown."""
    paths = [path for path in sorted({*before.files, *after.files}) if before.files.get(path) != after.files.get(path)]
    data = [path for path in paths if re.fullmatch(r"data/[^/]+\.yaml", path)]
    return {
        "Hidden characters / Caractères cachés": [line for path in paths for line in _hidden(before, after, path)],
        "Outside the usual places, to be read as code / Hors des lieux habituels, à lire comme du code": [
            line for path in paths for line in _elsewhere(before, after, path)
        ],
        "Ids and addresses / Identifiants et adresses": [
            line for path in data for line in _differences(before, after, path, _entries)
        ],
        "Budgets, promises, reviews, checks / Budgets, promesses, relectures, contrôles": [
            line for path in data if path in _PROMISES for line in _differences(before, after, path, _items)
        ],
    }


def _hidden(before: Tree, after: Tree, path: str) -> Iterator[str]:
    """The lines that are new and hold hidden characters, with these."""
    text = after.text(path)
    if text is None:
        if not path.endswith(_PICTURES):
            yield f"{code(path)}: not text / pas du texte"
        return
    known = set((before.text(path) or "").split("\n"))
    for number, line in enumerate(text.split("\n"), 1):
        counts = Counter(filter(is_hidden, line)) if line not in known else {}
        if counts:
            named = (f"{code_point(sign)} {unicodedata.name(sign, '')} × {count}" for sign, count in counts.items())
            yield f"{code(f'{path}:{number}')}: {', '.join(named)}"


def _elsewhere(before: Tree, after: Tree, path: str) -> Iterator[str]:
    """A file that is not where content stands, or is no plain file."""
    mode = after.files.get(path, _PLAIN_FILE).split()[0]
    if mode != _PLAIN_FILE or not _USUAL.fullmatch(path):
        state = "added / ajouté" if path not in before.files else "changed / modifié"
        state = state if path in after.files else "removed / retiré"
        yield f"{code(path)}: {state}" + (f", {mode}" if mode != _PLAIN_FILE else "")


def _differences(before: Tree, after: Tree, path: str, read: Any) -> Iterator[str]:
    """What `read` finds in a data file: key → text; and which of these are not the same."""
    try:
        old, new = read(before.values(path)), read(after.values(path))
    except Faults:
        yield f"{code(path)}: cannot be read / illisible"
        return
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key):
            was, becomes = (code(side[key]) if key in side else "–" for side in (old, new))
            yield f"{code(f'{path}: {key}')}: {was} → {becomes}"


def _entries(value: Any) -> dict[str, str]:
    """Every id of a data file and every address, by the keys and the ids that they stand under."""
    found = defaultdict(list)
    for place, text in _named(value, ""):
        found[place].append(text)
    return {place: " ".join(texts) for place, texts in found.items()}


def _named(value: Any, inside: str) -> Iterator[tuple[str, str]]:
    """The ids and the addresses in a value, each with where it stands; items of a list in one place."""
    if isinstance(value, dict):
        if own := value.get("id"):
            inside = f"{inside}/{own}"
            yield inside, str(own)
        for key, child in value.items():
            yield from _named(child, f"{inside}/{key}" if inside else str(key)) if key != "id" else ()
    elif isinstance(value, list):
        for child in value:
            yield from _named(child, inside)
    elif isinstance(value, str) and _ADDRESS.match(value):
        yield inside, value


def _items(value: Any) -> dict[str, str]:
    """Every item of a data file, one line each."""
    lists = value.items() if isinstance(value, dict) else ()
    found = {}
    for name, items in lists:
        for item in items if isinstance(items, list) else [items]:
            line = json.dumps(item, ensure_ascii=False, default=str)
            found[f"{name}: {item['id'] if isinstance(item, dict) and 'id' in item else line}"] = line
    return found
