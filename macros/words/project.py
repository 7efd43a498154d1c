"""The whole project, loaded and validated: data, interface words, languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from macros.source import files, settings
from macros.source.address import Address
from macros.source.data import Data
from macros.source.data import load as load_data
from macros.source.faults import Fault, gather, raise_if_any
from macros.source.publication import Publication
from macros.source.publication import load as load_publication
from macros.source.schema import Leaf
from macros.words import catalogue
from macros.words.interface import read_words
from macros.words.language import Language
from macros.words.terminology import Rendering, renderings


@dataclass(frozen=True)
class Project:
    """What every page is made from. `default` is the language at the site's root."""

    root: Path
    data: Data
    words: Mapping[str, Leaf]
    languages: Mapping[str, Language]
    default: str
    publication: Publication | None

    def address(self, path: str, language: str) -> Address:
        """Where the page `path` (`defis/07.md`) is in a language."""
        return Address(language, path, self.folder(language))

    @cached_property
    def renderings(self) -> dict[str, dict[str, Rendering]]:
        """What each term is in each language but its own, by its id."""
        source = self.data.strategy.strategie.langue
        return {
            code: renderings(self.data, language) if code != source else {} for code, language in self.languages.items()
        }

    def folder(self, language: str) -> str:
        """Where a language's pages are, from the site's root: `` or `en/`."""
        return "" if language == self.default else f"{language}/"


def load(root: Path, languages: Mapping[str, str], default: str) -> Project:
    """The project at `root` in these languages, each with its name; `Faults` names everything wrong in it."""
    raise_if_any([*files.no_files(root), *settings.unknown_locales(root, languages)])
    faults: list[Fault] = []
    data = gather(faults, lambda: load_data(root))
    words = gather(faults, lambda: read_words(root))
    publication = gather(faults, lambda: load_publication(root))
    wanted = [*(data.leaves if data else ()), *(words or {}).values()]
    catalogues = {code: gather(faults, partial(catalogue.load, root, code, wanted)) for code in languages}
    raise_if_any(faults)
    assert data
    assert words is not None
    source = data.strategy.strategie.langue
    return Project(
        root=root,
        data=data,
        words=words,
        languages={
            code: Language(code, source, found, words, languages[code]) for code, found in catalogues.items() if found
        },
        default=default,
        publication=publication,
    )
