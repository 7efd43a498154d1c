"""Who publishes the site, in which version: what the pages need of `CITATION.cff`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, ValidationError

from macros.source.faults import Fault, Faults, raise_if_any
from macros.source.schema import Date, Model, Text
from macros.source.validation import fault_of
from macros.source.yamlfile import read_yaml

FILE = "CITATION.cff"


class Author(Model):
    """An author as Citation File Format 1.2.0 has it: an entity's name, or a person's."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Text | None = None
    family: Text | None = Field(None, alias="family-names")
    given: Text | None = Field(None, alias="given-names")

    def __str__(self) -> str:
        return self.name or " ".join(filter(None, (self.given, self.family)))


class Publication(Model):
    """What of `CITATION.cff` the pages need; the rest of the file is for others."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    authors: Annotated[tuple[Author, ...], Field(min_length=1)]
    version: Text
    date: Annotated[Date, Field(alias="date-released")]
    license: Text | tuple[Text, ...] = ()

    @property
    def licences(self) -> tuple[str, ...]:
        """The identifiers of its licences in the SPDX list; nothing where it says none."""
        return (self.license,) if isinstance(self.license, str) else self.license


def load(root: Path) -> Publication | None:
    """The publication as `CITATION.cff` tells it; None without that file; `Faults` where it says too little."""
    if not (root / FILE).exists():
        return None
    file = read_yaml(root / FILE, FILE)
    try:
        publication = Publication.model_validate(file.value)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise Faults([fault_of(file, Publication, detail) for detail in details]) from None
    places = [("authors", index) for index, author in enumerate(publication.authors) if not str(author)]
    raise_if_any(Fault(FILE, file.line(place), file.label(place), "missing", {"key": "name"}) for place in places)
    return publication
