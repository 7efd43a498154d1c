"""A text as it is shown: with the typography of its language, and marks on the words that are in another one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markupsafe import Markup, escape

from macros.source.languages import CODE, direction
from macros.words.direction import is_foreign, isolated, isolated_html
from macros.words.typography import french

# A word that a translator keeps in another language: `[[fr:médiation]]`.
_FOREIGN = re.compile(rf"\[\[({CODE}):([^\[\]]+)\]\]")


def _set(text: str, language: str) -> str:
    return french(text) if language == "fr" else text


# Most words stand on many pages: each is set once.
@lru_cache(maxsize=20_000)
def html(text: str, language: str) -> Markup:
    """A text in a language as HTML."""

    def marked(match: re.Match[str]) -> str:
        return f"<span{lang_attributes(match[1], language)}>{match[2]}</span>"

    way, shown = direction(language), Markup(_FOREIGN.sub(marked, str(escape(_set(text, language)))))
    return isolated_html(shown, way) if is_foreign(text, way) else shown


@lru_cache(maxsize=20_000)
def bare(text: str, language: str) -> str:
    """A text in a language without its marks; in no language, as it was written."""
    if not language:
        return _FOREIGN.sub(r"\2", text)
    way = direction(language)
    if is_foreign(text, way):
        return isolated(text, way)
    return _FOREIGN.sub(lambda match: isolated(match[2], way), _set(text, language))


@cache
def lang_attributes(language: str, page_language: str) -> Markup:
    """` lang="…"`, with ` dir="…"` where the direction changes too; nothing for the same language."""
    if language == page_language:
        return Markup("")
    mark = Markup(' lang="{}"').format(language)
    if direction(language) != direction(page_language):
        mark += Markup(' dir="{}"').format(direction(language))
    return mark
