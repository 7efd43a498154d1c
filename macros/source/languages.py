"""Codes of languages: how they are written, and what CLDR tells of any of them.

BCP 47 (RFC 5646, 2.1), in its canonical case, without what sites have no use for: a language of two or three
letters, then a script, then a region: `fr`, `gcf`, `pt-BR`, `zh-Hant`, `es-419`.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# As a part of a regular expression, in Python's as in JSON Schema's.
CODE = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
# The scripts of living languages that are written from right to left (Unicode, DerivedBidiClass).
_RIGHT_TO_LEFT = {"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
# Those that put no space between words.
_UNSPACED = {"Hans", "Hant", "Jpan", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"}

# Where a language is read, whose likeliest region (CLDR: the United States) writes dates as these readers do not.
_REGIONS = {"en": "GB"}


def regional(code: str) -> str:
    """A language with the region whose readers it is written for, where its code has none: `en` → `en-GB`."""
    region = _REGIONS.get(code)
    return f"{code}-{region}" if region else code


@cache
def locale(code: str, *others: str) -> Locale | None:
    """How a language writes numbers, dates and lists, or the first of `others` that CLDR knows; None if it knows none.

    CLDR has the name and the script of far more languages than it has rules for: none for `gcf` or `rcf`.
    """
    for each in (code, *others):
        try:
            return Locale.parse(regional(each), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@cache
def likely(code: str) -> tuple[str, str]:
    """The script and the region of a language, those that are likeliest where its code has none (CLDR); or nothing.

    `fr` → `Latn`, `FR`; `pt-PT` → `Latn`, `PT`; `en` → `Latn`, `GB`.
    """
    language, *own = regional(code).split("-")
    known = get_global("likely_subtags")
    spelled = ("_".join((language, *own[:count])) for count in range(len(own), -1, -1))
    full = next((known[each] for each in spelled if each in known), "")
    script, region = [*full.split("_")[1:], "", ""][:2]
    for subtag in own:
        script, region = (subtag, region) if len(subtag) == 4 else (script, subtag)
    return script, region


def is_known(code: str) -> bool:
    """Whether a code is well written, and of a language that CLDR knows: at least the script that it has."""
    return bool(re.fullmatch(CODE, code)) and any(likely(code.partition("-")[0]))


def is_spaced(code: str) -> bool:
    """Whether a language puts spaces between its words."""
    return likely(code)[0] not in _UNSPACED


def direction(code: str) -> str:
    """`rtl` or `ltr`, the way a language is written."""
    return "rtl" if likely(code)[0] in _RIGHT_TO_LEFT else "ltr"
