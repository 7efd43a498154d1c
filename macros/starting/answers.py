"""What a new project is made of: answers read from a file, or asked one after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, StringConstraints, ValidationError

from macros.source.faults import Fault, Faults, raise_if_any
from macros.source.languages import is_known
from macros.source.schema import Date, Licence, Model, Text
from macros.source.validation import faults_of
from macros.source.yamlfile import SourceFile, parse_yaml, read_yaml

ASKED = "answers"


class Kind(Model):
    """What people call a kind of entry: one, and several."""

    singulier: Annotated[Text, StringConstraints(max_length=30)]
    pluriel: Annotated[Text, StringConstraints(max_length=30)]


class Group(Model):
    """A group of entries by its title in the document, with theirs."""

    titre: Text
    entrees: Annotated[tuple[Text, ...], Field(min_length=1, max_length=999)]


class Answers(Model):
    """What a new project is made of. `langues`: the first is that of the document, and of the site's root."""

    nom: Text
    organisation: Text
    date: Date
    langues: Annotated[tuple[str, ...], Field(min_length=1, max_length=50)]
    publication: Literal["propre", "independante"]
    licence: Licence
    entree: Kind
    groupe: Kind
    groupes: Annotated[tuple[Group, ...], Field(min_length=1, max_length=99)]


def read(path: Path) -> Answers:
    """The answers of a file; `Faults` names everything wrong in it."""
    if not path.is_file():
        raise Faults([Fault(path.name, 1, "", "data-missing")])
    return _checked(read_yaml(path, path.name))


def ask(answer: Callable[[str], str]) -> Answers:
    """The answers to each question, `answer` giving what a person says to one; `Faults` for what cannot be."""
    said = {key: answer(f"{text['en']}\n{text['fr']}\n> ").strip() for key, text in questions().items()}
    sizes = [int(size) if size.isdigit() else 0 for size in said["entrees"].split()]
    kinds = {key: dict(zip(("singulier", "pluriel"), _two(said[key]), strict=True)) for key in ("entree", "groupe")}
    start = 0
    groups = []
    for place, size in enumerate(sizes, 1):
        numbers = range(start + 1, start + size + 1)
        titles = [f"{kinds['entree']['singulier']} {number}" for number in numbers]
        groups.append({"titre": f"{kinds['groupe']['singulier']} {place}", "entrees": titles})
        start += size
    values: dict[str, Any] = {key: said[key] for key in ("nom", "organisation", "date", "publication")} | kinds
    values |= {"langues": said["langues"].split(), "groupes": groups}
    values["licence"] = dict(zip(("spdx", "nom", "url"), [*said["licence"].split(" | "), "", ""][:3], strict=True))
    return _checked(parse_yaml(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), ASKED))


def _two(text: str) -> list[str]:
    return [part.strip() for part in [*text.split(","), "", ""][:2]]


@cache
def questions() -> dict[str, dict[str, str]]:
    """What is asked, by the key of its answer: in English and in French."""
    found: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text("utf-8"))
    return found


def _checked(file: SourceFile) -> Answers:
    try:
        found = Answers.model_validate(file.value)
    except ValidationError as error:
        raise Faults(faults_of(file, Answers, error)) from None
    raise_if_any(
        Fault(file.name, file.line(("langues", place)), file.label(("langues", place)), "config-locale", {"code": code})
        for place, code in enumerate(found.langues)
        if not is_known(code) or code in found.langues[:place]
    )
    return found
