"""The strategy as typed, immutable values: what `data/*.yaml` may hold.

Field names are the data's own, in French, because editors write them. A field
marked `Translated` has its words in the catalogues of `translations/`.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

TRANSLATED = {"translated": True}


def _words_at_most(limit: int) -> AfterValidator:
    def check(text: str) -> str:
        count = len(text.split())
        if count > limit:
            raise PydanticCustomError("too_many_words", "too many words", {"limit": limit, "count": count})
        return text

    return AfterValidator(check)


def _date(text: str) -> str:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    try:
        if not match:
            raise ValueError
        datetime.date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        raise PydanticCustomError("not_a_date", "not a date", {"value": text}) from None
    return text


def _web_address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        raise PydanticCustomError("not_a_web_address", "not a web address", {"value": text})
    return text


def _question(text: str) -> str:
    if not text.endswith("?"):
        raise PydanticCustomError("not_a_question", "not a question", {"value": text[-30:]})
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1200)]
Translated = Annotated[Text, Field(json_schema_extra=TRANSLATED)]
Title = Annotated[Text, StringConstraints(max_length=60), Field(json_schema_extra=TRANSLATED)]
Brief = Annotated[Text, _words_at_most(60), Field(json_schema_extra=TRANSLATED)]
Question = Annotated[
    Text, StringConstraints(max_length=300), AfterValidator(_question), Field(json_schema_extra=TRANSLATED)
]
Date = Annotated[str, AfterValidator(_date)]
WebAddress = Annotated[str, StringConstraints(max_length=500), AfterValidator(_web_address)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Page = Annotated[int, Field(ge=1, strict=True)]


class Model(BaseModel):
    """Immutable, and refusing any key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def context(self, within: str) -> str:
        """Where this value's words stand in a catalogue, `within` being where the value stands.

        A value with an id of its own is found by it wherever it stands; one that
        has none, by its place.
        """
        return within


class Entry(Model):
    """A part of the strategy, known by its id (`defi-07`)."""

    id: str

    def context(self, within: str) -> str:
        return self.id


class Named(Model):
    """A value known by an id that is unique among its kind."""

    id: Slug

    def context(self, within: str) -> str:
        return f"{type(self).__name__.lower()}.{self.id}"


class Source(Named):
    """A page that a fact or a resource comes from, and when it was last looked at.

    `verifie` is absent where the page is known by its address only.
    """

    titre: Annotated[Text, StringConstraints(max_length=160)]
    editeur: Text
    date: Date | None = None
    langue: LanguageCode
    url: WebAddress
    verifie: Date | None = None
    note: Translated | None = None


class Theme(Named):
    """A subject that défis share."""

    titre: Title
    en_bref: Brief | None = None


class Public(Named):
    """Who a défi concerns."""

    titre: Title
    en_bref: Brief | None = None


class Term(Named):
    """A word of the glossary."""

    terme: Translated
    formes: tuple[Text, ...] = ()
    definition: Annotated[Text, StringConstraints(max_length=500), Field(json_schema_extra=TRANSLATED)]
    defis: tuple[str, ...] = ()


class Link(Model):
    """A related entry and why it is related."""

    id: str
    pourquoi: Annotated[Text, StringConstraints(max_length=200), Field(json_schema_extra=TRANSLATED)]

    def context(self, within: str) -> str:
        return f"{within.rpartition('.')[0]}.{self.id}"


class Section(Entry):
    """A section of the source document; its défis name it."""

    id: Annotated[str, StringConstraints(pattern=r"^section-\d+-\d+$")]
    officiel: Translated
    page: Page
    en_bref: Brief


class Axe(Entry):
    """One of the strategy's main lines."""

    id: Annotated[str, StringConstraints(pattern=r"^axe-\d+$")]
    officiel: Translated
    page: Page
    en_bref: Brief
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]


class Defi(Entry):
    """A question that an organisation should ask itself: official wording and our own words."""

    id: Annotated[str, StringConstraints(pattern=r"^defi-\d{2,3}$")]
    section: str
    officiel: Translated
    titre: Title
    en_bref: Brief
    simple: Translated
    questions: Annotated[tuple[Question, ...], Field(min_length=5, max_length=7)]
    ecologie: Annotated[tuple[Question, ...], Field(min_length=2, max_length=4)]
    themes: Annotated[tuple[str, ...], Field(min_length=1, max_length=4)]
    publics: Annotated[tuple[str, ...], Field(min_length=1, max_length=8)]
    lies: Annotated[tuple[Link, ...], Field(max_length=6)] = ()
    ressources: Annotated[tuple[str, ...], Field(max_length=8)] = ()


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

    id: Annotated[str, StringConstraints(pattern=r"^action-\d{2,3}$")]
    officiel: Translated
    titre: Title
    page: Page
    en_bref: Brief
    simple: Translated
    defis: Annotated[tuple[str, ...], Field(min_length=1)]
    fiche_trouvee: bool
    suivi: tuple[FollowUp, ...] = ()


class Figure(Model):
    """A figure as the source document prints it, with the page."""

    libelle: Translated
    valeur: Annotated[int, Field(ge=0, strict=True)]
    page: Page


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


class Erratum(Model):
    """A slip of the source document: what it prints, where, and what is read instead.

    `officiel` is true where the official wording kept here was corrected, so that
    it differs from the print.
    """

    entree: str
    lieu: Translated
    imprime: Text
    retenu: Text
    note: Translated | None = None


class Document(Model):
    """The source document."""

    langue: LanguageCode
    titre: Translated
    sous_titre: Translated | None = None
    editeur: Text
    date: Date
    pages: Page
    liens: tuple[str, ...] = ()


class Strategy(Model):
    """`data/defis.yaml`, whole."""

    strategie: Document
    axes: Annotated[tuple[Axe, ...], Field(min_length=1)]
    defis: Annotated[tuple[Defi, ...], Field(min_length=1)]
    actions: tuple[Action, ...] = ()
    groupes: Groups | None = None
    cercle: Circle | None = None
    consultation: Consultation | None = None
    errata: tuple[Erratum, ...] = ()


class Sources(Model):
    """`data/sources.yaml`, whole."""

    sources: tuple[Source, ...] = ()


class Vocabulary(Model):
    """`data/vocabulaire.yaml`, whole."""

    themes: tuple[Theme, ...] = ()
    publics: tuple[Public, ...] = ()


class Glossary(Model):
    """`data/glossaire.yaml`, whole."""

    termes: tuple[Term, ...] = ()


class Limits(Model):
    """What a page may weigh, everything loaded with it included.

    `octets`: bytes of HTML and style together, gzipped; `requetes`: requests;
    `elements`: elements in the document.
    """

    octets: Annotated[int, Field(ge=1, strict=True)]
    requetes: Annotated[int, Field(ge=1, strict=True)]
    elements: Annotated[int, Field(ge=1, strict=True)]


class PageKind(Named):
    """Pages that share limits. The first kind is that of every page that no kind names."""

    titre: Title
    limites: Limits
    pages: tuple[str, ...] = ()


class Budget(Model):
    """`data/budget.yaml`, whole."""

    pages: tuple[PageKind, ...] = ()


class Check(Named):
    """An automatic check of the built site, and what it last found: written by the tests."""

    titre: Annotated[Text, StringConstraints(max_length=120), Field(json_schema_extra=TRANSLATED)]
    outil: Text
    pages: Annotated[int, Field(ge=0, strict=True)]
    defauts: Annotated[int, Field(ge=0, strict=True)]
    date: Date


class Checks(Model):
    """`data/controles.yaml`, whole."""

    controles: tuple[Check, ...] = ()


class Range(Model):
    """At least, and at most."""

    moins: Annotated[int, Field(ge=0, strict=True)]
    plus: Annotated[int, Field(ge=0, strict=True)]


class WritingRules(Named):
    """What the prose of the pages of one folder has to keep.

    `intertitres`: ids of the headings, in order, of which `facultatifs` may be left
    out; `mots`: words of prose; `phrase`: words per sentence, on average, at most.
    """

    dossier: Slug
    intertitres: tuple[Slug, ...] = ()
    facultatifs: tuple[Slug, ...] = ()
    mots: Range
    phrase: Annotated[int, Field(ge=1, strict=True)]


class Writing(Model):
    """`data/redaction.yaml`, whole. `facile`: words per sentence in easy texts; `sigles`: known to all."""

    pages: tuple[WritingRules, ...] = ()
    facile: Annotated[int, Field(ge=1, strict=True)] | None = None
    sigles: tuple[Text, ...] = ()


class LanguageGoal(Named):
    """What is promised in a language: nothing missing from its catalogue, or from its pages."""

    catalogue: bool = False
    prose: bool = False


class Review(Model):
    """A page of a language that a person has read through and vouches for."""

    langue: LanguageCode
    page: Annotated[str, StringConstraints(pattern=r"^[a-z0-9/-]+\.md$")]
    par: Text
    date: Date


class Languages(Model):
    """`data/langues.yaml`, whole."""

    langues: tuple[LanguageGoal, ...] = ()
    relectures: tuple[Review, ...] = ()


# The data files: the name of each, without extension, and its model.
FILES: dict[str, type[Model]] = {
    "defis": Strategy,
    "sources": Sources,
    "vocabulaire": Vocabulary,
    "glossaire": Glossary,
    "budget": Budget,
    "controles": Checks,
    "redaction": Writing,
    "langues": Languages,
}


def keys_at(kind: type[Model], location: tuple[str | int, ...]) -> list[str]:
    """The keys that data of this kind may have at a location."""
    return list(_at(kind, location)[0].model_fields)


def length_at(kind: type[Model], location: tuple[str | int, ...]) -> tuple[int | str, int | str]:
    """The least and the most items that a list may have; `…` for no limit."""
    metadata = _at(kind, location)[1].metadata
    least = next((item.min_length for item in metadata if hasattr(item, "min_length")), 0)
    most = next((item.max_length for item in metadata if hasattr(item, "max_length")), "…")
    return least, most


def _at(kind: type[Model], location: tuple[str | int, ...]) -> tuple[type[Model], FieldInfo]:
    """The model that is at a location, or around it, and the last field on the way."""
    field = FieldInfo()
    for step in location:
        if isinstance(step, str) and step in kind.model_fields:
            field = kind.model_fields[step]
            pending = [field.annotation]
            while pending:
                part = pending.pop()
                if isinstance(part, type) and issubclass(part, Model):
                    kind = part
                pending += get_args(part)
    return kind, field


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one data file, for editors' completion and for reuse."""
    schema = FILES[name].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"data/{name}.yaml", **schema}
