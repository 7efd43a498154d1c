"""What the words of the strategy are in other languages, and who says so: `data/terminologie.yaml`."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from macros.source.schema.fields import LanguageCode, Model, Named, Slug, Text

Status = Literal["etabli", "propose", "absent"]


class Equivalent(Model):
    """A word in a language, and how sure it is: what a source writes (`etabli`), what we suggest (`propose`).

    There may be none (`absent`): the original word is kept. `formes`: other words that say the same; `eviter`: words
    that say something else, which translators take for it. `source`: where the word was seen, by id.
    """

    langue: LanguageCode
    mot: Text | None = None
    statut: Status
    source: Slug | None = None
    formes: tuple[Text, ...] = ()
    eviter: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _is_as_sure_as_it_says(self) -> Equivalent:
        given = bool(self.mot), bool(self.source)
        if given != {"etabli": (True, True), "propose": (True, False), "absent": (False, False)}[self.statut]:
            raise PydanticCustomError("equivalent_unlike_status", "not what its status says")
        return self


class Concept(Named):
    """A word of the strategy: one of the glossary, by its id, or another, `terme`, with its forms."""

    id: Slug
    terme: Text | None = None
    formes: tuple[Text, ...] = ()
    equivalents: tuple[Equivalent, ...] = ()


class Terminology(Model):
    """`data/terminologie.yaml`, whole."""

    termes: tuple[Concept, ...] = ()
