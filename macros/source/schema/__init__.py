"""What `data/*.yaml` may hold, as typed, immutable values.

A field marked `Translated` has its words in the catalogues of `translations/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import get_args

from pydantic.fields import FieldInfo

from macros.source.faults import Phrase
from macros.source.schema.cases import Case, Cases, Price, Shortfall
from macros.source.schema.examples import Cost, Example, Examples, Level, Plan
from macros.source.schema.fields import Date, Entry, Leaf, Model, Named, Text, first_day, notes_of
from macros.source.schema.help import Contact, Contacts, Funding, Guichet, Situation, Situations, Step
from macros.source.schema.law import Deadline, Duty, Law, LawText
from macros.source.schema.moved import Moved, Redirections
from macros.source.schema.quality import (
    Budget,
    Check,
    Checks,
    CitingRules,
    LanguageGoal,
    Languages,
    Limits,
    PageKind,
    Range,
    Review,
    Weighed,
    Weights,
    Writing,
    WritingRules,
    Written,
)
from macros.source.schema.site import Colours, Licence, Notice, Segment, SiteSettings, Word
from macros.source.schema.strategy import (
    Action,
    Axe,
    Circle,
    Consultation,
    Defi,
    Document,
    Erratum,
    Figure,
    FollowUp,
    Groups,
    Link,
    Section,
    Stage,
    Strategy,
)
from macros.source.schema.terminology import Concept, Equivalent, Terminology
from macros.source.schema.vocabulary import (
    Glossary,
    Public,
    Source,
    Sources,
    Term,
    Theme,
    Topic,
    Vocabulary,
)
from macros.source.yamlfile import Location, SourceFile

__all__ = [
    "FILES",
    "Action",
    "Axe",
    "Budget",
    "Case",
    "Cases",
    "Check",
    "Checks",
    "Circle",
    "CitingRules",
    "Colours",
    "Concept",
    "Consultation",
    "Contact",
    "Contacts",
    "Cost",
    "Date",
    "Deadline",
    "Defi",
    "Document",
    "Duty",
    "Entry",
    "Equivalent",
    "Erratum",
    "Example",
    "Examples",
    "Figure",
    "FollowUp",
    "Funding",
    "Glossary",
    "Groups",
    "Guichet",
    "LanguageGoal",
    "Languages",
    "Law",
    "LawText",
    "Leaf",
    "Level",
    "Licence",
    "Limits",
    "Link",
    "Model",
    "Moved",
    "Named",
    "Notice",
    "PageKind",
    "Plan",
    "Price",
    "Public",
    "Range",
    "Redirections",
    "Review",
    "Section",
    "Segment",
    "Shortfall",
    "SiteSettings",
    "Situation",
    "Situations",
    "Source",
    "Sources",
    "Stage",
    "Step",
    "Strategy",
    "Term",
    "Text",
    "Theme",
    "Topic",
    "Vocabulary",
    "Weighed",
    "Weights",
    "Word",
    "Writing",
    "WritingRules",
    "Written",
    "first_day",
    "json_schema",
    "keys_at",
    "leaves",
    "length_at",
]

# The data files: the name of each, without extension, and its model. The first says what the next must have.
FILES: dict[str, type[Model]] = {
    "reglages": SiteSettings,
    "defis": Strategy,
    "sources": Sources,
    "contacts": Contacts,
    "cas": Cases,
    "guichets": Funding,
    "situations": Situations,
    "vocabulaire": Vocabulary,
    "glossaire": Glossary,
    "terminologie": Terminology,
    "obligations": Law,
    "budget": Budget,
    "controles": Checks,
    "poids": Weights,
    "redaction": Writing,
    "langues": Languages,
    "redirections": Redirections,
    "exemples": Examples,
}


def leaves(whole: Model, file: SourceFile, language: str) -> Iterator[Leaf]:
    """Every text to be translated in a data file, in its order, each told where it stands.

    `whole` is the value that was made of `file`, whose texts are in `language`.
    """
    for leaf, location, context, notes in _leaves(whole, (), ""):
        yield leaf.placed(context, language, file.name, file.line(location), notes)


Found = tuple[Leaf, Location, str, tuple[Phrase, ...]]


def _leaves(value: object, location: Location, context: str, notes: tuple[Phrase, ...] = ()) -> Iterator[Found]:
    if isinstance(value, Leaf):
        yield value, location, context, notes
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            within = value.context(context)
            further = f"{within}.{name}" if within else name
            yield from _leaves(getattr(value, name), (*location, name), further, _notes(type(value), name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, (*location, index), f"{context}.{index}", notes)


@cache
def _notes(kind: type[Model], name: str) -> tuple[Phrase, ...]:
    return tuple(notes_of(kind.model_fields[name]))


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
