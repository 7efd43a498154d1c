"""What others did, with its cost and what fell short: `data/cas.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from macros.source.schema.fields import (
    AsLeaf,
    Date,
    Leaf,
    Model,
    Named,
    Text,
    Title,
    WordsAtMost,
)


class Price(Model):
    """What a case cost, in the money of its `annee`: nothing is brought up to date.

    `jusqua`: the higher of two figures, where sources or offers differ; `devise`: its ISO 4217 code.
    """

    montant: Annotated[int, Field(ge=1, strict=True)]
    jusqua: Annotated[int, Field(ge=1, strict=True)] | None = None
    devise: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    annee: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
    couvre: Annotated[Leaf, StringConstraints(max_length=120), AsLeaf()]


class Shortfall(Model):
    """What failed, or fell short, as its own people or an official report told it, and what came after."""

    nature: Literal["echec", "limite"]
    suite: Annotated[Leaf, AfterValidator(WordsAtMost(25)), AsLeaf()]


class Case(Named):
    """A real case, named and dated. No person is named in it.

    `annees`: its year, or the first and the last; `publics`: whom it speaks to, the one it is listed under first;
    `defis`: those that it is about, the one whose page tells it first; `reverifier`: when its sources are due again.
    """

    id: Annotated[str, StringConstraints(pattern=r"^cas-[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    titre: Title
    organisation: Text
    lieu: Text
    annees: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{4})?$")]
    taille: Literal["petite", "moyenne", "grande"]
    publics: Annotated[tuple[str, ...], Field(min_length=1, max_length=3)]
    defis: Annotated[tuple[str, ...], Field(min_length=1, max_length=3)]
    texte: Annotated[Leaf, AfterValidator(WordsAtMost(45)), AsLeaf()]
    cout: Price | None = None
    limite: Shortfall | None = None
    sources: Annotated[tuple[str, ...], Field(min_length=1, max_length=4)]
    verifie: Date
    reverifier: Date

    @model_validator(mode="after")
    def _is_due_later(self) -> Self:
        if self.reverifier <= self.verifie:
            raise PydanticCustomError("not_later", "not later", {"date": self.reverifier, "before": self.verifie})
        return self


class Cases(Model):
    """`data/cas.yaml`, whole."""

    cas: tuple[Case, ...] = ()
