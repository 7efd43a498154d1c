"""The strategy: `data/defis.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from macros.source.schema.fields import (
    AsLeaf,
    Brief,
    Date,
    Entry,
    LanguageCode,
    Leaf,
    Model,
    Page,
    Question,
    Text,
    Title,
    Translated,
)

Value = TypeVar("Value")


def _counted(found: tuple[Leaf, ...], info: ValidationInfo) -> tuple[Leaf, ...]:
    """Checks that a list has as many items as the site's settings ask; `Data` is loaded with them as the context."""
    if info.context and info.field_name:
        wanted = getattr(info.context, info.field_name)
        least, most, count = wanted.moins, wanted.plus, len(found)
        if count < least:
            values = {"least": least, "most": most, "found": count, "more": least - count}
            raise PydanticCustomError("too_short", "too few", values)
        if count > most:
            values = {"least": least, "most": most, "found": count, "more": count - most}
            raise PydanticCustomError("too_long", "too many", values)
    return found


def _there(found: Value, info: ValidationInfo) -> Value:
    """Checks that a part is there, if the site's settings ask for it."""
    if not found and info.context and info.field_name in info.context.obligatoires:
        raise PydanticCustomError("missing", "missing", {"key": info.field_name})
    return found


Questions = Annotated[tuple[Question, ...], Field(max_length=50, validate_default=True), AfterValidator(_counted)]
Simple = Annotated[Translated | None, Field(validate_default=True), AfterValidator(_there)]


class Link(Model):
    """A related entry and why it is related."""

    id: str
    pourquoi: Annotated[Leaf, StringConstraints(max_length=200), AsLeaf()]

    def context(self, within: str) -> str:
        return f"{within.rpartition('.')[0]}.{self.id}"


class Section(Entry):
    """A section of the source document; its défis name it."""

    id: Annotated[str, StringConstraints(pattern=r"^section-[0-9]+-[0-9]+$")]
    officiel: Translated
    page: Page
    en_bref: Brief


class Axe(Entry):
    """One of the strategy's main lines."""

    id: Annotated[str, StringConstraints(pattern=r"^axe-[0-9]+$")]
    officiel: Translated
    titre_simple: Title | None = None
    page: Page
    en_bref: Brief
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]


class Defi(Entry):
    """A question that an organisation should ask itself: official wording and our own words."""

    id: Annotated[str, StringConstraints(pattern=r"^defi-[0-9]{2,5}$")]
    section: str
    officiel: Translated
    titre: Title
    en_bref: Brief
    titre_simple: Title | None = None
    simple: Simple = None
    questions: Questions = ()
    ecologie: Questions = ()
    themes: Annotated[tuple[str, ...], Field(max_length=4, validate_default=True), AfterValidator(_there)] = ()
    publics: Annotated[tuple[str, ...], Field(max_length=8, validate_default=True), AfterValidator(_there)] = ()
    lies: Annotated[tuple[Link, ...], Field(max_length=6)] = ()
    ressources: Annotated[tuple[str, ...], Field(max_length=8)] = ()

    @property
    def title(self) -> Leaf:
        return self.titre


class FollowUp(Model):
    """Something publicly known that follows an action, with its source.

    `lien` is "etabli" where a source itself makes the link with the action,
    "voisin" where it is only related context.
    """

    date: Date
    texte: Translated
    lien: Literal["etabli", "voisin"]
    source: str


class Action(Entry):
    """One of the actions the publisher commits to."""

    id: Annotated[str, StringConstraints(pattern=r"^action-[0-9]{2,5}$")]
    officiel: Translated
    titre: Title
    page: Page
    en_bref: Brief
    titre_simple: Title | None = None
    simple: Simple = None
    defis: Annotated[tuple[str, ...], Field(min_length=1)]
    fiche_trouvee: bool
    suivi: tuple[FollowUp, ...] = ()

    @property
    def title(self) -> Leaf:
        return self.titre


class Figure(Model):
    """A figure as the source document prints it, with the page.

    `dessin`: where the drawing shows it, with who took part ("qui") or with what they gave ("quoi").
    """

    libelle: Translated
    valeur: Annotated[int, Field(ge=0, strict=True)]
    page: Page
    dessin: Literal["qui", "quoi"] | None = None


class Groups(Model):
    """The working groups: how many the source announces, and those it names."""

    annonces: Annotated[int, Field(ge=0, strict=True)]
    noms: tuple[Translated, ...]
    note: Translated
    page: Page


class Circle(Model):
    """The reflection circle."""

    nom: Translated
    chiffres: tuple[Figure, ...]


class Consultation(Model):
    """What the consultation gathered, contradictions kept and explained."""

    chiffres: tuple[Figure, ...]
    note: Translated


class Stage(Model):
    """A stage of how the strategy was made, by the day it began, and until when if it lasted; with its sources."""

    date: Date
    fin: Date | None = None
    texte: Translated
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class Erratum(Model):
    """A slip of the source document: what it prints, where, and what is read instead."""

    entree: str
    lieu: Translated
    imprime: Text
    retenu: Text
    note: Translated | None = None


class Document(Model):
    """The source document; `mention` says what of the site is its words, where a text is of a machine.

    `pays`: the country it is about, by the three letters of ISO 3166-1.
    """

    langue: LanguageCode
    titre: Translated
    sous_titre: Translated | None = None
    mention: Translated | None = None
    editeur: Text
    date: Date
    pages: Page
    pays: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    liens: tuple[str, ...] = ()


class Strategy(Model):
    """`data/defis.yaml`, whole."""

    strategie: Document
    axes: Annotated[tuple[Axe, ...], Field(min_length=1)]
    defis: Annotated[tuple[Defi, ...], Field(min_length=1)]
    actions: tuple[Action, ...] = ()
    etapes: tuple[Stage, ...] = ()
    groupes: Groups | None = None
    cercle: Circle | None = None
    consultation: Consultation | None = None
    errata: tuple[Erratum, ...] = ()
