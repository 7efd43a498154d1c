"""The whole project, loaded and validated: data, interface words, languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.site import citation
from macros.site.citation import Publication
from macros.source import files, settings
from macros.source.data import Data
from macros.source.data import load as load_data
from macros.source.faults import Fault, Faults, raise_if_any
from macros.source.yamlfile import SourceFile
from macros.words import catalogue
from macros.words.interface import read_words
from macros.words.language import Language


@dataclass(frozen=True)
class Project:
    """What every page is made from. `default` is the language at the site's root."""

    root: Path
    data: Data
    words: SourceFile
    languages: Mapping[str, Language]
    default: str
    publication: Publication | None

    def folder(self, language: str) -> str:
        """Where a language's pages are, from the site's root: `` or `en/`."""
        return "" if language == self.default else f"{language}/"


def load(root: Path, languages: list[str], default: str) -> Project:
    """The project at `root` in these languages; `Faults` names everything wrong in it."""
    raise_if_any([*files.links(root), *settings.unknown_locales(root, languages)])
    faults: list[Fault] = []
    loaded = {}
    steps = {
        "data": lambda: load_data(root),
        "words": lambda: read_words(root),
        "publication": lambda: citation.load(root),
        **{code: (lambda code=code: catalogue.load(root, code)) for code in languages},
    }
    for name, step in steps.items():
        try:
            loaded[name] = step()
        except Faults as found:
            faults += found.faults
    raise_if_any(faults)
    data, words = loaded["data"], loaded["words"]
    source = data.strategy.strategie.langue
    return Project(
        root=root,
        data=data,
        words=words,
        languages={code: Language(code, source, loaded[code], words.value) for code in languages},
        default=default,
        publication=loaded["publication"],
    )
