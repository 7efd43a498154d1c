"""What the law says, and where texts in the making stand: `data/obligations.yaml`."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from macros.source.schema.fields import AsLeaf, Day, Leaf, Model, Named, Text, Title, WordsAtMost

Short = Annotated[Leaf, StringConstraints(max_length=300), AsLeaf()]


class Deadline(Model):
    """Days on which something in a rule falls due, and what."""

    jours: Annotated[tuple[Day, ...], Field(min_length=1)]
    texte: Short


class Duty(Model):
    """A rule of law: who is bound and from when, what to do, who looks.

    `nature`: a duty of whoever it binds, a right, a faculty, or a limit to what can be asked; `texte`: the law's title
    and number, in the language of the source; `qui`: who, and from what size on; `depuis`: the day it applies from, if
    it has one; `publics`: whom it may bind, anybody where none is named. It was checked on `verifie`, and is to be
    again before `reverifier`.
    """

    id: Annotated[str, StringConstraints(pattern=r"^obligation-[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    nature: Literal["devoir", "droit", "faculte", "limite"] = "devoir"
    nom: Title
    texte: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1, max_length=4)]
    qui: Short
    depuis: Day | None = None
    echeances: tuple[Deadline, ...] = ()
    faire: Annotated[Leaf, WordsAtMost(30), AsLeaf()]
    controle: Short | None = None
    defis: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    verifie: Day
    reverifier: Day

    @model_validator(mode="after")
    def _each_day_once(self) -> Duty:
        days = [day for deadline in self.echeances for day in deadline.jours]
        for day, count in Counter([*days, self.depuis]).items():
            if day and count > 1:
                raise PydanticCustomError("day_repeated", "a day twice", {"day": day})
        return self

    def context(self, within: str) -> str:
        return self.id

    @property
    def order(self) -> tuple[bool, str, str]:
        """Where it comes among others: by the day it applies from; what has none, last."""
        return self.depuis is None, self.depuis or "", self.id


class LawText(Named):
    """A text that was still moving when it was last looked at, and where it stood then."""

    titre: Title
    etat: Annotated[Leaf, StringConstraints(max_length=500), AsLeaf()]
    source: str
    defis: tuple[str, ...] = ()
    verifie: Day
    reverifier: Day


class Law(Model):
    """`data/obligations.yaml`, whole."""

    obligations: tuple[Duty, ...] = ()
    textes: tuple[LawText, ...] = ()
