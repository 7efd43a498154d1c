"""What a new entry begins with, and which of its texts are still to be written: the kinds are in `skeletons.yaml`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from macros.source.faults import Fault

# What stands where an editor has to write: no text of a site says it in capitals.
MARK = "À REMPLIR"
_FILL = re.compile(r"fill\((.+?) / (.+?)\)")
_LEFT = re.compile(rf"{MARK}(?: — (?P<fr>[^/\n]+) / (?P<en>[^\n]+?))?(?=[\s\"'?.]*$)", re.MULTILINE)
_MACRO = re.compile(r"\{\{.*\}\}")


@dataclass(frozen=True)
class Kind:
    """A kind of entry: its data file, the list in it, how ids begin; `width`, the figures of a number, 0 for a word."""

    file: str
    list: str
    id: str
    entry: str
    width: int = 0


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of entry that can be begun, by its name."""
    found = yaml.safe_load(Path(__file__).with_name("skeletons.yaml").read_text("utf-8"))
    return {name: Kind(**values) for name, values in found.items()}


def entry(kind: Kind, values: Mapping[str, str]) -> str:
    """The lines of a new entry of a kind; `values`: what stands for each name in braces, the title as it is said."""
    return _FILL.sub(_marked, kind.entry).format_map({**values, "title": scalar(values["title"])})


def _marked(match: re.Match[str]) -> str:
    return f"{MARK} — {match[1]} / {match[2]}"


def scalar(text: str) -> str:
    """A text as YAML writes it, in quotes where it must be."""
    try:
        plain = yaml.safe_load(f"- {text}\n") == [text] and " #" not in text
    except yaml.YAMLError:
        plain = False
    return text if plain else json.dumps(text, ensure_ascii=False)


def prose(model: str, about: str, new: str) -> str:
    """The page of a new entry, with the headings and the macros of the page of another: `about` is its id."""
    found: list[str] = []
    for block in re.split(r"\n\s*\n", model.strip()):
        if _MACRO.fullmatch(block.strip()):
            found.append(block.strip().replace(f'"{about}"', f'"{new}"'))
        elif block.startswith("#"):
            found.append(block.partition("\n")[0])
        elif not found or not found[-1].startswith(MARK):
            found.append(f"{MARK} — le texte de cette partie / the text of this part")
    return "\n\n".join(found) + "\n"


def unwritten(name: str, text: str, where: Callable[[int], str]) -> Iterator[Fault]:
    """What is still to be written in the text of a file; `where` names what stands on one of its lines."""
    for match in _LEFT.finditer(text) if MARK in text else ():
        line = text.count("\n", 0, match.start()) + 1
        values = {"mark": MARK, "fr": (match["fr"] or "un texte").strip(), "en": match["en"] or "a text"}
        yield Fault(name, line, where(line), "to-fill", values)
