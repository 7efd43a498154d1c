"""The order of words in a language, and the letter that an index files each of them under.

By hand rather than by PyICU, which needs a library of the system.
"""

from __future__ import annotations

import re
import unicodedata

# Letters of their own in the alphabet of a language (CLDR's collation rules), and what they come after.
_OWN_LETTERS = {"es": {"ñ": "n"}, "br": {"c’h": "ch", "c'h": "ch", "ch": "c"}}
_AFTER = "\uffff"
# The article that a text may begin with, which its indexes pass over. The Arabic one is joined to its noun.
_ARTICLES = {"ar": re.compile(r"^ال(?=\w{2})"), "br": re.compile(r"^a[nrl] ", re.IGNORECASE)}


def _own_letters(language: str) -> dict[str, str]:
    return _OWN_LETTERS.get(language.partition("-")[0], {})


def without_article(text: str, language: str) -> str:
    """A text without the article that it begins with, in a language whose indexes pass over it."""
    article = _ARTICLES.get(language.partition("-")[0])
    return article.sub("", text) if article else text


def sort_key(text: str, language: str) -> str:
    """What a text is sorted by in a language: case, accents and article aside, its own letters in their place."""
    text = unicodedata.normalize("NFC", without_article(text, language).casefold())
    for letter, before in _own_letters(language).items():
        text = text.replace(letter, before + _AFTER)
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def bare(text: str) -> str:
    """A text from its first letter or figure on."""
    return re.sub(r"^[\W_]+", "", text)


def script(text: str) -> str:
    """The script that a text begins in, by Unicode's name of it: `LATIN`, `ARABIC`."""
    return unicodedata.name(text[:1] or " ", "").partition(" ")[0]


def initial(text: str, language: str) -> str:
    """The letter, in capitals, that an index of a language files a text under; `#` for what begins with none."""
    key = sort_key(bare(text), language)
    own = key[: len(key) - len(key[1:].lstrip(_AFTER))] if key else ""
    # Two spellings of a letter sort alike: the first one names it.
    letters = {sort_key(letter, language): letter for letter in reversed(_own_letters(language))}
    letter = letters.get(own, own[:1])
    return letter.upper() if letter.isalpha() or own in letters else "#"
