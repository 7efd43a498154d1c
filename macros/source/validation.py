"""What pydantic finds wrong in a data file, told as faults."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from macros.source import schema
from macros.source.faults import Fault, Phrase, wordings
from macros.source.yamlfile import Location, SourceFile

# How messages call the types of YAML values, by pydantic's name and by Python's.
_TYPES = {
    name: phrase
    for phrase, names in (
        (Phrase("type-text"), ("string", "str")),
        (Phrase("type-number"), ("int", "float")),
        (Phrase("type-boolean"), ("bool",)),
        (Phrase("type-list"), ("list", "tuple")),
        (Phrase("type-keys"), ("dict", "model")),
        (Phrase("type-nothing"), ("NoneType",)),
    )
    for name in names
}


def type_named(name: str) -> Phrase:
    """What messages call a type, by pydantic's name or by Python's (`string`, `str`)."""
    return _TYPES[name]


def type_of(value: object) -> Phrase:
    """What messages call the type of a value that YAML gave."""
    return type_named(type(value).__name__)


def faults_of(file: SourceFile, kind: type[schema.Model], error: ValidationError) -> list[Fault]:
    """What pydantic finds wrong in a file of this kind, as faults."""
    details = error.errors(include_url=False)
    # It counts the sound items of a list alone; the others are told of already.
    counted = [detail for detail in details if detail["type"] != "too_short" or not _has_enough(detail)]
    return [fault_of(file, kind, detail) for detail in counted]


def _has_enough(detail: Any) -> bool:
    return (
        isinstance(detail["input"], list)
        and "min_length" in detail["ctx"]
        and len(detail["input"]) >= detail["ctx"]["min_length"]
    )


def fault_of(file: SourceFile, kind: type[schema.Model], detail: Any) -> Fault:
    """A pydantic error (one of `ValidationError.errors()`) in a file of this kind, as a fault.

    The errors that models raise themselves have a wording each, and carry its values.
    """
    location: Location = tuple(detail["loc"])
    context, code, found = detail.get("ctx", {}), detail["type"], detail["input"]

    def told(code: str, place: Location = location, **values: object) -> Fault:
        return Fault(file.name, file.line(place), file.label(location), code, values)

    match code:
        case "missing":
            return told("missing", location[:-1], key=location[-1])
        case "extra_forbidden":
            key = str(location[-1])
            return told("extra_forbidden", key=key, hint=hint(key, schema.keys_at(kind, location[:-1])))
        case "too_long" if isinstance(found, str):
            # A text whose length a field bounds, rather than its type.
            return told("string_too_long", max=context["max_length"], found=len(found.strip()))
        case "too_short" | "too_long" if "actual_length" in context:
            least, most = schema.length_at(kind, location)
            count = context["actual_length"]
            if code == "too_short":
                return told("too_short", least=least, most=most, found=count, more=least - count)
            return told("too_long", least=least, most=most, found=count, more=count - most)
        case "string_too_long":
            return told("string_too_long", max=context["max_length"], found=len(str(found).strip()))
        case "string_too_short":
            return told("string_too_short")
        case "string_pattern_mismatch":
            return told("string_pattern_mismatch", value=str(found)[:60])
        case "literal_error":
            expected = context["expected"].replace(" or ", " / ")
            return told("literal_error", value=str(found)[:60], expected=expected)
        case "greater_than_equal":
            return told("greater_than_equal", ge=context["ge"])
        case "string_type" if isinstance(found, dict) and len(found) == 1 and isinstance(location[-1], int):
            # `- One thing : another` is a key and its value.
            return told("text-colon", text=f"{next(iter(found))}:"[:40])
        case _ if (expected := code.removesuffix("_type").removesuffix("_parsing")) != code and expected in _TYPES:
            return told("wrong_type", expected=type_named(expected), found=type_of(found))
        case _ if code in wordings():
            return told(code, **context)
    return told("invalid", value=str(found)[:60])


def hint(wrong: str, known: Iterable[str]) -> str:
    """` (nearest ?)` for a word that is close to a known one, else nothing."""
    close = get_close_matches(wrong, list(known), 1, 0.6)
    return f" ({close[0]} ?)" if close else ""
