"""How far a text is in a language, short or long, and who wrote it: all that readers are told of it comes from here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum

from macros.source.schema import Languages, Leaf
from macros.words.language import Language


class State(StrEnum):
    """A text in a language: not there, made from words that have changed since, up to date."""

    MISSING = "missing"
    OLDER = "older"
    CURRENT = "current"


def of(leaf: Leaf, language: Language) -> State:
    """The state of a short text."""
    words = language.t(leaf)
    if not words.is_translated:
        return State.MISSING
    return State.OLDER if words.is_older else State.CURRENT


def by_machine(languages: Languages, language: str, text: str) -> bool:
    """Whether a machine wrote or translated a text: said of itself, else of its page, of its language, or of all."""
    said = {(each.langue, each.texte): each.origine for each in languages.origines}
    page = text.partition("#")[0]
    return (
        next(
            (said[key] for key in ((language, text), (language, page), (language, None)) if key in said),
            languages.origine,
        )
        == "machine"
    )


def fingerprint(texts: Iterable[str]) -> str:
    """Eight characters that change with the words of some texts, not with the spaces between them."""
    words = "\0".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(words.encode()).hexdigest()[:8]
