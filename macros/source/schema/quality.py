"""What the project holds itself to, and what it last found: `budget`, `controles`, `poids`, `redaction`, `langues`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from macros.source.schema.fields import AsLeaf, Date, Host, LanguageCode, Leaf, Model, Named, Slug, Text, Title

# A short hash, which says whether what was looked at is still the same.
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]


class Limits(Model):
    """What a page may weigh, everything loaded with it included.

    `octets`: bytes of HTML and style together, gzipped, and of pictures; `requetes`: requests;
    `elements`: elements in the document.
    """

    octets: Annotated[int, Field(ge=1, strict=True)]
    requetes: Annotated[int, Field(ge=1, strict=True)]
    elements: Annotated[int, Field(ge=1, strict=True)]


class PageKind(Named):
    """Pages that share limits. The first kind is that of every page that no kind names.

    `images`: the kind is that of pages that show a picture, whatever kind they are of besides; the larger limits hold.
    """

    titre: Title
    limites: Limits
    pages: tuple[str, ...] = ()
    images: bool = False


class Budget(Model):
    """`data/budget.yaml`, whole."""

    pages: tuple[PageKind, ...] = ()


class Check(Named):
    """An automatic check of the built site, and what it last found: written by the tests.

    `empreinte` is the hash of what the pages that were looked at are made of.
    """

    titre: Annotated[Leaf, StringConstraints(max_length=120), AsLeaf()]
    outil: Text
    pages: Annotated[int, Field(ge=0, strict=True)]
    defauts: Annotated[int, Field(ge=0, strict=True)]
    date: Date
    empreinte: Fingerprint | None = None


class Checks(Model):
    """`data/controles.yaml`, whole."""

    controles: tuple[Check, ...] = ()


class Weighed(Model):
    """What the pages of a kind of the budget (`id`) weigh, in bytes, in all languages.

    `repartition`: how many of them are in each of as many equal parts, from nothing to their limit.
    """

    id: Slug
    pages: Annotated[int, Field(ge=1, strict=True)]
    mediane: Annotated[int, Field(ge=1, strict=True)]
    maximum: Annotated[int, Field(ge=1, strict=True)]
    repartition: tuple[Annotated[int, Field(ge=0, strict=True)], ...]


class Weights(Model):
    """`data/poids.yaml`, whole: written by the tests, on a day."""

    date: Date | None = None
    sortes: tuple[Weighed, ...] = ()


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


class CitingRules(Model):
    """Addresses that no source may have: what they lead to is not the page as its publisher gives it.

    `copies`: sites that copy the pages of others; `traduits`: sites whose addresses begin with the language
    they are read in, one of `langues`, which must be that of the source; `renvois`: parts of a path that only send
    elsewhere.
    """

    copies: tuple[Host, ...] = ()
    traduits: tuple[Host, ...] = ()
    langues: tuple[LanguageCode, ...] = ()
    renvois: tuple[Text, ...] = ()


class Writing(Model):
    """`data/redaction.yaml`, whole. `facile`: words per sentence in easy texts; `sigles`: known to all.

    `sources`: what the addresses of sources have to keep.
    """

    pages: tuple[WritingRules, ...] = ()
    facile: Annotated[int, Field(ge=1, strict=True)] | None = None
    sigles: tuple[Text, ...] = ()
    sources: CitingRules = CitingRules()


# Whether a machine wrote or translated a text, or a person.
Origin = Literal["machine", "personne"]


class LanguageGoal(Named):
    """What is promised in a language: nothing missing from its catalogues, or from its pages."""

    id: LanguageCode
    catalogue: bool = False
    prose: bool = False


# What may be reviewed, or said to be of a person: a page, a section of it, or a message of a catalogue.
TextName = Annotated[
    str, StringConstraints(pattern=r"^([a-z0-9/-]+\.md(#[a-z0-9-]+)?|[a-z0-9-]+(\.[a-z0-9_-]+)+)$", max_length=120)
]


class Review(Model):
    """A text of a language that a person has read through and vouches for.

    `texte` names a page with its short texts (`defis/07.md`), a section of it (`defis/07.md#pourquoi`), or a message
    (`defi-07.titre`); `empreinte` is the hash of what was read, which `make translations` writes.
    """

    langue: LanguageCode
    texte: TextName
    par: Text
    date: Date
    empreinte: Fingerprint | None = None


class Written(Model):
    """Who wrote or translated a text, or all texts of a language where it names none."""

    langue: LanguageCode
    texte: TextName | None = None
    origine: Origin


class Languages(Model):
    """`data/langues.yaml`, whole. `origine`: who wrote all that `origines` does not name."""

    langues: tuple[LanguageGoal, ...] = ()
    origine: Origin = "personne"
    origines: tuple[Written, ...] = ()
    relectures: tuple[Review, ...] = ()
