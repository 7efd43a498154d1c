"""What another site would change without touching the code: `data/reglages.yaml`."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Literal

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from macros.source.schema.fields import Email, Model, Named, Slug, Text, Translated, WebAddress
from macros.source.schema.quality import Range


def _licence(text: str) -> str:
    """Checks an identifier of the SPDX list, as written there; `LicenseRef-…` names a licence that is not on it."""
    try:
        if canonicalize_license_expression(text) == text:
            return text
    except InvalidLicenseExpression:
        pass
    raise PydanticCustomError("not_a_licence", "not a licence", {"value": text[:60]})


class Licence(Model):
    """A licence: its identifier in the SPDX list, what pages call it, and where its text is."""

    spdx: Annotated[str, StringConstraints(max_length=60), AfterValidator(_licence)]
    nom: Text
    url: WebAddress


def _colour(text: str) -> str:
    if not re.fullmatch("#[0-9a-f]{6}", text):
        raise PydanticCustomError("not_a_colour", "not a colour", {"value": text[:60]})
    return text


Colour = Annotated[str, AfterValidator(_colour)]


class Colours(Model):
    """The colour of an axis: on paper, and where the reader's system is dark."""

    clair: Colour
    sombre: Colour


class Notice(Model):
    """Who answers for the site. `contact` is where anybody may write, without an account.

    Nothing is shown of what is not said; a site that does not say it all is a preview, and is not released.
    """

    editeur: Text | None = None
    directeur: Text | None = None
    hebergeur: Text | None = None
    contact: Email | None = None

    @property
    def missing(self) -> list[str]:
        """What is not said, by the names of the fields."""
        return [name for name in type(self).model_fields if getattr(self, name) is None]


class Word(Named):
    """A word of the interface, by its key in `overrides/words.yaml`, as this site says it."""

    texte: Translated


class Segment(Named):
    """What the site's addresses call a folder of pages (`defis`) or a page (`plan`)."""

    adresse: Slug


# The parts of a défi or an action that a strategy may do without.
Part = Literal["simple", "themes", "publics"]


class SiteSettings(Model):
    """`data/reglages.yaml`, whole.

    `publication`: whether the organisation whose strategy it is publishes the site (`propre`), or somebody else
    does (`independante`). `licence`: that of the site's own texts and data; `licence_citations`: that of the
    wordings quoted from the document, where it is known. `questions` and `ecologie`: how many a défi has;
    `obligatoires`: what each défi and action must have besides. `couleurs`: those of the axes, in order; the rest
    are chosen by the stylesheet, or computed. `mots`: words of the interface that this site says otherwise, in the
    language of the data. `adresses`: folders of pages, and pages, whose addresses this site names otherwise than
    their files.
    """

    publication: Literal["propre", "independante"] = "independante"
    licence: Licence
    licence_citations: Licence | None = None
    mentions: Notice = Notice()
    questions: Range = Range(moins=5, plus=7)
    ecologie: Range = Range(moins=2, plus=4)
    obligatoires: tuple[Part, ...] = ("simple", "themes", "publics")
    couleurs: Annotated[tuple[Colours, ...], Field(max_length=99)] = ()
    mots: tuple[Word, ...] = ()
    adresses: tuple[Segment, ...] = ()

    @cached_property
    def names(self) -> tuple[tuple[str, str], ...]:
        """What addresses call folders and pages, by their names among the files."""
        return tuple((segment.id, segment.adresse) for segment in self.adresses)
