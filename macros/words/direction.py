"""Text of the other direction within a text: set apart, so that neither reorders the other.

A site's name that begins with a figure would be read backwards in Arabic (`défis 24`), and punctuation after a Latin
word would stand on its wrong side (Unicode Standard Annex 9; W3C, “Inline markup and bidirectional text in HTML”).
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# First strong isolate, pop directional isolate (UAX 9, 2.4): for texts that have no markup.
_OPEN, _CLOSE = "\u2068", "\u2069"
# Letters of the other direction, by that of the text around them: Latin, Greek and Cyrillic; Hebrew and Arabic.
_STRAY = {
    "rtl": re.compile("[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u052f]"),
    "ltr": re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"),
}
# What says its own direction, and is set apart by it.
_DIRECTED = re.compile(r"<\w+[^>]* dir=")


def strays(text: str, direction: str) -> bool:
    """Whether a text has letters that are not written in a direction (`rtl`, `ltr`)."""
    return bool(_STRAY[direction].search(text))


def is_foreign(text: str, direction: str) -> bool:
    """Whether a text is all of the other direction, and begins with a figure, which would not stay with its letters."""
    return text[:1].isdigit() and strays(text, direction) and not strays(text, "ltr" if direction == "rtl" else "rtl")


def isolated(text: str, direction: str) -> str:
    """A text as it stands in plain text of a direction: between isolates, where it has letters of the other one."""
    return f"{_OPEN}{text}{_CLOSE}" if strays(text, direction) else text


def isolated_html(value: object, direction: str) -> Markup:
    """A value as it stands in HTML of a direction: in `<bdi>`, where it has letters of the other one."""
    html = escape(value)
    # Most have none, not even in their tags.
    if not strays(html, direction) or _DIRECTED.match(html) or not strays(html.striptags(), direction):
        return html
    return Markup("<bdi>{}</bdi>").format(html)
