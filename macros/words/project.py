"""The whole project, loaded and validated: data, interface words, languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
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
from macros.source.validation import hint
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
        return Address(language, path, self.folder(language), self.data.settings.names)

    @cached_property
    def renderings(self) -> dict[str, dict[str, Rendering]]:
        """What each term is in each language but its own, by its id."""
        source = self.data.strategy.strategie.langue
        return {
            code: renderings(self.data, language) if code != source else {} for code, language in self.languages.items()
        }

    @cached_property
    def interface(self) -> tuple[Leaf, ...]:
        """The words of the interface that the site does not say otherwise."""
        own = {word.id for word in self.data.settings.mots}
        return tuple(leaf for key, leaf in self.words.items() if key not in own)

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
    raise_if_any([*_unlike(data, words), *_contradicted(data, publication)])
    source = data.strategy.strategie.langue
    own = {word.id: word.texte for word in data.settings.mots}
    shown = {**words, **own}
    known = {code: Language(code, source, found, shown, languages[code]) for code, found in catalogues.items() if found}
    return Project(
        root=root,
        data=data,
        words=words,
        languages={
            code: each if code == default else replace(each, through=known.get(default)) for code, each in known.items()
        },
        default=default,
        publication=publication,
    )


def _unlike(data: Data, words: Mapping[str, Leaf]) -> Iterator[Fault]:
    """The site's own words that the interface does not have, or that would be filled with what it does not give."""
    for place, word in enumerate(data.settings.mots):
        file, at = data.files["reglages"], ("mots", place)
        if word.id not in words:
            yield Fault(file.name, file.line((*at, "id")), word.id, "word-unknown", {"hint": hint(word.id, words)})
            continue
        expected, found = catalogue.placeholders(words[word.id]), catalogue.placeholders(word.texte)
        if expected != found:
            values = {"expected": catalogue.in_braces(expected), "found": catalogue.in_braces(found)}
            yield Fault(file.name, file.line((*at, "texte")), word.id, "po-placeholders", values)


def _contradicted(data: Data, publication: Publication | None) -> Iterator[Fault]:
    """The licence of the settings, where `CITATION.cff` names others alone."""
    licence, named = data.settings.licence.spdx, publication.licences if publication else ()
    if named and licence not in named:
        file = data.files["reglages"]
        values = {"licence": licence, "named": ", ".join(named)}
        yield Fault(file.name, file.line(("licence", "spdx")), "licence.spdx", "licence-other", values)
